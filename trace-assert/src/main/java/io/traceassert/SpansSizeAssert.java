package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is asserted of the number of selected spans. */
abstract sealed class SpansSizeAssert extends TracingAssert<SpansAssert, List<SpanData>>
    permits SpansAssert {

  SpansSizeAssert(
      List<SpanData> actual, View view, Function<Scene, Found<List<SpanData>>> selector) {
    super(actual, SpansAssert.class, view, selector);
  }

  /**
   * Verifies how many spans there are.
   *
   * @param size the expected number of spans, 0 or more
   * @return this
   * @throws IllegalArgumentException if the size is negative
   * @throws TraceAssertionError if there are more, which are named; or fewer, with those that come
   *     nearest to the pattern
   */
  public SpansAssert hasSize(int size) {
    return hasSize(SizeRange.exactly(Arguments.notNegative(size, "size")));
  }

  /**
   * Verifies how many spans there are.
   *
   * @param min the least number of spans, 0 or more
   * @param max the greatest number of spans
   * @return this
   * @throws IllegalArgumentException if {@code min} is negative or greater than {@code max}
   * @throws TraceAssertionError if there are more, which are named; or fewer, with those that come
   *     nearest to the pattern
   */
  public SpansAssert hasSizeBetween(int min, int max) {
    return hasSize(SizeRange.between(min, max));
  }

  /**
   * Verifies that there are so many spans or more.
   *
   * @param min the least number of spans, 1 or more
   * @return this
   * @throws IllegalArgumentException if the number is not positive
   * @throws TraceAssertionError if there are fewer, with those that come nearest to the pattern
   */
  public SpansAssert hasSizeAtLeast(int min) {
    return hasSize(
        SizeRange.atLeast(Arguments.atLeastOne(min, "min", ": there are always 0 or more")));
  }

  /**
   * Verifies that there are so many spans or fewer.
   *
   * <pre>{@code
   * assertThat(traces).spans("SELECT ...").hasSizeAtMost(2); // fails when there are 3, holds when there is none
   * }</pre>
   *
   * @param max the greatest number of spans, 0 or more
   * @return this
   * @throws IllegalArgumentException if the number is negative
   * @throws TraceAssertionError if there are more, which are named
   */
  public SpansAssert hasSizeAtMost(int max) {
    return hasSize(SizeRange.atMost(Arguments.notNegative(max, "max")));
  }

  /**
   * Verifies that no span is selected. This does not hold of an empty capture, nor of one that is
   * not settled.
   *
   * <pre>{@code
   * assertThat(traces).spans("refund").isEmpty(); // fails when nothing at all was captured
   * }</pre>
   *
   * @return this
   * @throws TraceAssertionError if there is a span
   */
  public SpansAssert isEmpty() {
    return hasSize(SizeRange.exactly(0));
  }

  /**
   * Verifies that a span is selected.
   *
   * @return this
   * @throws TraceAssertionError if there is none, with those that come nearest to the pattern
   */
  public SpansAssert isNotEmpty() {
    return hasSize(SizeRange.atLeast(1));
  }

  private SpansAssert hasSize(SizeRange expected) {
    return check(selection -> SelectionFailure.size(selection, expected));
  }

  SpansAssert check(Function<Selection, @Nullable Failure> check) {
    return verify((spans, scene) -> check.apply((Selection) spans));
  }
}
