package io.traceassert.memory;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.traceassert.CapturedTraces;
import io.traceassert.capture.Recording;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AutoconfigureTest {

  @Test
  void theNameOfTheExporterSwitchesCaptureOn() {
    try (Recording recording = TraceCapture.autoconfigured().record();
        OpenTelemetrySdk sdk = sdk("trace-assert")) {
      sdk.getTracer("test").spanBuilder("root").startSpan().end();
      assertThat(CapturedTraces.of(List.of(recording), CapturedTraces.DEFAULT_SETTLE_TIMEOUT))
          .hasSingleTrace()
          .hasRoot("root")
          .span("root")
          .hasService("autoconfigured");
    }
  }

  @Test
  void anotherExporterDoesNot() {
    try (Recording recording = TraceCapture.autoconfigured().record();
        OpenTelemetrySdk sdk = sdk("none")) {
      sdk.getTracer("test").spanBuilder("root").startSpan().end();
      assertThat(CapturedTraces.of(List.of(recording), CapturedTraces.DEFAULT_SETTLE_TIMEOUT))
          .hasNoSpans();
    }
  }

  private static OpenTelemetrySdk sdk(String exporter) {
    return AutoConfiguredOpenTelemetrySdk.builder()
        .addPropertiesSupplier(() -> Map.of(
            "otel.traces.exporter", exporter,
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.service.name", "autoconfigured"))
        .disableShutdownHook()
        .build()
        .getOpenTelemetrySdk();
  }
}
