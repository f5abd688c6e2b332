package io.traceassert.examples.lost;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.traceassert.CapturedTraces;
import io.traceassert.Continuity;
import org.junit.jupiter.api.Test;

class NoParentTest extends WithShop {

  @Test
  void lost(CapturedTraces traces) {
    order(() -> tracer.spanBuilder("cook").setNoParent().startSpan().end());

    assertFails(() -> assertThat(traces).isContinuous(), """
        expected 1 continuous trace, but there are 2: "cook" began one of its own
        "cook" began trace 1b39896a at NoParentTest.java:<line> on thread "main"
        while "order" of trace 6e789e6a was open on the same thread
        "order" was current there, and the parent was set to none: setNoParent(), or a context without a span

        trace 6e789e6a: 1 span, 1.0 ms
          order  @shop  1.0 ms  # was open when "cook" began

        trace 1b39896a: 1 span, 1.0 ms
          cook  @shop  1.0 ms  # began here

        If it is meant to begin a trace, expect one more; a link says where it came from: addLink(spanContext). If not, leave setNoParent() out.
        """);
  }

  @Test
  void kept(CapturedTraces traces) {
    order(() -> tracer.spanBuilder("cook").startSpan().end());

    assertThat(traces).isContinuous();
  }

  @Test
  void linked(CapturedTraces traces) {
    order(() -> tracer
        .spanBuilder("cook")
        .setNoParent()
        .addLink(Span.current().getSpanContext())
        .startSpan()
        .end());

    assertThat(traces).isContinuous(Continuity.strict().followingLinks());
  }
}
