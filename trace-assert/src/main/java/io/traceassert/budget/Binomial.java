package io.traceassert.budget;

/** The binomial distribution: how many of n independent runs have what a share p of all has. */
final class Binomial {

  private static final double ROUNDING = 1e-9;

  private Binomial() {}

  /**
   * Finds the greatest k for which fewer than k are improbable.
   *
   * @param improbable a probability
   * @return 0 to n
   */
  static int surelyAtLeast(int n, double p, double improbable) {
    double sum = 0;
    double term = n * Math.log1p(-p); // in logarithms: (1 - p)^n is soon less than a double can be
    double odds = Math.log(p) - Math.log1p(-p);
    for (int k = 0; k < n; k++) {
      sum += Math.exp(term);
      if (sum > improbable * (1 + ROUNDING)) {
        return k;
      }
      term += Math.log((double) (n - k) / (k + 1)) + odds;
    }
    return n;
  }

  /**
   * Finds the least k for which k or more are improbable.
   *
   * @param improbable a probability
   * @return 1 to n, or n + 1 if even n are probable
   */
  static int surelyFewerThan(int n, double p, double improbable) {
    return n + 1 - surelyAtLeast(n, 1 - p, improbable);
  }
}
