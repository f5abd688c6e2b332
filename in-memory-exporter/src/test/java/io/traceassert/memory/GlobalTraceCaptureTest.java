package io.traceassert.memory;

import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.traceassert.CapturedTraces;
import io.traceassert.capture.Recording;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GlobalTraceCaptureTest {

  @BeforeEach
  @AfterEach
  void reset() {
    GlobalOpenTelemetry.resetForTest();
  }

  private static void span(String name) {
    GlobalOpenTelemetry.getTracer("test").spanBuilder(name).startSpan().end();
  }

  private static List<String> names(Recording recording) {
    return recording.capture().spans().stream().map(SpanData::getName).toList();
  }

  private static OpenTelemetrySdk sdkWith(SpanProcessor processor) {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder().addSpanProcessor(processor).build())
        .build();
  }

  @Test
  void setsTheGlobalOneAndUnsetsItWhenTheLastOneIsClosed() {
    GlobalTraceCapture first = GlobalTraceCapture.install();
    GlobalTraceCapture second = GlobalTraceCapture.install();
    assertThat(second.capture()).isSameAs(first.capture());
    try (Recording recording = first.capture().record()) {
      span("a");
      assertThat(names(recording)).containsExactly("a");
    }
    first.close();
    first.close();
    assertThat(GlobalOpenTelemetry.isSet()).isTrue();
    second.close();
    assertThat(GlobalOpenTelemetry.isSet()).isFalse();
  }

  @Test
  void aTracerThatWasKeptIsCapturedAgainByTheNextOne() {
    Tracer kept;
    try (GlobalTraceCapture first = GlobalTraceCapture.install()) {
      assertThat(first.capture().traces()).hasNoSpans();
      kept = GlobalOpenTelemetry.getTracer("kept");
    }
    kept.spanBuilder("between").startSpan().end();
    try (GlobalTraceCapture next = GlobalTraceCapture.install();
        Recording recording = next.capture().record()) {
      kept.spanBuilder("again").startSpan().end();
      assertThat(names(recording)).containsExactly("again");
    }
  }

  @Test
  void joinsAnSdkThatHasASpanProcessorOfACapture() {
    try (TraceCapture mine = TraceCapture.create();
        OpenTelemetrySdk sdk = sdkWith(mine.spanProcessor())) {
      GlobalOpenTelemetry.set(sdk);
      try (GlobalTraceCapture global = GlobalTraceCapture.install()) {
        assertThat(global.capture()).isSameAs(mine);
      }
      assertThat(GlobalOpenTelemetry.isSet()).isTrue();
      assertThat(mine.traces()).hasNoSpans(); // it was looked for by a span that is not kept
    }
  }

  @Test
  void joinsWhatAutoconfigureMade() {
    try (OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
        .addPropertiesSupplier(() -> Map.of(
            "otel.traces.exporter", "trace-assert",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none"))
        .disableShutdownHook()
        .setResultAsGlobal()
        .build()
        .getOpenTelemetrySdk()) {
      assertThat(sdk).isNotNull();
      try (GlobalTraceCapture global = GlobalTraceCapture.install()) {
        assertThat(global.capture()).isSameAs(TraceCapture.autoconfigured());
      }
    }
  }

  @Test
  void saysHowAnotherSdkCanBeJoined() {
    try (OpenTelemetrySdk sdk =
        sdkWith(SimpleSpanProcessor.create(InMemorySpanExporter.create()))) {
      GlobalOpenTelemetry.set(sdk);
      assertThatThrownBy(GlobalTraceCapture::install)
          .isInstanceOf(IllegalStateException.class)
          .message()
          .satisfies(message -> assertThat(message.replaceAll("java:\\d+", "java:1"))
              .isEqualTo(
                  "GlobalOpenTelemetry was set already at GlobalTraceCaptureTest.java:1, and its spans reach no TraceCapture."
                      + " To be joined it needs a span processor:"
                      + " SdkTracerProvider.builder().addSpanProcessor(TraceCapture.autoconfigured().spanProcessor()),"
                      + " or otel.traces.exporter=trace-assert where autoconfigure makes it; and a sampler that keeps spans."
                      + " Or let nobody set it, and TraceAssert will."));
      assertThat(GlobalOpenTelemetry.isSet()).isTrue();
    }
  }

  @Test
  void replacesOneThatMakesNoSpansAndSaysWhoAskedForIt() {
    Tracer early = GlobalOpenTelemetry.getTracer("early");
    try (GlobalTraceCapture global = GlobalTraceCapture.install();
        Recording recording = global.capture().record()) {
      early.spanBuilder("early").startSpan().end();
      CapturedTraces traces = CapturedTraces.of(List.of(recording), Duration.ZERO);
      assertThatThrownBy(() -> assertThat(traces).hasSingleTrace().isNotNull())
          .message()
          .satisfies(
              message -> assertThat(message.replaceAll("java:\\d+", "java:1")).isEqualTo("""
              no spans captured: no span was started with GlobalOpenTelemetry

                SDK          GlobalOpenTelemetry, set for the tests: unknown_service:java
                sampler      ParentBased{root:AlwaysOnSampler,remoteParentSampled:AlwaysOn…
                started      0 spans
                sampled out  0 spans

              Does the code under test take its tracer from GlobalOpenTelemetry? An SDK of its own is not captured
              unless TraceCapture.spanProcessor() is added to it.

              note: GlobalOpenTelemetry was asked for at GlobalTraceCaptureTest.java:1 before it was set for the tests, and made no spans: who still has that one is not captured"""));
      span("later");
      assertThat(traces).hasSingleTrace().hasRoot("later");
    }
    assertThat(GlobalOpenTelemetry.isSet()).isFalse();
  }

  @Test
  void leavesAloneWhatWasSetInItsPlace() {
    GlobalTraceCapture global = GlobalTraceCapture.install();
    GlobalOpenTelemetry.resetForTest();
    try (OpenTelemetrySdk other = OpenTelemetrySdk.builder().build()) {
      GlobalOpenTelemetry.set(other);
      global.close();
      assertThat(GlobalOpenTelemetry.isSet()).isTrue();
    }
  }
}
