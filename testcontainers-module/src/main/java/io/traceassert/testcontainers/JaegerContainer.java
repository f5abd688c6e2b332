package io.traceassert.testcontainers;

import io.traceassert.otlp.JaegerTraces;
import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * Jaeger 2, all in one, which keeps what it gets in memory.
 *
 * <pre>{@code
 * @Container
 * static final JaegerContainer jaeger = new JaegerContainer();
 * }</pre>
 */
public final class JaegerContainer extends GenericContainer<JaegerContainer> {

  /** The image that is used unless another is named. */
  public static final DockerImageName DEFAULT_IMAGE =
      DockerImageName.parse("jaegertracing/jaeger:2.13.0");

  private static final int OTLP_GRPC = 4317;
  private static final int OTLP_HTTP = 4318;
  private static final int QUERY = 16686;

  /** Makes a Jaeger from {@link #DEFAULT_IMAGE}. */
  public JaegerContainer() {
    this(DEFAULT_IMAGE);
  }

  /**
   * Makes a Jaeger from another image.
   *
   * @param image an image of Jaeger 2
   */
  public JaegerContainer(DockerImageName image) {
    super(image);
    withEnv("JAEGER_LISTEN_HOST", "0.0.0.0");
    withExposedPorts(OTLP_GRPC, OTLP_HTTP, QUERY);
    waitingFor(Wait.forLogMessage(".*Everything is ready.*\\n", 1));
  }

  /**
   * Returns where processes on this machine send OTLP over gRPC.
   *
   * @return for example {@code http://localhost:32768}
   * @throws IllegalStateException if it is not running
   */
  public URI endpoint() {
    return Reached.fromHere(this, OTLP_GRPC);
  }

  /**
   * Returns where processes on this machine send OTLP over HTTP, without the path.
   *
   * @return for example {@code http://localhost:32769}
   * @throws IllegalStateException if it is not running
   */
  public URI httpEndpoint() {
    return Reached.fromHere(this, OTLP_HTTP);
  }

  /**
   * Returns where other containers on its network send OTLP over gRPC.
   *
   * @return for example {@code http://jaeger:4317}
   * @throws IllegalStateException if it is on no network of its own
   */
  public URI networkEndpoint() {
    return Reached.fromItsNetwork(this, OTLP_GRPC);
  }

  /**
   * Returns where other containers on its network send OTLP over HTTP, without the path.
   *
   * @return for example {@code http://jaeger:4318}
   * @throws IllegalStateException if it is on no network of its own
   */
  public URI networkHttpEndpoint() {
    return Reached.fromItsNetwork(this, OTLP_HTTP);
  }

  /**
   * Reads traces back.
   *
   * <pre>{@code
   * assertThat(jaeger.traces().trace(traceId)).hasSingleTrace().hasRoot("GET /menu");
   * }</pre>
   *
   * @return a reader of what it keeps
   * @throws IllegalStateException if it is not running
   */
  public JaegerTraces traces() {
    return JaegerTraces.at(uri());
  }

  /**
   * Returns where its user interface and its query API are.
   *
   * @return for example {@code http://localhost:32770}
   * @throws IllegalStateException if it is not running
   */
  public URI uri() {
    return Reached.fromHere(this, QUERY);
  }
}
