package io.traceassert.testcontainers;

import static io.traceassert.testcontainers.CollectorAssertions.assertThat;
import static io.traceassert.testcontainers.CollectorAssertions.assertThatThrownBy;

import io.traceassert.testcontainers.configuration.Rewiring;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the collector cannot hand on to the test fails the test. */
class LossesTest {

  @RegisterExtension
  static final TestCollector running = new TestCollector("tail-sampling.yaml");

  private final CollectorContainer collector = running.container();

  @Test
  void thousandsOfHeldTracesComeOutAndTheCountsAgree() throws IOException {
    for (int i = 0; i < 2_000; i++) {
      running.service().span("POST /pay").failing().end();
    }
    running.service().flush();

    assertThat(CollectorMetrics.at(Reached.fromHere(collector, Rewiring.METRICS_PORT))
            .text())
        .containsPattern("otelcol_receiver_accepted_spans\\w*\\{[^}]*} [1-9]")
        .containsPattern("otelcol_exporter_sent_spans\\w*\\{exporter=\"otlphttp/traceassert_in\"");
    assertThat(collector.traces()).hasTraceCount(2_000);
  }

  @Test
  void whatTheTestRefusesIsLost() {
    try (CollectorContainer unreachable = Containers.collector("head-sampling.yaml")) {
      unreachable.start();
      unreachable.running().preparation().receiver().close();
      try (Service service = Service.sendingTo(unreachable.endpoint())) {
        service.span("GET /lost").end();
        service.flush();
      }
      unreachable.drain();

      assertThatThrownBy(() -> assertThat(unreachable.traces()).hasTraceCount(1))
          .hasMessageStartingWith("spans were lost on the way to the test")
          .hasMessageContaining("by its own metrics, the collector could not send ")
          .hasMessageContaining("the collector could not send to the test: ");
    }
  }
}
