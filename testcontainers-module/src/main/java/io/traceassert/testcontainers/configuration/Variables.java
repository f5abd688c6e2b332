package io.traceassert.testcontainers.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts the values of <code>${…}</code> into a configuration.
 *
 * @param environment the environment of the collector
 * @see <a
 *     href="https://opentelemetry.io/docs/collector/configuration/#environment-variables">Collector
 *     configuration</a>
 */
record Variables(Map<String, String> environment) {

  private static final Pattern SCHEME = Pattern.compile("(?s)[A-Za-z][A-Za-z0-9+.-]+:.*");
  private static final int MOST_EXPANSIONS = 1000;

  /**
   * Expands a value and all below it.
   *
   * @throws UnreadableConfigurationException if it refers to something that only the collector can
   *     get, or to itself
   */
  @Nullable
  Object expand(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> expanded = new LinkedHashMap<>();
      map.forEach((key, part) -> expanded.put(String.valueOf(key), expand(part)));
      return expanded;
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .map(this::expand)
          .map(part -> part == null ? "" : part)
          .toList();
    }
    return value instanceof String text ? expandText(text) : value;
  }

  private @Nullable Object expandText(String text) {
    String expanded = text;
    for (int i = 0; i < MOST_EXPANSIONS; i++) {
      int[] place = find(expanded);
      if (place.length == 0) {
        return expanded.replace("$$", "$");
      }
      String source = source(expanded.substring(place[0] + 2, place[1]));
      if (place[0] == 0 && place[1] == expanded.length() - 1) {
        Object value = source.isEmpty() ? null : Yaml.read(source);
        if (!(value instanceof String)) {
          return expand(value);
        }
      }
      expanded = expanded.substring(0, place[0]) + source + expanded.substring(place[1] + 1);
    }
    throw new UnreadableConfigurationException("refers to itself in \"%s\"".formatted(text), null);
  }

  /** The first innermost reference: the places of its <code>$</code> and <code>}</code>. */
  private static int[] find(String text) {
    for (int close = text.indexOf('}'); close >= 0; close = text.indexOf('}', close + 1)) {
      int open = text.lastIndexOf("${", close);
      if (open >= 0 && !isEscaped(text, open)) {
        return new int[] {open, close};
      }
    }
    return new int[0];
  }

  private static boolean isEscaped(String text, int dollar) {
    int before = dollar;
    while (before > 0 && text.charAt(before - 1) == '$') {
      before--;
    }
    return (dollar - before) % 2 == 1;
  }

  private String source(String reference) {
    String uri = SCHEME.matcher(reference).matches() ? reference : "env:" + reference;
    if (uri.startsWith("yaml:")) {
      return uri.substring("yaml:".length());
    }
    if (!uri.startsWith("env:")) {
      throw new UnreadableConfigurationException(
          "takes its pipelines from ${%s}, which is not known here".formatted(reference), null);
    }
    String[] nameAndDefault = uri.substring("env:".length()).split(":-", 2);
    String set = environment.get(nameAndDefault[0]);
    return set != null ? set : nameAndDefault.length > 1 ? nameAndDefault[1] : "";
  }
}
