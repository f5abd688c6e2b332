package io.traceassert;

import static io.traceassert.Fails.assertFailOnNull;
import static io.traceassert.Fails.assertFails;
import static io.traceassert.TestSpan.event;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the span limits of the SDK dropped. */
class DroppedTest {

  private static final Attributes ONE = Attributes.builder().put("x", 1).build();

  private static final SpanData LIMITED = span("a", 1)
      .attributes(ONE)
      .totalAttributes(3)
      .events(EventData.create(event("retry", 1).getEpochNanos(), "retry", ONE, 2))
      .totalEvents(2)
      .links(LinkData.create(root("b", 2).getSpanContext(), ONE, 4))
      .totalLinks(5)
      .build();

  @Test
  void hasNothingDropped() {
    SpanAssert whole = assertThat(span("a", 1).attributes(ONE).build());
    assertThat(whole.hasNothingDropped()).isSameAs(whole);
    assertFails(() -> assertThat(LIMITED).hasNothingDropped(), """
        span "a": the span limits of the SDK dropped 2 of 3 attributes, 1 of 2 events, 4 of 5 links, 1 of 2 attributes of event "retry", 3 of 4 attributes of link to span 00000000 of trace 4bf92f35
        or an attribute was set twice: the SDK counts it twice, and does not tell the one from the other

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms  # dropped 2 of 3 attributes, 1 of 2 events, 4 of 5 links, 1 of 2 attributes of event "retry", 3 of 4 attributes of link to span 00000000 of trace 4bf92f35

        Raise the limits with SpanLimitsBuilder.setMaxNumberOfAttributes (OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT), setMaxNumberOfEvents (OTEL_SPAN_EVENT_COUNT_LIMIT), setMaxNumberOfLinks (OTEL_SPAN_LINK_COUNT_LIMIT), setMaxNumberOfAttributesPerEvent (OTEL_ATTRIBUTE_COUNT_LIMIT), setMaxNumberOfAttributesPerLink (OTEL_ATTRIBUTE_COUNT_LIMIT), or record less.
        """);
  }

  @Test
  void whatWasDroppedIsCounted() {
    SpanAssert limited = assertThat(LIMITED);
    assertThat(limited.hasDroppedAttributes(2)).isSameAs(limited);
    assertThat(limited.hasDroppedEvents(1)).isSameAs(limited);
    assertThat(limited.hasDroppedLinks(4)).isSameAs(limited);
    limited.event("retry").hasDroppedAttributes(1);
    limited.link(root("b", 2).getSpanContext()).hasDroppedAttributes(3);
  }

  @Test
  void spansMadeByHandNeedNotCountWhatTheyHave() {
    assertThat(span("a", 1)
            .attributes(ONE)
            .totalAttributes(0)
            .events(event("b", 1))
            .build())
        .hasNothingDropped()
        .hasDroppedAttributes(0)
        .hasDroppedEvents(0)
        .doesNotHaveEvent("c");
  }

  @Test
  void countsFail() {
    assertFails(() -> assertThat(LIMITED).hasDroppedAttributes(1), """
        span "a": dropped attributes: expected 1, but was 2

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms  # dropped attributes: expected 1
        """);
    assertFails(() -> assertThat(LIMITED).hasDroppedEvents(0), """
        span "a": dropped events: expected 0, but was 1

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms  # dropped events: expected 0
        """);
    TraceAssertionError error = assertFails(() -> assertThat(LIMITED).hasDroppedLinks(5), """
        span "a": dropped links: expected 5, but was 4

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms  # dropped links: expected 5
        """);
    assertThat(error.getExpected().getValue()).isEqualTo(5);
    assertThat(error.getActual().getValue()).isEqualTo(4);
  }

  @Test
  void nullFailsInAssertJsWords() {
    assertFailOnNull(List.of(
        SpanAssert::hasNothingDropped,
        span -> span.hasDroppedAttributes(0),
        span -> span.hasDroppedEvents(0),
        span -> span.hasDroppedLinks(0)));
  }

  @Test
  void refusesNegativeNumbers() {
    SpanAssert limited = assertThat(LIMITED);
    List<Consumer<SpanAssert>> checks = List.of(
        span -> span.hasDroppedAttributes(-1),
        span -> span.hasDroppedEvents(-1),
        span -> span.hasDroppedLinks(-1));
    assertThat(checks)
        .allSatisfy(check -> assertThatIllegalArgumentException()
            .isThrownBy(() -> check.accept(limited))
            .withMessage("count must not be negative, but is -1"));
  }
}
