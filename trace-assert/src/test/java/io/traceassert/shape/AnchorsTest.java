package io.traceassert.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.traceassert.shape.HappensBefore.Interval;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnchorsTest {

  @Test
  void asManySpansAreTakenInOrderAsTryingEverythingFinds() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      Interval[] intervals = intervals(random, 1 + random.nextInt(6));
      int[][] edges = edges(random, 1 + random.nextInt(4), intervals.length);
      int[] capacities = random
          .ints(edges.length, 0, 3)
          .map(capacity -> capacity == 2 ? intervals.length : capacity)
          .toArray();

      int[] lineOf = new Anchors(edges, capacities, intervals).assign();

      assertThat(lineOf).as("seed %d", seed).hasSameSizeAs(intervals);
      assertThatOrderAndCapacitiesHold(lineOf, edges, capacities, intervals);
      assertThat(Arrays.stream(lineOf).filter(line -> line != Matching.NONE).count())
          .as("seed %d", seed)
          .isEqualTo(most(edges, capacities, intervals, 0, 0, 0));
    }
  }

  @Test
  void aLineTakesNoMoreThanItMay() {
    Interval[] oneAfterTheOther = IntStream.range(0, 5)
        .mapToObj(i -> new Interval(2L * i, 2L * i + 2))
        .toArray(Interval[]::new);
    int[][] all = {{0, 1, 2, 3, 4}, {0, 1, 2, 3, 4}};
    assertThat(new Anchors(all, new int[] {3, 1}, oneAfterTheOther).assign())
        .containsExactly(0, 0, 0, Matching.NONE, 1);
  }

  private static Interval[] intervals(Random random, int count) {
    Interval[] intervals = new Interval[count];
    for (int i = 0; i < count; i++) {
      int start = random.nextInt(8);
      intervals[i] = new Interval(start, start + 1 + random.nextInt(4));
    }
    return intervals;
  }

  private static int[][] edges(Random random, int lines, int spans) {
    return IntStream.range(0, lines)
        .mapToObj(line ->
            IntStream.range(0, spans).filter(span -> random.nextBoolean()).toArray())
        .toArray(int[][]::new);
  }

  private static void assertThatOrderAndCapacitiesHold(
      int[] lineOf, int[][] edges, int[] capacities, Interval[] intervals) {
    int[] taken = new int[capacities.length];
    int lastLine = 0;
    long lastEnd = 0;
    for (int span : byStart(intervals)) {
      if (lineOf[span] != Matching.NONE) {
        assertThat(edges[lineOf[span]]).contains(span);
        assertThat(lineOf[span]).isGreaterThanOrEqualTo(lastLine);
        assertThat(intervals[span].start()).isGreaterThanOrEqualTo(lastEnd);
        assertThat(++taken[lineOf[span]]).isLessThanOrEqualTo(capacities[lineOf[span]]);
        lastLine = lineOf[span];
        lastEnd = intervals[span].end();
      }
    }
  }

  private static int[] byStart(Interval[] intervals) {
    return IntStream.range(0, intervals.length)
        .boxed()
        .sorted(Comparator.comparingLong(span -> intervals[span].start()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Tries everything that the lines from one on can take from a moment on. */
  private static int most(
      int[][] edges, int[] capacities, Interval[] intervals, int line, int ofLine, long now) {
    if (line == edges.length) {
      return 0;
    }
    int best = most(edges, capacities, intervals, line + 1, 0, now);
    if (ofLine < capacities[line]) {
      for (int span : edges[line]) {
        if (intervals[span].start() >= now) {
          long end = intervals[span].end();
          best = Math.max(best, 1 + most(edges, capacities, intervals, line, ofLine + 1, end));
        }
      }
    }
    return best;
  }
}
