package io.traceassert.latency;

/** Sums and differences of clock readings that may be absurd, held within the range of a long. */
final class Saturated {

  private Saturated() {}

  static long plus(long one, long other) {
    long sum = one + other;
    boolean overflowed = ((one ^ sum) & (other ^ sum)) < 0;
    return overflowed ? (one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }

  static long minus(long one, long other) {
    long difference = one - other;
    boolean overflowed = ((one ^ other) & (one ^ difference)) < 0;
    return overflowed ? (one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : difference;
  }
}
