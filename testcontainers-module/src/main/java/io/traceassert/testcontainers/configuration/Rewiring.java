package io.traceassert.testcontainers.configuration;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is added to the user's configuration, so that the test gets what goes in and what comes out.
 *
 * @param yaml the last file of the collector's arguments
 * @param exporters those that are replaced; their ids label what they export
 * @param processors what they are told
 * @param ports where the receivers of traces listen
 * @param hold how long after the last span the collector may be drained
 * @param samplesTails whether its version matters, because it decides late about whole traces
 */
public record Rewiring(
    String yaml,
    Exporters exporters,
    Processors processors,
    List<ReceiverPort> ports,
    Duration hold,
    boolean samplesTails) {

  /** The header that says which exporter a request is from. */
  public static final String HEADER = "x-traceassert";

  /** What labels the unprocessed copy. */
  public static final String IN = "traceassert/in";

  /** Where the collector's own metrics are read. */
  public static final int METRICS_PORT = 48_888;

  /** The older name of it, which every version knows. */
  public static final String EXPORTER_TYPE = "otlphttp/traceassert_";

  /** Without a queue, a sender has its answer only when the test has the copy. */
  private static final Map<String, Object> NO_QUEUE = map("enabled", false);

  /** Tail sampling hands on each trace by itself, so they are put together again. */
  private static final Map<String, Object> QUEUE = map(
      "enabled",
      true,
      "block_on_overflow",
      true,
      "queue_size",
      100_000,
      "sizer",
      "items",
      "batch",
      map("flush_timeout", "10ms", "min_size", 2_000, "max_size", 10_000));

  /**
   * Works out what to add.
   *
   * @param files the user's configuration, in the order of the collector's arguments
   * @param environment the environment of the collector
   * @param test where the test receives OTLP over HTTP, as the collector reaches it
   * @return what to add
   * @throws UnreadableConfigurationException if a file is no YAML, or there is no pipeline for
   *     traces
   */
  public static Rewiring of(
      List<ConfigurationFile> files, Map<String, String> environment, URI test) {
    UserConfiguration user =
        UserConfiguration.of(files.stream().map(ConfigurationFile::text).toList(), environment);
    List<Pipeline> pipelines = user.tracePipelines();
    if (pipelines.isEmpty()) {
      List<String> others = user.pipelineNames();
      throw new UnreadableConfigurationException(
          "has no traces pipeline"
              + (others.isEmpty() ? "" : ": its pipelines are " + String.join(", ", others)),
          null);
    }
    List<String> receivers = List.copyOf(receivers(pipelines, user));
    Exporters exporters = Exporters.of(files, pipelines, user);
    List<String> replaced = exporters.ids();
    List<ReceiverPort> ports = receivers.stream()
        .flatMap(receiver -> ReceiverPorts.of(receiver, user).stream())
        .toList();
    Map<String, @Nullable Object> added = new LinkedHashMap<>();
    if (ports.stream().anyMatch(ReceiverPort::loopback)) {
      added.put("receivers", reachable(ports));
    }
    HoldingProcessors holding = HoldingProcessors.of(pipelines, user);
    if (!holding.settings().isEmpty()) {
      added.put("processors", holding.settings());
    }
    added.put("exporters", exporters(replaced, test));
    added.put(
        "service",
        map("telemetry", telemetry(user), "pipelines", rewired(pipelines, receivers, replaced)));
    return new Rewiring(
        Yaml.write(added),
        exporters,
        Processors.of(files, pipelines, user),
        ports,
        holding.hold(),
        holding.sampleTails());
  }

  private static Set<String> receivers(List<Pipeline> pipelines, UserConfiguration user) {
    Set<String> receivers = new LinkedHashSet<>();
    pipelines.forEach(pipeline -> receivers.addAll(pipeline.receivers()));
    receivers.removeIf(id -> !user.has("receivers", id) || user.has("connectors", id));
    return receivers;
  }

  /** A receiver that listens on the loopback of its container listens on all its addresses. */
  private static Map<String, Object> reachable(List<ReceiverPort> ports) {
    Map<String, Object> receivers = new LinkedHashMap<>();
    for (ReceiverPort port : ports) {
      if (port.loopback()) {
        Map<String, Object> endpoint = map("endpoint", "0.0.0.0:" + port.port());
        if (port.receiver().replaceFirst("/.*", "").equals(port.protocol())) {
          receivers.put(port.receiver(), endpoint);
        } else {
          below(below(receivers, port.receiver()), "protocols").put(port.protocol(), endpoint);
        }
      }
    }
    return receivers;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> below(Map<String, Object> map, String key) {
    return (Map<String, Object>) map.computeIfAbsent(key, any -> new LinkedHashMap<>());
  }

  private static Map<String, Object> exporters(List<String> replaced, URI test) {
    Map<String, Object> exporters = new LinkedHashMap<>();
    for (int i = 0; i < replaced.size(); i++) {
      exporters.put(EXPORTER_TYPE + (i + 1), exporter(replaced.get(i), test, QUEUE));
    }
    exporters.put(EXPORTER_TYPE + "in", exporter(IN, test, NO_QUEUE));
    return exporters;
  }

  private static Map<String, Object> exporter(String label, URI test, Map<String, Object> queue) {
    return map(
        "endpoint", test.toString(),
        "compression", "none",
        "headers", map(HEADER, label),
        "retry_on_failure", map("enabled", false),
        "sending_queue", queue);
  }

  private static Map<String, Object> rewired(
      List<Pipeline> pipelines, List<String> receivers, List<String> replaced) {
    Map<String, Object> rewired = new LinkedHashMap<>();
    for (Pipeline pipeline : pipelines) {
      List<String> exporters =
          pipeline.exporters().stream().map(id -> replacement(id, replaced)).toList();
      rewired.put(pipeline.id(), map("exporters", exporters));
    }
    if (!receivers.isEmpty()) {
      List<String> in = List.of(EXPORTER_TYPE + "in");
      rewired.put("traces/traceassert_in", map("receivers", receivers, "exporters", in));
    }
    return rewired;
  }

  private static String replacement(String id, List<String> replaced) {
    int number = replaced.indexOf(id);
    return number < 0 ? id : EXPORTER_TYPE + (number + 1);
  }

  /**
   * What is waited for stands in the log, so it must not be sampled, nor be too quiet. A list is
   * replaced as a whole, so the user's own readers of metrics are repeated.
   */
  private static Map<String, Object> telemetry(UserConfiguration user) {
    List<Object> readers = new ArrayList<>();
    if (user.raw("service", "telemetry", "metrics", "readers") instanceof List<?> own) {
      readers.addAll(own);
    }
    readers.add(prometheus());
    Map<String, Object> metrics = map("readers", readers);
    if ("none".equals(user.value("service", "telemetry", "metrics", "level"))) {
      metrics.put("level", "basic");
    }
    Map<String, Object> logs = map(
        "level", isDebug(user) ? "debug" : "info",
        "output_paths", List.of("stderr"),
        "sampling", map("enabled", false));
    return map("logs", logs, "metrics", metrics);
  }

  private static Map<String, Object> prometheus() {
    return map(
        "pull", map("exporter", map("prometheus", map("host", "0.0.0.0", "port", METRICS_PORT))));
  }

  private static boolean isDebug(UserConfiguration user) {
    return "debug"
        .equalsIgnoreCase(String.valueOf(user.value("service", "telemetry", "logs", "level")));
  }

  /** A map in the order in which it is written. */
  private static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
