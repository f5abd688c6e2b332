package io.traceassert.examples.messaging;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.List;

/** A batch consumer: writes down many orders at once. */
final class Ledger implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final JMSContext jms;
  private final JMSConsumer orders;
  private final Tracer tracer;
  private final TextMapPropagator propagator;

  Ledger(Broker broker, OpenTelemetry telemetry) {
    jms = broker.connectTransacted();
    orders = jms.createConsumer(jms.createQueue("orders"));
    tracer = telemetry.getTracer("io.traceassert.examples.messaging.ledger");
    propagator = telemetry.getPropagators().getTextMapPropagator();
  }

  /** Waits for so many orders, and writes them down together. */
  void write(int count) {
    List<Message> batch = new ArrayList<>();
    while (batch.size() < count) {
      batch.add(requireNonNull(orders.receive(PATIENCE_MILLIS), "too little was ordered"));
    }
    process(batch).end();
    jms.commit();
  }

  /**
   * No message is the parent of the others: the batch is a trace of its own with a link to each.
   */
  private Span process(List<Message> batch) {
    SpanBuilder process = tracer
        .spanBuilder("process orders")
        .setSpanKind(SpanKind.CONSUMER)
        .setNoParent()
        .setAttribute("messaging.system", "activemq")
        .setAttribute("messaging.destination.name", "orders")
        .setAttribute("messaging.operation.name", "process")
        .setAttribute("messaging.operation.type", "process")
        .setAttribute("messaging.batch.message_count", batch.size());
    for (Message order : batch) {
      Context sent = propagator.extract(Context.root(), order, MessageHeaders.HEADERS);
      process.addLink(Span.fromContext(sent).getSpanContext());
    }
    return process.startSpan();
  }

  @Override
  public void close() {
    jms.close();
  }
}
