package io.traceassert.junit;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Tracer;

/** Asks for {@code GlobalOpenTelemetry} in a static initialiser, and keeps the tracer for ever. */
final class StaticApplication {

  private static final Tracer TRACER = GlobalOpenTelemetry.getTracer("application");

  private StaticApplication() {}

  /** Loads the class. */
  static Object open() {
    return TRACER;
  }

  static void work(String name) {
    TRACER.spanBuilder(name).startSpan().end();
  }
}
