package io.traceassert.examples.checkout;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.traceassert.examples.service.RefusedException;
import io.traceassert.examples.service.Work;
import java.util.List;
import java.util.Map;

/** Reserves the items of a cart. */
final class InventoryService {

  private static final Map<String, List<String>> ITEMS_BY_CART = Map.of(
      "42", List.of("teapot", "cup"),
      "43", List.of("samovar"),
      "44", List.of("kettle"),
      "45", List.of("teapot", "cup", "saucer", "spoon", "tray"));
  private static final String SOLD_OUT = "samovar";
  private static final int CONFLICT = 409;

  private final Tracer tracer;

  InventoryService(OpenTelemetry telemetry) {
    tracer = telemetry.getTracer("checkout.inventory");
  }

  void reserve(String cart) {
    ITEMS_BY_CART.getOrDefault(cart, List.of()).forEach(this::reserveItem);
  }

  private void reserveItem(String sku) {
    Span span = tracer.spanBuilder("reserve item").setAttribute("item.sku", sku).startSpan();
    Work.within(span, () -> {
      if (sku.equals(SOLD_OUT)) {
        throw new RefusedException(CONFLICT, "no " + sku + " left");
      }
    });
  }
}
