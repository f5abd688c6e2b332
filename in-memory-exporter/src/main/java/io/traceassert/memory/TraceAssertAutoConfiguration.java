package io.traceassert.memory;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/**
 * Makes {@code otel.traces.exporter=trace-assert} fill {@link TraceCapture#autoconfigured()}. Found
 * by the service loader of OpenTelemetry's autoconfigure.
 *
 * <p>An exporter cannot know what is still open, so that the name switches on a span processor.
 */
public final class TraceAssertAutoConfiguration
    implements AutoConfigurationCustomizerProvider, ConfigurableSpanExporterProvider {

  private static final String NAME = "trace-assert";

  /** Called by the service loader. */
  public TraceAssertAutoConfiguration() {}

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public SpanExporter createExporter(ConfigProperties config) {
    return new MarkerExporter();
  }

  @Override
  public void customize(AutoConfigurationCustomizer customizer) {
    customizer.addTracerProviderCustomizer(
        (provider, config) -> config.getList("otel.traces.exporter").contains(NAME)
            ? provider.addSpanProcessor(TraceCapture.autoconfigured().spanProcessor())
            : provider);
  }
}
