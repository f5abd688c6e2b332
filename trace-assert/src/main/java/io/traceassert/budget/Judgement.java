package io.traceassert.budget;

import java.util.Arrays;

/**
 * What a number of runs proves, and the figures that justify it. The interval is one of order
 * statistics, so that nothing is assumed of how the measurements are distributed: W. J. Conover,
 * "Practical Nonparametric Statistics", chapter 3.2; its ends are values that were measured.
 *
 * @param verdict what is proven
 * @param statistic what was made of the measurements
 * @param bound what the statistic must be less than
 * @param value the statistic of the measurements
 * @param atLeast what the statistic is at least, with a confidence of 99.99 %; negative infinity
 *     when the runs are too few to tell
 * @param atMost what the statistic is at most, with a confidence of 99 %; positive infinity when
 *     the runs are too few to tell
 * @param runs how many were measured
 * @param effective how many independent runs they are worth: fewer, when slow runs came in a row
 * @param within how many were within the bound
 * @param contention how many times longer the machine made a thread take, 1 or more
 * @param allowed what is not called exceeded on a machine so busy; the bound on an idle one
 */
public record Judgement(
    Verdict verdict,
    Statistic statistic,
    double bound,
    double value,
    double atLeast,
    double atMost,
    int runs,
    int effective,
    int within,
    double contention,
    double allowed) {

  /** Five looks, see {@link Trial}: 1 in 10,000 together. */
  private static final double FALSE_FAIL = 0.0001 / 5;

  private static final double FALSE_PASS = 0.01;

  static Judgement of(
      Statistic statistic,
      double bound,
      double allowed,
      double contention,
      double[] measured,
      int runs) {
    Exceedances exceedances = Exceedances.of(measured, runs, bound);
    int effective = exceedances.effective();
    double[] sorted = Arrays.copyOf(measured, runs);
    Arrays.sort(sorted);
    double atLeast = lower(statistic, sorted, effective);
    double atMost = upper(sorted, effective, passing(statistic, effective));
    return new Judgement(
        atMost < bound ? Verdict.PASS : atLeast >= allowed ? Verdict.FAIL : Verdict.UNSTABLE,
        statistic,
        bound,
        sorted[statistic.rank(runs) - 1],
        atLeast,
        atMost,
        runs,
        effective,
        exceedances.within(),
        contention,
        allowed);
  }

  private static double lower(Statistic statistic, double[] sorted, int effective) {
    int surely = Binomial.surelyAtLeast(effective, statistic.quantile, FALSE_FAIL);
    return surely == 0
        ? Double.NEGATIVE_INFINITY
        : sorted[(int) ((surely - 1L) * sorted.length / effective)];
  }

  private static double upper(double[] sorted, int effective, int passing) {
    return passing > effective
        ? Double.POSITIVE_INFINITY
        : sorted[(int) (((long) passing * sorted.length - 1) / effective)];
  }

  /** How many of independent runs must be within the bound to pass; one more if none suffice. */
  static int passing(Statistic statistic, int effective) {
    return Binomial.surelyFewerThan(effective, statistic.quantile, FALSE_PASS);
  }
}
