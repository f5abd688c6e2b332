package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.traceassert.latency.LatencyScale;
import io.traceassert.text.Durations;
import java.time.Duration;

/**
 * An upper bound on a time, as a test says it, and what becomes of it on this machine.
 *
 * @param written what the test says
 * @param scale the factor of this machine
 */
record TimeLimit(Duration written, LatencyScale scale) {

  /**
   * Makes a bound that something can keep.
   *
   * @throws IllegalArgumentException if it is not positive, or the scale cannot be read
   */
  static TimeLimit of(Duration written, String argument) {
    if (requireNonNull(written, argument).isNegative() || written.isZero()) {
      throw new IllegalArgumentException(
          "%s must be positive, but is %s: nothing takes less than no time"
              .formatted(argument, Durations.exact(written)));
    }
    return new TimeLimit(written, LatencyScale.fromSystemProperty());
  }

  boolean isKeptBy(Duration actual) {
    return actual.compareTo(allowed()) < 0;
  }

  Duration allowed() {
    return scale.times(written);
  }

  String phrase() {
    return scale.phrase(written);
  }

  /** Prints a time that exceeds the bound. */
  String print(Duration actual) {
    return Durations.format(actual, allowed());
  }
}
