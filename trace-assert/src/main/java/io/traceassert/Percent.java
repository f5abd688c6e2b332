package io.traceassert;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Shares of a time in percent. */
final class Percent {

  private Percent() {}

  /**
   * Checks a bound.
   *
   * @throws IllegalArgumentException if it is not more than 0 and at most 100
   */
  static double bound(double percent, String argument) {
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException(
          "%s must be more than 0 and at most 100, but is %s".formatted(argument, print(percent)));
    }
    return percent;
  }

  /** Computes what part of a time another is; nothing is all of nothing. */
  static double of(Duration part, Duration whole) {
    return whole.isZero() ? 100 : 100.0 * nanos(part) / nanos(whole);
  }

  private static double nanos(Duration duration) {
    return duration.getSeconds() * 1e9 + duration.getNano();
  }

  static String rounded(double percent) {
    return String.format(Locale.ROOT, "%.0f %%", percent);
  }

  /** Rounds, but not to the bound or less. */
  static String above(double percent, double bound) {
    String text = rounded(percent);
    return Double.parseDouble(text.replace(" %", "")) > bound ? text : print(percent) + " %";
  }

  static String print(double number) {
    return Double.isFinite(number)
        ? new BigDecimal(number)
            .setScale(6, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString()
        : String.valueOf(number);
  }
}
