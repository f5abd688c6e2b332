package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Words;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.annotation.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the spans that a pattern selects, in tree order.
 *
 * <p>Nothing holds of all spans, of any, or of none, when no span is selected: a pattern with a
 * mistake in it would hold forever. Only what is said of their number may hold of none.
 */
public final class SpansAssert extends SpansSizeAssert {

  SpansAssert(List<SpanData> actual, View view, Function<Scene, Found<List<SpanData>>> selector) {
    super(actual, view, selector);
  }

  /**
   * Verifies that each of the spans is as described.
   *
   * <pre>{@code
   * assertThat(traces).spans("POST").allMatch("...  [CLIENT]  http.response.status_code=200"); // fails when there is no "POST"
   * }</pre>
   *
   * @param pattern what each span is, as {@link SpanPattern#of} reads it
   * @return this
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if a span is not so, with what it misses; or if there is no span
   */
  public SpansAssert allMatch(String pattern) {
    return allMatch(read(pattern));
  }

  /**
   * Verifies that each of the spans is as described.
   *
   * @param pattern what each span is
   * @return this
   * @throws TraceAssertionError if a span is not so, with what it misses; or if there is no span
   */
  public SpansAssert allMatch(SpanPattern pattern) {
    return check(pattern, SelectionFailure::all);
  }

  /**
   * Verifies that each of the spans meets requirements, which any assertions may say.
   *
   * <pre>{@code
   * assertThat(traces).spans("POST").allSatisfy(span -> assertThat(span.getEvents()).hasSize(1)); // fails when there is no "POST"
   * }</pre>
   *
   * @param requirements throw an {@link AssertionError} of a span that does not meet them
   * @return this
   * @throws TraceAssertionError if a span does not meet them, with what they said of it; or if
   *     there is no span
   */
  public SpansAssert allSatisfy(Consumer<? super SpanData> requirements) {
    requireNonNull(requirements, "requirements");
    return check(selection -> SelectionFailure.allSatisfy(selection, requirements));
  }

  /**
   * Verifies that at least one of the spans is as described.
   *
   * @param pattern what a span is, as {@link SpanPattern#of} reads it
   * @return this
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if no span is so, with those that come nearest
   */
  public SpansAssert anyMatch(String pattern) {
    return anyMatch(read(pattern));
  }

  /**
   * Verifies that at least one of the spans is as described.
   *
   * @param pattern what a span is
   * @return this
   * @throws TraceAssertionError if no span is so, with those that come nearest
   */
  public SpansAssert anyMatch(SpanPattern pattern) {
    return check(pattern, SelectionFailure::any);
  }

  /**
   * Verifies that none of the spans is as described.
   *
   * <pre>{@code
   * assertThat(traces).spans("POST").noneMatch("...  ERROR"); // fails when there is no "POST"
   * }</pre>
   *
   * @param pattern what no span is, as {@link SpanPattern#of} reads it
   * @return this
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if a span is so, or if there is no span
   */
  public SpansAssert noneMatch(String pattern) {
    return noneMatch(read(pattern));
  }

  /**
   * Verifies that none of the spans is as described.
   *
   * @param pattern what no span is
   * @return this
   * @throws TraceAssertionError if a span is so, or if there is no span
   */
  public SpansAssert noneMatch(SpanPattern pattern) {
    return check(pattern, SelectionFailure::none);
  }

  /**
   * Verifies that none of the spans has an error: the status is ERROR, an exception was recorded,
   * or there is an attribute {@code error.type}.
   *
   * @return this
   * @throws TraceAssertionError if a span has one; if the span limits of the SDK dropped events or
   *     attributes, among which one may have been; or if there is no span
   */
  public SpansAssert hasNoErrors() {
    return verify((spans, scene) -> TraceErrors.none((Selection) spans, scene));
  }

  /**
   * Goes on to those of the spans that are also as described; there may be none.
   *
   * @param pattern the spans, as {@link SpanPattern#of} reads it
   * @return assertions on these spans
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if there is no span to choose from
   */
  @CheckReturnValue
  public SpansAssert matching(String pattern) {
    return matching(read(pattern));
  }

  /**
   * Goes on to those of the spans that are also as described; there may be none.
   *
   * @param pattern the spans
   * @return assertions on these spans
   * @throws TraceAssertionError if there is no span to choose from
   */
  @CheckReturnValue
  public SpansAssert matching(SpanPattern pattern) {
    requireNonNull(pattern, "pattern");
    return navigate(
        (spans, scene) -> {
          scene.lookedAt(pattern, spans);
          return SelectionFailure.narrowed((Selection) spans, pattern);
        },
        SpansAssert::new);
  }

  /**
   * Goes on to the span that started first; of equal starts, the first in tree order.
   *
   * @return assertions on that span
   * @throws TraceAssertionError if there is no span; or if two that may be the first were timed by
   *     the clocks of two hosts and none is below the other, see {@link #withClockTolerance}
   */
  @CheckReturnValue
  public SpanAssert first() {
    return byStart(Starts::first);
  }

  /**
   * Goes on to the span that started last; of equal starts, the last in tree order.
   *
   * @return assertions on that span
   * @throws TraceAssertionError if there is no span; or if two that may be the last were timed by
   *     the clocks of two hosts and none is below the other, see {@link #withClockTolerance}
   */
  @CheckReturnValue
  public SpanAssert last() {
    return byStart(Starts::last);
  }

  private SpanAssert byStart(BiFunction<Selection, Scene, Found<SpanData>> choice) {
    return navigate((spans, scene) -> choice.apply((Selection) spans, scene), SpanAssert::new);
  }

  /**
   * Verifies that there are two spans or more, and that they ran concurrently: there is a moment at
   * which all of them were open. A span is open after its start and before its end; one that took
   * no time is open at that moment.
   *
   * @return this
   * @throws TraceAssertionError if one of the spans had ended before another started, with the two
   *     that are farthest apart; if there are fewer than two; or if they were timed by the clocks
   *     of two hosts, see {@link #withClockTolerance}
   */
  public SpansAssert runConcurrently() {
    return verifyGroup(SpanGroup::concurrently);
  }

  /**
   * Verifies that there are two spans or more, and that no two of them were open at the same
   * moment: they ran one after the other, in any order. In a given order they do so by
   * {@link TraceAssert#runSequentially(String...)}.
   *
   * <pre>{@code
   * assertThat(traces).spans("SELECT ...").doNotOverlap(); // fails when one starts before another ended
   * }</pre>
   *
   * @return this
   * @throws TraceAssertionError if two of the spans overlap, with for how long; if there are fewer
   *     than two; or if they were timed by the clocks of two hosts, see {@link #withClockTolerance}
   */
  public SpansAssert doNotOverlap() {
    return verifyGroup(SpanGroup::apart);
  }

  private SpansAssert verifyGroup(BiFunction<SpanGroup, Scene, @Nullable Failure> check) {
    return verify((spans, scene) -> {
      Selection selection = (Selection) spans;
      return selection.size() < 2
          ? SelectionFailure.size(selection, SizeRange.atLeast(2))
          : check.apply(SpanGroup.of(selection), scene);
    });
  }

  /**
   * Verifies that these are the spans in the order of their starts: the first to start is as the
   * first pattern says, and so on, and no span is left over. Spans that started at the same time
   * may be in any order. When they ended does not matter.
   *
   * <pre>{@code
   * assertThat(traces).spans("...  @order-service").startInOrder("validate", "charge", "ship");
   * }</pre>
   *
   * @param patterns the spans, as {@link SpanPattern#of} reads them, at least one; names will do
   * @return this
   * @throws IllegalArgumentException if a pattern cannot be read
   * @throws TraceAssertionError if a span is missing, is another, or started in another place; or
   *     if they were timed by the clocks of two hosts, see {@link #withClockTolerance}
   */
  public SpansAssert startInOrder(String... patterns) {
    return startInOrder(Arguments.patterns(patterns, "patterns"));
  }

  /**
   * Verifies that these are the spans in the order of their starts: the first to start is as the
   * first pattern says, and so on, and no span is left over. Spans that started at the same time
   * may be in any order. When they ended does not matter.
   *
   * @param patterns the spans, at least one
   * @return this
   * @throws TraceAssertionError if a span is missing, is another, or started in another place; or
   *     if they were timed by the clocks of two hosts, see {@link #withClockTolerance}
   */
  public SpansAssert startInOrder(SpanPattern... patterns) {
    List<SpanPattern> expected = Arguments.notEmpty(patterns, "patterns");
    return verify((spans, scene) -> {
      Failure failure = StartOrder.of((Selection) spans, scene).failure(expected);
      if (failure == null) {
        expected.forEach(pattern -> scene.lookedAt(pattern, spans));
      }
      return failure;
    });
  }

  /**
   * Lets what follows compare times of two hosts, as {@link TraceAssert#withClockTolerance} says.
   *
   * @param tolerance how far the clocks of two hosts may be apart
   * @return assertions on these spans
   * @throws IllegalArgumentException if the tolerance is negative
   */
  @CheckReturnValue
  public SpansAssert withClockTolerance(Duration tolerance) {
    return tolerating(tolerance);
  }

  private SpansAssert check(
      SpanPattern pattern, BiFunction<Selection, SpanPattern, @Nullable Failure> check) {
    requireNonNull(pattern, "pattern");
    return verify((spans, scene) -> {
      Failure failure = check.apply((Selection) spans, pattern);
      if (failure == null) {
        scene.lookedAt(pattern, spans);
      }
      return failure;
    });
  }

  private static SpanPattern read(String pattern) {
    return SpanPattern.of(requireNonNull(pattern, "pattern"));
  }

  @Override
  String phrase(List<SpanData> spans, Scene scene) {
    return "%s %s".formatted(Words.count(spans.size(), "span"), ((Selection) spans).phrase());
  }

  @Override
  Failure show(Failure failure, List<SpanData> spans, Scene scene, String comment) {
    Selection selection = (Selection) spans;
    spans.forEach(span -> failure.marking(span, "selected"));
    return failure.drawing(
        selection.tracesOf(spans.isEmpty() ? selection.candidates() : selection));
  }

  @Override
  SpansAssert on(List<SpanData> value, View view, Function<Scene, Found<List<SpanData>>> selector) {
    return new SpansAssert(value, view, selector);
  }
}
