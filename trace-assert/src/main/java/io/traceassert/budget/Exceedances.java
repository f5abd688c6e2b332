package io.traceassert.budget;

/**
 * Which runs exceeded a bound, in the order in which they ran, and how many independent runs that
 * is worth. A machine that is disturbed stays so for a while: twenty slow runs in a row are little
 * more than one observation.
 *
 * <p>The runs are taken as a Markov chain of two states, whose autocorrelation is {@code r = 1 -
 * P(leave the one) - P(leave the other)}; n runs of it tell as much of a share as {@code n (1 - r)
 * / (1 + r)} independent ones: G. V. Bayley and J. M. Hammersley, "The 'effective' number of
 * independent observations in an autocorrelated time series", Supplement to the Journal of the
 * Royal Statistical Society 8 (1946).
 *
 * @param within how many runs did not exceed the bound
 * @param effective how many independent runs all are worth, 1 to their number
 */
record Exceedances(int within, int effective) {

  static Exceedances of(double[] measured, int runs, double bound) {
    int within = 0;
    int left = 0;
    int returned = 0;
    for (int i = 0; i < runs; i++) {
      boolean isWithin = measured[i] < bound;
      within += isWithin ? 1 : 0;
      if (i > 0 && isWithin != measured[i - 1] < bound) {
        left += isWithin ? 0 : 1;
        returned += isWithin ? 1 : 0;
      }
    }
    return new Exceedances(within, effective(runs, within, left, returned));
  }

  private static int effective(int runs, int within, int left, int returned) {
    if (within == 0 || within == runs) {
      return runs;
    }
    double correlation = 1 - (double) left / within - (double) returned / (runs - within);
    double worth = correlation <= 0 ? runs : runs * (1 - correlation) / (1 + correlation);
    return Math.max(1, (int) worth);
  }
}
