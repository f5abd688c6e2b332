package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.traceassert.latency.CriticalPath;
import io.traceassert.pattern.SpanPattern;
import java.time.Duration;
import java.util.function.Function;
import org.assertj.core.annotation.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on how long whole traces take, and on what. Of a capture they hold of each trace.
 *
 * <p>Bounds of time are multiplied by the system property {@code traceassert.latency.scale}, which
 * a slow machine sets. Times of two hosts are never compared: what another clock timed than its
 * parent counts with its duration, as if it had run in the middle of its parent.
 *
 * @param <SELF> the assertion class
 * @param <T> what it looks at
 */
abstract sealed class LatencyAssert<SELF extends LatencyAssert<SELF, T>, T>
    extends PropagationAssert<SELF, T> permits CapturedTracesAssert, TraceAssert {

  LatencyAssert(@Nullable T actual, Class<?> self, View view, Function<Scene, Found<T>> selector) {
    super(actual, self, view, selector);
  }

  /**
   * Verifies how long the trace takes from its first start to its last end, work that goes on after
   * the root has ended included. What the caller waits for is the duration of the root:
   * {@code span(…).hasDurationLessThan(…)}.
   *
   * <pre>{@code
   * assertThat(traces).hasSingleTrace().hasDurationLessThan(Duration.ofMillis(500)); // fails with the span that took most of it
   * }</pre>
   *
   * @param duration the upper bound, more than zero
   * @return this
   * @throws IllegalArgumentException if the duration is not positive
   * @throws TraceAssertionError if it takes as long or longer, with where the time went; if a span
   *     has not ended; or if a part of it, behind a message, was timed by the clock of another
   *     host, see {@link #withClockTolerance}
   */
  public SELF hasDurationLessThan(Duration duration) {
    TimeLimit limit = TimeLimit.of(duration, "duration");
    return check((traces, scene) ->
        TraceLatency.each(traces, trace -> Overall.of(trace).judge(limit, scene)));
  }

  /**
   * Verifies how long one or more spans of a service ran, each moment counted once.
   *
   * <pre>{@code
   * assertThat(traces).hasTimeInServiceLessThan("payment", Duration.ofMillis(200));
   * }</pre>
   *
   * @param service {@code service.name}
   * @param duration the upper bound, more than zero
   * @return this
   * @throws IllegalArgumentException if the name is blank, or the duration is not positive
   * @throws TraceAssertionError if it is as long or longer; if there is no span of the service; or
   *     if one has not ended
   */
  public SELF hasTimeInServiceLessThan(String service, Duration duration) {
    Arguments.notBlank(service, "service");
    TimeLimit limit = TimeLimit.of(duration, "duration");
    return check((traces, scene) ->
        TraceLatency.each(traces, trace -> TraceLatency.inService(service, trace, limit)));
  }

  /**
   * Verifies that the critical path goes through a span: that the trace takes as long as it does
   * because of the span, or of what is below it. The path is that of the one root or entry span;
   * {@code extracting(CriticalPath::of)} leads to it as a value.
   *
   * <pre>{@code
   * assertThat(traces).hasSingleTrace().hasCriticalPathThrough("charge card"); // fails when another span beside it takes longer
   * }</pre>
   *
   * @param pattern the span, one or more, as {@link SpanPattern#of} reads it; a name will do
   * @return this
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if it goes through none of them, with what is on it instead; if no
   *     span matches; or if there are several roots
   * @see CriticalPath
   */
  public SELF hasCriticalPathThrough(String pattern) {
    return hasCriticalPathThrough(SpanPattern.of(requireNonNull(pattern, "pattern")));
  }

  /**
   * Verifies that the critical path goes through a span.
   *
   * @param pattern the span, one or more
   * @return this
   * @throws TraceAssertionError if it goes through none of them, with what is on it instead; if no
   *     span matches; or if there are several roots
   */
  public SELF hasCriticalPathThrough(SpanPattern pattern) {
    requireNonNull(pattern, "pattern");
    return check((traces, scene) ->
        TraceLatency.each(traces, trace -> TraceLatency.pathThrough(pattern, trace)));
  }

  /**
   * Verifies that the critical path goes through none of some spans: that nobody waits for them.
   *
   * <pre>{@code
   * assertThat(traces).hasSingleTrace().doesNotHaveCriticalPathThrough("send mail"); // fails when the mail is waited for
   * }</pre>
   *
   * @param pattern the spans, as {@link SpanPattern#of} reads it; a name will do
   * @return this
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if it goes through one, with how much of it is there; if no span
   *     matches; or if there are several roots
   */
  public SELF doesNotHaveCriticalPathThrough(String pattern) {
    return doesNotHaveCriticalPathThrough(SpanPattern.of(requireNonNull(pattern, "pattern")));
  }

  /**
   * Verifies that the critical path goes through none of some spans: that nobody waits for them.
   *
   * @param pattern the spans
   * @return this
   * @throws TraceAssertionError if it goes through one, with how much of it is there; if no span
   *     matches; or if there are several roots
   */
  public SELF doesNotHaveCriticalPathThrough(SpanPattern pattern) {
    requireNonNull(pattern, "pattern");
    return check((traces, scene) ->
        TraceLatency.each(traces, trace -> TraceLatency.pathNotThrough(pattern, trace)));
  }

  /**
   * Verifies what part of the critical path some spans have together, each with all below it. A
   * part does not depend on the machine as much as a time does.
   *
   * <pre>{@code
   * assertThat(traces).hasSingleTrace().hasCriticalPathShareLessThan("SELECT ...", 50);
   * }</pre>
   *
   * @param pattern the spans, as {@link SpanPattern#of} reads it; a name will do
   * @param percent the upper bound, more than 0 and at most 100
   * @return this
   * @throws IllegalArgumentException if the pattern cannot be read, or the percentage is out of
   *     range
   * @throws TraceAssertionError if it is as much or more; if no span matches; or if there are
   *     several roots
   */
  public SELF hasCriticalPathShareLessThan(String pattern, double percent) {
    return hasCriticalPathShareLessThan(
        SpanPattern.of(requireNonNull(pattern, "pattern")), percent);
  }

  /**
   * Verifies what part of the critical path some spans have together, each with all below it.
   *
   * @param pattern the spans
   * @param percent the upper bound, more than 0 and at most 100
   * @return this
   * @throws IllegalArgumentException if the percentage is out of range
   * @throws TraceAssertionError if it is as much or more; if no span matches; or if there are
   *     several roots
   */
  public SELF hasCriticalPathShareLessThan(SpanPattern pattern, double percent) {
    requireNonNull(pattern, "pattern");
    Percent.bound(percent, "percent");
    return check((traces, scene) ->
        TraceLatency.each(traces, trace -> TraceLatency.pathShare(pattern, percent, trace)));
  }

  /**
   * Goes on to the span that has most of the critical path for itself: the one to begin with when
   * the trace is to be faster. Of a capture, that of all its traces.
   *
   * <pre>{@code
   * assertThat(traces).hasSingleTrace().slowestSpan().hasName("charge card");
   * }</pre>
   *
   * @return assertions on that span; of equal ones the first in the tree
   * @throws TraceAssertionError if a trace has several roots, or no span took any time
   */
  @CheckReturnValue
  public SpanAssert slowestSpan() {
    return navigate(
        (value, scene) -> tracesOf(value, scene).then(TraceLatency::slowest), SpanAssert::new);
  }
}
