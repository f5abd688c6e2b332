package io.traceassert.examples.messaging;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.traceassert.examples.service.RefusedException;
import io.traceassert.examples.service.Work;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

/** A consumer: cooks what is ordered. What it cannot cook goes back into the queue. */
final class Kitchen implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;
  private static final int CONFLICT = 409;

  private final JMSContext jms;
  private final JMSConsumer orders;
  private final Tracer tracer;
  private final TextMapPropagator propagator;

  Kitchen(Broker broker, OpenTelemetry telemetry) {
    jms = broker.connectTransacted();
    orders = jms.createConsumer(jms.createQueue("orders"));
    tracer = telemetry.getTracer("io.traceassert.examples.messaging.kitchen");
    propagator = telemetry.getPropagators().getTextMapPropagator();
  }

  /** Waits for an order, and tries to cook it. */
  void cookNext() {
    Message order = requireNonNull(orders.receive(PATIENCE_MILLIS), "nothing was ordered");
    try {
      Work.within(process(order), () -> cook(order));
      jms.commit();
    } catch (RefusedException e) {
      jms.rollback();
    }
  }

  /** The span that sent the message is the parent: this is one message at a time. */
  private Span process(Message order) {
    return tracer
        .spanBuilder("process orders")
        .setSpanKind(SpanKind.CONSUMER)
        .setParent(propagator.extract(Context.current(), order, MessageHeaders.HEADERS))
        .setAttribute("messaging.system", "activemq")
        .setAttribute("messaging.destination.name", "orders")
        .setAttribute("messaging.operation.name", "process")
        .setAttribute("messaging.operation.type", "process")
        .startSpan();
  }

  /** Soup must simmer: at the first time it is not ready. */
  private static void cook(Message order) {
    try {
      if (order.getBody(String.class).endsWith("soup") && !order.getJMSRedelivered()) {
        throw new RefusedException(CONFLICT, "the soup is not ready");
      }
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    jms.close();
  }
}
