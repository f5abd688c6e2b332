package io.traceassert.testcontainers;

import static java.util.Objects.requireNonNull;

import io.traceassert.CapturedTraces;
import io.traceassert.capture.Recording;
import io.traceassert.capture.SpanSource;
import io.traceassert.testcontainers.configuration.ConfigurationFile;
import io.traceassert.testcontainers.configuration.ReceiverPort;
import io.traceassert.testcontainers.configuration.Rewiring;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * An OpenTelemetry Collector with the user's own configuration, which stays as it is: a second one
 * is added by which each exporter of traces is replaced by one to the test, and the test gets a
 * copy of what goes in. So the container is a source of what services export, and a collector whose
 * sampling, redaction and routing can be tested.
 *
 * <pre>{@code
 * @Container
 * static final CollectorContainer collector =
 *     new CollectorContainer().withConfiguration(Path.of("deploy/otel-collector.yaml"));
 * }</pre>
 *
 * <p>What it exports is captured as if each span had gone to one backend, whatever the number of
 * exporters; {@link #exportedTo} tells them apart. An assertion on the capture waits until no more
 * spans go in, and then {@linkplain #drain() drains} the collector, so that sampling with
 * {@code decision_wait: 30s} is decided at once.
 *
 * <p>The test listens for the collector on the address of Docker's bridge, or on the loopback
 * interface when Docker runs in a virtual machine.
 *
 * <p>Its methods for tests are safe for use by many threads, once it is started.
 */
public final class CollectorContainer extends GenericContainer<CollectorContainer>
    implements SpanSource {

  /** The image that is used unless another is named. */
  public static final DockerImageName DEFAULT_IMAGE =
      DockerImageName.parse("otel/opentelemetry-collector-contrib:0.145.0");

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(30);

  /** Shorter than for a receiver: an assertion that does not hold then is asked again. */
  private static final Duration QUIET_WINDOW = Duration.ofMillis(100);

  private final List<ConfigurationFile> files = new ArrayList<>();
  private volatile CollectorLog log = new CollectorLog();
  private @Nullable Preparation preparation;
  private volatile @Nullable RunningCollector running;

  /** Makes a collector from {@link #DEFAULT_IMAGE}. */
  public CollectorContainer() {
    this(DEFAULT_IMAGE);
  }

  /**
   * Makes a collector from another image: another version, the core distribution, one of your own.
   *
   * @param image an image whose entry point is a collector
   */
  public CollectorContainer(DockerImageName image) {
    super(image);
    withLogConsumer(frame -> log.accept(frame));
  }

  /**
   * Adds files of its configuration. Several are merged as the collector does it with several
   * {@code --config}: maps are merged, everything else is replaced by the later file.
   *
   * @param configuration files in YAML; environment variables in them come from {@link #withEnv}
   * @return this
   * @throws IllegalArgumentException if one cannot be read
   */
  public CollectorContainer withConfiguration(Path... configuration) {
    for (Path file : configuration) {
      files.add(ConfigurationFile.of(file));
    }
    return this;
  }

  /**
   * Adds to its configuration.
   *
   * @param yaml what would be in a file
   * @return this
   */
  public CollectorContainer withConfiguration(String yaml) {
    files.add(ConfigurationFile.of(yaml));
    return this;
  }

  /**
   * Starts the collector and waits until it is ready.
   *
   * @throws IllegalStateException if it has no configuration
   * @throws ContainerLaunchException if it does not start; the message has the collector's own
   *     reason
   */
  @Override
  public void start() {
    if (getContainerId() != null) {
      return;
    }
    if (files.isEmpty()) {
      throw new IllegalStateException(
          "the collector has no configuration: withConfiguration(Path.of(\"deploy/otel-collector.yaml\")) gives it one");
    }
    List<String> ownArguments = List.of(getCommandParts());
    CollectorLog newLog = new CollectorLog();
    log = newLog;
    preparation = Preparation.of(files, getEnvMap(), getDockerClient(), QUIET_WINDOW);
    if (preparation.address().host().equals(ReceiverAddress.HOST)) {
      withExtraHost(ReceiverAddress.HOST, "host-gateway");
    }
    preparation.ports().forEach(this::addExposedPort);
    setCommand(preparation.command(ownArguments).toArray(String[]::new));
    waitingFor(new ReadyInLog(newLog).withStartupTimeout(START_TIMEOUT));
    try {
      startPrepared(preparation, newLog);
    } finally {
      setCommand(ownArguments.toArray(String[]::new));
    }
  }

  private void startPrepared(Preparation prepared, CollectorLog newLog) {
    try {
      super.start();
      prepared.requireVersion(newLog);
      Drains drains = new Drains(
          getDockerClient(),
          getContainerId(),
          newLog,
          DRAIN_TIMEOUT,
          prepared.hold(),
          Reached.fromHere(this, Rewiring.METRICS_PORT));
      running = new RunningCollector(prepared, newLog, drains);
    } catch (ContainerLaunchException e) {
      throw prepared.explain(e, newLog);
    } finally {
      if (running == null) {
        prepared.close();
        super.stop();
      }
    }
  }

  /** Puts the configuration where the collector reads it. */
  @Override
  protected void containerIsCreated(String containerId) {
    if (preparation != null) {
      copyFileToContainer(new CopiedFiles(preparation.copies()), "/");
    }
  }

  @Override
  public void stop() {
    super.stop();
    RunningCollector stopped = running;
    running = null;
    if (stopped != null) {
      stopped.close();
    }
  }

  /**
   * Returns where services on this machine send OTLP over gRPC.
   *
   * @return for example {@code http://localhost:32768}
   * @throws IllegalStateException if it is not running, or no receiver of traces takes that
   */
  public URI endpoint() {
    return mapped(running().port("grpc"));
  }

  /**
   * Returns where services on this machine send OTLP over HTTP, without the path.
   *
   * @return for example {@code http://localhost:32769}
   * @throws IllegalStateException if it is not running, or no receiver of traces takes that
   */
  public URI httpEndpoint() {
    return mapped(running().port("http"));
  }

  /**
   * Returns where other containers on its network send OTLP over gRPC.
   *
   * @return for example {@code http://collector:4317}
   * @throws IllegalStateException if it is not running, is on no network of its own, or no receiver
   *     of traces takes that
   */
  public URI networkEndpoint() {
    return onNetwork(running().port("grpc"));
  }

  /**
   * Returns where other containers on its network send OTLP over HTTP, without the path.
   *
   * @return for example {@code http://collector:4318}
   * @throws IllegalStateException if it is not running, is on no network of its own, or no receiver
   *     of traces takes that
   */
  public URI networkHttpEndpoint() {
    return onNetwork(running().port("http"));
  }

  private URI mapped(ReceiverPort port) {
    return Reached.fromHere(this, port.scheme(), port.port());
  }

  private URI onNetwork(ReceiverPort port) {
    return Reached.fromItsNetwork(this, port.scheme(), port.port());
  }

  /**
   * Lets everything that has gone in come out: the collector shuts its pipelines down and starts
   * them again, in the same process and at the same ports. What it holds in batches and queues is
   * exported, and sampling is decided. What has not come out when this returns was dropped.
   *
   * <p>After it, a capture is final unless more goes in: assertions answer at once. A service that
   * exports while the receivers are closed meets a closed port and tries again as its exporter is
   * configured to. The collector waits up to a second for gRPC clients that keep idle connections
   * open, as the one of the Java SDK does; those over HTTP do not delay it.
   *
   * @throws IllegalStateException if it is not running, or is not ready again within 30 s
   */
  public void drain() {
    running().drain();
  }

  /**
   * Returns what it exports while no recording of an extension is open: all of it, in a test
   * without an extension.
   *
   * @return the traces, which grow while spans pass
   * @throws IllegalStateException if it is not running
   */
  public CapturedTraces traces() {
    return running().traces();
  }

  /**
   * Returns what one exporter gets, of the test that runs now.
   *
   * @param exporter its id in the configuration, for example {@code otlp/backend}
   * @return the traces, which grow while spans pass
   * @throws IllegalArgumentException if no pipeline for traces has such an exporter
   * @throws IllegalStateException if it is not running
   */
  public CapturedTraces exportedTo(String exporter) {
    return running().exportedTo(requireNonNull(exporter, "exporter"));
  }

  /**
   * Returns what has gone in, before anything was done to it, of the test that runs now.
   *
   * @return the traces, which grow while spans arrive
   * @throws IllegalStateException if it is not running
   */
  public CapturedTraces received() {
    return running().received();
  }

  /**
   * Returns the traces that went in and of which nothing came out, of the test that runs now.
   *
   * <pre>{@code
   * assertThat(collector.dropped()).hasSingleTrace().hasRoot("GET /menu");
   * }</pre>
   *
   * @return the traces as they went in; {@code assertThat(…).hasNoSpans()} says that there are none
   * @throws IllegalStateException if it is not running
   */
  public CapturedTraces dropped() {
    return running().dropped();
  }

  /**
   * Begins a recording of what it exports.
   *
   * @throws IllegalStateException if it is not running
   */
  @Override
  public Recording record() {
    return running().record();
  }

  RunningCollector running() {
    RunningCollector current = running;
    if (current == null) {
      throw new IllegalStateException(
          "the collector is not running: @Testcontainers on the test class and @Container on a static field start it before the tests, or start() does");
    }
    return current;
  }
}
