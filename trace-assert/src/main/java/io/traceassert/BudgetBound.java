package io.traceassert;

import io.traceassert.budget.Baseline;
import io.traceassert.latency.LatencyScale;
import io.traceassert.text.Durations;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

  /** Finds what each measurement is a part of, in the same run; null if it is of none. */
  default @Nullable Measure whole() {
    return null;
  }

  /** Prints a measurement. */
  default String print(double value) {
    return isRelative() ? parts(value) : Durations.format(Duration.ofNanos(Math.round(value)));
  }

  /**
   * Allows for a busy machine where one span is measured in percent of another that contains it. If
   * the machine makes the part {@code c} times as long, and nothing of the rest, which only waits,
   * then {@code p} becomes {@code c p / (c p + 1 - p)}.
   */
  static double allowedPart(double percent, double contention) {
    double part = percent / 100;
    return part >= 1
        ? percent * contention
        : 100 * contention * part / (contention * part + 1 - part);
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

  /**
   * What was written down once, and some percent more.
   *
   * @param whole what the measurement is a part of; null for a time
   */
  record Written(
      Baseline baseline, double percent, @Nullable Measure whole) implements BudgetBound {

    /** Names the budget in the file. */
    String key(BudgetPlan plan) {
      return plan.phrase() + (whole == null ? "" : " as share of " + whole.phrase());
    }

    Baseline.Unit unit() {
      return whole == null ? Baseline.Unit.NANOSECONDS : Baseline.Unit.PERCENT;
    }

    @Override
    public Limit limit(LatencyScale scale, double written) {
      double more = written * (1 + percent / 100);
      double most = whole == null ? more * scale.factor().doubleValue() : more;
      return new Limit(most, Double.isInfinite(written) ? "nothing yet" : phrase(most, scale));
    }

    private String phrase(double most, LatencyScale scale) {
      return "less than %s%s, the baseline and %s%s"
          .formatted(
              print(most),
              whole == null ? "" : " of " + whole.phrase(),
              parts(percent),
              whole != null || scale.isOne()
                  ? ""
                  : " × " + scale.factor() + ", " + LatencyScale.PROPERTY);
    }

    @Override
    public boolean isRelative() {
      return whole != null;
    }
  }

  /** Prints a percentage with three digits or more. */
  private static String parts(double value) {
    int digits = Math.max(0, 2 - (int) Math.floor(Math.log10(Math.max(value, 0.01))));
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
    return rounded.stripTrailingZeros().toPlainString() + " %";
  }
}
