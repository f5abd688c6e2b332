package io.traceassert.testcontainers.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The user's files, put together as the collector does it: maps are merged, everything else is
 * replaced by what a later file says.
 */
final class UserConfiguration {

  private final Map<String, @Nullable Object> merged;
  private final Variables variables;

  private UserConfiguration(Map<String, @Nullable Object> merged, Variables variables) {
    this.merged = merged;
    this.variables = variables;
  }

  /**
   * Reads files.
   *
   * @param files their texts, in the order of the collector's arguments
   * @param environment the environment of the collector
   * @throws UnreadableConfigurationException if one is no YAML
   */
  static UserConfiguration of(List<String> files, Map<String, String> environment) {
    Map<String, @Nullable Object> merged = new LinkedHashMap<>();
    files.forEach(file -> merge(merged, map(Yaml.read(file))));
    return new UserConfiguration(merged, new Variables(environment));
  }

  /** Returns what is written at a place, or null; <code>${…}</code> only on the way is expanded. */
  @Nullable
  Object raw(String... path) {
    Object value = merged;
    for (String key : path) {
      value = map(value instanceof String ? variables.expand(value) : value).get(key);
    }
    return value;
  }

  /** Returns what the collector finds at a place, or null. */
  @Nullable
  Object value(String... path) {
    return variables.expand(raw(path));
  }

  /** Returns what the collector finds at a place; empty when it is no map. */
  Map<String, @Nullable Object> values(String... path) {
    return map(value(path));
  }

  /** Tells whether a component of some kind, such as {@code exporters}, is configured. */
  boolean has(String kind, String id) {
    return ids(kind).contains(id);
  }

  /** Returns the ids of the components of some kind. */
  Set<String> ids(String kind) {
    Object components = raw(kind);
    return map(components instanceof String ? variables.expand(components) : components)
        .keySet()
        .stream()
        .map(UserConfiguration::id)
        .collect(Collectors.toSet());
  }

  /** Returns the pipelines for traces, in the order in which they are written. */
  List<Pipeline> tracePipelines() {
    List<Pipeline> pipelines = new ArrayList<>();
    values("service", "pipelines").forEach((key, value) -> {
      if (id(key).equals("traces") || id(key).startsWith("traces/")) {
        Map<String, @Nullable Object> pipeline = map(value);
        pipelines.add(new Pipeline(
            key,
            list(pipeline.get("receivers")),
            list(pipeline.get("processors")),
            list(pipeline.get("exporters"))));
      }
    });
    return pipelines;
  }

  /** Returns the names of all pipelines. */
  List<String> pipelineNames() {
    return List.copyOf(values("service", "pipelines").keySet());
  }

  private static List<String> list(@Nullable Object value) {
    return value instanceof List<?> ids
        ? ids.stream().map(id -> id(String.valueOf(id))).toList()
        : List.of();
  }

  /** Writes an id as the collector does: without spaces around the slash. */
  private static String id(String written) {
    int slash = written.indexOf('/');
    return slash < 0
        ? written.strip()
        : written.substring(0, slash).strip() + "/"
            + written.substring(slash + 1).strip();
  }

  private static void merge(
      Map<String, @Nullable Object> into, Map<String, @Nullable Object> from) {
    from.forEach((key, value) -> {
      if (into.get(key) instanceof Map<?, ?> && value instanceof Map<?, ?>) {
        merge(map(into.get(key)), map(value));
      } else {
        into.put(key, value);
      }
    });
  }

  /** All maps here were made by {@link Yaml} or {@link Variables}, with texts as keys. */
  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?>
        ? (Map<String, @Nullable Object>) value
        : new LinkedHashMap<>();
  }
}
