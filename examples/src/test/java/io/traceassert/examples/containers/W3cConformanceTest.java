package io.traceassert.examples.containers;

import static io.traceassert.TraceAssertions.assertThat;

import io.traceassert.examples.w3c.Results;
import io.traceassert.junit.w3c.TraceContextConformance;
import java.io.IOException;
import java.net.URI;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** Services in containers: they call back to the test by the bridge of Docker. */
@ExtendWith(RequiresDocker.class)
class W3cConformanceTest {

  private static final int PORT = 8080;

  private static Results resultsOf(
      String name, String path, UnaryOperator<TraceContextConformance> options) {
    DockerImageName published = DockerImageName.parse("traceassert/checkout-" + name + ":1");
    try (GenericContainer<?> service = new GenericContainer<>(Checkout.image(name, published))) {
      service
          .withExtraHost("host.docker.internal", "host-gateway")
          .withExposedPorts(PORT)
          .waitingFor(Wait.forLogMessage(name + " ready on .*\\n", 1))
          .start();
      URI uri = URI.create(
          "http://%s:%d%s".formatted(service.getHost(), service.getMappedPort(PORT), path));
      return Results.of(
          options.apply(TraceContextConformance.of(uri).callbackHost("host.docker.internal")));
    }
  }

  private static Results resultsOf(String name) {
    return resultsOf(name, "/callback", conformance -> conformance.callbackInQuery("url"));
  }

  @Test
  void goAndOtelhttp() throws IOException {
    assertThat(resultsOf("inventory")).isEqualTo(Results.onPage("Go"));
  }

  @Test
  void nodeAndExpress() throws IOException {
    assertThat(resultsOf("gateway", "/callbacks", UnaryOperator.identity()))
        .isEqualTo(Results.onPage("Node.js"));
  }

  @Test
  void javaUnderTheAgent() throws IOException {
    assertThat(resultsOf("order")).isEqualTo(Results.onPage("Java, agent"));
  }
}
