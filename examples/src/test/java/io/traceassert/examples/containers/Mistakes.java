package io.traceassert.examples.containers;

import static io.traceassert.examples.containers.Checkout.COLLECTOR;
import static io.traceassert.testcontainers.CollectorAssertions.assertThat;

import io.traceassert.CapturedTraces;
import io.traceassert.examples.FailsOnPurpose;
import io.traceassert.junit.TraceExtension;
import io.traceassert.testcontainers.CollectorContainer;
import io.traceassert.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Mistakes that are made in the file of a collector, and that it does not complain about. Each is
 * made in a collector of its own, which gets what the services have sent to the right one.
 */
@FailsOnPurpose
@ExtendWith(RequiresDocker.class)
class Mistakes {

  @RegisterExtension
  static final TraceExtension TRACES = TraceExtension.capturing(COLLECTOR);

  @BeforeAll
  static void start() {
    Checkout.start();
  }

  /** A declined card is answered with 402, and that is an error too. */
  @Test
  void aPolicyIsTooNarrow(CapturedTraces traces) throws IOException {
    Trace declined = declined();
    try (CollectorContainer collector = withMistake("""
                type: status_code
                status_code: {status_codes: [ERROR]}
        """, """
                type: numeric_attribute
                numeric_attribute: {key: http.response.status_code, min_value: 500, max_value: 599}
        """)) {
      Checkout.send(declined, collector.endpoint());
      collector.drain();

      assertThat(collector).trace("charge card  ERROR").wasSampledBy("errors");
    }
  }

  /** The processor deletes what is there, and does not mind when nothing is. */
  @Test
  void anAttributeIsMisspelt(CapturedTraces traces) throws IOException {
    Trace declined = declined();
    try (CollectorContainer collector = withMistake("key: card.number", "key: card.nunber")) {
      Checkout.send(declined, collector.endpoint());
      collector.drain();

      assertThat(collector).trace("charge card").hasRemoved("card.number");
    }
  }

  /** Somebody looked for something with the debug exporter, and left it at that. */
  @Test
  void anExporterIsMissing(CapturedTraces traces) throws IOException {
    Trace declined = declined();
    try (CollectorContainer collector =
        withMistake("exporters: [otlp/jaeger, debug]", "exporters: [debug]")) {
      Checkout.send(declined, collector.endpoint());
      collector.drain();

      assertThat(collector).trace("POST /checkout").wasExportedTo("otlp/jaeger");
    }
  }

  private static Trace declined() {
    assertThat(Checkout.buy("gold")).isEqualTo(402);
    return assertThat(COLLECTOR.received()).hasSingleTrace().hasSpanCount(11).actual();
  }

  private static CollectorContainer withMistake(String right, String wrong) throws IOException {
    String file = Files.readString(Checkout.CONFIGURATION);
    assertThat(file).contains(right);
    CollectorContainer collector = new CollectorContainer(
            Checkout.image("collector", CollectorContainer.DEFAULT_IMAGE))
        .withConfiguration(file.replace(right, wrong));
    collector.start();
    return collector;
  }
}
