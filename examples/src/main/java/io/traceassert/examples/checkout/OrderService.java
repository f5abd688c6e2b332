package io.traceassert.examples.checkout;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.traceassert.examples.service.Work;
import io.traceassert.examples.service.Workers;
import java.util.concurrent.ExecutorService;

/** Places orders. Not final: the tests that fail on purpose change one step each. */
class OrderService {

  private final Tracer tracer;
  private final Resources resources;

  OrderService(Resources resources) {
    tracer = resources.telemetry().getTracer("checkout.order");
    this.resources = resources;
  }

  void place(String cart) {
    resources.inventory().post(cart);
    pay(cart);
    Workers.resultOf(mailroom().submit(() -> notifyCustomer(cart)));
  }

  void pay(String cart) {
    resources.payments().post(cart);
  }

  /** Takes along, to its thread, the trace context of whoever hands it work. */
  ExecutorService mailroom() {
    return Context.taskWrapping(resources.mailroom());
  }

  private void notifyCustomer(String cart) {
    Span span =
        tracer.spanBuilder("notify customer").setAttribute("cart.id", cart).startSpan();
    Work.within(span, () -> resources.notifications().post(cart));
  }
}
