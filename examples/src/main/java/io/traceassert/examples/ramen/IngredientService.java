package io.traceassert.examples.ramen;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.traceassert.examples.service.RemoteService;
import io.traceassert.examples.service.Work;

/** Reserves what goes into a bowl, and has the noodles cooked. */
final class IngredientService {

  private static final String RARE = "truffle";

  private final Tracer tracer;
  private final RemoteService noodles;

  IngredientService(OpenTelemetry telemetry, RemoteService noodles) {
    tracer = telemetry.getTracer("ramen.ingredient");
    this.noodles = noodles;
  }

  void prepare(String ramen) {
    Span span = tracer
        .spanBuilder("reserve ingredients")
        .setAttribute("ramen.name", ramen)
        .startSpan();
    Work.within(span, () -> reserve(ramen));
    noodles.post(ramen);
  }

  private static void reserve(String ramen) {
    if (ramen.equals(RARE)) {
      throw new OutOfStockException(RARE);
    }
  }
}
