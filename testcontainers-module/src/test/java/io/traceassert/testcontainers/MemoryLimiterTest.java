package io.traceassert.testcontainers;

import static io.traceassert.testcontainers.CollectorAssertions.assertThat;
import static io.traceassert.testcontainers.CollectorAssertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.Test;

/** A collector needs more than the one MiB that it may have here, so it refuses everything. */
class MemoryLimiterTest {

  @Test
  void whatIsRefusedIsNamed() {
    try (CollectorContainer collector =
        Containers.collector("head-sampling.yaml").withConfiguration("""
            processors: {memory_limiter: {check_interval: 1ms, limit_mib: 1}}
            service: {pipelines: {traces: {processors: [memory_limiter]}}}
            """)) {
      collector.withEnv("PERCENTAGE", "100").start();
      sendWithoutRetry(collector);

      assertThat(collector.received()).hasSingleTrace().hasRoot("GET /menu");
      collector.drain(); // so that an answer is final
      assertThatThrownBy(() -> assertThat(collector).trace("GET /menu").wasKept())
          .hasMessage("""
              trace cccccccc ("GET /menu") was dropped by the collector
              by its own metrics, the collector refused 1 span, as memory_limiter and full queues do, and told the sender

              trace cccccccc: 1 span went in, 0 came out at "otlp_http/backend"

              - GET /menu  @shop""");
    }
  }

  private static void sendWithoutRetry(CollectorContainer collector) {
    OtlpGrpcSpanExporter exporter = OtlpGrpcSpanExporter.builder()
        .setEndpoint(collector.endpoint().toString())
        .setRetryPolicy(null)
        .build();
    SpanContext caller = SpanContext.createFromRemoteParent(
        "cccccccc000000000000000000000001",
        "0000000000000001",
        TraceFlags.getSampled(),
        TraceState.getDefault());
    try (SdkTracerProvider provider = SdkTracerProvider.builder()
        .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "shop")))
        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
        .build()) {
      provider
          .get("test")
          .spanBuilder("GET /menu")
          .setParent(Context.root().with(Span.wrap(caller)))
          .startSpan()
          .end();
    }
  }
}
