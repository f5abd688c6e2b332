package io.traceassert.shape;

/**
 * How many spans a line takes.
 *
 * @param least so many that each one less costs
 * @param most at most so many
 * @param missing what one less costs
 */
record Demand(int least, int most, long missing) {

  /** What remains when some have been taken. */
  static Demand of(Times times, int taken, long missing) {
    return new Demand(Math.max(0, times.min() - taken), Math.max(0, times.max() - taken), missing);
  }

  /** What it costs to take one more, besides its price. */
  long next(int taken) {
    if (taken < least) {
      return -missing;
    }
    return taken < most ? 0 : LineTree.FAR;
  }
}
