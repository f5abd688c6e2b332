package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.traceassert.pattern.ExpectedAttribute;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on something that has attributes.
 *
 * @param <SELF> the assertion class
 * @param <T> what it looks at
 */
abstract sealed class AttributedAssert<SELF extends AttributedAssert<SELF, T>, T>
    extends TracingAssert<SELF, T> permits PartAssert, SpanKinAssert {

  AttributedAssert(
      @Nullable T actual, Class<?> self, View view, Function<Scene, Found<T>> selector) {
    super(actual, self, view, selector);
  }

  /** Says whose attributes they are, and finds them. */
  abstract Attributed attributed(T value, Scene scene);

  @Override
  String phrase(T value, Scene scene) {
    return attributed(value, scene).phrase();
  }

  @Override
  Failure show(Failure failure, T value, Scene scene, String comment) {
    return attributed(value, scene).show(failure, scene, comment);
  }

  /**
   * Verifies that there is an attribute with this key, of the type of the key, and with this value.
   *
   * <pre>{@code
   * assertThat(traces).span("GET").hasAttribute(AttributeKey.longKey("http.response.status_code"), 200L); // fails for "200"
   * }</pre>
   *
   * @param key the key; constants of the semantic conventions work
   * @param value the expected value
   * @return this
   * @throws TraceAssertionError if the attribute is absent, of another type, or of another value:
   *     three different messages
   */
  public <V> SELF hasAttribute(AttributeKey<V> key, V value) {
    return has(ExpectedAttribute.of(key, value));
  }

  /**
   * Verifies that there is an attribute with this key and value, both of the same type: a whole
   * number is a LONG, a floating-point number a DOUBLE, and a list has elements of one type.
   *
   * <pre>{@code
   * assertThat(traces).span("GET").hasAttribute("http.response.status_code", 200); // fails for "200"
   * }</pre>
   *
   * @param key the name of the attribute
   * @param value a String, a boolean, a number, or a list of one of these
   * @return this
   * @throws IllegalArgumentException if no attribute can have such a value
   * @throws TraceAssertionError if the attribute is absent, of another type, or of another value:
   *     three different messages
   */
  public SELF hasAttribute(String key, Object value) {
    return has(ExpectedAttribute.of(key, value));
  }

  /**
   * Verifies that there is an attribute with this key, of any type and value.
   *
   * @param key the name of the attribute
   * @return this
   * @throws TraceAssertionError if the attribute is absent
   */
  public SELF hasAttribute(String key) {
    return has(ExpectedAttribute.present(key));
  }

  /**
   * Verifies that there is an attribute with this key, of the type of the key.
   *
   * @param key the key
   * @return this
   * @throws TraceAssertionError if the attribute is absent or of another type
   */
  public SELF hasAttribute(AttributeKey<?> key) {
    return has(ExpectedAttribute.present(key));
  }

  /**
   * Verifies that there is no attribute with this key, of whatever type. This cannot be decided,
   * and fails, when the span limits of the SDK dropped attributes.
   *
   * <pre>{@code
   * assertThat(traces).span("charge card").doesNotHaveAttribute("card.number"); // fails when it is there and empty
   * }</pre>
   *
   * @param key the name of the attribute
   * @return this
   * @throws TraceAssertionError if there is one
   */
  public SELF doesNotHaveAttribute(String key) {
    return has(ExpectedAttribute.absent(key));
  }

  /**
   * Verifies that there is no attribute with the name of this key, of whatever type.
   *
   * @param key the key
   * @return this
   * @throws TraceAssertionError if there is one
   */
  public SELF doesNotHaveAttribute(AttributeKey<?> key) {
    return doesNotHaveAttribute(requireNonNull(key, "key").getKey());
  }

  /**
   * Verifies that an attribute, written as text, matches a regular expression.
   *
   * <pre>{@code
   * assertThat(traces).span("checkout").hasAttributeMatching("order.id", "[0-9]+"); // fails for "42a"
   * }</pre>
   *
   * @param key the name of the attribute
   * @param regex must match the whole text; sees its first 10,000 characters
   * @return this
   * @throws IllegalArgumentException if the expression is not valid
   * @throws TraceAssertionError if the attribute is absent or does not match
   */
  public SELF hasAttributeMatching(String key, String regex) {
    return has(ExpectedAttribute.matching(key, regex));
  }

  /**
   * Verifies that an attribute matches a regular expression.
   *
   * @param key the key
   * @param regex must match the whole text; sees its first 10,000 characters
   * @return this
   * @throws IllegalArgumentException if the expression is not valid
   * @throws TraceAssertionError if the attribute is absent or does not match
   */
  public SELF hasAttributeMatching(AttributeKey<String> key, String regex) {
    return hasAttributeMatching(requireNonNull(key, "key").getKey(), regex);
  }

  /**
   * Verifies that an attribute is a number in a range.
   *
   * <pre>{@code
   * assertThat(traces).span("GET").hasAttributeBetween("http.response.status_code", 200, 299); // fails for "200", which is a string
   * }</pre>
   *
   * @param key the name of the attribute
   * @param min the least number that is accepted
   * @param max the greatest number that is accepted
   * @return this
   * @throws IllegalArgumentException if {@code min} is greater than {@code max}, or one is not
   *     finite
   * @throws TraceAssertionError if the attribute is absent, not a number, or not in the range
   */
  public SELF hasAttributeBetween(String key, Number min, Number max) {
    return has(ExpectedAttribute.between(key, min, max));
  }

  /**
   * Verifies that an attribute is a number in a range.
   *
   * @param key the key
   * @param min the least number that is accepted
   * @param max the greatest number that is accepted
   * @return this
   * @throws IllegalArgumentException if {@code min} is greater than {@code max}
   * @throws TraceAssertionError if the attribute is absent, not a number, or not in the range
   */
  public <N extends Number> SELF hasAttributeBetween(AttributeKey<N> key, N min, N max) {
    return hasAttributeBetween(requireNonNull(key, "key").getKey(), min, max);
  }

  /**
   * Verifies that an attribute is a number near another.
   *
   * @param key the name of the attribute
   * @param value the number
   * @param tolerance the greatest difference that is accepted, 0 or more
   * @return this
   * @throws IllegalArgumentException if the tolerance is negative, or a number is not finite
   * @throws TraceAssertionError if the attribute is absent, not a number, or not so near
   */
  public SELF hasAttributeCloseTo(String key, Number value, Number tolerance) {
    return has(ExpectedAttribute.closeTo(key, value, tolerance));
  }

  /**
   * Verifies that an attribute is a number near another.
   *
   * @param key the key
   * @param value the number
   * @param tolerance the greatest difference that is accepted, 0 or more
   * @return this
   * @throws IllegalArgumentException if the tolerance is negative, or a number is not finite
   * @throws TraceAssertionError if the attribute is absent, not a number, or not so near
   */
  public <N extends Number> SELF hasAttributeCloseTo(AttributeKey<N> key, N value, N tolerance) {
    return hasAttributeCloseTo(requireNonNull(key, "key").getKey(), value, tolerance);
  }

  /**
   * Verifies that an attribute has one of some values.
   *
   * @param key the name of the attribute
   * @param values at least one, as {@link #hasAttribute(String, Object)} takes them; a whole number
   *     stands for a DOUBLE of the same value, too
   * @return this
   * @throws IllegalArgumentException if there is no value, or one that no attribute can have
   * @throws TraceAssertionError if the attribute is absent or has another value
   */
  public SELF hasAttributeIn(String key, Object... values) {
    return has(ExpectedAttribute.oneOf(key, Arrays.asList(requireNonNull(values, "values"))));
  }

  /**
   * Verifies that an attribute has one of some values.
   *
   * @param key the key
   * @param values at least one
   * @return this
   * @throws IllegalArgumentException if there is no value
   * @throws TraceAssertionError if the attribute is absent or has another value
   */
  public <V> SELF hasAttributeIn(AttributeKey<V> key, Collection<V> values) {
    return has(ExpectedAttribute.oneOf(requireNonNull(key, "key").getKey(), values));
  }

  /**
   * Verifies that an attribute is there and meets requirements.
   *
   * <pre>{@code
   * span.hasAttributeSatisfying(URL_FULL, url -> assertThat(URI.create(url)).hasHost("localhost"));
   * }</pre>
   *
   * @param key the key
   * @param requirements throws an {@link AssertionError} for a value that does not meet them
   * @return this
   * @throws TraceAssertionError if the attribute is absent, of another type, or does not meet the
   *     requirements, with what they say
   */
  public <V> SELF hasAttributeSatisfying(AttributeKey<V> key, Consumer<? super V> requirements) {
    requireNonNull(requirements, "requirements");
    ExpectedAttribute present = ExpectedAttribute.present(key);
    return verify((value, scene) -> {
      Attributed of = attributed(value, scene);
      Failure absent = new AttributeCheck(present).failure(of, scene);
      return absent == null ? AttributesCheck.satisfying(of, scene, key, requirements) : absent;
    });
  }

  /**
   * Verifies that all of these attributes are there; there may be others.
   *
   * @param expected the attributes, at least one
   * @return this
   * @throws IllegalArgumentException if none is expected
   * @throws TraceAssertionError if one is absent, of another type, or of another value; all of them
   *     are named
   */
  public SELF containsAttributes(Attributes expected) {
    if (requireNonNull(expected, "expected").isEmpty()) {
      throw new IllegalArgumentException(
          "expected must not be empty; say hasNoAttributes() for no attributes");
    }
    return verify(
        (value, scene) -> AttributesCheck.contains(attributed(value, scene), scene, expected));
  }

  /**
   * Verifies that these attributes are there, and no others.
   *
   * @param expected the attributes; empty for none
   * @return this
   * @throws TraceAssertionError if one is absent, of another type, of another value, or unexpected;
   *     all of them are named
   */
  public SELF hasAttributesExactly(Attributes expected) {
    requireNonNull(expected, "expected");
    return verify(
        (value, scene) -> AttributesCheck.exactly(attributed(value, scene), scene, expected));
  }

  /**
   * Verifies that there are no attributes.
   *
   * @return this
   * @throws TraceAssertionError if there are some, which are named
   */
  public SELF hasNoAttributes() {
    return hasAttributesExactly(Attributes.empty());
  }

  /**
   * Verifies how many attributes there are, and that span limits dropped none.
   *
   * @param count the expected number, 0 or more
   * @return this
   * @throws IllegalArgumentException if the number is negative
   * @throws TraceAssertionError if there is another number of them, with their keys
   */
  public SELF hasAttributeCount(int count) {
    Arguments.notNegative(count, "count");
    return verify((value, scene) -> AttributesCheck.count(attributed(value, scene), scene, count));
  }

  /**
   * Verifies how many attributes the span limits of the SDK dropped. Of a span, one that was set
   * again and so overwritten counts as well: the SDK does not tell them apart.
   *
   * @param count the expected number of attributes that were recorded and are not there, 0 or more
   * @return this
   * @throws IllegalArgumentException if the count is negative
   * @throws TraceAssertionError if more or fewer were dropped
   */
  public SELF hasDroppedAttributes(int count) {
    Arguments.notNegative(count, "count");
    return verify((value, scene) -> {
      Attributed of = attributed(value, scene);
      return Dropped.unless(count, of.gone(), "attributes", of, scene);
    });
  }

  private SELF has(ExpectedAttribute expected) {
    return verify(
        (value, scene) -> new AttributeCheck(expected).failure(attributed(value, scene), scene));
  }
}
