package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.Trace;
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
    extends TracingAssert<SELF, T> permits CapturedTracesAssert, TraceAssert {

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
   * assertThat(traces).span("POST  [CLIENT]  @order-service").hasAttribute("http.response.status_code", 200);
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

  private static Selection select(SpanPattern pattern, List<Trace> traces, Scene scene) {
    Selection selection = Selection.of(pattern, traces);
    scene.lookedAt(pattern, selection);
    return selection;
  }

  /**
   * Verifies that no span has an error: the status is ERROR, an exception was recorded, or there is
   * an attribute {@code error.type}.
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
   * assertThat(traces).errorsOnlyIn("charge card", "POST  [CLIENT]  @order-service");
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
    return errorsOnlyIn(Arguments.notBlank(patterns, "patterns").stream()
        .map(SpanPattern::of)
        .toArray(SpanPattern[]::new));
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

  private SELF check(BiFunction<List<Trace>, Scene, @Nullable Failure> check) {
    return verify((value, scene) -> {
      Found<List<Trace>> traces = tracesOf(value, scene);
      return traces.holds() ? check.apply(traces.value(), scene) : traces.failure();
    });
  }

  private static List<SpanData> spansOf(List<Trace> traces) {
    return traces.stream().flatMap(trace -> trace.spans().stream()).toList();
  }
}
