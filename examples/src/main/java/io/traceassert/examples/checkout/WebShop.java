package io.traceassert.examples.checkout;

import io.opentelemetry.api.OpenTelemetry;
import io.traceassert.examples.service.HttpService;
import io.traceassert.examples.service.RemoteService;
import io.traceassert.examples.service.Visitor;
import io.traceassert.examples.service.Workers;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * The six services, wired and running on the loopback.
 *
 * <pre>
 * gateway ─┬─ auth
 *          └─ order ─┬─ inventory
 *                    ├─ payment ── payment provider, not ours
 *                    └─ notification
 * </pre>
 */
final class WebShop implements AutoCloseable {

  private final Visitor customer = new Visitor();
  private final OkHttpClient http = new OkHttpClient();
  private final ExecutorService mailroom = Workers.one("mailroom");
  private final Deque<HttpService> running = new ArrayDeque<>();
  private final HttpUrl carts;

  /**
   * Starts the services.
   *
   * @param telemetry of each service
   * @param services how they are made
   * @param provider where cards are charged
   */
  WebShop(Telemetry telemetry, Services services, HttpUrl provider) throws IOException {
    AuthService auth = new AuthService(telemetry.auth());
    HttpUrl sessions = start("auth", "/sessions", telemetry.auth(), auth::verify);

    OrderService order = services.order().apply(resources(telemetry, services, provider));
    HttpUrl orders = start("order", "/orders", telemetry.order(), order::place);

    Gateway gateway = services
        .gateway()
        .apply(remote(telemetry.gateway(), sessions), remote(telemetry.gateway(), orders));
    carts =
        running(HttpService.startRouter("gateway", "/carts", telemetry.gateway(), gateway::handle));
  }

  private Resources resources(Telemetry telemetry, Services services, HttpUrl provider)
      throws IOException {
    InventoryService inventory = new InventoryService(telemetry.inventory());
    PaymentService payment =
        services.payment().apply(telemetry.payment(), remote(telemetry.payment(), provider));
    NotificationService notification = services.notification().apply(telemetry.notification());

    HttpUrl reservations =
        start("inventory", "/reservations", telemetry.inventory(), inventory::reserve);
    HttpUrl payments = start("payment", "/payments", telemetry.payment(), payment::pay);
    HttpUrl notifications =
        start("notification", "/notifications", telemetry.notification(), notification::send);
    return new Resources(
        telemetry.order(),
        remote(telemetry.order(), reservations),
        remote(telemetry.order(), payments),
        remote(telemetry.order(), notifications),
        mailroom);
  }

  private HttpUrl start(String name, String path, OpenTelemetry telemetry, Consumer<String> handler)
      throws IOException {
    return running(HttpService.start(name, path, telemetry, handler));
  }

  private HttpUrl running(HttpService service) {
    running.push(service);
    return service.url();
  }

  private RemoteService remote(OpenTelemetry caller, HttpUrl url) {
    return new RemoteService(http, caller, url);
  }

  /**
   * Checks out as a customer's browser does: over HTTP, and without a trace context.
   *
   * @param cart its number
   * @param session who is signed in
   * @return the HTTP status of the answer
   */
  int checkout(int cart, String session) throws IOException {
    HttpUrl url = carts.newBuilder().addPathSegments(cart + "/checkout").build();
    return customer.post(url, session);
  }

  @Override
  public void close() {
    customer.close();
    http.connectionPool().evictAll();
    running.forEach(HttpService::close);
    mailroom.shutdown();
  }
}
