import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Charges a card: declines it for gold (402), breaks for silver (500), and takes its time on request. */
final class Payment {
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/health", exchange -> respond(exchange, 200, "ok"));
    server.createContext("/payments", Payment::pay);
    server.start();
    System.out.println("payment ready on " + server.getAddress().getPort());
  }

  private static void pay(HttpExchange exchange) throws IOException {
    Map<String, String> query = Arrays.stream(exchange.getRequestURI().getQuery().split("&"))
        .map(parameter -> parameter.split("=", 2))
        .collect(Collectors.toMap(parameter -> parameter[0], parameter -> parameter[1]));
    try {
      charge(query.get("item"), Long.parseLong(query.getOrDefault("delay", "0")));
      respond(exchange, 200, "paid");
    } catch (CardDeclined e) {
      respond(exchange, 402, e.getMessage());
    } catch (RuntimeException e) {
      respond(exchange, 500, e.getMessage());
    }
  }

  /** Makes a span by hand. It carries a card number, which a collector should remove. */
  private static void charge(String item, long millis) throws CardDeclined {
    Span span = GlobalOpenTelemetry.getTracer("payment").spanBuilder("charge card")
        .setAttribute("item", item)
        .setAttribute("card.number", "4111111111111111")
        .startSpan();
    try (Scope ignored = span.makeCurrent()) {
      Thread.sleep(millis);
      refuse(item);
    } catch (CardDeclined | RuntimeException e) {
      span.recordException(e).setStatus(StatusCode.ERROR, e.getMessage());
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      span.end();
    }
  }

  private static void refuse(String item) throws CardDeclined {
    switch (item) {
      case "gold" -> throw new CardDeclined("card declined: limit exceeded");
      case "silver" -> throw new IllegalStateException("bank does not answer");
      default -> {}
    }
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes();
    exchange.sendResponseHeaders(status, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private static final class CardDeclined extends Exception {
    private static final long serialVersionUID = 1;

    CardDeclined(String message) {
      super(message);
    }
  }
}
