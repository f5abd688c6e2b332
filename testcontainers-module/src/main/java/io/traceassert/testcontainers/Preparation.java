package io.traceassert.testcontainers;

import static java.util.stream.Collectors.joining;

import com.github.dockerjava.api.DockerClient;
import io.traceassert.otlp.OtlpReceiver;
import io.traceassert.testcontainers.configuration.ConfigurationFile;
import io.traceassert.testcontainers.configuration.ReceiverPort;
import io.traceassert.testcontainers.configuration.Rewiring;
import io.traceassert.testcontainers.configuration.UnreadableConfigurationException;
import io.traceassert.text.Words;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerLaunchException;

/**
 * What a start of a collector needs.
 *
 * @param files the user's configuration
 * @param address how the collector reaches the test
 * @param receiver gets what the collector exports
 * @param rewiring what is added to the configuration; null when it cannot be read, which is mostly
 *     for the collector to say
 * @param problem why it cannot be read
 */
record Preparation(
    List<ConfigurationFile> files,
    ReceiverAddress address,
    OtlpReceiver receiver,
    @Nullable Rewiring rewiring,
    @Nullable UnreadableConfigurationException problem)
    implements AutoCloseable {

  private static final String FOLDER = "/etc/traceassert/";
  private static final String GATE = "processor.tailsamplingprocessor.recordpolicy";
  private static final int FIRST_THAT_DECIDES = 144;

  /** In upstream's distributions: others have version numbers of their own. */
  private static final Pattern VERSION =
      Pattern.compile("Starting otelcol(?:-contrib)?\\.\\.\\..*\"Version\": ?\"0\\.(\\d+)");

  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  static Preparation of(
      List<ConfigurationFile> files,
      Map<String, String> environment,
      DockerClient docker,
      Duration quietWindow) {
    ReceiverAddress address = ReceiverAddress.find(docker);
    OtlpReceiver receiver = OtlpReceiver.builder()
        .setAddress(address.bind())
        .setQuietWindow(quietWindow)
        .start();
    URI endpoint = address.endpoint(receiver.endpoint().getPort());
    List<ConfigurationFile> all = List.copyOf(files);
    try {
      Rewiring rewiring = Rewiring.of(all, environment, endpoint);
      return new Preparation(all, address, receiver, rewiring, null);
    } catch (UnreadableConfigurationException e) {
      return new Preparation(all, address, receiver, null, e);
    }
  }

  /** Returns the texts of the files in the container, by path. */
  Map<String, String> copies() {
    Map<String, String> copies = new LinkedHashMap<>();
    for (int i = 0; i < files.size(); i++) {
      copies.put(FOLDER + "user-" + (i + 1) + ".yaml", files.get(i).text());
    }
    if (rewiring != null) {
      copies.put(FOLDER + "traceassert.yaml", rewiring.yaml());
    }
    return copies;
  }

  /** Returns the ports that are reached from outside. */
  List<Integer> ports() {
    return rewiring == null
        ? List.of()
        : Stream.concat(
                rewiring.ports().stream().map(ReceiverPort::port), Stream.of(Rewiring.METRICS_PORT))
            .toList();
  }

  /** Returns the arguments of the collector; what cannot be read here is only looked at by it. */
  List<String> command(List<String> ownArguments) {
    Stream<String> configuration = copies().keySet().stream().map(path -> "--config=" + path);
    if (rewiring == null) {
      return Stream.concat(Stream.of("validate"), configuration).toList();
    }
    Stream<String> gates =
        rewiring.samplesTails() ? Stream.of("--feature-gates=" + GATE) : Stream.of();
    return Stream.of(configuration, gates, ownArguments.stream())
        .flatMap(arguments -> arguments)
        .toList();
  }

  Duration hold() {
    return rewiring == null ? Duration.ZERO : rewiring.hold();
  }

  /** Older versions drop, when they are drained, the traces that are not decided yet. */
  void requireVersion(CollectorLog log) {
    for (String line : log.lines()) {
      Matcher version = VERSION.matcher(line);
      if (rewiring != null
          && rewiring.samplesTails()
          && version.find()
          && Integer.parseInt(version.group(1)) < FIRST_THAT_DECIDES) {
        throw tooOld("0." + version.group(1));
      }
    }
  }

  /** Says in the first line why the collector does not start. */
  ContainerLaunchException explain(ContainerLaunchException failure, CollectorLog log) {
    if (!log.hasBegun() || !log.awaitEnd(LAST_WORDS)) {
      return failure;
    }
    List<String> lines = log.lines();
    String cause = StartFailure.cause(lines);
    if (cause.contains(GATE)) {
      return tooOld("an older one");
    }
    if (cause.isEmpty()) {
      return problem == null ? failure : unreadable();
    }
    Set<String> unset = StartFailure.unsetVariables(lines);
    String hint = unset.isEmpty()
        ? ""
        : "\nnot set, and the configuration refers to %s: %s; withEnv(name, value) sets it"
            .formatted(unset.size() == 1 ? "it" : "them", Words.list(unset));
    return new ContainerLaunchException(
        "the collector does not start with %s: %s%s".formatted(names(), cause, hint), failure);
  }

  private ContainerLaunchException tooOld(String version) {
    return new ContainerLaunchException(
        "%s has tail_sampling, which can be tested with collector 0.%d.0 or later; the image has %s"
            .formatted(names(), FIRST_THAT_DECIDES, version));
  }

  private ContainerLaunchException unreadable() {
    return new ContainerLaunchException(
        "the test cannot be put into %s: it %s"
            .formatted(names(), problem == null ? "" : problem.getMessage()),
        problem);
  }

  String names() {
    return files.stream().map(ConfigurationFile::name).collect(joining(", "));
  }

  @Override
  public void close() {
    receiver.close();
  }
}
