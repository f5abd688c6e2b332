package io.traceassert.examples.messaging;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.traceassert.examples.service.Work;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;

/** The producer: each order becomes a message in the queue {@code orders}. */
class OrderDesk implements AutoCloseable {

  private final JMSContext jms;
  private final Tracer tracer;
  private final TextMapPropagator propagator;

  OrderDesk(Broker broker, OpenTelemetry telemetry) {
    jms = broker.connect();
    tracer = telemetry.getTracer("io.traceassert.examples.messaging.desk");
    propagator = telemetry.getPropagators().getTextMapPropagator();
  }

  void order(String dish) {
    Work.within(tracer.spanBuilder("take order").startSpan(), () -> send(dish));
  }

  private void send(String dish) {
    Span send = tracer
        .spanBuilder("send orders")
        .setSpanKind(SpanKind.PRODUCER)
        .setAttribute("messaging.system", "activemq")
        .setAttribute("messaging.destination.name", "orders")
        .setAttribute("messaging.operation.name", "send")
        .setAttribute("messaging.operation.type", "send")
        .startSpan();
    Work.within(send, () -> {
      Message message = jms.createTextMessage(dish);
      inject(message);
      jms.createProducer().send(jms.createQueue("orders"), message);
    });
  }

  /** Writes the context into the properties of the message, while the span is current. */
  void inject(Message message) {
    propagator.inject(Context.current(), message, MessageHeaders.HEADERS);
  }

  @Override
  public void close() {
    jms.close();
  }
}
