package io.traceassert.testcontainers;

import static io.traceassert.testcontainers.CollectorAssertions.assertThat;
import static io.traceassert.testcontainers.CollectorAssertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.traceassert.CapturedTraces;
import io.traceassert.capture.Recording;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TailSamplingTest {

  /** What the policy keeps of the ids of a test; 10 are expected, and 1 to 25 would be likely. */
  private static final int KEPT = 9;

  @RegisterExtension
  static final TestCollector running = new TestCollector("tail-sampling.yaml");

  private final CollectorContainer collector = running.container();
  private final Service service = running.service();

  @Test
  void errorsAndSlowTracesAreKeptAndOthersAreDropped() {
    service.span("POST /pay").failing().end();
    service.span("GET /report").lasting(Duration.ofMillis(1200)).end();
    service.span("GET /menu").id("ffffffffffffffffffffffffffffff01").end();
    service.flush();

    assertThat(collector.traces()).hasTraceCount(2);
    assertThat(collector).trace("POST /pay").wasKept().wasSampledBy("errors").isUnchanged();
    assertThat(collector).trace("GET /report").wasSampledBy("slower-than-1s");
    assertThat(collector).trace("GET /menu").wasDropped();
    assertThat(collector.dropped()).hasSingleTrace().hasRoot("GET /menu");
    assertThat(collector.received()).hasTraceCount(3);
  }

  @Test
  void oneInAHundredIsKeptByItsTraceId() {
    Random random = new Random(1); // the same ids each time, and so the same decisions
    for (int i = 0; i < 1_000; i++) {
      service.span("GET /menu").id(traceId(random)).end();
    }
    service.flush();
    collector.drain();

    assertThat(collector.received()).hasTraceCount(1_000);
    assertThat(collector.traces()).hasTraceCount(KEPT);
  }

  private static String traceId(Random random) {
    return "%016x%016x".formatted(random.nextLong(), random.nextLong());
  }

  @Test
  void aDroppedTraceThatShouldBeKeptIsShown() {
    Span root = service.span("GET /menu").id("ffffffffffffffffffffffffffffff02").end();
    service.span("query").below(root).end();
    service.flush();
    collector.drain(); // so that an answer is final

    assertThatThrownBy(() -> assertThat(collector).trace("GET /menu").wasSampledBy("errors"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("""
            trace ffffffff ("GET /menu") was dropped by the collector, expected it to be sampled by policy "errors"
            tail_sampling in src/test/resources/collector/tail-sampling.yaml has {name: errors, type: status_code, status_code: {status_codes: [ERROR]}}

            trace ffffffff: 2 spans went in, 0 came out at "otlp/backend"

            - GET /menu  @shop
            - └─ query""");
  }

  @Test
  void aTraceKeptByAnotherPolicyIsShown() {
    service.span("POST /pay").id("ffffffffffffffffffffffffffffff03").failing().end();
    service.flush();
    collector.drain(); // so that an answer is final

    assertThatThrownBy(() -> assertThat(collector).trace("POST /pay").wasDropped())
        .hasMessage("""
            trace ffffffff ("POST /pay") was not dropped: it came out at "otlp/backend", sampled by policy "errors"

            trace ffffffff: 1 span went in, 1 came out at "otlp/backend"

              POST /pay  @shop  ERROR""");
    assertThatThrownBy(
            () -> assertThat(collector).trace("POST /pay").wasSampledBy("slower-than-1s"))
        .hasMessageStartingWith(
            "trace ffffffff (\"POST /pay\") was sampled by policy \"errors\", expected it to be sampled by policy \"slower-than-1s\"\n");
  }

  @Test
  void anExporterThatIsNotInThePipelineIsNamed() {
    assertThatThrownBy(() -> collector.exportedTo("debug"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "src/test/resources/collector/tail-sampling.yaml: there is no exporter \"debug\"; the traces pipelines export to \"otlp/backend\"");
  }

  @Test
  void whatComesOutLateBelongsToTheTestThatSentIt() {
    service.span("GET /late").failing().end();
    service.flush();
    CapturedTraces earlier = collector.traces();
    try (Recording later = running.recording().record()) {
      collector.drain();
      service.span("POST /pay").failing().end();
      service.flush();

      assertThat(CapturedTraces.of(List.of(later), Duration.ofSeconds(5)))
          .hasSingleTrace()
          .hasRoot("POST /pay");
    }
    assertThat(earlier).hasSingleTrace().hasRoot("GET /late");
  }
}
