package io.traceassert;

import io.traceassert.budget.Baseline;
import io.traceassert.latency.LatencyScale;
import io.traceassert.text.Durations;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** What a latency budget compares its measurements with. */
sealed interface BudgetBound {

  /** A time. */
  record Time(Duration duration) implements BudgetBound {}

  /** A part of what other spans of the same run take. */
  record Share(double percent, Measure whole) implements BudgetBound {}

  /** What another body takes, run by run, and some percent more. */
  record OtherBody(CapturedTraces.Body<?> body, double percent) implements BudgetBound {}

  /** What was written down once, and some percent more. */
  record Written(Baseline baseline, double percent) implements BudgetBound {}

  /** Tells whether measurements are percentages, and not times. */
  default boolean isRelative() {
    return this instanceof Share || this instanceof OtherBody;
  }

  /** Prints a measurement. */
  default String print(double value) {
    return isRelative() ? percent(value) : Durations.format(Duration.ofNanos(Math.round(value)));
  }

  /**
   * Finds the limit, in the unit of the measurements.
   *
   * @param written what the baseline has; infinite if it has nothing yet
   */
  default Limit limit(LatencyScale scale, double written) {
    if (this instanceof Share share) {
      return new Limit(
          share.percent,
          "less than %s of %s".formatted(percent(share.percent), share.whole.phrase()));
    }
    if (this instanceof OtherBody other) {
      double percent = 100 + other.percent;
      return new Limit(
          percent, "less than %s of what the other body takes".formatted(percent(percent)));
    }
    if (this instanceof Written baseline) {
      double limit = written * (1 + baseline.percent / 100);
      return new Limit(
          limit * scale.factor().doubleValue(),
          Double.isInfinite(limit)
              ? "nothing yet"
              : "less than %s, the baseline and %s"
                  .formatted(print(limit), percent(baseline.percent)));
    }
    Duration time = ((Time) this).duration;
    return new Limit(scale.times(time).toNanos(), "less than " + scale.phrase(time));
  }

  /** Prints a percentage with three digits or more. */
  static String percent(double value) {
    int digits = Math.max(0, 2 - (int) Math.floor(Math.log10(Math.max(value, 0.01))));
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
    return rounded.stripTrailingZeros().toPlainString() + " %";
  }

  /** A limit, and how it reads. */
  record Limit(double value, String phrase) {}
}
