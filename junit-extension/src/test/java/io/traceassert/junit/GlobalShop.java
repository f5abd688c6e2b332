package io.traceassert.junit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An application as one meets them: it asks for {@code GlobalOpenTelemetry} in a static
 * initialiser, and one server on one pool of threads serves all tests.
 */
final class GlobalShop implements AutoCloseable {

  private static final Tracer TRACER = GlobalOpenTelemetry.getTracer("shop");
  private static final TextMapPropagator PROPAGATOR =
      GlobalOpenTelemetry.getPropagators().getTextMapPropagator();

  private final ExecutorService requests = Executors.newFixedThreadPool(8);
  private final ExecutorService tasks = Context.taskWrapping(Executors.newFixedThreadPool(8));
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;

  private GlobalShop(HttpServer server) {
    this.server = server;
    server.setExecutor(requests);
    server.createContext("/orders", this::serve);
    server.start();
  }

  static GlobalShop open() throws IOException {
    return new GlobalShop(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512));
  }

  /** Sends an order of a customer to the server: three spans. */
  @SuppressWarnings("try")
  void order(String customer) throws IOException, InterruptedException {
    Span span = TRACER
        .spanBuilder("GET")
        .setSpanKind(SpanKind.CLIENT)
        .setAttribute("customer", customer)
        .startSpan();
    try (Scope scope = span.makeCurrent()) {
      HttpRequest.Builder request = HttpRequest.newBuilder(
          URI.create("http://localhost:" + server.getAddress().getPort() + "/orders?" + customer));
      PROPAGATOR.inject(Context.current(), request, (carrier, key, value) -> {
        if (carrier != null) {
          carrier.setHeader(key, value);
        }
      });
      client.send(request.build(), BodyHandlers.discarding());
    } finally {
      span.end();
    }
  }

  @SuppressWarnings("try")
  private void serve(HttpExchange exchange) throws IOException {
    String customer = exchange.getRequestURI().getQuery();
    Span span = TRACER
        .spanBuilder("GET /orders")
        .setSpanKind(SpanKind.SERVER)
        .setParent(PROPAGATOR.extract(Context.current(), exchange, new Headers()))
        .setAttribute("customer", customer)
        .startSpan();
    try (Scope scope = span.makeCurrent()) {
      tasks.execute(() -> cook(customer));
    } finally {
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
      span.end();
    }
  }

  private static void cook(String customer) {
    TRACER.spanBuilder("cook").setAttribute("customer", customer).startSpan().end();
  }

  @Override
  public void close() {
    server.stop(0);
    requests.shutdown();
    tasks.shutdown();
  }

  private static final class Headers implements TextMapGetter<HttpExchange> {

    @Override
    public Iterable<String> keys(HttpExchange carrier) {
      return carrier.getRequestHeaders().keySet();
    }

    @Override
    public @Nullable String get(@Nullable HttpExchange carrier, String key) {
      return carrier == null ? null : carrier.getRequestHeaders().getFirst(key);
    }
  }
}
