package io.traceassert.budget;

import java.util.Arrays;

/**
 * What is made of the measurements of several runs, by nearest rank: the value is one that was
 * measured, nothing is interpolated.
 */
public enum Statistic {

  /**
   * The least of all. Whatever else a machine does takes time and gives none, so that this is
   * nearest to what the code needs by itself.
   */
  BEST(0.05, 1),

  /** The value that half of the runs do not exceed: 5 runs or more. */
  MEDIAN(0.5, 5),

  /** The value that 90 % of the runs do not exceed: 20 runs or more. */
  P90(0.9, 20),

  /** The value that 95 % of the runs do not exceed: 40 runs or more. */
  P95(0.95, 40),

  /** The value that 99 % of the runs do not exceed: 200 runs or more. */
  P99(0.99, 200);

  /**
   * The share of runs that do not exceed the value. The best of many runs has none: it only falls.
   * So it is judged by what one run in twenty keeps, which are taken to be as good as undisturbed.
   */
  final double quantile;

  private final int minimumRuns;

  Statistic(double quantile, int minimumRuns) {
    this.quantile = quantile;
    this.minimumRuns = minimumRuns;
  }

  /**
   * Returns the least number of runs of which the statistic says anything.
   *
   * @return 1 or more
   */
  public int minimumRuns() {
    return minimumRuns;
  }

  /**
   * Computes the statistic by nearest rank.
   *
   * @param measured any order, at least one
   * @return one of the values
   * @throws IllegalArgumentException if there is none
   */
  public double of(double[] measured) {
    if (measured.length == 0) {
      throw new IllegalArgumentException(this + " of no runs is nothing: measured is empty");
    }
    double[] sorted = measured.clone();
    Arrays.sort(sorted);
    return sorted[rank(sorted.length) - 1];
  }

  /** Tells whether it depends on what only some runs meet. */
  boolean isTail() {
    return quantile > 0.5;
  }

  /** The place of the value among n sorted ones, from 1. */
  int rank(int n) {
    return this == BEST ? 1 : (int) Math.ceil(quantile * n - 1e-9);
  }
}
