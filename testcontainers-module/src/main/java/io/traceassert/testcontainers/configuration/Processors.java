package io.traceassert.testcontainers.configuration;

import static java.util.stream.Collectors.joining;

import io.traceassert.text.Notation;
import io.traceassert.text.Spelling;
import io.traceassert.text.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration tells its processors, so that a failure can point at the line to blame.
 *
 * @param files the names of its files
 * @param settings as they are written, by the id of the processor
 * @param used the ids of those in pipelines for traces
 */
public record Processors(String files, Map<String, @Nullable Object> settings, Set<String> used) {

  /** In statements of OTTL, an attribute is a text inside a text. */
  private static final Pattern TEXT = Pattern.compile("\"([^\"]+)\"");

  static Processors of(
      List<ConfigurationFile> files, List<Pipeline> pipelines, UserConfiguration user) {
    Set<String> used = new LinkedHashSet<>();
    pipelines.forEach(pipeline -> used.addAll(pipeline.processors()));
    Map<String, @Nullable Object> settings = new LinkedHashMap<>();
    user.values("processors").keySet().forEach(id -> settings.put(id, user.raw("processors", id)));
    return new Processors(
        files.stream().map(ConfigurationFile::name).collect(joining(", ")), settings, used);
  }

  /**
   * Says what a policy of tail sampling is told.
   *
   * @param name its name
   * @return a line, which names the other policies when there is no such one
   */
  public String policy(String name) {
    Map<String, String> policies = new LinkedHashMap<>();
    used.stream()
        .filter(id -> id.matches("tail_sampling(/.*)?"))
        .forEach(id -> policies(id)
            .forEach(policy -> policies.put(
                String.valueOf(policy.get("name")),
                "%s in %s has %s".formatted(id, files, Yaml.writeLine(policy)))));
    return policies.isEmpty()
        ? "no traces pipeline of %s has tail_sampling with policies".formatted(files)
        : policies.getOrDefault(
            name,
            "tail_sampling in %s has no policy %s; it has %s"
                .formatted(files, Notation.quoted(name), Words.names(policies.keySet())));
  }

  private List<Map<?, ?>> policies(String id) {
    List<Map<?, ?>> policies = new ArrayList<>();
    if (settings.get(id) instanceof Map<?, ?> map && map.get("policies") instanceof List<?> list) {
      list.forEach(policy -> {
        if (policy instanceof Map<?, ?> one) {
          policies.add(one);
        }
      });
    }
    return policies;
  }

  /**
   * Says which processors have to do with an attribute, or with one that is spelt nearly so.
   *
   * @param key its name
   * @return a line for each, at most one for a processor
   */
  public List<String> mentions(String key) {
    List<String> lines = new ArrayList<>();
    settings.forEach((id, value) -> {
      List<String> texts = texts(value).distinct().toList();
      String where = "%s in %s".formatted(id, files);
      if (texts.contains(key)) {
        if (!used.contains(id)) {
          lines.add(
              "%s has %s, but is in no traces pipeline".formatted(where, Notation.quoted(key)));
        }
      } else {
        texts.stream()
            .filter(text -> Spelling.isNear(text, key))
            .findFirst()
            .ifPresent(text -> lines.add(
                "%s has %s, not %s".formatted(where, Notation.quoted(text), Notation.quoted(key))));
      }
    });
    return lines;
  }

  private static Stream<String> texts(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return Stream.concat(
          map.keySet().stream().map(String::valueOf),
          map.values().stream().flatMap(Processors::texts));
    }
    if (value instanceof List<?> list) {
      return list.stream().flatMap(Processors::texts);
    }
    return value instanceof String text
        ? Stream.concat(Stream.of(text), TEXT.matcher(text).results().map(found -> found.group(1)))
        : Stream.empty();
  }
}
