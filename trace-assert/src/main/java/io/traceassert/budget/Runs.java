package io.traceassert.budget;

import static java.util.Objects.requireNonNull;

import io.traceassert.text.Durations;
import java.time.Duration;

/**
 * How often to run what is measured. Immutable.
 *
 * <p>If the runs that were asked for prove nothing, there are more of them: a budget is called
 * exceeded only after runs that took {@link #failNotBefore} together, because a machine that is
 * disturbed for a moment would be mistaken for slow code. That time is spent on tests that do not
 * pass at once.
 *
 * @param count how many runs are measured, 1 or more; {@link Statistic#minimumRuns} at least
 * @param warmup how many runs go before them, 0 or more, and are not measured
 * @param atMost how many runs are measured when fewer prove nothing
 * @param failNotBefore how long the measured runs take together before a budget is called exceeded;
 *     half of it, before one of a percentile in the tail is called kept
 * @param timeLimit how long the measured runs take together at most, before the verdict is given on
 *     those that there are
 */
public record Runs(int count, int warmup, int atMost, Duration failNotBefore, Duration timeLimit) {

  private static final int EXTENSION = 100;
  private static final int LEAST_EXTENSION = 1_000;

  /** Checks each part. */
  public Runs {
    if (count < 1) {
      throw new IllegalArgumentException("runs must be 1 or more, but is " + count);
    }
    if (warmup < 0) {
      throw new IllegalArgumentException("warmup must not be negative, but is " + warmup);
    }
    if (atMost < count) {
      throw new IllegalArgumentException(
          "atMost must be %d or more, the number of runs, but is %d".formatted(count, atMost));
    }
    if (requireNonNull(failNotBefore, "failNotBefore").isNegative()) {
      throw new IllegalArgumentException(
          "failNotBefore must not be negative, but is " + Durations.exact(failNotBefore));
    }
    if (requireNonNull(timeLimit, "timeLimit").compareTo(failNotBefore) < 0) {
      throw new IllegalArgumentException(
          "timeLimit must be %s or more, as failNotBefore is, but is %s"
              .formatted(Durations.exact(failNotBefore), Durations.exact(timeLimit)));
    }
  }

  /**
   * Asks for a number of runs, with no warm-up; 100 times as many, and 1,000 at least, when they
   * prove nothing; a budget is not called exceeded before 5 seconds, and after 60 seconds no run
   * begins.
   *
   * @param count 1 or more
   * @return the runs
   * @throws IllegalArgumentException if there are fewer
   */
  public static Runs runs(int count) {
    return new Runs(
        count,
        0,
        (int) Math.min(Integer.MAX_VALUE, Math.max(LEAST_EXTENSION, (long) EXTENSION * count)),
        Duration.ofSeconds(5),
        Duration.ofSeconds(60));
  }

  /**
   * Adds runs that go before and are not measured.
   *
   * @param runs 0 or more
   * @return the changed runs
   * @throws IllegalArgumentException if the number is negative
   */
  public Runs warmup(int runs) {
    return new Runs(count, runs, atMost, failNotBefore, timeLimit);
  }

  /**
   * Bounds how many runs are measured when fewer prove nothing.
   *
   * @param runs as many as are asked for, or more
   * @return the changed runs
   * @throws IllegalArgumentException if there are fewer
   */
  public Runs atMost(int runs) {
    return new Runs(count, warmup, runs, failNotBefore, timeLimit);
  }

  /**
   * Says how long the measured runs take together before a budget is called exceeded; half of it,
   * before a budget of P90, P95 or P99 is called kept. It should be ten times as long as what
   * disturbs the machine.
   *
   * @param duration zero or more
   * @return the changed runs
   * @throws IllegalArgumentException if it is negative, or longer than the time limit
   */
  public Runs failNotBefore(Duration duration) {
    return new Runs(count, warmup, atMost, duration, timeLimit);
  }

  /**
   * Bounds the time: after it no run begins, and the verdict is given on those that there are.
   *
   * @param duration as long as {@link #failNotBefore}, or longer
   * @return the changed runs
   * @throws IllegalArgumentException if it is shorter
   */
  public Runs timeLimit(Duration duration) {
    return new Runs(count, warmup, atMost, failNotBefore, duration);
  }
}
