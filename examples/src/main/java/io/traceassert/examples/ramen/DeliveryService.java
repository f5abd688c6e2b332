package io.traceassert.examples.ramen;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.traceassert.examples.service.Work;

/** Sends a courier with the bowl. */
final class DeliveryService {

  private final Tracer tracer;

  DeliveryService(OpenTelemetry telemetry) {
    tracer = telemetry.getTracer("ramen.delivery");
  }

  void dispatch(String ramen) {
    Span span = tracer
        .spanBuilder("dispatch courier")
        .setAttribute("courier.vehicle", "bicycle")
        .startSpan();
    Work.within(span, () -> span.addEvent(ramen + " on its way"));
  }
}
