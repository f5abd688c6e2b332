package io.traceassert.examples.checkout;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.traceassert.examples.service.RemoteService;
import io.traceassert.examples.service.Work;

/** Charges cards, at a provider. Not final: the tests that fail on purpose change one step each. */
class PaymentService {

  private static final long PRICE_IN_CENTS = 4_990;

  private final Tracer tracer;
  private final RemoteService provider;

  PaymentService(OpenTelemetry telemetry, RemoteService provider) {
    tracer = telemetry.getTracer("checkout.payment");
    this.provider = provider;
  }

  void pay(String cart) {
    Span span = started();
    Work.within(span, () -> {
      charge(cart);
      span.setAttribute("payment.state", "captured");
    });
  }

  Span started() {
    return tracer
        .spanBuilder("charge card")
        .setAttribute("payment.provider", "stripe")
        .setAttribute("payment.amount", PRICE_IN_CENTS)
        .startSpan();
  }

  void charge(String cart) {
    provider.post("EUR %d for cart %s".formatted(PRICE_IN_CENTS, cart));
  }
}
