package io.traceassert.junit.parallel;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import java.util.concurrent.Executor;

/** Takes what it needs from {@code GlobalOpenTelemetry}, and works on threads that it is given. */
final class Shop {

  private static final Tracer TRACER = GlobalOpenTelemetry.getTracer("shop");

  private Shop() {}

  static void order(String dish) {
    TRACER.spanBuilder("order " + dish).startSpan().end();
  }

  static void cook(String dish, Executor kitchen) {
    kitchen.execute(() -> TRACER.spanBuilder("cook " + dish).startSpan().end());
  }
}
