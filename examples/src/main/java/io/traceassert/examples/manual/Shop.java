package io.traceassert.examples.manual;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Asks another service for a price, and writes the trace context into the request. */
public class Shop {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final TextMapSetter<HttpRequest.Builder> SETTER = (request, name, value) -> {
    if (request != null) {
      request.setHeader(name, value);
    }
  };

  private final Tracer tracer;
  private final TextMapPropagator propagator;
  private final URI prices;

  /**
   * Opens the shop.
   *
   * @param telemetry its own
   * @param prices where it asks for prices
   */
  public Shop(OpenTelemetry telemetry, URI prices) {
    tracer = telemetry.getTracer("io.traceassert.examples.manual.shop");
    propagator = telemetry.getPropagators().getTextMapPropagator();
    this.prices = prices;
  }

  /**
   * Orders a thing.
   *
   * @param thing what is ordered
   * @return what it costs
   * @throws IOException if the price cannot be had
   * @throws InterruptedException if the waiting is interrupted
   */
  @SuppressWarnings("try") // javac would have the scope used
  public String order(String thing) throws IOException, InterruptedException {
    Span order = tracer.spanBuilder("order").startSpan();
    try (Scope ignored = order.makeCurrent()) {
      return priceOf(thing);
    } finally {
      order.end();
    }
  }

  /** The span is current when the headers are written: they name the span that is current. */
  @SuppressWarnings("try") // javac would have the scope used
  private String priceOf(String thing) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(prices.resolve("/prices/" + thing));
    Span call = tracer.spanBuilder("GET").setSpanKind(SpanKind.CLIENT).startSpan();
    try (Scope ignored = call.makeCurrent()) {
      inject(request);
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      call.setAttribute("http.response.status_code", response.statusCode());
      return response.body();
    } catch (IOException e) {
      call.recordException(e);
      call.setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      call.end();
    }
  }

  /** Writes the context into the headers. */
  void inject(HttpRequest.Builder request) {
    propagator.inject(Context.current(), request, SETTER);
  }
}
