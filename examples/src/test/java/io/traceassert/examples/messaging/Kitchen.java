package io.traceassert.examples.messaging;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.traceassert.examples.service.RefusedException;
import io.traceassert.examples.service.Work;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

/** A consumer of one message at a time. What it cannot cook goes back into the queue. */
final class Kitchen extends OrderConsumer {

  private static final int CONFLICT = 409;

  Kitchen(Broker broker, OpenTelemetry telemetry) {
    super(broker, telemetry);
  }

  /** Waits for an order, and tries to cook it: the span that sent it is the parent. */
  void cookNext() {
    Message order = next();
    Span process = process().setParent(senderOf(order)).startSpan();
    try {
      Work.within(process, () -> cook(order));
      jms.commit();
    } catch (RefusedException e) {
      jms.rollback();
    }
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
}
