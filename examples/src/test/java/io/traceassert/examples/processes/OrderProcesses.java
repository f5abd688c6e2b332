package io.traceassert.examples.processes;

import io.opentelemetry.api.OpenTelemetry;
import io.traceassert.examples.service.HttpService;
import io.traceassert.examples.service.RemoteService;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import okhttp3.OkHttpClient;

/**
 * An order goes over three processes: the customer and the notification are in this one, order and
 * payment in one each, under the Java agent.
 */
public final class OrderProcesses implements AutoCloseable {

  private final OkHttpClient http = new OkHttpClient();
  private final HttpService notification;
  private final JavaService payment;
  private final JavaService order;

  /**
   * Starts the services and waits until they are ready.
   *
   * @param otlp where the processes send their spans
   * @param notifier the OpenTelemetry of the notification
   * @throws IOException if one does not start
   */
  public OrderProcesses(URI otlp, OpenTelemetry notifier) throws IOException {
    notification = HttpService.start("notification", "/notifications", notifier, mail -> {});
    payment = JavaService.start("payment", "Payment", otlp, Map.of());
    order = JavaService.start(
        "order",
        "Order",
        otlp,
        Map.of(
            "PAYMENT_URL", payment.url().toString(),
            "NOTIFICATION_URL", notification.url().toString()));
  }

  /**
   * Orders something, and waits for the answer.
   *
   * @param customer the OpenTelemetry of who orders
   * @param item {@code ramen} is sold; {@code gold} is too dear for the card
   * @throws io.traceassert.examples.service.RefusedException if the card is declined
   */
  public void order(OpenTelemetry customer, String item) {
    new RemoteService(
            http, customer, order.url().newBuilder("orders?item=" + item).build())
        .post("");
  }

  @Override
  public void close() {
    order.close();
    payment.close();
    notification.close();
  }
}
