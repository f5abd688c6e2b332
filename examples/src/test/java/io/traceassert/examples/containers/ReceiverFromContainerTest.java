package io.traceassert.examples.containers;

import static io.traceassert.TraceAssertions.assertThat;

import io.traceassert.CapturedTraces;
import io.traceassert.junit.TraceExtension;
import io.traceassert.otlp.OtlpReceiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A service in a container sends to the test itself, without a collector. */
@ExtendWith(RequiresDocker.class)
class ReceiverFromContainerTest {

  private static final OtlpReceiver RECEIVER =
      OtlpReceiver.builder().setAddress(anyAddress()).start();

  @RegisterExtension
  static final TraceExtension TRACES = TraceExtension.capturing(RECEIVER);

  private static final GenericContainer<?> INVENTORY = new GenericContainer<>(
          Checkout.image("inventory", DockerImageName.parse("traceassert/checkout-inventory:1")))
      .withExtraHost("host.docker.internal", "host-gateway")
      .withEnv(
          "OTEL_EXPORTER_OTLP_ENDPOINT",
          "http://host.docker.internal:" + RECEIVER.endpoint().getPort())
      .withExposedPorts(8080)
      .waitingFor(Wait.forLogMessage("inventory ready on .*\\n", 1));

  private static InetAddress anyAddress() {
    try {
      return InetAddress.getByName("0.0.0.0");
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeAll
  static void start() {
    INVENTORY.start();
  }

  @Test
  void theServiceSendsToTheTest(CapturedTraces traces) throws IOException {
    URI stock = URI.create(
        "http://%s:%d/stock/ramen".formatted(INVENTORY.getHost(), INVENTORY.getMappedPort(8080)));
    Request request = new Request.Builder().url(stock.toString()).build();
    try (Response response = new OkHttpClient().newCall(request).execute()) {
      assertThat(response.code()).isEqualTo(200);
    }

    assertThat(traces).hasSingleTrace().hasShape("""
            GET /stock/{item}   [SERVER]  @inventory
            └─ look up stock              item=ramen
            """);
  }

  @AfterAll
  static void stop() {
    INVENTORY.stop();
    RECEIVER.close();
  }
}
