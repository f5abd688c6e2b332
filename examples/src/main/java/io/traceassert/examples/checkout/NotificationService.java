package io.traceassert.examples.checkout;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.traceassert.examples.service.Work;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Writes to customers. What it has written waits in a queue, described by OpenTelemetry's semantic
 * conventions for messaging. Not final: the tests that fail on purpose change one step each.
 */
class NotificationService {

  private final Tracer tracer;
  private final Queue<String> mails = new ConcurrentLinkedQueue<>();

  NotificationService(OpenTelemetry telemetry) {
    tracer = telemetry.getTracer("checkout.notification");
  }

  void send(String cart) {
    Span span = started();
    Work.within(span, () -> enqueue(cart));
  }

  Span started() {
    return tracer
        .spanBuilder("publish mails")
        .setSpanKind(SpanKind.PRODUCER)
        .setAttribute("messaging.system", "in_memory")
        .setAttribute("messaging.destination.name", "mails")
        .setAttribute("messaging.operation.name", "publish")
        .setAttribute("messaging.operation.type", "send")
        .startSpan();
  }

  void enqueue(String cart) {
    mails.add("Cart %s is on its way".formatted(cart));
  }
}
