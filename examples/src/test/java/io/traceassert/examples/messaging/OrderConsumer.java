package io.traceassert.examples.messaging;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;

/** What consumers have in common: they take orders, and begin spans of what becomes of them. */
abstract class OrderConsumer implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  final JMSContext jms;
  private final JMSConsumer orders;
  private final Tracer tracer;
  private final TextMapPropagator propagator;

  OrderConsumer(Broker broker, OpenTelemetry telemetry) {
    jms = broker.connectTransacted();
    orders = jms.createConsumer(jms.createQueue("orders"));
    tracer = telemetry.getTracer("io.traceassert.examples.messaging");
    propagator = telemetry.getPropagators().getTextMapPropagator();
  }

  /** Waits for an order. */
  Message next() {
    return requireNonNull(orders.receive(PATIENCE_MILLIS), "nothing was ordered");
  }

  /** Reads the context of whoever sent an order from the properties of the message. */
  Context senderOf(Message order) {
    return propagator.extract(Context.root(), order, MessageHeaders.HEADERS);
  }

  SpanBuilder process() {
    return tracer
        .spanBuilder("process orders")
        .setSpanKind(SpanKind.CONSUMER)
        .setAttribute("messaging.system", "activemq")
        .setAttribute("messaging.destination.name", "orders")
        .setAttribute("messaging.operation.name", "process")
        .setAttribute("messaging.operation.type", "process");
  }

  @Override
  public void close() {
    jms.close();
  }
}
