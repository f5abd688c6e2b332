package io.traceassert.examples.lost;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.traceassert.examples.service.Work;
import io.traceassert.examples.service.Workers;
import io.traceassert.junit.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A shop calls a kitchen over HTTP, with the headers written and read by hand. */
abstract class WithTwoServices {

  static final TextMapSetter<HttpRequest.Builder> SETTER = (request, name, value) -> {
    if (request != null) {
      request.setHeader(name, value);
    }
  };
  static final TextMapGetter<Headers> GETTER = new TextMapGetter<>() {
    @Override
    public Iterable<String> keys(Headers headers) {
      return headers.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Headers headers, String name) {
      return headers == null ? null : headers.getFirst(name);
    }
  };
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int NO_CONTENT = 204;

  private final ExecutorService worker = Workers.one("kitchen");
  private final HttpServer server = server();
  private Tracer kitchen = OpenTelemetry.noop().getTracer("");
  Tracer shop = OpenTelemetry.noop().getTracer("");
  TextMapPropagator propagator = TextMapPropagator.noop();

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void open(
      @Service("shop") OpenTelemetry shopTelemetry,
      @Service("kitchen") OpenTelemetry kitchenTelemetry) {
    shop = shopTelemetry.getTracer("shop");
    kitchen = kitchenTelemetry.getTracer("kitchen");
    propagator = kitchenTelemetry.getPropagators().getTextMapPropagator();
    server.setExecutor(worker);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
    worker.shutdown();
  }

  void inject(HttpRequest.Builder request) {
    propagator.inject(Context.current(), request, SETTER);
  }

  Context extract(Headers headers) {
    return propagator.extract(Context.current(), headers, GETTER);
  }

  /**
   * Orders a dish: the shop prepares the request, and the kitchen makes a context of its headers.
   */
  void order(Consumer<HttpRequest.Builder> prepare, Function<Headers, Context> parent) {
    serve(parent);
    Work.within(
        shop.spanBuilder("order").startSpan(),
        () -> Work.within(
            shop.spanBuilder("GET").setSpanKind(SpanKind.CLIENT).startSpan(),
            () -> send(prepare).join()));
  }

  /** Lets the kitchen take requests, and make a context of their headers. */
  void serve(Function<Headers, Context> parent) {
    server.createContext("/cook", exchange -> cook(exchange, parent));
  }

  CompletableFuture<HttpResponse<Void>> send(Consumer<HttpRequest.Builder> prepare) {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/cook");
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    prepare.accept(request);
    return HTTP.sendAsync(request.build(), BodyHandlers.discarding());
  }

  private void cook(HttpExchange exchange, Function<Headers, Context> parent) throws IOException {
    kitchen
        .spanBuilder("GET /cook")
        .setSpanKind(SpanKind.SERVER)
        .setParent(parent.apply(exchange.getRequestHeaders()))
        .startSpan()
        .end();
    exchange.sendResponseHeaders(NO_CONTENT, -1);
    exchange.close();
  }
}
