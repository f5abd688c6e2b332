package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is asserted of how long a span took, and on what. Bounds of time are multiplied by the
 * system property {@code traceassert.latency.scale}, which a slow machine sets.
 */
abstract sealed class SpanLatencyAssert extends SpanTimeAssert permits SpanErrorAssert {

  SpanLatencyAssert(
      @Nullable SpanData actual, View view, Function<Scene, Found<SpanData>> selector) {
    super(actual, view, selector);
  }

  /**
   * Verifies how long the span took.
   *
   * <pre>{@code
   * assertThat(traces).span("POST /checkout").hasDurationLessThan(Duration.ofMillis(80)); // fails with the span below it that took most of the time
   * }</pre>
   *
   * @param duration the upper bound on the time from its start to its end, more than zero
   * @return this
   * @throws IllegalArgumentException if the duration is not positive
   * @throws TraceAssertionError if it took as long or longer, with where the time went; or if it
   *     has not ended
   */
  public SpanAssert hasDurationLessThan(Duration duration) {
    TimeLimit limit = TimeLimit.of(duration, "duration");
    return verify((span, scene) -> SpanLatency.duration(span, scene, limit));
  }

  /**
   * Verifies how long the span took from its start to the last end of anything below it, also of
   * what nobody waited for.
   *
   * @param duration the upper bound, more than zero
   * @return this
   * @throws IllegalArgumentException if the duration is not positive
   * @throws TraceAssertionError if it took as long or longer, with where the time went; if the span
   *     or one below it has not ended; or if one, behind a message, was timed by the clock of
   *     another host, see {@link #withClockTolerance}
   */
  public SpanAssert hasSubtreeDurationLessThan(Duration duration) {
    TimeLimit limit = TimeLimit.of(duration, "duration");
    return verify((span, scene) -> SpanLatency.subtree(span, scene, limit));
  }

  /**
   * Verifies for how long none of its children ran while the span did.
   *
   * <pre>{@code
   * assertThat(traces).span("charge card").hasSelfTimeLessThan(Duration.ofMillis(20)); // fails when it waits for a connection
   * }</pre>
   *
   * @param duration the upper bound, more than zero
   * @return this
   * @throws IllegalArgumentException if the duration is not positive
   * @throws TraceAssertionError if it is as long or longer, with the longest gaps; or if the span
   *     has not ended
   */
  public SpanAssert hasSelfTimeLessThan(Duration duration) {
    TimeLimit limit = TimeLimit.of(duration, "duration");
    return verify((span, scene) -> SpanLatency.selfTime(span, scene, limit));
  }

  /**
   * Verifies that there is no long time in the span in which none of its children ran: between two,
   * before the first, after the last, or all of it if it has none.
   *
   * <pre>{@code
   * assertThat(traces).span("POST /checkout").hasNoGapLongerThan(Duration.ofMillis(50)); // fails when a pool has no connection left
   * }</pre>
   *
   * @param duration the greatest length that is allowed, more than zero
   * @return this
   * @throws IllegalArgumentException if the duration is not positive
   * @throws TraceAssertionError if there is a longer one, with what ran before it; or if the span
   *     has not ended
   */
  public SpanAssert hasNoGapLongerThan(Duration duration) {
    TimeLimit limit = TimeLimit.of(duration, "duration");
    return verify((span, scene) -> SpanLatency.gaps(span, scene, limit));
  }

  /**
   * Verifies how long after the span its first child started.
   *
   * @param duration the upper bound, more than zero
   * @return this
   * @throws IllegalArgumentException if the duration is not positive
   * @throws TraceAssertionError if it started as late or later; if there is no child; or if the
   *     clock of another host timed one, see {@link #withClockTolerance}
   */
  public SpanAssert hasTimeToFirstChildLessThan(Duration duration) {
    TimeLimit limit = TimeLimit.of(duration, "duration");
    return verify((span, scene) -> SpanLatency.firstChild(span, scene, limit));
  }

  /**
   * Verifies what part of the duration of its parent the span took. A part does not depend on the
   * machine as much as a time does.
   *
   * <pre>{@code
   * assertThat(traces).span("charge card").hasShareOfParentLessThan(50);
   * }</pre>
   *
   * @param percent the upper bound, more than 0 and at most 100
   * @return this
   * @throws IllegalArgumentException if the percentage is out of range
   * @throws TraceAssertionError if it is as much or more; or if the span has no parent, or one of
   *     the two has not ended
   */
  public SpanAssert hasShareOfParentLessThan(double percent) {
    Percent.bound(percent, "percent");
    return verify((span, scene) -> SpanLatency.share(span, scene, percent));
  }
}
