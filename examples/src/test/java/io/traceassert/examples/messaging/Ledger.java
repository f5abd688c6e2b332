package io.traceassert.examples.messaging;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.List;

/** A consumer of many messages at once, which it writes down. */
final class Ledger extends OrderConsumer {

  Ledger(Broker broker, OpenTelemetry telemetry) {
    super(broker, telemetry);
  }

  /** Waits for so many orders: no one of them is the parent, and there is a link to each. */
  void write(int count) {
    List<Message> batch = new ArrayList<>();
    while (batch.size() < count) {
      batch.add(next());
    }
    SpanBuilder process =
        process().setNoParent().setAttribute("messaging.batch.message_count", batch.size());
    batch.forEach(order -> process.addLink(Span.fromContext(senderOf(order)).getSpanContext()));
    process.startSpan().end();
    jms.commit();
  }
}
