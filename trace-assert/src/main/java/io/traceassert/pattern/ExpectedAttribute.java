package io.traceassert.pattern;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.common.ValueType;
import io.traceassert.text.Notation;
import io.traceassert.text.Secrets;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of one attribute: a column of a {@link SpanPattern}, and what an assertion on
 * attributes says. Immutable.
 */
public final class ExpectedAttribute {

  private static final Set<ValueType> SCALARS =
      EnumSet.of(ValueType.STRING, ValueType.BOOLEAN, ValueType.LONG, ValueType.DOUBLE);

  private final String key;
  private final Expected expected;

  ExpectedAttribute(String key, Expected expected) {
    this.key = key;
    this.expected = expected;
  }

  /**
   * Expects a value and its type.
   *
   * @param key the key, of that type
   * @param value the value
   * @return the expectation
   */
  public static <V> ExpectedAttribute of(AttributeKey<V> key, V value) {
    requireNonNull(value, "value");
    return value instanceof Value<?>
        ? of(keyOf(key), value)
        : new ExpectedAttribute(keyOf(key), new Expected.Typed(key.getType().name(), value));
  }

  /**
   * Expects a value and its type.
   *
   * @param key the key
   * @param value a String, a boolean, a whole number (a LONG), a floating-point number (a DOUBLE),
   *     or a list of one of these
   * @return the expectation
   * @throws IllegalArgumentException if no attribute can have such a value
   */
  public static ExpectedAttribute of(String key, Object value) {
    Object normalized = normalized(notBlank(key), value);
    return new ExpectedAttribute(key, new Expected.Typed(Expected.type(normalized), normalized));
  }

  /**
   * Expects a value, written as text, to match a regular expression.
   *
   * @param key the key
   * @param regex must match the whole text
   * @return the expectation
   * @throws IllegalArgumentException if the expression is not valid
   */
  public static ExpectedAttribute matching(String key, String regex) {
    Regex compiled = Regex.of(requireNonNull(regex, "regex"));
    return new ExpectedAttribute(notBlank(key), new Expected.Matching(compiled));
  }

  /**
   * Expects a LONG or a DOUBLE in a range.
   *
   * @param key the key
   * @param min the least number
   * @param max the greatest number
   * @return the expectation
   * @throws IllegalArgumentException if {@code min} is greater than {@code max}, or one is not
   *     finite
   */
  public static ExpectedAttribute between(String key, Number min, Number max) {
    Expected range = Expected.Range.of(decimal(min, "min"), decimal(max, "max"));
    return new ExpectedAttribute(notBlank(key), range);
  }

  /**
   * Expects a LONG or a DOUBLE near a number.
   *
   * @param key the key
   * @param value the number
   * @param tolerance the greatest difference, 0 or more
   * @return the expectation
   * @throws IllegalArgumentException if the tolerance is negative, or a number is not finite
   */
  public static ExpectedAttribute closeTo(String key, Number value, Number tolerance) {
    BigDecimal center = decimal(value, "value");
    BigDecimal offset = decimal(tolerance, "tolerance");
    if (offset.signum() < 0) {
      throw new IllegalArgumentException("tolerance must not be negative, but is " + tolerance);
    }
    Expected range = Expected.Range.of(center.subtract(offset), center.add(offset));
    return new ExpectedAttribute(notBlank(key), range);
  }

  /**
   * Expects one of some values.
   *
   * @param key the key
   * @param values at least one, as {@link #of(String, Object)} takes them; a whole number stands
   *     for a DOUBLE of the same value, too
   * @return the expectation
   * @throws IllegalArgumentException if there is no value, or one that no attribute can have
   */
  public static ExpectedAttribute oneOf(String key, Collection<?> values) {
    List<?> normalized = values.stream().map(value -> normalized(key, value)).toList();
    return new ExpectedAttribute(notBlank(key), Expected.OneOf.of(normalized));
  }

  /**
   * Expects any value.
   *
   * @param key the key
   * @return the expectation
   */
  public static ExpectedAttribute present(String key) {
    return new ExpectedAttribute(notBlank(key), new Expected.Present());
  }

  /**
   * Expects any value of the type of the key.
   *
   * @param key the key
   * @return the expectation
   */
  public static ExpectedAttribute present(AttributeKey<?> key) {
    return new ExpectedAttribute(keyOf(key), new Expected.OfType(key.getType().name()));
  }

  /**
   * Expects no attribute of this key.
   *
   * @param key the key
   * @return the expectation
   */
  public static ExpectedAttribute absent(String key) {
    return new ExpectedAttribute(notBlank(key), new Expected.Absent());
  }

  /** Expects a value as a pattern does: a whole number stands for a DOUBLE of the same value. */
  static ExpectedAttribute lenient(String key, Object value) {
    return new ExpectedAttribute(notBlank(key), new Expected.Value(normalized(key, value)));
  }

  private static String notBlank(String key) {
    return SpanPattern.notBlank(key, "key");
  }

  private static String keyOf(AttributeKey<?> key) {
    return notBlank(requireNonNull(key, "key").getKey());
  }

  private static BigDecimal decimal(Number number, String argument) {
    String text = requireNonNull(number, argument).toString();
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(argument + " must be a finite number, but is " + text, e);
    }
  }

  private static Object normalized(String key, @Nullable Object value) {
    requireNonNull(value, "value");
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
      return normalized(key, list);
    }
    if (value instanceof Value<?> complex) {
      return normalized(complex);
    }
    throw unknown(key, value.getClass().getName());
  }

  /**
   * The API keeps a value that is not complex as an attribute of a simple type: a scalar, or a list
   * of scalars of one type.
   */
  private static Object normalized(Value<?> value) {
    return switch (value.getType()) {
      case STRING, BOOLEAN, LONG, DOUBLE -> value.getValue();
      case ARRAY ->
        isSimple((List<?>) value.getValue())
            ? ((List<?>) value.getValue())
                .stream().map(element -> ((Value<?>) element).getValue()).toList()
            : value;
      default -> value;
    };
  }

  private static boolean isSimple(List<?> values) {
    List<ValueType> types = values.stream()
        .map(element -> ((Value<?>) element).getType())
        .distinct()
        .toList();
    return types.size() == 1 && SCALARS.contains(types.get(0));
  }

  private static Object normalized(String key, List<?> list) {
    List<Object> elements =
        list.stream().map(element -> normalized(key, element)).toList();
    if (elements.stream().map(Object::getClass).distinct().count() > 1) {
      throw unknown(key, "list of several types");
    }
    return elements;
  }

  private static IllegalArgumentException unknown(String key, String what) {
    return new IllegalArgumentException(
        "value of attribute %s must be a String, a boolean, a number, or a list of one of these, but is a %s"
            .formatted(Notation.quoted(key), what));
  }

  /**
   * Returns the key.
   *
   * @return the key, as it is, without quotes
   */
  public String key() {
    return key;
  }

  /**
   * Finds the attribute.
   *
   * @param attributes any attributes
   * @return its value, a String, Boolean, Long, Double or List; null if there is none of this key
   */
  public @Nullable Object find(Attributes attributes) {
    Finder finder = new Finder();
    attributes.forEach(finder);
    return finder.found;
  }

  /**
   * Tells whether attributes are as expected.
   *
   * @param attributes any attributes
   * @return true if they are
   */
  public boolean matches(Attributes attributes) {
    return expected.matches(find(attributes));
  }

  /**
   * Tells whether no attribute is expected: what was dropped could have been it.
   *
   * @return true if so
   */
  public boolean isAbsence() {
    return expected instanceof Expected.Absent;
  }

  /**
   * Tells whether a value could be as expected but for its type.
   *
   * @param actual the value that was found
   * @return true if it is of another type
   */
  public boolean isOtherType(Object actual) {
    return expected.isOtherType(actual);
  }

  /**
   * Tells whether a value is the beginning of the expected one, as when span limits cut it.
   *
   * @param actual the value that was found
   * @return true if it is shorter and not empty
   */
  public boolean isCutTo(Object actual) {
    return actual instanceof String text
        && !text.isEmpty()
        && expected instanceof Expected.Typed typed
        && typed.value() instanceof String whole
        && whole.startsWith(text);
  }

  /**
   * Says what is expected.
   *
   * @return {@code "stripe"}, {@code a number in 200..299}, {@code any value}; masked if secret
   */
  public String describe() {
    return expected.describe(key);
  }

  /**
   * Says what is expected, and of which type.
   *
   * @return {@code STRING "stripe"}, {@code a number in 200..299}; masked if secret
   */
  public String describeTyped() {
    return expected.describeTyped(key);
  }

  /**
   * Says what there is instead.
   *
   * @param actual the value that was found, if any
   * @return {@code was "adyen"}, {@code is present as LONG 12}, {@code it is absent}; masked if
   *     secret
   */
  public String describeActual(@Nullable Object actual) {
    if (actual == null) {
      return "it is absent";
    }
    if (isOtherType(actual)) {
      return "is present as " + typed(actual);
    }
    return Secrets.isSecret(key, actual)
        ? "was another value, which is masked"
        : "was " + Secrets.masked(key, actual);
  }

  /**
   * Says what a value is, and of which type.
   *
   * @param actual a value of this attribute
   * @return {@code LONG 12}; masked if secret
   */
  public String typed(Object actual) {
    return Expected.type(actual) + " " + Secrets.masked(key, actual);
  }

  String print(String writtenKey) {
    return expected.print(writtenKey);
  }

  /** Makes an expectation that a value holds, as far as it can be said. */
  ExpectedAttribute correctedTo(@Nullable Object actual) {
    Expected holding = actual == null
        ? new Expected.Absent()
        : PatternLine.isSayable(key, actual) ? new Expected.Value(actual) : new Expected.Present();
    return new ExpectedAttribute(key, holding);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExpectedAttribute attribute
        && key.equals(attribute.key)
        && expected.equals(attribute.expected);
  }

  @Override
  public int hashCode() {
    return 31 * key.hashCode() + expected.hashCode();
  }

  @Override
  public String toString() {
    return print(Notation.key(key));
  }

  /**
   * Looks at every attribute, because a key of any type will do, and prefers what matches; spares
   * the view as a map.
   */
  private final class Finder implements BiConsumer<AttributeKey<?>, Object> {

    private @Nullable Object found;

    @Override
    public void accept(AttributeKey<?> candidate, Object value) {
      if (candidate.getKey().equals(key) && (found == null || expected.matches(value))) {
        found = value;
      }
    }
  }
}
