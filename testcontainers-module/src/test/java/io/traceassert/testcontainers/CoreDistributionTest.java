package io.traceassert.testcontainers;

import static io.traceassert.testcontainers.CollectorAssertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;

class CoreDistributionTest {

  private static final DockerImageName CORE =
      DockerImageName.parse("otel/opentelemetry-collector:0.145.0");

  @Test
  void aDistributionWithoutTailSamplingOnANetworkOfItsOwn() {
    Containers.requireDocker();
    try (Network network = Network.newNetwork();
        CollectorContainer collector = new CollectorContainer(
                Containers.image("collector-core", CORE))
            .withConfiguration(Path.of("src/test/resources/collector/core.yaml"))
            .withNetwork(network)
            .withNetworkAliases("collector")) {
      collector.start();
      try (Service service = Service.sendingTo(collector.endpoint())) {
        service.span("GET /menu").end();
        service.flush();
      }

      assertThat(collector.traces()).hasSingleTrace().hasRoot("GET /menu");
      assertThat(collector).trace("GET /menu").wasExportedTo("debug").isUnchanged();
      assertThat(collector.networkEndpoint()).isEqualTo(URI.create("http://collector:4317"));
      assertThat(collector.networkHttpEndpoint()).isEqualTo(URI.create("http://collector:4318"));
    }
  }
}
