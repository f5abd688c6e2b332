package io.traceassert.calls;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where in the source a span was made, as its attributes tell. Names are those of the semantic
 * conventions of <a href="https://opentelemetry.io/docs/specs/semconv/registry/attributes/code/">
 * code</a>, stable and before.
 */
public final class CodePlace {

  private CodePlace() {}

  /**
   * Finds the place of a span.
   *
   * @param span any span
   * @return {@code ItemRepository.java:31}, or the function when the line is unknown; empty if no
   *     attribute tells
   */
  public static Optional<String> of(SpanData span) {
    Attributes attributes = span.getAttributes();
    String file = text(attributes, "code.file.path", "code.filepath");
    Long line = number(attributes, "code.line.number", "code.lineno");
    if (file != null && line != null) {
      return Optional.of(file.substring(file.lastIndexOf('/') + 1) + ":" + line);
    }
    String function = text(attributes, "code.function.name", "code.function");
    String namespace = text(attributes, "code.namespace", "code.namespace");
    return Optional.ofNullable(function)
        .map(name -> namespace == null ? name : namespace + "." + name);
  }

  static @Nullable String text(Attributes attributes, String stable, String before) {
    String value = attributes.get(AttributeKey.stringKey(stable));
    return value != null ? value : attributes.get(AttributeKey.stringKey(before));
  }

  private static @Nullable Long number(Attributes attributes, String stable, String before) {
    Long value = attributes.get(AttributeKey.longKey(stable));
    return value != null ? value : attributes.get(AttributeKey.longKey(before));
  }
}
