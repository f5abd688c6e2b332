package io.traceassert.junit.w3c;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The SDK of OpenTelemetry, with a SERVER and a CLIENT span for each request. */
final class OpenTelemetryPropagation implements Propagation, AutoCloseable {

  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  /** Without a processor, newer versions of the SDK make no spans. */
  private final SdkTracerProvider provider = SdkTracerProvider.builder()
      .addSpanProcessor(SimpleSpanProcessor.create(InMemorySpanExporter.create()))
      .build();

  private final Tracer tracer = provider.get("test");
  private final TextMapGetter<List<Header>> getter;

  OpenTelemetryPropagation(TextMapGetter<List<Header>> getter) {
    this.getter = getter;
  }

  @Override
  public List<Header> sendOn(List<Header> received) {
    Context context = W3C.extract(Context.root(), received, getter);
    Span server = tracer.spanBuilder("GET /test").setParent(context).startSpan();
    Context inside = context.with(server);
    Span client = tracer.spanBuilder("POST").setParent(inside).startSpan();
    List<Header> sent = new ArrayList<>();
    W3C.inject(
        inside.with(client), sent, (carrier, key, value) -> sent.add(new Header(key, value)));
    client.end();
    server.end();
    return sent;
  }

  @Override
  public void close() {
    provider.close();
  }

  /** Reads several headers of a name as one, as HTTP has it. */
  static final class Combined implements TextMapGetter<List<Header>> {

    @Override
    public Iterable<String> keys(List<Header> headers) {
      return headers.stream().map(Header::name).toList();
    }

    @Override
    public @Nullable String get(@Nullable List<Header> headers, String key) {
      List<String> values = headers == null ? List.of() : Shop.values(headers, key);
      return values.isEmpty() ? null : String.join(",", values);
    }
  }

  /** Reads the first header of a name, as most instrumentations do. */
  static final class First implements TextMapGetter<List<Header>> {

    @Override
    public Iterable<String> keys(List<Header> headers) {
      return headers.stream().map(Header::name).toList();
    }

    @Override
    public @Nullable String get(@Nullable List<Header> headers, String key) {
      return headers == null
          ? null
          : Shop.values(headers, key).stream().findFirst().orElse(null);
    }
  }
}
