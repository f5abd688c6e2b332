package io.traceassert.text;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Differences of clock readings that may be absurd, and durations as failures print them. */
public final class Durations {

  private static final Pattern WRITTEN =
      Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?) ?([a-z\u00b5\u03bc]{1,3})");

  private Durations() {}

  /**
   * Subtracts clock readings.
   *
   * @param start nanoseconds
   * @param end nanoseconds since the same moment
   * @return {@code end - start}, held within the range of a {@code long}
   */
  public static Duration between(long start, long end) {
    long difference = end - start;
    boolean overflowed = ((end ^ start) & (end ^ difference)) < 0;
    return Duration.ofNanos(
        overflowed ? (end > start ? Long.MAX_VALUE : Long.MIN_VALUE) : difference);
  }

  /**
   * Measures a span.
   *
   * @param span a span
   * @return the time from its start to its end; negative if it ended before it started
   */
  public static Duration of(SpanData span) {
    return between(span.getStartEpochNanos(), span.getEndEpochNanos());
  }

  /**
   * Prints three significant digits or more: {@code 12.3 ms}, {@code 0.042 ms}, {@code 1.25 s}.
   *
   * @param duration any duration
   * @return its text
   */
  public static String format(Duration duration) {
    double millis = duration.toSeconds() * 1e3 + duration.toNanosPart() / 1e6;
    double size = Math.abs(millis);
    if (size >= 999.95) {
      return String.format(Locale.ROOT, "%.2f s", millis / 1e3);
    }
    return String.format(Locale.ROOT, size == 0 || size >= 0.9995 ? "%.1f ms" : "%.3f ms", millis);
  }

  /**
   * Prints a measured duration beside a bound that it exceeds: rounded, unless the rounded text
   * would not be seen to exceed it.
   *
   * @param duration a duration
   * @param bound what it should be less than
   * @return its text
   */
  public static String format(Duration duration, Duration bound) {
    String rounded = format(duration);
    return nanosOf(rounded).compareTo(nanosOf(bound)) > 0 ? rounded : exact(duration);
  }

  /**
   * Prints a duration without rounding, in the greatest of the units s, ms, us and ns of which it
   * is one or more: {@code 5 s}, {@code 1.5 ms}.
   *
   * @param duration any duration
   * @return the text, which {@link #read} reads as an equal duration
   */
  public static String exact(Duration duration) {
    BigDecimal nanos = nanosOf(duration);
    Unit unit = Unit.S;
    for (Unit smaller : List.of(Unit.MS, Unit.US, Unit.NS)) {
      boolean less = nanos.abs().compareTo(unit.nanos) < 0 && !duration.isZero();
      unit = less ? smaller : unit;
    }
    return nanos.divide(unit.nanos).stripTrailingZeros().toPlainString() + " " + unit.text();
  }

  /**
   * Reads a duration: a whole or decimal number and one of the units ns, us (or with the Greek
   * letter), ms, s, min and h, with or without a space between them.
   *
   * @param text the text
   * @return the duration
   * @throws IllegalArgumentException if it is not a duration, has fractions of a nanosecond, or is
   *     longer than a {@link Duration} can be
   */
  public static Duration read(String text) {
    BigDecimal nanos = nanosOf(text);
    if (nanos.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException(text + " is not a whole number of nanoseconds");
    }
    BigInteger[] parts = nanos.toBigInteger().divideAndRemainder(Unit.S.nanos.toBigInteger());
    try {
      return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(text + " is too long", e);
    }
  }

  private static BigDecimal nanosOf(Duration duration) {
    return BigDecimal.valueOf(duration.getSeconds())
        .multiply(Unit.S.nanos)
        .add(BigDecimal.valueOf(duration.getNano()));
  }

  private static BigDecimal nanosOf(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (matcher.matches()) {
      String unit = matcher.group(2).replaceFirst("[\u00b5\u03bc]", "u");
      for (Unit known : Unit.values()) {
        if (known.text().equals(unit)) {
          return new BigDecimal(matcher.group(1)).multiply(known.nanos);
        }
      }
    }
    throw new IllegalArgumentException(
        "expected a duration such as 50 ms; the units are ns, us, ms, s, min and h");
  }

  /** What a duration is counted in. */
  private enum Unit {
    NS(1),
    US(1_000),
    MS(1_000_000),
    S(1_000_000_000),
    MIN(60_000_000_000L),
    H(3_600_000_000_000L);

    private final BigDecimal nanos;

    Unit(long nanos) {
      this.nanos = BigDecimal.valueOf(nanos);
    }

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
