package io.traceassert.testcontainers;

import static io.traceassert.testcontainers.CollectorAssertions.assertThat;
import static io.traceassert.testcontainers.CollectorAssertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.testcontainers.utility.DockerImageName;

/** What needs no Docker. */
class CollectorContainerTest {

  @Test
  void theDefaultImageIsThePublishedOne() {
    assertThat(CollectorContainer.DEFAULT_IMAGE.getUnversionedPart())
        .isEqualTo("otel/opentelemetry-collector-contrib");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> new CollectorContainer().withConfiguration(Path.of("no/such.yaml")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("there is no file no/such.yaml; it was looked for at /");
  }

  @Test
  void withoutAConfigurationItDoesNotStart() {
    assertThatThrownBy(() -> new CollectorContainer().start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the collector has no configuration: withConfiguration(Path.of(\"deploy/otel-collector.yaml\")) gives it one");
  }

  @Test
  void whatNeedsARunningCollectorSaysSo() {
    CollectorContainer collector =
        new CollectorContainer(DockerImageName.parse("otel/opentelemetry-collector"));

    assertThatThrownBy(collector::record)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the collector is not running: @Testcontainers on the test class and @Container on a static field start it before the tests, or start() does");
    assertThatThrownBy(collector::drain).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(collector::endpoint).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(collector::traces).isInstanceOf(IllegalStateException.class);
  }

  @Test
  @SuppressWarnings("NullAway") // on purpose
  void nullIsRefused() {
    assertThatThrownBy(() -> assertThat((CollectorContainer) null).trace("GET /menu"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expecting actual not to be null");
    assertThatThrownBy(() -> new CollectorContainer().withConfiguration((String) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("yaml");
  }
}
