package io.traceassert;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.traceassert.text.Notation;
import io.traceassert.text.Secrets;
import java.util.List;
import java.util.Map;

/** Attribute values: as columns of a tree, and as users write them in plain Java. */
final class Values {

  private Values() {}

  /**
   * Reads a value that a user wrote in plain Java as an attribute.
   *
   * @throws IllegalArgumentException for a type that no attribute has
   */
  static Map.Entry<AttributeKey<?>, Object> attribute(String key, Object value) {
    AttributesBuilder builder = Attributes.builder();
    if (!put(builder, key, value)) {
      throw new IllegalArgumentException(
          "value of attribute %s must be a String, a boolean, a whole or floating-point number, or a list of one of these, but is a %s"
              .formatted(Notation.quoted(key), value.getClass().getName()));
    }
    return builder.build().asMap().entrySet().iterator().next();
  }

  private static boolean put(AttributesBuilder builder, String key, Object value) {
    if (value instanceof String text) {
      builder.put(key, text);
    } else if (value instanceof Boolean bool) {
      builder.put(key, bool);
    } else if (isWhole(value)) {
      builder.put(key, ((Number) value).longValue());
    } else if (value instanceof Double || value instanceof Float) {
      builder.put(key, ((Number) value).doubleValue());
    } else {
      return value instanceof List<?> list && putList(builder, key, list);
    }
    return true;
  }

  private static boolean putList(AttributesBuilder builder, String key, List<?> list) {
    if (list.stream().allMatch(String.class::isInstance)) {
      builder.put(
          AttributeKey.stringArrayKey(key),
          list.stream().map(String.class::cast).toList());
    } else if (list.stream().allMatch(Boolean.class::isInstance)) {
      builder.put(
          AttributeKey.booleanArrayKey(key),
          list.stream().map(Boolean.class::cast).toList());
    } else if (list.stream().allMatch(Values::isWhole)) {
      builder.put(
          AttributeKey.longArrayKey(key),
          list.stream().map(n -> ((Number) n).longValue()).toList());
    } else if (list.stream().allMatch(n -> n instanceof Double || n instanceof Float)) {
      builder.put(
          AttributeKey.doubleArrayKey(key),
          list.stream().map(n -> ((Number) n).doubleValue()).toList());
    } else {
      return false;
    }
    return true;
  }

  private static boolean isWhole(Object value) {
    return value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte;
  }

  /** A type and a value in a sentence: {@code STRING "200"}. */
  static String typed(String key, AttributeType type, Object value) {
    return type + " " + Secrets.masked(key, value);
  }
}
