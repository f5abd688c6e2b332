package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Durations;
import java.time.Duration;
import java.util.Comparator;

/**
 * When a span was open. A span that took time was open after its start and before its end: of two
 * that only touch, one was over when the other began. A span that took no time was open at that
 * moment, and so was one that ended before it started. One that has not ended is open for ever.
 *
 * <p>Of any two, either one is before the other, or there is a moment at which both were open.
 *
 * @param start nanoseconds since the epoch
 * @param end nanoseconds since the epoch, not before the start
 */
record Interval(long start, long end) {

  /** Of equal ends, the moment at which a span took no time comes last: what touches it is over. */
  static final Comparator<Interval> BY_END =
      Comparator.comparingLong(Interval::end).thenComparing(Interval::isMoment);

  /** Of equal starts, the moment at which a span took no time comes first. */
  static final Comparator<Interval> BY_START = Comparator.comparingLong(Interval::start)
      .thenComparing(Interval::isMoment, Comparator.reverseOrder());

  static Interval of(SpanData span) {
    long start = span.getStartEpochNanos();
    return new Interval(
        start, span.hasEnded() ? Math.max(start, span.getEndEpochNanos()) : Long.MAX_VALUE);
  }

  boolean isMoment() {
    return start == end;
  }

  boolean hasEnded() {
    return end < Long.MAX_VALUE;
  }

  /** Tells whether every moment of this one is before every moment of the other. */
  boolean isBefore(Interval other) {
    boolean same = isMoment() && equals(other);
    return end <= other.start && !same;
  }

  Duration length() {
    return Durations.between(start, end);
  }

  /** Returns how long after this one ended the other starts; negative if it started earlier. */
  Duration until(Interval other) {
    return Durations.between(other.start, end).negated();
  }

  /** Reads the same from a clock that is fast. */
  Interval later(Duration by) {
    long nanos = Duration.ofNanos(Long.MAX_VALUE).compareTo(by) < 0 ? Long.MAX_VALUE : by.toNanos();
    return new Interval(later(start, nanos), later(end, nanos));
  }

  private static long later(long time, long nanos) {
    return time + nanos < time ? Long.MAX_VALUE : time + nanos;
  }
}
