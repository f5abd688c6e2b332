package io.traceassert.examples.lost;

import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.examples.lost.WithShop.assertFails;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.extension.trace.propagation.B3Propagator;
import io.traceassert.CapturedTraces;
import io.traceassert.junit.TraceExtension;
import io.traceassert.memory.TraceCapture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WrongPropagatorTest extends WithTwoServices {

  @RegisterExtension
  static final TraceExtension TRACES =
      TraceExtension.capturing(TraceCapture.builder().useDeterministicIds());

  private static final TextMapPropagator B3 = B3Propagator.injectingMultiHeaders();

  @Test
  void lost(CapturedTraces traces) {
    order(request -> B3.inject(Context.current(), request, SETTER), this::extract);

    assertFails(() -> assertThat(traces).isContinuous(), """
        expected 1 continuous trace, but there are 2: "GET /cook" [SERVER] began one of its own
        "GET /cook" [SERVER] began trace 53cb9f0c at WithTwoServices.java:<line> on thread "kitchen"
        while "GET" [CLIENT] of trace 6e789e6a was open on thread "main"
        its headers carried x-b3-sampled, x-b3-spanid, x-b3-traceid, which its propagators do not read: they look for traceparent, tracestate

        trace 6e789e6a: 2 spans, 1.0 ms
          order             @shop  1.0 ms
          └─ GET  [CLIENT]         1.0 ms  # was open when "GET /cook" began

        trace 53cb9f0c: 1 span, 1.0 ms
          GET /cook  [SERVER]  @kitchen  1.0 ms  # began here

        Give both sides a propagator for the same format: setPropagators(…), or otel.propagators.
        """);
  }

  @Test
  void kept(CapturedTraces traces) {
    TextMapPropagator both = TextMapPropagator.composite(propagator, B3);
    order(
        request -> B3.inject(Context.current(), request, SETTER),
        headers -> both.extract(Context.current(), headers, GETTER));

    assertThat(traces).isContinuous();
  }
}
