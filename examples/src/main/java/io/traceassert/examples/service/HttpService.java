package io.traceassert.examples.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.javahttpserver.JavaHttpServerTelemetry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import okhttp3.HttpUrl;

/** An HTTP server on the loopback with one path, or all below it. Each request is a SERVER span. */
public final class HttpService implements AutoCloseable {

  private static final int CREATED = 201;
  private static final int NO_BODY = -1;

  private final HttpServer server;
  private final ExecutorService worker;
  private final HttpUrl url;

  private HttpService(HttpServer server, ExecutorService worker, HttpUrl url) {
    this.server = server;
    this.worker = worker;
    this.url = url;
  }

  /**
   * Starts a service on a free port.
   *
   * @param name names its one thread
   * @param path where it takes POST requests
   * @param telemetry the OpenTelemetry of the service
   * @param handler takes the body; what it throws as {@link RefusedException} becomes the status
   * @return the running service
   * @throws IOException if the loopback has no free port
   */
  public static HttpService start(
      String name, String path, OpenTelemetry telemetry, Consumer<String> handler)
      throws IOException {
    return startRouter(name, path, telemetry, (requested, body) -> handler.accept(body));
  }

  /**
   * Starts a service that looks at the whole path of a request.
   *
   * @param name names its one thread
   * @param path what the paths of its POST requests begin with
   * @param telemetry the OpenTelemetry of the service
   * @param handler takes the path and the body; what it throws as {@link RefusedException} becomes
   *     the status
   * @return the running service
   * @throws IOException if the loopback has no free port
   */
  public static HttpService startRouter(
      String name, String path, OpenTelemetry telemetry, BiConsumer<String, String> handler)
      throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(anyPort, 0);
    ExecutorService worker = Workers.one(name);
    server.setExecutor(worker);
    var context = server.createContext(path, exchange -> answer(exchange, handler));
    JavaHttpServerTelemetry.create(telemetry).configure(context);
    server.start();
    return new HttpService(server, worker, urlOf(server.getAddress(), path));
  }

  private static void answer(HttpExchange exchange, BiConsumer<String, String> handler)
      throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      int status = statusOf(() -> handler.accept(exchange.getRequestURI().getPath(), body));
      exchange.sendResponseHeaders(status, NO_BODY);
    }
  }

  private static int statusOf(Runnable handling) {
    try {
      handling.run();
      return CREATED;
    } catch (RefusedException refusal) {
      return refusal.status();
    }
  }

  private static HttpUrl urlOf(InetSocketAddress address, String path) {
    return new HttpUrl.Builder()
        .scheme("http")
        .host(address.getAddress().getHostAddress())
        .port(address.getPort())
        .encodedPath(path)
        .build();
  }

  /**
   * Returns where the service takes requests.
   *
   * @return a URL of the loopback
   */
  public HttpUrl url() {
    return url;
  }

  @Override
  public void close() {
    server.stop(0);
    worker.shutdown();
  }
}
