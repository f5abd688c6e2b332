package io.traceassert.examples.containers;

import static io.traceassert.examples.containers.Checkout.COLLECTOR;
import static io.traceassert.testcontainers.CollectorAssertions.assertThat;

import io.traceassert.CapturedTraces;
import io.traceassert.junit.Policy;
import io.traceassert.junit.TraceExtension;
import io.traceassert.otlp.JaegerTraces;
import io.traceassert.testcontainers.CollectorContainer;
import io.traceassert.testcontainers.JaegerContainer;
import io.traceassert.trace.Trace;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.MountableFile;

/**
 * Reads back from Jaeger what the collector exports. A {@link CollectorContainer} exports to the
 * test alone. So there is a second collector with the same file, as it is deployed: it gets what
 * went into the first one, and its exporter has to find Jaeger at the address in the file.
 */
@ExtendWith(RequiresDocker.class)
class JaegerTest {

  private static final String FILE = "/etc/otelcol-contrib/config.yaml";
  private static final int OTLP = 4317;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension
  static final TraceExtension TRACES =
      TraceExtension.capturing(COLLECTOR).unexpectedErrors(Policy.IGNORE);

  private static final JaegerContainer JAEGER = new JaegerContainer(
          Checkout.image("jaeger", JaegerContainer.DEFAULT_IMAGE))
      .withNetwork(Checkout.NETWORK)
      .withNetworkAliases("jaeger");

  private static final GenericContainer<?> DEPLOYED = new GenericContainer<>(
          Checkout.image("collector", CollectorContainer.DEFAULT_IMAGE))
      .withCopyFileToContainer(MountableFile.forHostPath(Checkout.CONFIGURATION), FILE)
      .withCommand("--config", FILE, "--feature-gates=processor.tailsamplingprocessor.recordpolicy")
      .withNetwork(Checkout.NETWORK)
      .withExposedPorts(OTLP)
      .waitingFor(Wait.forLogMessage(".*Everything is ready.*\\n", 1));

  @BeforeAll
  static void start() {
    Checkout.start();
    Startables.deepStart(JAEGER, DEPLOYED).join();
  }

  @Test
  void jaegerHasWhatTheCollectorExports(CapturedTraces traces) {
    assertThat(Checkout.buy("gold")).isEqualTo(402);
    Trace received =
        assertThat(COLLECTOR.received()).hasSingleTrace().hasSpanCount(11).actual();
    Trace exported = assertThat(traces).hasSingleTrace().hasSpanCount(11).actual();

    Checkout.send(received, deployed());
    drain();

    JaegerTraces jaeger = JaegerTraces.at(JAEGER.uri()).withTimeout(PATIENCE);
    Trace read = assertThat(jaeger.trace(exported.traceId()))
        .hasSingleTrace()
        .hasSpanCount(11)
        .actual();
    assertThat(read.spans()).containsExactlyInAnyOrderElementsOf(exported.spans());
    assertThat(jaeger
            .search()
            .service("payment")
            .operation("charge card")
            .attribute("item", "gold")
            .traces())
        .hasSingleTrace()
        .hasRoot("POST /checkout  @gateway");
  }

  private static URI deployed() {
    return URI.create("http://%s:%d".formatted(DEPLOYED.getHost(), DEPLOYED.getMappedPort(OTLP)));
  }

  /** On this signal a collector decides on what it holds, and does not wait for 30 s. */
  private static void drain() {
    DEPLOYED
        .getDockerClient()
        .killContainerCmd(DEPLOYED.getContainerId())
        .withSignal("SIGHUP")
        .exec();
  }

  @AfterAll
  static void stop() {
    DEPLOYED.stop();
    JAEGER.stop();
  }
}
