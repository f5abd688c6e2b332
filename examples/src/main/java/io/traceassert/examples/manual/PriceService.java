package io.traceassert.examples.manual;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.traceassert.examples.service.Workers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Knows prices, and reads the trace context from the headers of who asks. */
public class PriceService implements AutoCloseable {

  private static final int OK = 200;
  private static final TextMapGetter<Headers> GETTER = new TextMapGetter<>() {
    @Override
    public Iterable<String> keys(Headers headers) {
      return headers.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Headers headers, String name) {
      return headers == null ? null : headers.getFirst(name);
    }
  };

  private final ExecutorService worker = Workers.one("prices");
  private final HttpServer server;
  private final Tracer tracer;
  private final TextMapPropagator propagator;

  /**
   * Starts the service on a free port.
   *
   * @param telemetry its own
   * @throws IOException if the loopback has no free port
   */
  public PriceService(OpenTelemetry telemetry) throws IOException {
    tracer = telemetry.getTracer("io.traceassert.examples.manual.prices");
    propagator = telemetry.getPropagators().getTextMapPropagator();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(worker);
    server.createContext("/prices/", this::answer);
    server.start();
  }

  /**
   * Returns where the service is.
   *
   * @return a URI of this machine
   */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The span begins with what the headers say as its parent, and not with what is current. */
  @SuppressWarnings("try") // javac would have the scope used
  private void answer(HttpExchange exchange) throws IOException {
    Context caller = extract(exchange.getRequestHeaders());
    Span request = tracer
        .spanBuilder("GET /prices/{thing}")
        .setSpanKind(SpanKind.SERVER)
        .setParent(caller)
        .startSpan();
    try (Scope ignored = request.makeCurrent();
        exchange) {
      byte[] price = lookUp().getBytes(UTF_8);
      exchange.sendResponseHeaders(OK, price.length);
      exchange.getResponseBody().write(price);
      request.setAttribute("http.response.status_code", OK);
    } finally {
      request.end();
    }
  }

  private String lookUp() {
    tracer.spanBuilder("look up price").startSpan().end();
    return "9.80";
  }

  /** Reads the context from the headers. */
  Context extract(Headers headers) {
    return propagator.extract(Context.current(), headers, GETTER);
  }

  @Override
  public void close() {
    server.stop(0);
    worker.shutdown();
  }
}
