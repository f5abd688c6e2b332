package io.traceassert;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Attribute values: as failures print them, with secrets masked, and as users write them in plain
 * Java.
 */
final class Values {

  private static final int LONGEST = 200;
  private static final String MASK = "***";
  private static final Pattern SECRET_KEY = Pattern.compile(
      "(?i).*(passw(or)?d|passphrase|secret|token|authori[sz]ation|cookie|credential|api[-_.]?key|private[-_.]?key|session[-_.]?id).*");
  private static final Pattern SECRET_VALUE =
      Pattern.compile("(?i)(bearer|basic) [a-z0-9+/=._~-]{8,}|eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");
  private static final Pattern BARE =
      Pattern.compile("(?!true$|false$|[-+]?[0-9.]|[~*\\[\"!])[\\p{L}\\p{N}_./:?&=%@+-]+");

  private Values() {}

  /** Prints a value so that its type can be seen: {@code 200}, {@code "200"}, {@code [1, 2]}. */
  static String print(String key, Object value) {
    return isSecret(key, value) ? MASK : shortened(literal(value));
  }

  /**
   * Prints a column of a tree: as {@link #print}, but a string without quotes where it cannot be
   * misread.
   */
  static String column(String key, Object value) {
    boolean bare = value instanceof String text && BARE.matcher(text).matches();
    return key + "="
        + (bare && !isSecret(key, value) ? shortened((String) value) : print(key, value));
  }

  private static boolean isSecret(String key, Object value) {
    return SECRET_KEY.matcher(key).matches()
        || (value instanceof String text && SECRET_VALUE.matcher(text).find());
  }

  private static String literal(Object value) {
    if (value instanceof String text) {
      return Words.quoted(text);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Values::literal).collect(Collectors.joining(", ", "[", "]"));
    }
    return Words.escaped(value.toString());
  }

  private static String shortened(String text) {
    int cut = text.length() - LONGEST;
    return cut <= 0
        ? text
        : text.substring(0, LONGEST / 2) + "…(" + cut + " more)…"
            + text.substring(text.length() - LONGEST / 2);
  }

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
              .formatted(Words.quoted(key), value.getClass().getName()));
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
    return type + " " + print(key, value);
  }
}
