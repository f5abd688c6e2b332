package io.traceassert.examples.page;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.traceassert.examples.service.Work;
import java.net.URI;
import java.time.Duration;

/** Sends its spans as another process would. */
final class Shop implements AutoCloseable {

  private final SdkTracerProvider provider;
  private final Tracer tracer;

  Shop(URI endpoint) {
    provider = SdkTracerProvider.builder()
        .setResource(Resource.builder().put("service.name", "shop").build())
        .addSpanProcessor(BatchSpanProcessor.builder(
                OtlpGrpcSpanExporter.builder().setEndpoint(endpoint.toString()).build())
            .setScheduleDelay(Duration.ofMillis(100))
            .build())
        .build();
    tracer = provider.get("shop");
  }

  void order(String item) {
    Span order = tracer.spanBuilder("POST /orders").setSpanKind(SpanKind.SERVER).startSpan();
    Work.within(
        order,
        () -> tracer
            .spanBuilder("charge card")
            .setAttribute("item", item)
            .startSpan()
            .end());
  }

  @Override
  public void close() {
    provider.close();
  }
}
