package io.traceassert.examples.ramen;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.traceassert.examples.service.Work;

/** Cooks noodles. */
final class NoodleService {

  private final Tracer tracer;

  NoodleService(OpenTelemetry telemetry) {
    tracer = telemetry.getTracer("ramen.noodle");
  }

  void cook(String ramen) {
    Span span = tracer
        .spanBuilder("cook noodles")
        .setAttribute("noodles.cut", ramen.equals("tonkotsu") ? "thin" : "wavy")
        .startSpan();
    Work.within(span, () -> span.addEvent("al dente"));
  }
}
