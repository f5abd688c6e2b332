package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Durations;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Checks of what callers pass in: each names the argument and says what to do. */
final class Arguments {

  private Arguments() {}

  static String notBlank(String value, String name) {
    if (requireNonNull(value, name).isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
    return value;
  }

  static List<String> notBlank(String[] values, String name) {
    if (requireNonNull(values, name).length == 0) {
      throw new IllegalArgumentException(
          name + " must not be empty: an assertion about nothing always holds");
    }
    for (int i = 0; i < values.length; i++) {
      notBlank(values[i], name + "[" + i + "]");
    }
    return List.copyOf(Arrays.asList(values));
  }

  static SpanPattern[] patterns(String[] lines, String name) {
    return notBlank(lines, name).stream().map(SpanPattern::of).toArray(SpanPattern[]::new);
  }

  static <T> List<T> notEmpty(T[] values, String name) {
    if (requireNonNull(values, name).length == 0) {
      throw new IllegalArgumentException(
          name + " must not be empty: an assertion about nothing always holds");
    }
    for (int i = 0; i < values.length; i++) {
      requireNonNull(values[i], name + "[" + i + "]");
    }
    return List.of(values);
  }

  static <T> List<T> atLeastTwo(T[] values, String name) {
    if (notEmpty(values, name).size() == 1) {
      throw new IllegalArgumentException(
          name + " must be two or more: there is nothing to compare one with");
    }
    return List.of(values);
  }

  static int atLeastOne(int value, String name, String otherwise) {
    return atLeast(1, value, name, otherwise);
  }

  static int atLeast(int least, int value, String name, String otherwise) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be %d or more, but is %d%s".formatted(name, least, value, otherwise));
    }
    return value;
  }

  static int notNegative(int value, String name) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative, but is " + value);
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
}
