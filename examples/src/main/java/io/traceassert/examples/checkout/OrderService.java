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
  private final Neighbours neighbours;

  OrderService(Neighbours neighbours) {
    tracer = neighbours.telemetry().getTracer("checkout.order");
    this.neighbours = neighbours;
  }

  void place(String cart) {
    neighbours.inventory().post(cart);
    pay(cart);
    Workers.resultOf(mailroom().submit(() -> notifyCustomer(cart)));
  }

  void pay(String cart) {
    neighbours.payments().post(cart);
  }

  /** Takes along, to its thread, the trace context of whoever hands it work. */
  ExecutorService mailroom() {
    return Context.taskWrapping(neighbours.mailroom());
  }

  private void notifyCustomer(String cart) {
    Span span =
        tracer.spanBuilder("notify customer").setAttribute("cart.id", cart).startSpan();
    Work.within(span, () -> neighbours.notifications().post(cart));
  }
}
