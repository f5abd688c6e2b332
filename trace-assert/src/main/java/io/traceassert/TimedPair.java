package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Durations;
import io.traceassert.text.Words;
import io.traceassert.trace.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Two spans whose times are compared, which is refused if two clocks timed them and nobody said how
 * far these may be apart.
 *
 * @param clocks in what the clocks differ, if they do
 * @param tolerance how far clocks may be apart; null if that is not known
 */
record TimedPair(
    SpanData one,
    SpanData other,
    Optional<Clock.Difference> clocks,
    @Nullable Duration tolerance) {

  static final String ADVICE =
      "The clocks of two hosts are never quite the same. If you know how far they may be apart, say so: withClockTolerance(Duration).";

  static TimedPair of(SpanData one, SpanData other, Scene scene) {
    return new TimedPair(
        one, other, Clock.of(one).differenceTo(Clock.of(other)), scene.clockTolerance());
  }

  boolean isRefused() {
    return clocks.isPresent() && tolerance == null;
  }

  boolean holds(TimeRelation relation) {
    return !isRefused() && relation.holds(Interval.of(one), Interval.of(other), apart());
  }

  /** Tells whether one started before the other, however far the clocks are apart. */
  boolean surelyStartsInOrder() {
    return TimeRelation.STARTS_BEFORE.holds(
        Interval.of(one).later(apart()), Interval.of(other), Duration.ZERO);
  }

  private Duration apart() {
    return clocks.isPresent() && tolerance != null ? tolerance : Duration.ZERO;
  }

  /** Says of both spans why they are not compared. */
  String refusal() {
    return "were timed by two clocks: " + clocks.map(Clock.Difference::phrase).orElseThrow();
  }

  /** Says what one span did instead, with the other called {@code it}. */
  String instead(TimeRelation relation, String it) {
    return relation.otherwise(Interval.of(one), Interval.of(other), it);
  }

  /**
   * Marks both spans, and adds what one should know to understand why a relation does not hold.
   *
   * @param name names a span
   * @param when writes when a span was open
   */
  Failure explain(
      Failure failure,
      TimeRelation relation,
      Function<SpanData, String> name,
      Function<SpanData, String> when) {
    if (isRefused()) {
      clocks.ifPresent(
          difference -> failure.marking(one, difference.one()).marking(other, difference.other()));
      return failure.advising(ADVICE);
    }
    Interval first = Interval.of(one);
    Interval second = Interval.of(other);
    if (relation == TimeRelation.HAPPENS_BEFORE && second.isBefore(first)) {
      failure.because("it is the other way round: %s %s"
          .formatted(
              name.apply(other), TimeRelation.OVERLAPS.otherwise(second, first, name.apply(one))));
    }
    explainBackwards(failure, one);
    explainBackwards(failure, other);
    clocks.ifPresent(
        difference -> failure.because("they were timed by two clocks that may be %s apart: %s"
            .formatted(Durations.exact(apart()), difference.phrase())));
    return failure
        .marking(one, when.apply(one) + ": expected " + relation.phrase(name.apply(other)))
        .marking(other, when.apply(other));
  }

  private static void explainBackwards(Failure failure, SpanData span) {
    Duration duration = Durations.of(span);
    if (span.hasEnded() && duration.isNegative()) {
      failure.because("%s ended %s before it started, and so counts as if it took no time"
          .formatted(Words.span(span), Durations.format(duration.negated(), Duration.ZERO)));
    }
  }
}
