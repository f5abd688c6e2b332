package io.traceassert.pattern;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.common.AttributeKey;
import java.util.Arrays;

/**
 * The part of a pattern's builder that speaks of attributes. A class of its own only to keep it
 * apart: it is public through {@link SpanPattern}.
 */
abstract sealed class AttributedPattern extends RelatedPattern permits SpanPattern {

  private SpanPattern with(Place place, ExpectedAttribute attribute) {
    return with(new Part.Attribute(place, attribute));
  }

  /**
   * Adds an attribute of the span.
   *
   * @param key its key
   * @param value a String, a boolean, a whole number (matches LONG, and DOUBLE of the same value),
   *     a floating-point number, or a list of one of these
   * @return a new pattern
   * @throws IllegalArgumentException if no attribute can have such a value, or the pattern says
   *     something of this key already
   */
  public SpanPattern attribute(String key, Object value) {
    return with(Place.SPAN, ExpectedAttribute.lenient(key, value));
  }

  /**
   * Adds an attribute of the span.
   *
   * @param key its key; constants of the semantic conventions work
   * @param value its value
   * @return a new pattern
   * @throws IllegalArgumentException if the pattern says something of this key already
   */
  public <V> SpanPattern attribute(AttributeKey<V> key, V value) {
    return attribute(requireNonNull(key, "key").getKey(), value);
  }

  /**
   * Adds that an attribute of the span, written as text, matches a regular expression.
   *
   * @param key its key
   * @param regex must match the whole text
   * @return a new pattern
   * @throws IllegalArgumentException if the expression is not valid, or the pattern says something
   *     of this key already
   */
  public SpanPattern attributeMatching(String key, String regex) {
    return with(Place.SPAN, ExpectedAttribute.matching(key, regex));
  }

  /**
   * Adds that an attribute of the span is a number in a range.
   *
   * @param key its key
   * @param min the least number
   * @param max the greatest number
   * @return a new pattern
   * @throws IllegalArgumentException if {@code min} is greater than {@code max}, one is not finite,
   *     or the pattern says something of this key already
   */
  public SpanPattern attributeBetween(String key, Number min, Number max) {
    return with(Place.SPAN, ExpectedAttribute.between(key, min, max));
  }

  /**
   * Adds that an attribute of the span has one of some values.
   *
   * @param key its key
   * @param values at least one, as {@link #attribute(String, Object)} takes them
   * @return a new pattern
   * @throws IllegalArgumentException if there is no value, one that no attribute can have, or the
   *     pattern says something of this key already
   */
  public SpanPattern attributeIn(String key, Object... values) {
    return with(
        Place.SPAN, ExpectedAttribute.oneOf(key, Arrays.asList(requireNonNull(values, "values"))));
  }

  /**
   * Adds that the span has an attribute with this key, of any value.
   *
   * @param key its key
   * @return a new pattern
   * @throws IllegalArgumentException if the pattern says something of this key already
   */
  public SpanPattern withAttribute(String key) {
    return with(Place.SPAN, ExpectedAttribute.present(key));
  }

  /**
   * Adds that the span has no attribute with this key.
   *
   * @param key the key
   * @return a new pattern
   * @throws IllegalArgumentException if the pattern says something of this key already
   */
  public SpanPattern withoutAttribute(String key) {
    return with(Place.SPAN, ExpectedAttribute.absent(key));
  }

  /**
   * Adds an attribute of the resource that the span comes from.
   *
   * @param key its key, without a prefix
   * @param value as {@link #attribute(String, Object)} takes it
   * @return a new pattern
   * @throws IllegalArgumentException if no attribute can have such a value, or the pattern says
   *     something of this key already
   */
  public SpanPattern resourceAttribute(String key, Object value) {
    return with(Place.RESOURCE, ExpectedAttribute.lenient(key, value));
  }

  /**
   * Adds an attribute of the instrumentation scope.
   *
   * @param key its key, without a prefix
   * @param value as {@link #attribute(String, Object)} takes it
   * @return a new pattern
   * @throws IllegalArgumentException if no attribute can have such a value, or the pattern says
   *     something of this key already
   */
  public SpanPattern scopeAttribute(String key, Object value) {
    return with(Place.SCOPE, ExpectedAttribute.lenient(key, value));
  }
}
