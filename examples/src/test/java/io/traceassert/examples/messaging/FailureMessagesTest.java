package io.traceassert.examples.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.traceassert.examples.RedTest;
import io.traceassert.examples.Stable;
import org.junit.jupiter.api.Test;

/** What a person reads when a message comes without its trace, word for word. */
class FailureMessagesTest {

  @Test
  void anOrderIsOneTrace() {
    assertThat(Stable.message(RedTest.messageOf(LostHeader.class, "anOrderIsOneTrace")))
        .isEqualTo("""
            expected 1 continuous trace, but there are 2: "process orders" [CONSUMER] began one of its own
            "process orders" [CONSUMER] began trace 53cb9f0c at Kitchen.java:<line> on thread "kitchen"
            its headers carried no trace context: a propagator looked for traceparent, tracestate

            trace 6e789e6a: 2 spans, 1.0 ms
              take order                  @shop  1.0 ms
              └─ send orders  [PRODUCER]         1.0 ms

            trace 53cb9f0c: 1 span, 1.0 ms
              process orders  [CONSUMER]  @kitchen  1.0 ms  # began here

            The sender must inject the context into the headers: openTelemetry.getPropagators().getTextMapPropagator().inject(Context.current(), message, setter), while its span is current.

            report: target/trace-assert/io.traceassert.examples.messaging.LostHeader/anOrderIsOneTrace.txt""");
  }

  @Test
  void cookingIsCausedByTheOrder() {
    assertThat(Stable.message(RedTest.messageOf(LostHeader.class, "cookingIsCausedByTheOrder")))
        .isEqualTo("""
            span "process orders" [CONSUMER]: expected to be caused by "take order", but it is a root and has no links
            not connected: "take order" of trace 6e789e6a
            "process orders" [CONSUMER] began trace 53cb9f0c at Kitchen.java:<line> on thread "kitchen"
            its headers carried no trace context: a propagator looked for traceparent, tracestate

            trace 53cb9f0c: 1 span, 1.0 ms
              process orders  [CONSUMER]  @kitchen  1.0 ms  # began here

            trace 6e789e6a: 2 spans, 1.0 ms
              take order                  @shop  1.0 ms  # expected to lead to "process orders" [CONSUMER]
              └─ send orders  [PRODUCER]         1.0 ms

            The sender must inject the context into the headers: openTelemetry.getPropagators().getTextMapPropagator().inject(Context.current(), message, setter), while its span is current.

            report: target/trace-assert/io.traceassert.examples.messaging.LostHeader/cookingIsCausedByTheOrder.txt""");
  }

  @Test
  void theBatchIsLinkedToEachOrder() {
    assertThat(Stable.message(RedTest.messageOf(LostHeader.class, "theBatchIsLinkedToEachOrder")))
        .isEqualTo("""
            span "process orders" [CONSUMER]: expected links to all 2 spans `send orders  [PRODUCER]`, but 1 of them is not linked
            not linked: "send orders" [PRODUCER] of trace 53cb9f0c

            trace f3b8488c: 1 span, 1.0 ms
              process orders  [CONSUMER]  @kitchen  1.0 ms  # expected links to all 2 spans `send orders  [PRODUCER]`

            trace 53cb9f0c: 2 spans, 1.0 ms
              take order                  @shop  1.0 ms
              └─ send orders  [PRODUCER]         1.0 ms  # not linked

            report: target/trace-assert/io.traceassert.examples.messaging.LostHeader/theBatchIsLinkedToEachOrder.txt""");
  }

  @Test
  void theBatchIsPartOfEachTrace() {
    assertThat(Stable.message(RedTest.messageOf(LostHeader.class, "theBatchIsPartOfEachTrace")))
        .isEqualTo("""
            expected 1 continuous trace, but there are 2
            no link connects "take order" of trace 53cb9f0c with trace 6e789e6a

            trace 6e789e6a: 2 spans, 1.0 ms
              take order                  @shop  1.0 ms
              └─ send orders  [PRODUCER]         1.0 ms

            trace 53cb9f0c: 2 spans, 1.0 ms
              take order                  @shop  1.0 ms  # not connected
              └─ send orders  [PRODUCER]         1.0 ms

            trace f3b8488c: 1 span, 1.0 ms
              process orders  [CONSUMER]  @kitchen  1.0 ms

            Whoever takes many messages at once links to each: spanBuilder.addLink(Span.fromContext(extracted).getSpanContext()), of what was extracted from its headers.

            report: target/trace-assert/io.traceassert.examples.messaging.LostHeader/theBatchIsPartOfEachTrace.txt""");
  }
}
