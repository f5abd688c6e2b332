package io.traceassert.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CollectorMetricsTest {

  @Test
  void countsThatAgreeSayNothing() {
    assertThat(new CollectorMetrics("""
            # TYPE otelcol_receiver_accepted_spans_total counter
            otelcol_receiver_accepted_spans_total{receiver="otlp",transport="grpc"} 3
            otelcol_receiver_accepted_spans_total{receiver="zipkin",transport="http"} 2
            otelcol_exporter_sent_spans_total{exporter="otlphttp/traceassert_in"} 5
            otelcol_exporter_sent_spans_total{exporter="otlphttp/traceassert_1"} 1
            otelcol_exporter_send_failed_spans_total{exporter="otlphttp/traceassert_in"} 0
            otelcol_exporter_send_failed_spans_total{exporter="otlp/metrics"} 7
            """).disagreements()).isEmpty();
    assertThat(new CollectorMetrics("").disagreements()).isEmpty();
  }

  @Test
  void whatDidNotReachTheTestIsSaid() {
    assertThat(new CollectorMetrics("""
            otelcol_receiver_accepted_spans{receiver="otlp"} 1.2e+01
            otelcol_exporter_sent_spans__spans__total{exporter="otlphttp/traceassert_in"} 9
            otelcol_exporter_send_failed_spans_total{exporter="otlphttp/traceassert_2"} 1
            """).disagreements())
        .containsExactly(
            "by its own metrics, the collector could not send 1 span to the test",
            "by its own metrics, the collector accepted 12 spans and the test got a copy of 9");
  }
}
