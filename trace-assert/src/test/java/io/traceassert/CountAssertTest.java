package io.traceassert;

import static io.opentelemetry.api.trace.SpanKind.CLIENT;
import static io.opentelemetry.api.trace.SpanKind.SERVER;
import static io.traceassert.Fails.assertFailOnNull;
import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.nothing;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.TraceAssertions.assertThatIllegalArgumentException;
import static io.traceassert.TraceAssertions.assertThatThrownBy;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Numbers of spans, depth and errors. */
class CountAssertTest {

  private static final SpanData ROOT =
      span("checkout", 1).kind(SERVER).service("shop").during(0, 90).build();
  private static final SpanData RESERVE = reserve(2);
  private static final SpanData AGAIN = reserve(3);
  private static final SpanData CHARGE = span("charge card", 4)
      .parent(1)
      .service("shop")
      .status(StatusData.error())
      .during(20, 50)
      .build();
  private static final SpanData POST = span("POST", 5)
      .parent(4)
      .kind(CLIENT)
      .service("shop")
      .status(StatusData.error())
      .during(25, 45)
      .build();
  private static final Trace TRACE = Trace.of(List.of(ROOT, RESERVE, AGAIN, CHARGE, POST));

  private static SpanData reserve(int id) {
    return span("reserve item", id)
        .parent(1)
        .service("shop")
        .exception("java.io.IOException", "no stock", "")
        .during(id, id + 5)
        .build();
  }

  @Test
  void boundsThatHold() {
    TraceAssert trace = assertThat(TRACE);
    assertThat(trace.hasSpanCountLessThan(6)).isSameAs(trace);
    assertThat(trace.hasSpanCountBetween(5, 5)).isSameAs(trace);
    assertThat(trace.hasDepthLessThan(3)).isSameAs(trace);
    assertThat(trace.hasErrorCountLessThan(4)).isSameAs(trace);
    SpanAssert charge = assertThat(TRACE).span("charge card");
    assertThat(charge.hasSpanCountLessThan(3)).isSameAs(charge);
    assertThat(charge.hasSpanCountBetween(1, 2)).isSameAs(charge);
    assertThat(charge.hasDepthLessThan(2)).isSameAs(charge);
    assertThat(charge.hasErrorCountLessThan(2)).isSameAs(charge);
    assertThat(FakeRecording.traces(ROOT, POST))
        .hasSpanCountLessThan(3)
        .hasDepthLessThan(1)
        .hasErrorCountLessThan(2);
  }

  @Test
  void tooManySpans() {
    assertFails(() -> assertThat(TRACE).hasSpanCountLessThan(5), """
        expected fewer than 5 spans in trace 4bf92f35, but there are 5
        "reserve item"  x2

        trace 4bf92f35: 5 spans, 90.0 ms
          checkout         [SERVER]  @shop                              90.0 ms
          ├─ reserve item                   throws java.io.IOException   5.0 ms
          ├─ reserve item                   throws java.io.IOException   5.0 ms
          └─ charge card                    ERROR                       30.0 ms
             └─ POST       [CLIENT]         ERROR                       20.0 ms
        """);
  }

  @Test
  void tooManySpansBelowOne() {
    assertFails(() -> assertThat(TRACE).span("charge card").hasSpanCountLessThan(2), """
        expected fewer than 2 spans at and below "charge card" in trace 4bf92f35, but there are 2

        trace 4bf92f35: 5 spans, 90.0 ms
          checkout         [SERVER]  @shop                              90.0 ms
          ├─ reserve item                   throws java.io.IOException   5.0 ms
          ├─ reserve item                   throws java.io.IOException   5.0 ms
          └─ charge card                    ERROR                       30.0 ms  # counted from here
             └─ POST       [CLIENT]         ERROR                       20.0 ms
        """);
  }

  @Test
  void anotherNumberOfSpans() {
    assertFails(() -> assertThat(TRACE).hasSpanCountBetween(6, 8), """
        expected 6 to 8 spans in trace 4bf92f35, but there are 5
        "reserve item"  x2

        trace 4bf92f35: 5 spans, 90.0 ms
          checkout         [SERVER]  @shop                              90.0 ms
          ├─ reserve item                   throws java.io.IOException   5.0 ms
          ├─ reserve item                   throws java.io.IOException   5.0 ms
          └─ charge card                    ERROR                       30.0 ms
             └─ POST       [CLIENT]         ERROR                       20.0 ms
        """);
  }

  @Test
  void tooDeep() {
    assertFails(() -> assertThat(TRACE).hasDepthLessThan(2), """
        expected a depth less than 2 in trace 4bf92f35, but "POST" [CLIENT] is at depth 2
        it is below "charge card", "checkout"

        trace 4bf92f35: 5 spans, 90.0 ms
          checkout         [SERVER]  @shop                              90.0 ms
          ├─ reserve item                   throws java.io.IOException   5.0 ms
          ├─ reserve item                   throws java.io.IOException   5.0 ms
          └─ charge card                    ERROR                       30.0 ms
             └─ POST       [CLIENT]         ERROR                       20.0 ms  # depth 2
        """);
  }

  @Test
  void tooDeepBelowOne() {
    assertFails(() -> assertThat(TRACE).span("charge card").hasDepthLessThan(1), """
        expected a depth less than 1 at and below "charge card" in trace 4bf92f35, but "POST" [CLIENT] is at depth 1
        it is below "charge card"

        trace 4bf92f35: 5 spans, 90.0 ms
          checkout         [SERVER]  @shop                              90.0 ms
          ├─ reserve item                   throws java.io.IOException   5.0 ms
          ├─ reserve item                   throws java.io.IOException   5.0 ms
          └─ charge card                    ERROR                       30.0 ms  # counted from here
             └─ POST       [CLIENT]         ERROR                       20.0 ms  # depth 1
        """);
  }

  @Test
  void tooManyErrors() {
    assertFails(() -> assertThat(TRACE).hasErrorCountLessThan(3), """
        expected fewer than 3 errors in trace 4bf92f35, but there are 3
        "reserve item": java.io.IOException "no stock"
        "reserve item": java.io.IOException "no stock"
        "POST" [CLIENT]: status ERROR

        trace 4bf92f35: 5 spans, 90.0 ms
          checkout         [SERVER]  @shop                              90.0 ms
          ├─ reserve item                   throws java.io.IOException   5.0 ms  # has an error
          ├─ reserve item                   throws java.io.IOException   5.0 ms  # has an error
          └─ charge card                    ERROR                       30.0 ms
             └─ POST       [CLIENT]         ERROR                       20.0 ms  # has an error
        """);
  }

  @Test
  void errorsThatMayHaveBeenDropped() {
    SpanData dropped = span("checkout", 1).totalEvents(7).build();
    SpanData other = span("send mail", 2).parent(1).totalEvents(7).build();
    assertFails(() -> assertThat(Trace.of(List.of(dropped, other))).hasErrorCountLessThan(2), """
        cannot tell that there are fewer than 2 errors in trace 4bf92f35
        "checkout": the span limits of the SDK dropped 7 of 7 events: an error may be among them
        "send mail": the span limits of the SDK dropped 7 of 7 events: an error may be among them

        trace 4bf92f35: 2 spans, 1.0 ms
          checkout      1.0 ms  # data was dropped
          └─ send mail  1.0 ms  # data was dropped

        Raise the limit with SpanLimitsBuilder.setMaxNumberOfEvents (OTEL_SPAN_EVENT_COUNT_LIMIT), or record less.
        """);
  }

  @Test
  void nothingCaptured() {
    assertFails(() -> assertThat(new FakeRecording().traces()).hasSpanCountLessThan(5), """
        no spans captured: the fake has nothing

          SDK      fake
          started  0 spans

        Give the fake some spans.
        """);
  }

  @Test
  void boundsThatSayNothing() {
    TraceAssert trace = assertThat(TRACE);
    assertRefused(
        () -> trace.hasSpanCountLessThan(1),
        "bound must be 2 or more, but is 1: there is always a span");
    assertRefused(
        () -> trace.hasSpanCountBetween(0, 3),
        "min must be 1 or more, but is 0: there is always a span");
    assertRefused(
        () -> trace.hasSpanCountBetween(4, 3),
        "min must not be greater than max, but 4 is greater than 3");
    assertRefused(
        () -> trace.hasDepthLessThan(0), "bound must be 1 or more, but is 0: a depth is 0 or more");
    assertRefused(
        () -> trace.hasErrorCountLessThan(1),
        "bound must be 2 or more, but is 1; use hasNoErrors()");
    SpanAssert span = trace.span("charge card");
    assertRefused(
        () -> span.hasSpanCountLessThan(1),
        "bound must be 2 or more, but is 1: there is always a span");
    assertRefused(
        () -> span.hasSpanCountBetween(0, 3),
        "min must be 1 or more, but is 0: there is always a span");
    assertRefused(
        () -> span.hasDepthLessThan(0), "bound must be 1 or more, but is 0: a depth is 0 or more");
    assertRefused(
        () -> span.hasErrorCountLessThan(1),
        "bound must be 2 or more, but is 1; use hasNoErrors()");
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }

  @Test
  void nullIsRefused() {
    assertFailOnNull(List.of(
        span -> span.hasSpanCountLessThan(3),
        span -> span.hasSpanCountBetween(1, 3),
        span -> span.hasDepthLessThan(3),
        span -> span.hasErrorCountLessThan(3),
        SpanAssert::hasNoRepeatedCalls,
        SpanAssert::hasNoSequentialCallsThatCouldRunInParallel,
        span -> span.calls().isEmpty(),
        span -> span.httpCalls().isEmpty(),
        span -> span.rpcCalls().isEmpty(),
        span -> span.databaseCalls().isEmpty(),
        span -> span.messagingCalls().isEmpty()));
    List<Consumer<TraceAssert>> checks = List.of(
        trace -> trace.hasSpanCountLessThan(3),
        trace -> trace.hasSpanCountBetween(1, 3),
        trace -> trace.hasDepthLessThan(3),
        trace -> trace.hasErrorCountLessThan(3),
        TraceAssert::hasNoRepeatedCalls,
        TraceAssert::hasNoSequentialCallsThatCouldRunInParallel,
        trace -> trace.calls().isEmpty(),
        trace -> trace.httpCalls().isEmpty(),
        trace -> trace.rpcCalls().isEmpty(),
        trace -> trace.databaseCalls().isEmpty(),
        trace -> trace.messagingCalls().isEmpty());
    Trace none = nothing();
    assertThat(checks)
        .allSatisfy(check -> assertThatThrownBy(() -> check.accept(assertThat(none)))
            .isInstanceOf(AssertionError.class)
            .hasMessageContaining("Expecting actual not to be null"));
  }
}
