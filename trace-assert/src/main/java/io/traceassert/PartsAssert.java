package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Words;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.assertj.core.annotation.CheckReturnValue;

/**
 * Assertions on parts of one sort that a span has.
 *
 * @param <SELF> the assertion class
 * @param <T> the part
 * @param <A> assertions on one part
 */
abstract sealed class PartsAssert<
        SELF extends PartsAssert<SELF, T, A>, T, A extends PartAssert<A, T>>
    extends TracingAssert<SELF, List<T>> permits EventsAssert, LinksAssert {

  PartsAssert(List<T> actual, Class<?> self, View view, Function<Scene, Found<List<T>>> selector) {
    super(actual, self, view, selector);
  }

  /** Makes assertions on one part. */
  abstract A part(
      T part,
      View view,
      Function<Scene, Found<T>> selector,
      Function<Scene, Found<SpanData>> owner);

  /**
   * Verifies how many there are.
   *
   * @param size the expected number, 0 or more
   * @return this
   * @throws IllegalArgumentException if the size is negative
   * @throws TraceAssertionError if there are more or fewer, or some were dropped
   */
  public SELF hasSize(int size) {
    Arguments.notNegative(size, "size");
    return verify((parts, scene) -> PartsFailure.size(of(parts), size, scene));
  }

  /**
   * Verifies that there is none.
   *
   * @return this
   * @throws TraceAssertionError if there is one, or some were dropped
   */
  public SELF isEmpty() {
    return hasSize(0);
  }

  /**
   * Verifies that there is at least one.
   *
   * @return this
   * @throws TraceAssertionError if there is none
   */
  public SELF isNotEmpty() {
    return verify((parts, scene) -> PartsFailure.notEmpty(of(parts), scene));
  }

  /**
   * Goes on to the first.
   *
   * @return assertions on it
   * @throws TraceAssertionError if there is none
   */
  @CheckReturnValue
  public A first() {
    return element(0);
  }

  /**
   * Goes on to the last.
   *
   * @return assertions on it
   * @throws TraceAssertionError if there is none, or some were dropped
   */
  @CheckReturnValue
  public A last() {
    return one(PartsFailure::last);
  }

  /**
   * Goes on to one by its place.
   *
   * @param index 0 for the first
   * @return assertions on it
   * @throws IllegalArgumentException if the index is negative
   * @throws TraceAssertionError if there are fewer
   */
  @CheckReturnValue
  public A element(int index) {
    Arguments.notNegative(index, "index");
    return one((parts, scene) -> PartsFailure.element(parts, index, scene));
  }

  private A one(BiFunction<SpanParts<T>, Scene, Found<T>> choice) {
    return navigate(
        (parts, scene) -> choice.apply(of(parts), scene),
        (part, view, path) -> part(part, view, path, this::owner));
  }

  private Found<SpanData> owner(Scene scene) {
    return selector().apply(scene).then(parts -> Found.value(of(parts).span()));
  }

  /**
   * Goes back up to the span.
   *
   * @return assertions on the span that has them
   */
  @CheckReturnValue
  public SpanAssert span() {
    return navigate((parts, scene) -> owner(scene), SpanAssert::new);
  }

  private static <T> SpanParts<T> of(List<T> parts) {
    return (SpanParts<T>) parts;
  }

  @Override
  String phrase(List<T> parts, Scene scene) {
    return of(parts).noun() + " of span " + Words.span(of(parts).span());
  }

  @Override
  Failure show(Failure failure, List<T> parts, Scene scene, String comment) {
    SpanParts<T> all = of(parts);
    return failure
        .drawing(scene.traceOf(all.span()))
        .marking(all.span(), all.noun() + ": " + comment);
  }
}
