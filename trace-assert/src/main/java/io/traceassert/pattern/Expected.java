package io.traceassert.pattern;

import io.opentelemetry.api.common.AttributeType;
import io.traceassert.text.Notation;
import io.traceassert.text.Secrets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is expected of the value of an attribute, which is null when there is none. */
interface Expected {

  boolean matches(@Nullable Object actual);

  /** Writes the column for a key. */
  String print(String key);

  /** Says it in a sentence. */
  String describe(String key);

  /** Says what there is instead. */
  default String describeActual(String key, @Nullable Object actual) {
    if (actual == null) {
      return "it is absent";
    }
    return Secrets.isSecret(key, actual)
        ? "was another value, which is masked"
        : "was " + Secrets.masked(key, actual);
  }

  /**
   * Reads a value as users write it in plain Java.
   *
   * @throws IllegalArgumentException for a type that no attribute has
   */
  static Expected value(String key, Object value) {
    return new Value(normalized(key, value));
  }

  private static Object normalized(String key, Object value) {
    if (value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Double) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(element -> normalized(key, element)).toList();
    }
    throw new IllegalArgumentException(
        "value of attribute %s must be a String, a boolean, a number, or a list of one of these, but is a %s"
            .formatted(Notation.quoted(key), value.getClass().getName()));
  }

  static String printRegex(Regex regex) {
    String text = regex.text();
    boolean plain = text.equals(Notation.escaped(text).replace("\\\\", "\\"))
        && !text.contains("  ")
        && text.equals(text.strip())
        && !text.startsWith("\"")
        && !text.isEmpty();
    return plain ? text : Notation.quoted(text);
  }

  /** Exactly this value: a String, Boolean, Long, Double, or a list of these. */
  record Value(Object value) implements Expected {

    @Override
    public boolean matches(@Nullable Object actual) {
      return actual != null && same(value, actual);
    }

    private static boolean same(Object expected, Object actual) {
      if (expected instanceof Long number && actual instanceof Double fraction) {
        return fraction == number.doubleValue();
      }
      if (expected instanceof List<?> one && actual instanceof List<?> other) {
        return one.size() == other.size() && sameElements(one, other);
      }
      return expected.equals(actual);
    }

    private static boolean sameElements(List<?> one, List<?> other) {
      for (int i = 0; i < one.size(); i++) {
        if (!same(one.get(i), other.get(i))) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String print(String key) {
      boolean word = value instanceof String;
      return key + "=" + (word ? Notation.word((String) value) : Notation.literal(value));
    }

    @Override
    public String describe(String key) {
      return Secrets.masked(key, value);
    }

    @Override
    public String describeActual(String key, @Nullable Object actual) {
      return actual == null || type(actual).equals(type(value))
          ? Expected.super.describeActual(key, actual)
          : "is present as %s %s".formatted(type(actual), Secrets.masked(key, actual));
    }

    private static String type(Object value) {
      if (value instanceof List<?> list) {
        return list.isEmpty() ? "LIST" : type(list.get(0)) + "_ARRAY";
      }
      if (value instanceof String) {
        return AttributeType.STRING.name();
      }
      if (value instanceof Boolean) {
        return AttributeType.BOOLEAN.name();
      }
      return value instanceof Double ? AttributeType.DOUBLE.name() : AttributeType.LONG.name();
    }
  }

  /** A value whose text matches. */
  record Matching(Regex regex) implements Expected {

    @Override
    public boolean matches(@Nullable Object actual) {
      return actual != null && regex.matches(actual.toString());
    }

    @Override
    public String print(String key) {
      return key + "~=" + printRegex(regex);
    }

    @Override
    public String describe(String key) {
      return "a match of " + printRegex(regex);
    }
  }

  /** Any value. */
  record Present() implements Expected {

    @Override
    public boolean matches(@Nullable Object actual) {
      return actual != null;
    }

    @Override
    public String print(String key) {
      return key + "=*";
    }

    @Override
    public String describe(String key) {
      return "any value";
    }
  }

  /** No such attribute. */
  record Absent() implements Expected {

    @Override
    public boolean matches(@Nullable Object actual) {
      return actual == null;
    }

    @Override
    public String print(String key) {
      return "!" + key;
    }

    @Override
    public String describe(String key) {
      return "none";
    }
  }
}
