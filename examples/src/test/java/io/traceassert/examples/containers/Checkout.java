package io.traceassert.examples.containers;

import static io.traceassert.testcontainers.CollectorAssertions.assertThat;

import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.traceassert.testcontainers.CollectorContainer;
import io.traceassert.trace.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

/**
 * The shop: gateway (Node.js), inventory (Go), order and payment (Java), notification (Python), and
 * the collector that they send to, on one network.
 *
 * <p>All classes of tests share it: it starts when the first of them begins and lives as long as
 * the JVM; then Testcontainers removes it. A test sees only what it has caused itself, since it
 * owns the traces that begin while it runs.
 */
final class Checkout {

  /** What is deployed, unchanged. */
  static final Path CONFIGURATION =
      Path.of("src/test/resources/io/traceassert/examples/containers/otel-collector.yaml");

  static final Network NETWORK = Network.newNetwork();

  /** It is made here and started later: extensions may have it before there is a container. */
  static final CollectorContainer COLLECTOR = new CollectorContainer(
          image("collector", CollectorContainer.DEFAULT_IMAGE))
      .withConfiguration(CONFIGURATION)
      .withNetwork(NETWORK)
      .withNetworkAliases("collector");

  private static final int PORT = 8080;
  private static final GenericContainer<?> GATEWAY =
      service("gateway", 4318).withExposedPorts(PORT);

  private static final MediaType JSON = MediaType.get("application/json");
  private static final OkHttpClient HTTP =
      new OkHttpClient.Builder().readTimeout(Duration.ofMinutes(1)).build();

  private static @Nullable CompletableFuture<Void> started;

  private Checkout() {}

  /** Starts all containers at once, unless that has been done. */
  static synchronized void start() {
    if (started == null) {
      started = Startables.deepStart(
              COLLECTOR,
              GATEWAY,
              service("inventory", 4317),
              service("order", 4318),
              service("payment", 4318),
              service("notification", 4318))
          .thenRun(Checkout::warmUp);
    }
    started.join();
  }

  private static GenericContainer<?> service(String name, int otlpPort) {
    DockerImageName published = DockerImageName.parse("traceassert/checkout-" + name + ":1");
    return new GenericContainer<>(image(name, published))
        .withNetwork(NETWORK)
        .withNetworkAliases(name)
        .withEnv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:" + otlpPort)
        .waitingFor(Wait.forLogMessage(name + " ready on .*\\n", 1)
            .withStartupTimeout(Duration.ofMinutes(3)));
  }

  /** The first checkout is slow: each service loads its code. Its spans are to be in no test. */
  private static void warmUp() {
    buy("ramen");
    assertThat(COLLECTOR.received()).hasSingleTrace().hasSpanCount(14);
  }

  /**
   * Buys something.
   *
   * @param item {@code gold} is declined, {@code silver} breaks the payment
   * @param delay how long the payment takes at least
   * @return the status of the answer
   */
  static int buy(String item, Duration delay) {
    return buy(item, delay, Map.of());
  }

  /** Buys something as a customer whose own trace goes on here. */
  static int buy(String item, Map<String, String> headers) {
    return buy(item, Duration.ZERO, headers);
  }

  private static int buy(String item, Duration delay, Map<String, String> headers) {
    HttpUrl url = new HttpUrl.Builder()
        .scheme("http")
        .host(GATEWAY.getHost())
        .port(GATEWAY.getMappedPort(PORT))
        .addPathSegment("checkout")
        .build();
    String order = "{\"item\": \"%s\", \"delay\": %d}".formatted(item, delay.toMillis());
    Request request = new Request.Builder()
        .url(url)
        .headers(Headers.of(headers))
        .post(RequestBody.create(order, JSON))
        .build();
    try (Response response = HTTP.newCall(request).execute()) {
      return response.code();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int buy(String item) {
    return buy(item, Duration.ZERO);
  }

  /** Sends spans as a service does. */
  static void send(Trace trace, URI endpoint) {
    try (SpanExporter exporter =
        OtlpGrpcSpanExporter.builder().setEndpoint(endpoint.toString()).build()) {
      assertThat(exporter.export(trace.spans()).join(10, TimeUnit.SECONDS).isSuccess())
          .isTrue();
    }
  }

  /** Names the image of the property {@code traceassert.image.<name>}, or the public one. */
  static DockerImageName image(String name, DockerImageName published) {
    String given = System.getProperty("traceassert.image." + name);
    return given == null
        ? published
        : DockerImageName.parse(given).asCompatibleSubstituteFor(published.getUnversionedPart());
  }
}
