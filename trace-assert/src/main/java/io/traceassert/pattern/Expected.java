package io.traceassert.pattern;

import io.opentelemetry.api.common.AttributeType;
import io.traceassert.text.Notation;
import io.traceassert.text.Secrets;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is expected of the value of an attribute, which is null when there is none. */
interface Expected {

  boolean matches(@Nullable Object actual);

  /** Writes the column for a key. */
  String print(String key);

  /** Says it in a sentence. */
  String describe(String key);

  /** Says it with the type, where there is one. */
  default String describeTyped(String key) {
    return describe(key);
  }

  /** Tells whether a value could match but for its type. */
  default boolean isOtherType(Object actual) {
    return false;
  }

  /** Names the type of a value as OpenTelemetry does. */
  static String type(Object value) {
    if (value instanceof List<?> list) {
      return list.isEmpty() ? "LIST" : type(list.get(0)) + "_ARRAY";
    }
    if (value instanceof String) {
      return AttributeType.STRING.name();
    }
    if (value instanceof Boolean) {
      return AttributeType.BOOLEAN.name();
    }
    if (value instanceof io.opentelemetry.api.common.Value) {
      return "VALUE"; // AttributeType has it since 1.59
    }
    return value instanceof Double ? AttributeType.DOUBLE.name() : AttributeType.LONG.name();
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
      return key + "=" + Notation.column(value);
    }

    @Override
    public String describe(String key) {
      return Secrets.masked(key, value);
    }

    @Override
    public String describeTyped(String key) {
      return type(value) + " " + describe(key);
    }

    @Override
    public boolean isOtherType(Object actual) {
      return !type(actual).equals(type(value));
    }
  }

  /** Exactly this value, of exactly this type. */
  record Typed(String type, Object value) implements Expected {

    @Override
    public boolean matches(@Nullable Object actual) {
      return value.equals(actual);
    }

    @Override
    public String print(String key) {
      return new Value(value).print(key);
    }

    @Override
    public String describe(String key) {
      return Secrets.masked(key, value);
    }

    @Override
    public String describeTyped(String key) {
      return type + " " + describe(key);
    }

    @Override
    public boolean isOtherType(Object actual) {
      return !Expected.type(actual).equals(type);
    }
  }

  /** A number from one to another, both included. */
  record Range(BigDecimal min, BigDecimal max) implements Expected {

    /** A longer number is written with an exponent. */
    private static final int LONGEST = 25;

    static Range of(BigDecimal min, BigDecimal max) {
      if (min.compareTo(max) > 0) {
        throw new IllegalArgumentException(
            "min must not be greater than max, but %s is greater than %s"
                .formatted(plain(min), plain(max)));
      }
      return new Range(normal(min), normal(max));
    }

    /** Makes equal bounds equal, however they were written. */
    private static BigDecimal normal(BigDecimal bound) {
      BigDecimal stripped = bound.stripTrailingZeros();
      return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    @Override
    public boolean matches(@Nullable Object actual) {
      BigDecimal number = number(actual);
      return number != null && min.compareTo(number) <= 0 && number.compareTo(max) <= 0;
    }

    private static @Nullable BigDecimal number(@Nullable Object actual) {
      if (actual instanceof Long whole) {
        return BigDecimal.valueOf(whole);
      }
      return actual instanceof Double fraction && Double.isFinite(fraction)
          ? BigDecimal.valueOf(fraction)
          : null;
    }

    private static String plain(BigDecimal number) {
      String text = number.toPlainString();
      return text.length() <= LONGEST ? text : number.stripTrailingZeros().toString();
    }

    @Override
    public String print(String key) {
      return key + ValueReader.IN + plain(min) + ".." + plain(max);
    }

    @Override
    public String describe(String key) {
      return "a number in " + plain(min) + ".." + plain(max);
    }

    @Override
    public boolean isOtherType(Object actual) {
      return !(actual instanceof Number);
    }
  }

  /** One of these values. */
  record OneOf(List<Value> values) implements Expected {

    static OneOf of(List<?> values) {
      if (values.isEmpty()) {
        throw new IllegalArgumentException("values must not be empty");
      }
      return new OneOf(values.stream().map(Value::new).toList());
    }

    @Override
    public boolean matches(@Nullable Object actual) {
      return values.stream().anyMatch(value -> value.matches(actual));
    }

    @Override
    public String print(String key) {
      return key
          + ValueReader.IN
          + Notation.literal(values.stream().map(Value::value).toList());
    }

    @Override
    public String describe(String key) {
      return "one of "
          + values.stream().map(value -> value.describe(key)).collect(Collectors.joining(", "));
    }

    @Override
    public boolean isOtherType(Object actual) {
      return values.stream().allMatch(value -> value.isOtherType(actual));
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

  /** Any value of a type. */
  record OfType(String type) implements Expected {

    @Override
    public boolean matches(@Nullable Object actual) {
      return actual != null && !isOtherType(actual);
    }

    @Override
    public String print(String key) {
      return new Present().print(key);
    }

    @Override
    public String describe(String key) {
      return "any " + type;
    }

    @Override
    public boolean isOtherType(Object actual) {
      return !Expected.type(actual).equals(type);
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
