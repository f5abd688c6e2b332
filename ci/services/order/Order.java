import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes an order: has it paid, then has the customer notified. */
final class Order {
  private static final URI PAYMENT = address("PAYMENT_URL", "http://payment:8080");
  private static final URI NOTIFICATION = address("NOTIFICATION_URL", "http://notification:8080");

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger orders = new AtomicInteger();

  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    Order order = new Order();
    server.createContext("/health", exchange -> respond(exchange, 200, "ok"));
    server.createContext("/orders", order::take);
    server.createContext("/callback", order::callBack);
    server.start();
    System.out.println("order ready on " + server.getAddress().getPort());
  }

  private static URI address(String variable, String otherwise) {
    return URI.create(System.getenv().getOrDefault(variable, otherwise));
  }

  private void take(HttpExchange exchange) throws IOException {
    String id = "order-" + orders.incrementAndGet();
    Span.current().setAttribute("order.id", id);
    String query = exchange.getRequestURI().getRawQuery();
    int paid = post(PAYMENT.resolve("/payments?order=" + id + "&" + query));
    if (paid == 200) {
      post(NOTIFICATION.resolve("/notifications?order=" + id));
    }
    respond(exchange, paid == 200 ? 201 : paid, "{\"order\":\"" + id + "\",\"payment\":" + paid + "}");
  }

  /** Calls the URL in the query, for tests of what is sent on. */
  private void callBack(HttpExchange exchange) throws IOException {
    String url = exchange.getRequestURI().getQuery().replaceFirst("^url=", "");
    respond(exchange, 200, "called back: " + post(URI.create(url)));
  }

  private int post(URI uri) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody()).build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes();
    exchange.sendResponseHeaders(status, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
