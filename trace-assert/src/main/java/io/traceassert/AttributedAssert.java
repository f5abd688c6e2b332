package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.common.AttributeKey;
import java.util.Map;
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

  /**
   * Verifies that there is an attribute with this key, of the type of the key, and with this value.
   *
   * @param key the key; constants of the semantic conventions work
   * @param value the expected value
   * @return this
   * @throws TraceAssertionError if the attribute is absent, of another type, or of another value:
   *     three different messages
   */
  public <V> SELF hasAttribute(AttributeKey<V> key, V value) {
    requireNonNull(key, "key");
    Arguments.notBlank(key.getKey(), "key");
    requireNonNull(value, "value");
    return has(AttributeCheck.of(key, value));
  }

  /**
   * Verifies that there is an attribute with this key and value, both of the same type: a whole
   * number is a LONG, a floating-point number a DOUBLE, and a list has elements of one type.
   *
   * <pre>{@code
   * assertThat(traces).hasSingleTrace().span("GET").hasAttribute("http.response.status_code", 200); // fails for "200"
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
    Arguments.notBlank(key, "key");
    requireNonNull(value, "value");
    Map.Entry<AttributeKey<?>, Object> expected = Values.attribute(key, value);
    return has(AttributeCheck.of(expected.getKey(), expected.getValue()));
  }

  /**
   * Verifies how many attributes the span limits of the SDK dropped.
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
      return Dropped.unless(count, of.dropped(), "attributes", of, scene);
    });
  }

  private SELF has(AttributeCheck check) {
    return verify((value, scene) -> check.failure(attributed(value, scene), scene));
  }
}
