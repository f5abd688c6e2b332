package io.traceassert.testcontainers.configuration;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML as the collector does: the first document, with keys that are texts. */
final class Yaml {

  /** Deeper than any configuration, and what an alias to something around it runs into. */
  private static final int DEEPEST = 100;

  /** More than any configuration has, and what aliases of aliases of aliases run into. */
  private static final int MOST_PARTS = 100_000;

  private static final LoadSettings SETTINGS = LoadSettings.builder()
      .setSchema(new CoreSchema())
      .setMaxAliasesForCollections(MOST_PARTS)
      .build();

  private int parts;

  private Yaml() {}

  /**
   * Reads a value.
   *
   * @throws UnreadableConfigurationException if it is no YAML, too large, or recursive
   */
  static @Nullable Object read(String text) {
    try {
      Iterator<Object> documents = new Load(SETTINGS).loadAllFromString(text).iterator();
      return documents.hasNext() ? new Yaml().copied(documents.next(), 0) : null;
    } catch (YamlEngineException e) {
      throw new UnreadableConfigurationException("is not YAML: " + e.getMessage(), e);
    }
  }

  static String write(Map<String, ?> value) {
    return new Dump(DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build())
        .dumpToString(value);
  }

  /** Writes a value as one line, as people write it. */
  static String writeLine(Map<?, ?> value) {
    return new Dump(DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.FLOW)
            .setWidth(Integer.MAX_VALUE)
            .build())
        .dumpToString(value)
        .strip();
  }

  /** Copies what aliases share, so that each place can be changed, and written, by itself. */
  private @Nullable Object copied(@Nullable Object value, int depth) {
    if (depth > DEEPEST || ++parts > MOST_PARTS) {
      throw new UnreadableConfigurationException(
          "has more than %d parts, or is nested more than %d deep, or contains itself"
              .formatted(MOST_PARTS, DEEPEST),
          null);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, part) -> copy.put(String.valueOf(key), copied(part, depth + 1)));
      return copy;
    }
    return value instanceof List<?> list
        ? list.stream().map(part -> boxed(copied(part, depth + 1))).toList()
        : value;
  }

  /** A list of components has no use for null. */
  private static Object boxed(@Nullable Object value) {
    return value == null ? "" : value;
  }
}
