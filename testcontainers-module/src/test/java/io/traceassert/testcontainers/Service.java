package io.traceassert.testcontainers;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** A service with the real SDK, whose exporter sends through the collector. */
final class Service implements AutoCloseable {

  /** When its spans begin. */
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final ChosenIds ids;
  private final SdkTracerProvider provider;

  private Service(ChosenIds ids, SdkTracerProvider provider) {
    this.ids = ids;
    this.provider = provider;
  }

  static Service sendingTo(URI endpoint) {
    ChosenIds ids = new ChosenIds();
    return new Service(
        ids,
        SdkTracerProvider.builder()
            .setIdGenerator(ids)
            .setResource(Resource.builder()
                .put("service.name", "shop")
                .put("host.name", "till-1")
                .build())
            .addSpanProcessor(BatchSpanProcessor.builder(OtlpGrpcSpanExporter.builder()
                    .setEndpoint(endpoint.toString())
                    .build())
                .setScheduleDelay(Duration.ofMinutes(1))
                .build())
            .build());
  }

  /** Begins a span; a root unless {@link Made#below} says otherwise. */
  Made span(String name) {
    return new Made(ids, provider.get("test").spanBuilder(name).setNoParent());
  }

  /** Exports what has ended. */
  void flush() {
    if (!provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()) {
      throw new AssertionError("the service could not export its spans");
    }
  }

  @Override
  public void close() {
    provider.close();
  }

  /** A span that is not yet ended. */
  static final class Made {

    private final ChosenIds ids;
    private final SpanBuilder builder;
    private Duration duration = Duration.ofMillis(5);
    private boolean failing;

    private Made(ChosenIds ids, SpanBuilder builder) {
      this.ids = ids;
      this.builder = builder.setStartTimestamp(START);
    }

    Made below(Span parent) {
      builder.setParent(Context.root().with(parent));
      return this;
    }

    /** Chooses the id of the trace that it begins. */
    Made id(String traceId) {
      ids.next = traceId;
      return this;
    }

    Made kind(SpanKind kind) {
      builder.setSpanKind(kind);
      return this;
    }

    Made with(String key, String value) {
      builder.setAttribute(key, value);
      return this;
    }

    Made failing() {
      failing = true;
      return this;
    }

    Made lasting(Duration duration) {
      this.duration = duration;
      return this;
    }

    Span end() {
      Span started = builder.startSpan();
      if (failing) {
        started.setStatus(StatusCode.ERROR, "declined");
      }
      started.end(START.plus(duration));
      return started;
    }
  }

  /** Random ids, but for those that a test chooses. Used by the thread of the test alone. */
  private static final class ChosenIds implements IdGenerator {

    private String next = "";

    @Override
    public String generateSpanId() {
      return IdGenerator.random().generateSpanId();
    }

    @Override
    public String generateTraceId() {
      String chosen = next;
      next = "";
      return chosen.isEmpty() ? IdGenerator.random().generateTraceId() : chosen;
    }
  }
}
