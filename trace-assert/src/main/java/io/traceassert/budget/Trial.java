package io.traceassert.budget;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Takes the measurement of one run after the other until they prove something, or may not go on.
 *
 * <p>Passing is judged as soon as it can be, that of a percentile in the tail after half of the
 * time after which a budget may fail: many runs in a moment say nothing of what happens now and
 * then. Failing is judged five times at most, so that looking often does not make an error likely:
 * when the runs have taken long enough together, and again each time that there are three times as
 * many, and at the end. Not safe for use by several threads.
 */
public final class Trial {

  private static final int FEWEST_TO_FAIL = 100;

  /** Of many runs, 2 % more tell nothing new. */
  private static final int LOOKS_APART = 50;

  private final Statistic statistic;
  private final double bound;
  private final Runs runs;
  private double[] measured;
  private int size;
  private int nextLook;
  private int nextFailure;

  private Trial(Statistic statistic, double bound, Runs runs) {
    this.statistic = statistic;
    this.bound = bound;
    this.runs = runs;
    measured = new double[runs.count()];
    nextLook = runs.count();
    nextFailure = Math.min(runs.atMost(), Math.max(runs.count(), FEWEST_TO_FAIL));
  }

  /**
   * Begins a trial.
   *
   * @param statistic what is made of the measurements
   * @param bound what it must be less than, in the unit of the measurements
   * @param runs how many measurements there are
   * @return a trial without measurements
   * @throws IllegalArgumentException if the runs are too few for the statistic; the message says
   *     how many it needs
   */
  public static Trial of(Statistic statistic, double bound, Runs runs) {
    requireNonNull(statistic, "statistic");
    if (requireNonNull(runs, "runs").count() < statistic.minimumRuns()) {
      throw new IllegalArgumentException(
          "%s needs %d runs or more, but runs is %d; fewer are enough for BEST (1) or MEDIAN (5)"
              .formatted(statistic, statistic.minimumRuns(), runs.count()));
    }
    return new Trial(statistic, bound, runs);
  }

  /**
   * Adds the measurement of the next run.
   *
   * @param value in the unit of the bound
   * @param elapsed the time from the beginning of the first run to the end of this one
   * @param contention how many times longer the machine made a thread take, 1 or more
   * @param allowed what is not called exceeded on a machine so busy: the bound or more
   * @return the judgement, when there is one; otherwise another run is needed
   */
  public Optional<Judgement> add(
      double value, Duration elapsed, double contention, double allowed) {
    if (size == measured.length) {
      measured = Arrays.copyOf(measured, size + size / 2 + 1);
    }
    measured[size++] = value;
    boolean last = isLast(elapsed);
    boolean mayFail = last || (size >= nextFailure && elapsed.compareTo(runs.failNotBefore()) >= 0);
    boolean mayPass = size >= nextLook && elapsed.compareTo(passNotBefore()) >= 0;
    return mayPass || mayFail ? look(mayFail, last, contention, allowed) : Optional.empty();
  }

  private Duration passNotBefore() {
    return statistic.isTail() ? runs.failNotBefore().dividedBy(2) : Duration.ZERO;
  }

  private Optional<Judgement> look(
      boolean mayFail, boolean last, double contention, double allowed) {
    Judgement judgement = Judgement.of(statistic, bound, allowed, contention, measured, size);
    if (last
        || judgement.verdict() == Verdict.PASS
        || (mayFail && judgement.verdict() == Verdict.FAIL)) {
      return Optional.of(judgement);
    }
    nextLook = Math.max(nextLook(judgement.within()), size + size / LOOKS_APART);
    nextFailure = mayFail ? 3 * size : nextFailure;
    return Optional.empty();
  }

  private boolean isLast(Duration elapsed) {
    boolean enough = size >= runs.atMost() && elapsed.compareTo(runs.failNotBefore()) >= 0;
    boolean late = size >= runs.count() && elapsed.compareTo(runs.timeLimit()) >= 0;
    return enough || late;
  }

  /** The least number of runs that pass if all further ones are within the bound. */
  private int nextLook(int within) {
    int beyond = size - within;
    int tooFew = size;
    int enough = Math.max(size + 1, runs.atMost());
    while (enough - tooFew > 1) {
      int runs = tooFew + (enough - tooFew) / 2;
      boolean passes = runs - beyond >= Judgement.passing(statistic, runs);
      tooFew = passes ? tooFew : runs;
      enough = passes ? runs : enough;
    }
    return enough;
  }
}
