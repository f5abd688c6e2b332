package io.traceassert.examples.lost;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.traceassert.CapturedTraces;
import io.traceassert.examples.service.Work;
import io.traceassert.examples.service.Workers;
import io.traceassert.junit.Service;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageTest extends WithShop {

  private final BlockingQueue<Message> queue = new LinkedBlockingQueue<>();
  private TextMapPropagator propagator = TextMapPropagator.noop();

  @BeforeEach
  void readPropagator(@Service("shop") OpenTelemetry shop) {
    propagator = shop.getPropagators().getTextMapPropagator();
  }

  @Test
  void lost(CapturedTraces traces) {
    order(() -> publish(() -> queue.add(new Message("ramen", Map.of()))));
    Workers.resultOf(kitchen.submit(this::consume));

    assertFails(() -> assertThat(traces).isContinuous(), """
        expected 1 continuous trace, but there are 2: "dishes process" [CONSUMER] began one of its own
        "dishes process" [CONSUMER] began trace 53cb9f0c at MessageTest.java:<line> on thread "kitchen"
        its headers carried no trace context: a propagator looked for traceparent, tracestate

        trace 6e789e6a: 2 spans, 1.0 ms
          order                       @shop  1.0 ms
          └─ dishes send  [PRODUCER]         1.0 ms

        trace 53cb9f0c: 1 span, 1.0 ms
          dishes process  [CONSUMER]  @shop  1.0 ms  # began here

        The sender must inject the context into the headers: openTelemetry.getPropagators().getTextMapPropagator().inject(Context.current(), message, setter), while its span is current.
        """);
  }

  @Test
  void kept(CapturedTraces traces) {
    order(() -> publish(() -> {
      Map<String, String> headers = new HashMap<>();
      propagator.inject(Context.current(), headers, Map::put);
      queue.add(new Message("ramen", headers));
    }));
    Workers.resultOf(kitchen.submit(this::consume));

    assertThat(traces).isContinuous();
  }

  private void publish(Runnable send) {
    Work.within(tracer.spanBuilder("dishes send").setSpanKind(SpanKind.PRODUCER).startSpan(), send);
  }

  private void consume() {
    Message message = queue.remove();
    Context parent = propagator.extract(Context.current(), message, Message.GETTER);
    tracer
        .spanBuilder("dishes process")
        .setSpanKind(SpanKind.CONSUMER)
        .setParent(parent)
        .startSpan()
        .end();
  }
}
