package io.traceassert.latency;

import static java.util.Objects.requireNonNull;

import io.traceassert.text.Durations;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * The factor by which bounds of time are multiplied on a machine that is slower than the one that
 * they were written for: the system property {@code traceassert.latency.scale}, 1 if it is not set.
 *
 * @param factor more than 0, at most 1000
 */
public record LatencyScale(BigDecimal factor) {

  /** The name of the system property. */
  public static final String PROPERTY = "traceassert.latency.scale";

  private static final String MEASURED = "measured";
  private static final BigDecimal GREATEST = new BigDecimal(1000);

  /**
   * Makes a factor.
   *
   * @param factor more than 0, at most 1000
   * @throws IllegalArgumentException if it is not
   */
  public LatencyScale {
    if (requireNonNull(factor, "factor").signum() <= 0 || factor.compareTo(GREATEST) > 0) {
      throw new IllegalArgumentException(
          "%s must be more than 0 and at most 1000, but is %s; write 3 for a machine that is three times as slow"
              .formatted(PROPERTY, factor));
    }
  }

  /**
   * Reads the system property, anew at each call.
   *
   * @return the factor
   * @throws IllegalArgumentException if the value is not such a number; the message says what to
   *     write
   */
  public static LatencyScale fromSystemProperty() {
    return read(System.getProperty(PROPERTY, "1"));
  }

  /**
   * Reads a factor.
   *
   * @param text a decimal number, for example {@code 3} or {@code 0.5}; or {@code measured}, for
   *     how many times longer this machine takes for a fixed piece of work than one of 2025, 1 or
   *     more, measured once in half a second
   * @return the factor
   * @throws IllegalArgumentException if it is not such a number, or out of range
   */
  public static LatencyScale read(String text) {
    if (requireNonNull(text, "text").equals(MEASURED)) {
      return Calibration.scale();
    }
    if (!text.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")) {
      throw new IllegalArgumentException(
          "%s must be a number such as 3 or 0.5, or measured, but is \"%s\"; write 3 for a machine that is three times as slow"
              .formatted(PROPERTY, text));
    }
    return new LatencyScale(new BigDecimal(text));
  }

  /**
   * Multiplies a bound.
   *
   * @param bound a duration, zero or more
   * @return the duration that is allowed here, rounded up to whole nanoseconds; the greatest
   *     duration where it would be longer
   */
  public Duration times(Duration bound) {
    BigDecimal nanos = BigDecimal.valueOf(bound.getSeconds())
        .scaleByPowerOfTen(9)
        .add(BigDecimal.valueOf(bound.getNano()))
        .multiply(factor)
        .setScale(0, RoundingMode.CEILING);
    BigDecimal seconds = nanos.scaleByPowerOfTen(-9).setScale(0, RoundingMode.FLOOR);
    return seconds.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
        ? Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)
        : Duration.ofSeconds(
            seconds.longValueExact(),
            nanos.subtract(seconds.scaleByPowerOfTen(9)).longValueExact());
  }

  /**
   * Tells whether bounds stay as they are.
   *
   * @return true if the factor is 1
   */
  public boolean isOne() {
    return factor.compareTo(BigDecimal.ONE) == 0;
  }

  /**
   * Says what became of a bound.
   *
   * @param bound what the test says
   * @return {@code 50 ms}, or {@code 150 ms (50 ms × 3, traceassert.latency.scale)}
   */
  public String phrase(Duration bound) {
    return isOne()
        ? Durations.exact(bound)
        : "%s (%s × %s, %s)"
            .formatted(
                Durations.exact(times(bound)),
                Durations.exact(bound),
                factor.stripTrailingZeros().toPlainString(),
                PROPERTY);
  }
}
