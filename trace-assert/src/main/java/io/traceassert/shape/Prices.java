package io.traceassert.shape;

/** The cost of laying a line on a span, with all below them; 0 if and only if the line fits. */
interface Prices {

  /** The exact prices, or estimates when those are too many. */
  static Prices of(Comparison comparison) {
    return ExactPrices.of(comparison)
        .map(exact -> (Prices) exact)
        .orElseGet(() -> new EstimatedPrices(comparison));
  }

  long of(int line, int span);
}
