package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.annotation.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * What is asserted of the time of a span, by itself and relative to other spans.
 *
 * <p>A span is open after its start and before its end: of two that only touch, one has ended when
 * the other starts. A span that took no time is open at that moment, and so is one that ended
 * before it started.
 */
abstract sealed class SpanTimeAssert extends SpanCountAssert permits SpanLatencyAssert {

  SpanTimeAssert(@Nullable SpanData actual, View view, Function<Scene, Found<SpanData>> selector) {
    super(actual, view, selector);
  }

  /**
   * Verifies when the span started, to the nanosecond: for spans that a {@code TestClock} timed, or
   * that were given a start time.
   *
   * @param start the expected start
   * @return this
   * @throws TraceAssertionError if the span started earlier or later; the message says by how much
   */
  public SpanAssert startsAt(Instant start) {
    requireNonNull(start, "start");
    return verify((span, scene) -> TimeFailure.start(span, scene, start));
  }

  /**
   * Verifies when the span started, to the nanosecond.
   *
   * @param epochNanos the expected start in nanoseconds since the epoch, as {@code TestClock.now()}
   *     returns it
   * @return this
   * @throws TraceAssertionError if the span started earlier or later; the message says by how much
   */
  public SpanAssert startsAt(long epochNanos) {
    return startsAt(TimeFailure.instant(epochNanos));
  }

  /**
   * Verifies when the span ended, to the nanosecond: for spans that a {@code TestClock} timed, or
   * that were given an end time.
   *
   * @param end the expected end
   * @return this
   * @throws TraceAssertionError if the span ended earlier or later, or has not ended; the message
   *     says by how much
   */
  public SpanAssert endsAt(Instant end) {
    requireNonNull(end, "end");
    return verify((span, scene) -> TimeFailure.end(span, scene, end));
  }

  /**
   * Verifies when the span ended, to the nanosecond.
   *
   * @param epochNanos the expected end in nanoseconds since the epoch, as {@code TestClock.now()}
   *     returns it
   * @return this
   * @throws TraceAssertionError if the span ended earlier or later, or has not ended; the message
   *     says by how much
   */
  public SpanAssert endsAt(long epochNanos) {
    return endsAt(TimeFailure.instant(epochNanos));
  }

  /**
   * Verifies how long the span took, to the nanosecond: for spans that a {@code TestClock} timed.
   *
   * <pre>{@code
   * assertThat(traces).span("POST").hasDuration(Duration.ofMillis(20)); // fails for 20.000001 ms
   * }</pre>
   *
   * @param duration the expected time from its start to its end
   * @return this
   * @throws IllegalArgumentException if the duration is negative
   * @throws TraceAssertionError if it took less or more, or has not ended
   */
  public SpanAssert hasDuration(Duration duration) {
    Arguments.notNegative(duration, "duration");
    return verify((span, scene) -> TimeFailure.duration(span, scene, duration));
  }

  /**
   * Verifies that the span starts before another starts, whichever ends first.
   *
   * <pre>{@code
   * assertThat(traces).span("validate cart").startsBefore("charge card"); // holds when they overlap
   * }</pre>
   *
   * @param pattern the other span, one of the same trace, as {@link SpanPattern#of} reads it; a
   *     name will do
   * @return this
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if it starts later or at the same time, with by how much; if no
   *     span matches, or several do; or if the two were timed by the clocks of two hosts, see
   *     {@link #withClockTolerance}
   */
  public SpanAssert startsBefore(String pattern) {
    return startsBefore(SpanPattern.of(requireNonNull(pattern, "pattern")));
  }

  /**
   * Verifies that the span starts before another starts, whichever ends first.
   *
   * @param pattern the other span, one of the same trace
   * @return this
   * @throws TraceAssertionError if it starts later or at the same time, with by how much; if no
   *     span matches, or several do; or if the two were timed by the clocks of two hosts, see
   *     {@link #withClockTolerance}
   */
  public SpanAssert startsBefore(SpanPattern pattern) {
    return relates(TimeRelation.STARTS_BEFORE, pattern);
  }

  /**
   * Verifies that the span ends before another ends, whichever starts first.
   *
   * @param pattern the other span, one of the same trace, as {@link SpanPattern#of} reads it; a
   *     name will do
   * @return this
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if it ends later or at the same time, with by how much, or has not
   *     ended; if no span matches, or several do; or if the two were timed by the clocks of two
   *     hosts, see {@link #withClockTolerance}
   */
  public SpanAssert endsBefore(String pattern) {
    return endsBefore(SpanPattern.of(requireNonNull(pattern, "pattern")));
  }

  /**
   * Verifies that the span ends before another ends, whichever starts first.
   *
   * @param pattern the other span, one of the same trace
   * @return this
   * @throws TraceAssertionError if it ends later or at the same time, with by how much, or has not
   *     ended; if no span matches, or several do; or if the two were timed by the clocks of two
   *     hosts, see {@link #withClockTolerance}
   */
  public SpanAssert endsBefore(SpanPattern pattern) {
    return relates(TimeRelation.ENDS_BEFORE, pattern);
  }

  /**
   * Verifies that the span ends before another starts, or as it starts. Of two that took no time at
   * the same moment, none happens before the other.
   *
   * <pre>{@code
   * assertThat(traces).span("charge card").happensBefore("ship order"); // fails when they overlap
   * }</pre>
   *
   * @param pattern the other span, one of the same trace, as {@link SpanPattern#of} reads it; a
   *     name will do
   * @return this
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if it ends later, with by how much, or has not ended; if no span
   *     matches, or several do; or if the two were timed by the clocks of two hosts, see
   *     {@link #withClockTolerance}
   */
  public SpanAssert happensBefore(String pattern) {
    return happensBefore(SpanPattern.of(requireNonNull(pattern, "pattern")));
  }

  /**
   * Verifies that the span ends before another starts, or as it starts. Of two that took no time at
   * the same moment, none happens before the other.
   *
   * @param pattern the other span, one of the same trace
   * @return this
   * @throws TraceAssertionError if it ends later, with by how much, or has not ended; if no span
   *     matches, or several do; or if the two were timed by the clocks of two hosts, see
   *     {@link #withClockTolerance}
   */
  public SpanAssert happensBefore(SpanPattern pattern) {
    return relates(TimeRelation.HAPPENS_BEFORE, pattern);
  }

  /**
   * Verifies that there is a moment at which both the span and another were open: none of the two
   * happens before the other.
   *
   * <pre>{@code
   * assertThat(traces).span("charge card").overlaps("send mail"); // fails when one ends as the other starts
   * }</pre>
   *
   * @param pattern the other span, one of the same trace, as {@link SpanPattern#of} reads it; a
   *     name will do
   * @return this
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if one happens before the other, with how much before; if no span
   *     matches, or several do; or if the two were timed by the clocks of two hosts, see
   *     {@link #withClockTolerance}
   */
  public SpanAssert overlaps(String pattern) {
    return overlaps(SpanPattern.of(requireNonNull(pattern, "pattern")));
  }

  /**
   * Verifies that there is a moment at which both the span and another were open: none of the two
   * happens before the other.
   *
   * @param pattern the other span, one of the same trace
   * @return this
   * @throws TraceAssertionError if one happens before the other, with how much before; if no span
   *     matches, or several do; or if the two were timed by the clocks of two hosts, see
   *     {@link #withClockTolerance}
   */
  public SpanAssert overlaps(SpanPattern pattern) {
    return relates(TimeRelation.OVERLAPS, pattern);
  }

  /**
   * Verifies that the span and another were never open at the same moment: one of the two happens
   * before the other.
   *
   * @param pattern the other span, one of the same trace, as {@link SpanPattern#of} reads it; a
   *     name will do
   * @return this
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if they overlap, with for how long; if no span matches, or several
   *     do; or if the two were timed by the clocks of two hosts, see {@link #withClockTolerance}
   */
  public SpanAssert doesNotOverlap(String pattern) {
    return doesNotOverlap(SpanPattern.of(requireNonNull(pattern, "pattern")));
  }

  /**
   * Verifies that the span and another were never open at the same moment: one of the two happens
   * before the other.
   *
   * @param pattern the other span, one of the same trace
   * @return this
   * @throws TraceAssertionError if they overlap, with for how long; if no span matches, or several
   *     do; or if the two were timed by the clocks of two hosts, see {@link #withClockTolerance}
   */
  public SpanAssert doesNotOverlap(SpanPattern pattern) {
    return relates(TimeRelation.DOES_NOT_OVERLAP, pattern);
  }

  /**
   * Verifies that the span starts after its parent, or with it, and ends before its parent, or with
   * it. That a child outlives its parent is normal for asynchronous work which nobody waits for,
   * and a mistake otherwise.
   *
   * <pre>{@code
   * assertThat(traces).span("POST").isWithinParent(); // fails when it ends after its parent
   * }</pre>
   *
   * @return this
   * @throws TraceAssertionError if the span starts before its parent or ends after it, with by how
   *     much; if it has no parent, or that was not captured; or if the two were timed by the clocks
   *     of two hosts, see {@link #withClockTolerance}
   */
  public SpanAssert isWithinParent() {
    return verify(TimeFailure::withinParent);
  }

  /**
   * Lets what follows compare times of two hosts, as {@link TraceAssert#withClockTolerance} says.
   *
   * @param tolerance how far the clocks of two hosts may be apart
   * @return assertions on the same span
   * @throws IllegalArgumentException if the tolerance is negative
   */
  @CheckReturnValue
  public SpanAssert withClockTolerance(Duration tolerance) {
    return tolerating(tolerance);
  }

  private SpanAssert relates(TimeRelation relation, SpanPattern pattern) {
    requireNonNull(pattern, "pattern");
    return verify((span, scene) -> {
      Found<SpanData> other = PatternSearch.single(pattern, scene.traceOf(span), scene);
      if (other.failure() != null) {
        return other.failure();
      }
      Failure failure = TimeFailure.relation(span, scene, relation, other.value());
      if (failure == null) {
        scene.lookedAt(pattern, List.of(other.value()));
      }
      return failure;
    });
  }
}
