package io.traceassert.shape;

import io.traceassert.shape.HappensBefore.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Assigns spans to lines at least cost, so that the spans of each line happen before those of the
 * next: line by line, the least cost of what lies before each moment.
 */
final class LeastCostInOrder {

  /** When a line began that takes nothing. */
  private static final int[] NONE = {};

  private final long[][] cost;
  private final Demand[] demands;
  private final long[] surplus;
  private final Interval[] intervals;
  private final Integer[] byEnd;
  private final long[] moments;

  /**
   * Makes a problem.
   *
   * @param cost for each line the price of each span
   * @param demands for each line how many spans it takes
   * @param surplus what it costs to leave each span
   * @param intervals the time of each span
   */
  LeastCostInOrder(long[][] cost, Demand[] demands, long[] surplus, Interval[] intervals) {
    this.cost = cost;
    this.demands = demands;
    this.surplus = surplus;
    this.intervals = intervals;
    byEnd = IntStream.range(0, intervals.length).boxed().toArray(Integer[]::new);
    Arrays.sort(byEnd, Comparator.comparingLong(span -> intervals[span].end()));
    moments = LongStream.concat(LongStream.of(0), Arrays.stream(intervals).mapToLong(Interval::end))
        .sorted()
        .distinct()
        .toArray();
  }

  /** Returns the line of each span, or {@link Matching#NONE}. */
  int[] assign() {
    long[] best = new long[moments.length]; // of the lines up to now, by the moment they end
    int[][] began = new int[demands.length][];
    for (int line = 0; line < demands.length; line++) {
      if (mayTakeSome(line)) {
        began[line] = new int[moments.length];
        best = after(line, best, began[line]);
      } else {
        began[line] = NONE;
      }
    }
    return collect(began);
  }

  private boolean mayTakeSome(int line) {
    return demands[line].most() > 0 && Arrays.stream(cost[line]).anyMatch(c -> c < LineTree.FAR);
  }

  private long[] after(int line, long[] before, int[] began) {
    long[] best = new long[moments.length];
    Arrays.fill(best, Long.MAX_VALUE);
    for (int from = 0; from < moments.length; from++) {
      List<Long> gains = new ArrayList<>();
      int next = 0;
      for (int to = from; to < moments.length; to++) {
        for (; next < byEnd.length && intervals[byEnd[next]].end() <= moments[to]; next++) {
          if (intervals[byEnd[next]].start() >= moments[from]) {
            insert(gains, price(line, byEnd[next]));
          }
        }
        long sum = before[from] + take(line, gains).cost;
        if (sum < best[to]) {
          best[to] = sum;
          began[to] = from;
        }
      }
    }
    return best;
  }

  private long price(int line, int span) {
    return cost[line][span] - surplus[span];
  }

  private static void insert(List<Long> sorted, long value) {
    int at = 0;
    while (at < sorted.size() && sorted.get(at) <= value) {
      at++;
    }
    sorted.add(at, value);
  }

  private record Take(int count, long cost) {}

  /** Takes of the cheapest as many as pay. */
  private Take take(int line, List<Long> sorted) {
    int count = 0;
    long sum = 0;
    while (count < sorted.size() && sorted.get(count) + demands[line].next(count) < 0) {
      sum += sorted.get(count) + demands[line].next(count);
      count++;
    }
    return new Take(count, sum);
  }

  private int[] collect(int[][] began) {
    int[] lineOf = new int[intervals.length];
    Arrays.fill(lineOf, Matching.NONE);
    int to = moments.length - 1;
    for (int line = demands.length - 1; line >= 0; line--) {
      if (began[line].length > 0) {
        int from = began[line][to];
        takeBetween(line, moments[from], moments[to], lineOf);
        to = from;
      }
    }
    return lineOf;
  }

  private void takeBetween(int line, long from, long to, int[] lineOf) {
    List<Integer> between = Arrays.stream(byEnd)
        .filter(span -> intervals[span].start() >= from && intervals[span].end() <= to)
        .sorted(Comparator.comparingLong(span -> price(line, span)))
        .toList();
    List<Long> sorted = between.stream().map(span -> price(line, span)).toList();
    for (int i = 0; i < take(line, sorted).count; i++) {
      lineOf[between.get(i)] = line;
    }
  }
}
