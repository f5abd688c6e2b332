package io.traceassert.examples.service;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.function.Supplier;

/** A piece of work that is a span. */
public final class Work {

  private Work() {}

  /**
   * Does the work while the span is current, notes on it what the work throws, and ends it.
   *
   * @param span started, and not yet ended
   * @param work the work
   */
  public static void within(Span span, Runnable work) {
    resultWithin(span, () -> {
      work.run();
      return span;
    });
  }

  /**
   * Does the work while the span is current, notes on it what the work throws, and ends it.
   *
   * @param span started, and not yet ended
   * @param work the work
   * @param <T> what comes of it
   * @return its result
   */
  public static <T> T resultWithin(Span span, Supplier<T> work) {
    try {
      return Context.current().with(span).wrapSupplier(work).get();
    } catch (RuntimeException e) {
      span.recordException(e);
      span.setStatus(StatusCode.ERROR, String.valueOf(e.getMessage()));
      throw e;
    } finally {
      span.end();
    }
  }
}
