package io.traceassert.otlp;

import static java.util.Objects.requireNonNull;

import io.traceassert.text.Durations;
import java.time.Duration;

/** Checks of what callers pass in: each names the argument and says what to do. */
final class Arguments {

  private Arguments() {}

  static String notBlank(String value, String name) {
    if (requireNonNull(value, name).isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
    return value;
  }

  static Duration notNegative(Duration value, String name) {
    if (requireNonNull(value, name).isNegative()) {
      throw new IllegalArgumentException(
          name + " must not be negative, but is " + Durations.exact(value));
    }
    return value;
  }

  static long notNegative(long value, String name) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative, but is " + value);
    }
    return value;
  }
}
