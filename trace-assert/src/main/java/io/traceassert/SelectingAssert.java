package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.assertj.core.annotation.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on one or more whole traces, from which spans are selected.
 *
 * @param <SELF> the assertion class
 * @param <T> what it looks at
 */
abstract sealed class SelectingAssert<SELF extends SelectingAssert<SELF, T>, T>
    extends TracingAssert<SELF, T> permits CountAssert {

  SelectingAssert(
      @Nullable T actual, Class<?> self, View view, Function<Scene, Found<T>> selector) {
    super(actual, self, view, selector);
  }

  /** Returns the traces, of which there is at least one with a span, or the failure. */
  abstract Found<List<Trace>> tracesOf(T value, Scene scene);

  /**
   * Goes on to the one span that is as described.
   *
   * <pre>{@code
   * assertThat(traces).span("POST  [CLIENT]  @order-service").hasAttribute("http.response.status_code", 200); // fails when two spans match
   * }</pre>
   *
   * @param pattern the span, as {@link SpanPattern#of} reads it; a name will do
   * @return assertions on that span
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if no span matches, with those that come nearest and what they
   *     miss; or if several match, with the candidates and in what they differ
   */
  @CheckReturnValue
  public SpanAssert span(String pattern) {
    return span(SpanPattern.of(requireNonNull(pattern, "pattern")));
  }

  /**
   * Goes on to the one span that is as described.
   *
   * @param pattern the span
   * @return assertions on that span
   * @throws TraceAssertionError if no span matches, or several do
   */
  @CheckReturnValue
  public SpanAssert span(SpanPattern pattern) {
    requireNonNull(pattern, "pattern");
    return navigate(
        (value, scene) -> tracesOf(value, scene)
            .then(traces -> PatternSearch.single(select(pattern, traces, scene))),
        SpanAssert::new);
  }

  /**
   * Goes on to all spans that are as described; there may be none.
   *
   * <pre>{@code
   * assertThat(traces).spans("SELECT ...").hasSizeAtMost(2).allMatch("...  < 50 ms");
   * }</pre>
   *
   * @param pattern the spans, as {@link SpanPattern#of} reads it; a name will do
   * @return assertions on these spans, trace by trace in tree order
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if nothing was captured
   */
  @CheckReturnValue
  public SpansAssert spans(String pattern) {
    return spans(SpanPattern.of(requireNonNull(pattern, "pattern")));
  }

  /**
   * Goes on to all spans that are as described; there may be none.
   *
   * @param pattern the spans
   * @return assertions on these spans, trace by trace in tree order
   * @throws TraceAssertionError if nothing was captured
   */
  @CheckReturnValue
  public SpansAssert spans(SpanPattern pattern) {
    requireNonNull(pattern, "pattern");
    return navigate(
        (value, scene) ->
            tracesOf(value, scene).then(traces -> Found.value(select(pattern, traces, scene))),
        SpansAssert::new);
  }

  /**
   * Verifies that there is a span as described, or several.
   *
   * <pre>{@code
   * assertThat(traces).hasSpan("POST  [CLIENT]  @order-service");
   * }</pre>
   *
   * @param pattern the span, as {@link SpanPattern#of} reads it; a name will do
   * @return this
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if there is none, with those that come nearest
   */
  public SELF hasSpan(String pattern) {
    return hasSpan(SpanPattern.of(requireNonNull(pattern, "pattern")));
  }

  /**
   * Verifies that there is a span as described, or several.
   *
   * @param pattern the span
   * @return this
   * @throws TraceAssertionError if there is none, with those that come nearest
   */
  public SELF hasSpan(SpanPattern pattern) {
    requireNonNull(pattern, "pattern");
    return check((traces, scene) -> {
      Selection selection = select(pattern, traces, scene);
      return selection.isEmpty() ? PatternSearch.none(selection, "") : null;
    });
  }

  /**
   * Verifies that there is no span as described.
   *
   * <pre>{@code
   * assertThat(traces).doesNotHaveSpan("charge card"); // fails when nothing was captured
   * }</pre>
   *
   * @param pattern the span, as {@link SpanPattern#of} reads it; a name will do
   * @return this
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if there is one, or nothing was captured
   */
  public SELF doesNotHaveSpan(String pattern) {
    return doesNotHaveSpan(SpanPattern.of(requireNonNull(pattern, "pattern")));
  }

  /**
   * Verifies that there is no span as described.
   *
   * @param pattern the span
   * @return this
   * @throws TraceAssertionError if there is one, or nothing was captured
   */
  public SELF doesNotHaveSpan(SpanPattern pattern) {
    requireNonNull(pattern, "pattern");
    return check((traces, scene) ->
        SelectionFailure.size(Selection.of(pattern, traces), SizeRange.exactly(0)));
  }

  private static Selection select(SpanPattern pattern, List<Trace> traces, Scene scene) {
    Selection selection = Selection.of(pattern, traces);
    scene.lookedAt(pattern, selection);
    return selection;
  }

  /**
   * Verifies that no span has an error: the status is ERROR, an exception was recorded, or there is
   * an attribute {@code error.type}.
   *
   * <pre>{@code
   * assertThat(traces).hasNoErrors(); // fails when nothing was captured
   * }</pre>
   *
   * @return this
   * @throws TraceAssertionError if a span has one, those in which an error began first; if the span
   *     limits of the SDK dropped events or attributes, among which one may have been; or if
   *     nothing was captured
   */
  public SELF hasNoErrors() {
    return check((traces, scene) -> TraceErrors.none(spansOf(traces), traces, scene));
  }

  /**
   * Verifies that the spans with errors are as described, and that there is one for each
   * description. An error is a status ERROR, a recorded exception, or an attribute
   * {@code error.type}.
   *
   * <pre>{@code
   * assertThat(traces).errorsOnlyIn("charge card", "POST  [CLIENT]  @order-service"); // fails when one of them has none
   * }</pre>
   *
   * @param patterns the spans that have errors, as {@link SpanPattern#of} reads them, at least one;
   *     names will do
   * @return this
   * @throws IllegalArgumentException if a pattern cannot be read
   * @throws TraceAssertionError if another span has an error, or no span with an error is as one of
   *     the patterns says
   */
  public SELF errorsOnlyIn(String... patterns) {
    return errorsOnlyIn(Arguments.patterns(patterns, "patterns"));
  }

  /**
   * Verifies that the spans with errors are as described, and that there is one for each
   * description. An error is a status ERROR, a recorded exception, or an attribute
   * {@code error.type}.
   *
   * @param patterns the spans that have errors, at least one
   * @return this
   * @throws TraceAssertionError if another span has an error, or no span with an error is as one of
   *     the patterns says
   */
  public SELF errorsOnlyIn(SpanPattern... patterns) {
    List<SpanPattern> expected = Arguments.notEmpty(patterns, "patterns");
    return check((traces, scene) -> TraceErrors.onlyIn(expected, spansOf(traces), traces, scene));
  }

  /**
   * Verifies that an error is seen from above: where the status of a span is ERROR, so is that of
   * its parent, if that was captured. This holds of traces without errors, too, and it does not say
   * that an error was expected.
   *
   * @return this
   * @throws TraceAssertionError if the status of a parent is another; the message names it, and the
   *     error that it swallowed; or if nothing was captured
   */
  public SELF hasNoSwallowedErrors() {
    return check((traces, scene) -> TraceErrors.swallowed(traces, scene));
  }

  /** Verifies a check of the traces, of which there is at least one with a span. */
  SELF check(BiFunction<List<Trace>, Scene, @Nullable Failure> check) {
    return verify((value, scene) -> {
      Found<List<Trace>> traces = tracesOf(value, scene);
      return traces.holds() ? check.apply(traces.value(), scene) : traces.failure();
    });
  }

  private static List<SpanData> spansOf(List<Trace> traces) {
    return traces.stream().flatMap(trace -> trace.spans().stream()).toList();
  }

  /**
   * Verifies that these spans ran concurrently: there is a moment at which all of them were open. A
   * span is open after its start and before its end, so that one which starts as the other ends
   * does not run concurrently with it; a span that took no time is open at that moment.
   *
   * <pre>{@code
   * assertThat(traces).runConcurrently("reserve item", "charge card"); // fails when one ends as the other starts
   * }</pre>
   *
   * @param patterns the spans, as {@link SpanPattern#of} reads them, at least two; each is one span
   * @return this
   * @throws IllegalArgumentException if a pattern cannot be read, or there are fewer than two
   * @throws TraceAssertionError if one of the spans had ended before another started, with the two
   *     that are farthest apart; if a pattern is no span, several, or one that another is; or if
   *     the spans were timed by the clocks of two hosts, see {@link #withClockTolerance}
   */
  public SELF runConcurrently(String... patterns) {
    return runConcurrently(Arguments.patterns(patterns, "patterns"));
  }

  /**
   * Verifies that these spans ran concurrently: there is a moment at which all of them were open.
   *
   * @param patterns the spans, at least two; each is one span
   * @return this
   * @throws IllegalArgumentException if there are fewer than two patterns
   * @throws TraceAssertionError if one of the spans had ended before another started; if a pattern
   *     is no span, several, or one that another is; or if the spans were timed by the clocks of
   *     two hosts, see {@link #withClockTolerance}
   */
  public SELF runConcurrently(SpanPattern... patterns) {
    return verifyGroup(patterns, SpanGroup::concurrently);
  }

  /**
   * Verifies that these spans ran one after the other, in this order: each had ended before the
   * next started, or as it started.
   *
   * <pre>{@code
   * assertThat(traces).runSequentially("validate cart", "charge card", "ship order"); // fails in another order
   * }</pre>
   *
   * @param patterns the spans, as {@link SpanPattern#of} reads them, at least two; each is one span
   * @return this
   * @throws IllegalArgumentException if a pattern cannot be read, or there are fewer than two
   * @throws TraceAssertionError if one of the spans had not ended when the next started; if a
   *     pattern is no span, several, or one that another is; or if the spans were timed by the
   *     clocks of two hosts, see {@link #withClockTolerance}
   */
  public SELF runSequentially(String... patterns) {
    return runSequentially(Arguments.patterns(patterns, "patterns"));
  }

  /**
   * Verifies that these spans ran one after the other, in this order: each had ended before the
   * next started, or as it started.
   *
   * @param patterns the spans, at least two; each is one span
   * @return this
   * @throws IllegalArgumentException if there are fewer than two patterns
   * @throws TraceAssertionError if one of the spans had not ended when the next started; if a
   *     pattern is no span, several, or one that another is; or if the spans were timed by the
   *     clocks of two hosts, see {@link #withClockTolerance}
   */
  public SELF runSequentially(SpanPattern... patterns) {
    return verifyGroup(patterns, SpanGroup::sequentially);
  }

  private SELF verifyGroup(
      SpanPattern[] patterns, BiFunction<SpanGroup, Scene, @Nullable Failure> check) {
    List<SpanPattern> expected = Arguments.atLeastTwo(patterns, "patterns");
    return check((traces, scene) -> {
      Found<SpanGroup> group = SpanGroup.of(expected, traces);
      Failure failure = group.holds() ? check.apply(group.value(), scene) : group.failure();
      if (failure == null) {
        expected.forEach(pattern -> scene.lookedAt(pattern, group.value().spans()));
      }
      return failure;
    });
  }

  /**
   * Lets what follows compare times of two hosts. Without it such a comparison fails, since their
   * clocks are never quite the same. A comparison then holds if it would with one of the clocks set
   * forward or back by at most this. Times of one host are compared exactly, as ever. Which span is
   * the first or the last, and {@code (in order)} in a shape, are then as the clocks say.
   *
   * <p>Which host a span was timed by is what its resource says, {@code host.id} or
   * {@code host.name}; spans that do not say are of one host, unless their {@code process.pid}
   * differ.
   *
   * <pre>{@code
   * assertThat(traces).withClockTolerance(Duration.ofMillis(5)).runSequentially("order", "ship");
   * }</pre>
   *
   * @param tolerance how far the clocks of two hosts may be apart; zero if they are one clock in
   *     truth, as in containers on one machine
   * @return assertions on the same
   * @throws IllegalArgumentException if the tolerance is negative
   */
  @CheckReturnValue
  public SELF withClockTolerance(Duration tolerance) {
    return tolerating(tolerance);
  }
}
