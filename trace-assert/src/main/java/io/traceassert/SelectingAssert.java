package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.Trace;
import java.util.List;
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
            .then(traces -> PatternSearch.single(Selection.of(pattern, traces))),
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
            tracesOf(value, scene).then(traces -> Found.value(Selection.of(pattern, traces))),
        SpansAssert::new);
  }
}
