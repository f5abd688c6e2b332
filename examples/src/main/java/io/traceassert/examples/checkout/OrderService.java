package io.traceassert.examples.checkout;

import io.opentelemetry.context.Context;
import io.traceassert.examples.service.Workers;
import java.util.concurrent.ExecutorService;

/** Places orders. Not final: the tests that fail on purpose change one step each. */
class OrderService {

  private final Neighbours neighbours;

  OrderService(Neighbours neighbours) {
    this.neighbours = neighbours;
  }

  void place(String cart) {
    neighbours.inventory().post(cart);
    pay(cart);
    Workers.resultOf(mailroom().submit(() -> neighbours.notifications().post(cart)));
  }

  void pay(String cart) {
    neighbours.payments().post(cart);
  }

  /** Takes along, to its thread, the trace context of whoever hands it work. */
  ExecutorService mailroom() {
    return Context.taskWrapping(neighbours.mailroom());
  }
}
