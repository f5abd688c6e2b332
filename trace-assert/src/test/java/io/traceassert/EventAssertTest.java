package io.traceassert;

import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.nothing;
import static io.traceassert.TestSpan.event;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.EventData;
import io.traceassert.trace.Trace;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventAssertTest {

  private static final EventData RETRY = EventData.create(
      event("retry", 3).getEpochNanos(),
      "retry",
      Attributes.builder().put("attempt", 2).put("card.token", "tok_1").build(),
      5);
  private static final EventData AGAIN = event("retry", 3.5);

  private static EventAssert retry(EventData... events) {
    return assertThat(Trace.of(List.of(
            root("checkout", 1),
            span("POST", 2)
                .parent(1)
                .kind(SpanKind.CLIENT)
                .during(1, 5)
                .events(events)
                .build())))
        .span("POST")
        .events()
        .first();
  }

  @Test
  void everyCheckReturnsTheSameInstance() {
    EventAssert retry = retry(RETRY);
    assertThat(retry.hasName("retry")).isSameAs(retry);
    assertThat(retry.isAt(RETRY.getEpochNanos())).isSameAs(retry);
    assertThat(retry.isAt(Instant.parse("2023-11-14T22:13:20.003Z"))).isSameAs(retry);
    assertThat(retry.hasAttribute("attempt", 2)).isSameAs(retry);
    assertThat(retry.hasDroppedAttributes(3)).isSameAs(retry);
  }

  @Test
  void hasNameFails() {
    TraceAssertionError error = assertFails(() -> retry(RETRY).hasName("connect"), """
        event "retry" of span "POST" [CLIENT]: name: expected "connect", but was "retry"

        trace 4bf92f35: 2 spans, 5.0 ms
          checkout            1.0 ms
          └─ POST   [CLIENT]  4.0 ms  # event "retry": name: expected "connect"
        """);
    assertThat(error.getExpected().getValue()).isEqualTo("connect");
  }

  @Test
  void isAtFails() {
    Instant expected = Instant.parse("2023-11-14T22:13:20.000500Z");
    TraceAssertionError error = assertFails(() -> retry(RETRY).isAt(expected), """
        event "retry" of span "POST" [CLIENT]: time: expected 2023-11-14T22:13:20.000500Z, but was 2023-11-14T22:13:20.003Z
        from the start of the span: expected -500 us, but was +2 ms

        trace 4bf92f35: 2 spans, 5.0 ms
          checkout            1.0 ms
          └─ POST   [CLIENT]  4.0 ms  # event "retry": time: expected -500 us
        """);
    assertThat(error.getExpected().getValue()).isEqualTo(expected);
    assertThat(error.getActual().getValue()).isEqualTo(Instant.parse("2023-11-14T22:13:20.003Z"));
  }

  @Test
  void hasAttributeFails() {
    assertFails(() -> retry(RETRY).hasAttribute("attempt", 3), """
        event "retry" of span "POST" [CLIENT]: attribute attempt: expected 3, but was 2

        trace 4bf92f35: 2 spans, 5.0 ms
          checkout            1.0 ms
          └─ POST   [CLIENT]  4.0 ms  # event "retry": attempt: expected 3
        """);
    assertFails(() -> retry(RETRY).hasAttribute("attemps", 3), """
        event "retry" of span "POST" [CLIENT] has no attribute attemps, expected 3
        nearest: attempt, card.token
        the span limits of the SDK dropped 3 attributes of it: this may be one of them

        trace 4bf92f35: 2 spans, 5.0 ms
          checkout            1.0 ms
          └─ POST   [CLIENT]  4.0 ms  # event "retry": attemps: expected 3

        Raise the limit with SpanLimitsBuilder.setMaxNumberOfAttributesPerEvent (OTEL_ATTRIBUTE_COUNT_LIMIT), or record less.
        """);
    assertFails(() -> retry(RETRY).hasAttribute("card.token", "tok_2"), """
        event "retry" of span "POST" [CLIENT]: attribute card.token: expected ***, but was ***

        trace 4bf92f35: 2 spans, 5.0 ms
          checkout            1.0 ms
          └─ POST   [CLIENT]  4.0 ms  # event "retry": card.token: expected ***
        """);
  }

  @Test
  void oneOfSeveralWithTheSameNameIsNamedWithItsTime() {
    assertFails(() -> retry(RETRY, AGAIN).hasAttribute("attempt", 3), """
        event "retry" at +2.0 ms of span "POST" [CLIENT]: attribute attempt: expected 3, but was 2

        trace 4bf92f35: 2 spans, 5.0 ms
          checkout            1.0 ms
          └─ POST   [CLIENT]  4.0 ms  # event "retry" at +2.0 ms: attempt: expected 3
        """);
  }

  @Test
  void hasDroppedAttributesFails() {
    TraceAssertionError error = assertFails(() -> retry(RETRY).hasDroppedAttributes(0), """
        event "retry" of span "POST" [CLIENT]: dropped attributes: expected 0, but was 3

        trace 4bf92f35: 2 spans, 5.0 ms
          checkout            1.0 ms
          └─ POST   [CLIENT]  4.0 ms  # event "retry": dropped attributes: expected 0
        """);
    assertThat(error.getExpected().getValue()).isEqualTo(0);
    assertThat(error.getActual().getValue()).isEqualTo(3);
  }

  @Test
  void refusesBadArguments() {
    EventAssert retry = retry(RETRY);
    assertThatNullPointerException()
        .isThrownBy(() -> retry.isAt(Fails.<Instant>nothing()))
        .withMessage("time");
    assertThatNullPointerException().isThrownBy(() -> retry.hasName(nothing())).withMessage("name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> retry.hasDroppedAttributes(-1))
        .withMessage("count must not be negative, but is -1");
  }
}
