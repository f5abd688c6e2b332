package io.traceassert.testcontainers;

import io.traceassert.otlp.ZipkinTraces;
import java.net.URI;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * Zipkin, which keeps what it gets in memory. It takes its own format only, from exporters for
 * Zipkin.
 *
 * <pre>{@code
 * @Container
 * static final ZipkinContainer zipkin = new ZipkinContainer();
 * }</pre>
 */
public final class ZipkinContainer extends GenericContainer<ZipkinContainer> {

  /** The image that is used unless another is named. */
  public static final DockerImageName DEFAULT_IMAGE =
      DockerImageName.parse("openzipkin/zipkin:3.6.1");

  /** A JVM on a busy machine. */
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

  private static final int PORT = 9411;
  private static final String SPANS = "/api/v2/spans";

  /** Makes a Zipkin from {@link #DEFAULT_IMAGE}. */
  public ZipkinContainer() {
    this(DEFAULT_IMAGE);
  }

  /**
   * Makes a Zipkin from another image.
   *
   * @param image an image of Zipkin
   */
  public ZipkinContainer(DockerImageName image) {
    super(image);
    withExposedPorts(PORT);
    waitingFor(Wait.forLogMessage(".*Serving HTTP at.*\\n", 1).withStartupTimeout(START_TIMEOUT));
  }

  /**
   * Returns where exporters for Zipkin on this machine send spans.
   *
   * @return for example {@code http://localhost:32768/api/v2/spans}
   * @throws IllegalStateException if it is not running
   */
  public URI endpoint() {
    return uri().resolve(SPANS);
  }

  /**
   * Returns where exporters for Zipkin in other containers on its network send spans.
   *
   * @return for example {@code http://zipkin:9411/api/v2/spans}
   * @throws IllegalStateException if it is on no network of its own
   */
  public URI networkEndpoint() {
    return Reached.fromItsNetwork(this, PORT).resolve(SPANS);
  }

  /**
   * Reads traces back.
   *
   * <pre>{@code
   * assertThat(zipkin.traces().trace(traceId)).hasSingleTrace().hasRoot("get /menu");
   * }</pre>
   *
   * @return a reader of what it keeps
   * @throws IllegalStateException if it is not running
   */
  public ZipkinTraces traces() {
    return ZipkinTraces.at(uri());
  }

  /**
   * Returns where its user interface and its query API are.
   *
   * @return for example {@code http://localhost:32768}
   * @throws IllegalStateException if it is not running
   */
  public URI uri() {
    return Reached.fromHere(this, PORT);
  }
}
