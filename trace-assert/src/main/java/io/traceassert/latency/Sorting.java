package io.traceassert.latency;

/** Sorts places by numbers that belong to them, without an object for each. */
final class Sorting {

  private final long[] keys;
  private int[] spare = {};

  Sorting(long[] keys) {
    this.keys = keys;
  }

  /**
   * Sorts a part of an array by key, ascending; keys above the greatest count as that. Of equal
   * ones the higher place comes first.
   */
  void sort(int[] places, int from, int to, long greatest) {
    if (isSorted(places, from, to, greatest)) {
      return;
    }
    if (spare.length < to - from) {
      spare = new int[to - from];
    }
    for (int width = 1; width < to - from; width *= 2) {
      for (int left = from; left < to - width; left += 2 * width) {
        merge(places, left, left + width, Math.min(left + 2 * width, to), greatest);
      }
    }
  }

  private boolean isSorted(int[] places, int from, int to, long greatest) {
    for (int i = from + 1; i < to; i++) {
      if (isAfter(places[i - 1], places[i], greatest)) {
        return false;
      }
    }
    return true;
  }

  private void merge(int[] places, int left, int middle, int right, long greatest) {
    int size = middle - left;
    System.arraycopy(places, left, spare, 0, size);
    int one = 0;
    int other = middle;
    int out = left;
    while (one < size && other < right) {
      places[out++] = isAfter(spare[one], places[other], greatest) ? places[other++] : spare[one++];
    }
    System.arraycopy(spare, one, places, out, size - one);
  }

  private boolean isAfter(int one, int other, long greatest) {
    long key = Math.min(keys[one], greatest);
    long otherKey = Math.min(keys[other], greatest);
    return key > otherKey || (key == otherKey && one < other);
  }
}
