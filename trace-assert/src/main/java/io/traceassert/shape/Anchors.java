package io.traceassert.shape;

import io.traceassert.shape.HappensBefore.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Assigns many spans to lines that they fit, in order: as a longest increasing subsequence, which
 * takes a time of the number of pairs that fit, times its logarithm. Source: M. Fredman, "On
 * computing the length of longest increasing subsequences", Discrete Mathematics 11 (1975); the
 * greatest lengths up to a moment are kept in a tree as in P. Fenwick, "A new data structure for
 * cumulative frequency tables", Software: Practice and Experience 24 (1994).
 */
final class Anchors {

  private final int[][] edges;
  private final int[] capacities;
  private final Interval[] intervals;
  private final long[] ends;
  private final @Nullable Step[] longest;

  /**
   * A line takes a span.
   *
   * @param length how many have been taken, this included
   * @param ofLine how many of them the line has taken
   */
  private record Step(
      int line, int span, int length, int ofLine, @Nullable Step before) {}

  /**
   * Makes a problem.
   *
   * @param edges the spans that each line fits
   * @param capacities how many spans each line takes at most
   * @param intervals the time of each span
   */
  Anchors(int[][] edges, int[] capacities, Interval[] intervals) {
    this.edges = edges;
    this.capacities = capacities;
    this.intervals = intervals;
    ends = Arrays.stream(intervals).mapToLong(Interval::end).sorted().distinct().toArray();
    longest = new Step[ends.length + 1];
  }

  /** Returns the line of each span, or {@link Matching#NONE}. */
  int[] assign() {
    for (int line = 0; line < edges.length; line++) {
      if (capacities[line] > 0) {
        addLine(line);
      }
    }
    int[] lineOf = new int[intervals.length];
    Arrays.fill(lineOf, Matching.NONE);
    for (Step step = upTo(Long.MAX_VALUE); step != null; step = step.before) {
      lineOf[step.span] = step.line;
    }
    return lineOf;
  }

  private void addLine(int line) {
    int[] byEnd = IntStream.of(edges[line])
        .boxed()
        .sorted(Comparator.comparingLong(span -> intervals[span].end()))
        .mapToInt(Integer::intValue)
        .toArray();
    List<Step> once = new ArrayList<>();
    for (int span : byEnd) {
      Step before = upTo(intervals[span].start());
      int ofLine = before != null && before.line == line ? before.ofLine + 1 : 1;
      Step step = new Step(line, span, before == null ? 1 : before.length + 1, ofLine, before);
      if (capacities[line] == 1) {
        once.add(step); // the line takes no other, so that none may see it yet
      } else if (ofLine <= capacities[line]) {
        add(step);
      }
    }
    once.forEach(this::add);
  }

  /** Finds the last of the greatest number of steps that end at a moment or before. */
  private @Nullable Step upTo(long moment) {
    int place = Arrays.binarySearch(ends, moment);
    Step best = null;
    for (int i = place >= 0 ? place + 1 : -place - 1; i > 0; i -= i & -i) {
      best = longer(best, longest[i]);
    }
    return best;
  }

  private void add(Step step) {
    int place = Arrays.binarySearch(ends, intervals[step.span].end());
    for (int i = place + 1; i < longest.length; i += i & -i) {
      longest[i] = longer(longest[i], step);
    }
  }

  private static @Nullable Step longer(@Nullable Step one, @Nullable Step other) {
    return one == null || (other != null && other.length > one.length) ? other : one;
  }
}
