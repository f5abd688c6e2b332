package io.traceassert.text;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.Locale;

/** Differences of clock readings that may be absurd, and durations as failures print them. */
public final class Durations {

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
   * Prints a duration that a user wrote, without rounding: {@code 5 s}, {@code 250 ms}.
   *
   * @param duration any duration
   * @return its text
   */
  public static String exact(Duration duration) {
    if (duration.toNanosPart() == 0) {
      return duration.toSeconds() + " s";
    }
    boolean wholeMillis = duration.toNanosPart() % 1_000_000 == 0;
    return wholeMillis ? duration.toMillis() + " ms" : duration.toNanos() + " ns";
  }
}
