package io.traceassert;

/** How many spans are expected. */
record SizeRange(int min, int max) {

  private static final int UNBOUNDED = Integer.MAX_VALUE;

  static SizeRange exactly(int size) {
    return new SizeRange(size, size);
  }

  static SizeRange atLeast(int min) {
    return new SizeRange(min, UNBOUNDED);
  }

  static SizeRange atMost(int max) {
    return new SizeRange(0, max);
  }

  static SizeRange between(int min, int max) {
    Arguments.notNegative(min, "min");
    if (min > max) {
      throw new IllegalArgumentException(
          "min must not be greater than max, but %d is greater than %d".formatted(min, max));
    }
    return new SizeRange(min, max);
  }

  boolean contains(int size) {
    return min <= size && size <= max;
  }

  boolean isExact() {
    return min == max;
  }

  /** Counts the spans in words. */
  String phrase() {
    int last = max == UNBOUNDED ? min : max;
    return max == 0 ? "no span" : this + (last == 1 ? " span" : " spans");
  }

  @Override
  public String toString() {
    if (isExact()) {
      return Integer.toString(min);
    }
    if (max == UNBOUNDED) {
      return "at least " + min;
    }
    return min == 0 ? "at most " + max : min + " to " + max;
  }
}
