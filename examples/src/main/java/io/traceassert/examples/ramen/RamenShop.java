package io.traceassert.examples.ramen;

import io.opentelemetry.api.OpenTelemetry;
import io.traceassert.examples.service.HttpService;
import io.traceassert.examples.service.RemoteService;
import io.traceassert.examples.service.Visitor;
import io.traceassert.examples.service.Workers;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * The four services, wired and running on the loopback.
 *
 * <pre>
 * order-service ─┬─ ingredient-service ── noodle-service
 *                ├─ payment provider, not ours
 *                └─ delivery-service
 * </pre>
 */
final class RamenShop implements AutoCloseable {

  private final Visitor customer = new Visitor();
  private final OkHttpClient http = new OkHttpClient();
  private final ExecutorService courierDesk = Workers.one("courier-desk");
  private final HttpService noodles;
  private final HttpService ingredients;
  private final HttpService deliveries;
  private final HttpService orders;

  /**
   * Opens the shop.
   *
   * @param telemetry of each service
   * @param payments where cards are charged
   * @param handover makes of the courier desk's threads what work is handed to; this is where the
   *     trace context is carried to them, or lost
   */
  RamenShop(Telemetry telemetry, HttpUrl payments, UnaryOperator<ExecutorService> handover)
      throws IOException {
    NoodleService noodle = new NoodleService(telemetry.noodle());
    noodles = HttpService.start("noodle-service", "/noodles", telemetry.noodle(), noodle::cook);

    IngredientService ingredient = new IngredientService(
        telemetry.ingredient(), remote(telemetry.ingredient(), noodles.url()));
    ingredients = HttpService.start(
        "ingredient-service", "/ingredients", telemetry.ingredient(), ingredient::prepare);

    DeliveryService delivery = new DeliveryService(telemetry.delivery());
    deliveries = HttpService.start(
        "delivery-service", "/deliveries", telemetry.delivery(), delivery::dispatch);

    OrderService order = new OrderService(
        telemetry.order(),
        remote(telemetry.order(), ingredients.url()),
        remote(telemetry.order(), payments),
        remote(telemetry.order(), deliveries.url()),
        handover.apply(courierDesk));
    orders = HttpService.start("order-service", "/orders", telemetry.order(), order::take);
  }

  private RemoteService remote(OpenTelemetry caller, HttpUrl url) {
    return new RemoteService(http, caller, url);
  }

  /**
   * Orders a bowl as a customer's phone does: over HTTP, and without a trace context.
   *
   * @return the HTTP status of the answer
   */
  int order(String ramen) throws IOException {
    return customer.post(orders.url(), ramen);
  }

  @Override
  public void close() {
    customer.close();
    http.connectionPool().evictAll();
    orders.close();
    deliveries.close();
    ingredients.close();
    noodles.close();
    courierDesk.shutdown();
  }
}
