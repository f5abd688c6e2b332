package io.traceassert.examples.lost;

import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.examples.lost.WithShop.assertFails;

import io.opentelemetry.context.Context;
import io.traceassert.CapturedTraces;
import io.traceassert.junit.TraceExtension;
import io.traceassert.memory.TraceCapture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NotExtractedTest extends WithTwoServices {

  @RegisterExtension
  static final TraceExtension TRACES =
      TraceExtension.capturing(TraceCapture.builder().useDeterministicIds());

  @Test
  void lost(CapturedTraces traces) {
    order(this::inject, headers -> Context.current());

    assertFails(() -> assertThat(traces).isContinuous(), """
        expected 1 continuous trace, but there are 2: "GET /cook" [SERVER] began one of its own
        "GET /cook" [SERVER] began trace 53cb9f0c at WithTwoServices.java:<line> on thread "kitchen"
        while "GET" [CLIENT] of trace 6e789e6a was open on thread "main"
        no propagator had looked at any headers before it began
        the context of "GET" [CLIENT] had been injected as traceparent

        trace 6e789e6a: 2 spans, 1.0 ms
          order             @shop  1.0 ms
          └─ GET  [CLIENT]         1.0 ms  # was open when "GET /cook" began

        trace 53cb9f0c: 1 span, 1.0 ms
          GET /cook  [SERVER]  @kitchen  1.0 ms  # began here

        The receiver must extract the context before it starts the span: parent = propagator.extract(Context.current(), request, getter), then spanBuilder.setParent(parent).
        """);
  }

  @Test
  void kept(CapturedTraces traces) {
    order(this::inject, this::extract);

    assertThat(traces).isContinuous();
  }
}
