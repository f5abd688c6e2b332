package io.traceassert.junit.readme;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A shop that reserves items and charges a card, the latter on an executor. Not every payment
 * provider checks for fraud by itself.
 */
final class Shop {

  private final Tracer tracer;
  private final Executor executor;
  private final String provider;

  Shop(OpenTelemetry openTelemetry, Executor executor) {
    this(openTelemetry, executor, "stripe");
  }

  Shop(OpenTelemetry openTelemetry, Executor executor, String provider) {
    tracer = openTelemetry.getTracer("shop");
    this.executor = executor;
    this.provider = provider;
  }

  @SuppressWarnings("try")
  void checkout(String order) {
    Span checkout =
        tracer.spanBuilder("checkout").setAttribute("order.id", order).startSpan();
    try (Scope scope = checkout.makeCurrent()) {
      tracer.spanBuilder("reserve item").startSpan().end();
      CompletableFuture.runAsync(this::chargeCard, executor).join();
    } finally {
      checkout.end();
    }
  }

  private void chargeCard() {
    if (!provider.equals("stripe")) {
      tracer.spanBuilder("check for fraud").startSpan().end();
    }
    tracer
        .spanBuilder("charge card")
        .setAttribute("payment.provider", provider)
        .startSpan()
        .end();
  }
}
