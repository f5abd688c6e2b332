package io.traceassert;

import io.traceassert.budget.Baseline;
import io.traceassert.latency.LatencyScale;
import io.traceassert.text.Durations;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** What a latency budget compares its measurements with. */
sealed interface BudgetBound {

  /**
   * Finds the limit, in the unit of the measurements.
   *
   * @param scale of this machine
   * @param written what the baseline has; infinite if it has nothing yet
   */
  Limit limit(LatencyScale scale, double written);

  /** Tells whether measurements are percentages, and not times. */
  boolean isRelative();

  /** Prints a measurement. */
  default String print(double value) {
    return isRelative() ? parts(value) : Durations.format(Duration.ofNanos(Math.round(value)));
  }

  /** A limit, and how it reads. */
  record Limit(double value, String phrase) {}

  /** A time. */
  record Time(Duration duration) implements BudgetBound {

    @Override
    public Limit limit(LatencyScale scale, double written) {
      return new Limit(scale.times(duration).toNanos(), "less than " + scale.phrase(duration));
    }

    @Override
    public boolean isRelative() {
      return false;
    }
  }

  /** A part of what other spans of the same run take. */
  record Share(double percent, Measure whole) implements BudgetBound {

    @Override
    public Limit limit(LatencyScale scale, double written) {
      return new Limit(percent, "less than %s of %s".formatted(parts(percent), whole.phrase()));
    }

    @Override
    public boolean isRelative() {
      return true;
    }
  }

  /** What another body takes, run by run, and some percent more. */
  record OtherBody(CapturedTraces.Body<?> body, double percent) implements BudgetBound {

    @Override
    public Limit limit(LatencyScale scale, double written) {
      double most = 100 + percent;
      return new Limit(most, "less than %s of what the other body takes".formatted(parts(most)));
    }

    @Override
    public boolean isRelative() {
      return true;
    }
  }

  /** What was written down once, and some percent more. */
  record Written(Baseline baseline, double percent) implements BudgetBound {

    @Override
    public Limit limit(LatencyScale scale, double written) {
      double most = written * (1 + percent / 100) * scale.factor().doubleValue();
      return new Limit(
          most,
          Double.isInfinite(written)
              ? "nothing yet"
              : "less than %s, the baseline and %s%s"
                  .formatted(
                      print(most),
                      parts(percent),
                      scale.isOne() ? "" : " × " + scale.factor() + ", " + LatencyScale.PROPERTY));
    }

    @Override
    public boolean isRelative() {
      return false;
    }
  }

  /** Prints a percentage with three digits or more. */
  private static String parts(double value) {
    int digits = Math.max(0, 2 - (int) Math.floor(Math.log10(Math.max(value, 0.01))));
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
    return rounded.stripTrailingZeros().toPlainString() + " %";
  }
}
