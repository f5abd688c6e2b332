package io.traceassert.examples.ramen;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.traceassert.examples.service.RefusedException;
import io.traceassert.examples.service.RemoteService;
import io.traceassert.examples.service.Work;
import io.traceassert.examples.service.Workers;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/** Takes orders: the bowl is made, paid for, and handed to a courier. */
final class OrderService {

  private static final Map<String, Long> PRICES_IN_YEN =
      Map.of("shoyu", 850L, "tonkotsu", 980L, "truffle", 2_400L);
  private static final int NOT_FOUND = 404;

  private final Tracer tracer;
  private final RemoteService ingredients;
  private final RemoteService payments;
  private final RemoteService deliveries;
  private final ExecutorService courierDesk;

  OrderService(
      OpenTelemetry telemetry,
      RemoteService ingredients,
      RemoteService payments,
      RemoteService deliveries,
      ExecutorService courierDesk) {
    tracer = telemetry.getTracer("ramen.order");
    this.ingredients = ingredients;
    this.payments = payments;
    this.deliveries = deliveries;
    this.courierDesk = courierDesk;
  }

  void take(String ramen) {
    Long price = PRICES_IN_YEN.get(ramen);
    if (price == null) {
      throw new RefusedException(NOT_FOUND, "no " + ramen + " on the menu");
    }
    ingredients.post(ramen);
    charge(price);
    deliver(ramen);
  }

  private void charge(long yen) {
    Span span = tracer
        .spanBuilder("charge card")
        .setAttribute("payment.provider", "stripe")
        .setAttribute("payment.amount", yen)
        .startSpan();
    Work.within(span, () -> payments.post("JPY " + yen));
  }

  /** Couriers are called by another thread, so that a customer need not wait longer than that. */
  private void deliver(String ramen) {
    Workers.resultOf(courierDesk.submit(() -> callCourier(ramen)));
  }

  private void callCourier(String ramen) {
    Span span = tracer.spanBuilder("call courier").startSpan();
    Work.within(span, () -> deliveries.post(ramen));
  }
}
