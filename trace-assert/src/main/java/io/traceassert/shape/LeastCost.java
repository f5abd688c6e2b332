package io.traceassert.shape;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Assigns spans to lines at least cost: one span after the other is added along a cheapest path, on
 * which others change their lines. Source: the successive shortest path method, R. Ahuja, T.
 * Magnanti and J. Orlin, "Network Flows", 1993, chapter 9.7; the costs of a line are convex in the
 * number of its spans.
 */
final class LeastCost {

  private static final int NONE = Matching.NONE;

  private final long[][] cost;
  private final Demand[] demands;
  private final long[] surplus;
  private final int[] lineOf;
  private final int[] taken;
  private final long[] distance;

  /** The span that comes to a line on the cheapest path to it. */
  private final int[] comes;

  /**
   * Makes a problem.
   *
   * @param cost for each line the price of each span, {@link LineTree#FAR} where it cannot be taken
   * @param demands for each line how many spans it takes
   * @param surplus what it costs to leave each span
   */
  LeastCost(long[][] cost, Demand[] demands, long[] surplus) {
    this.cost = cost;
    this.demands = demands;
    this.surplus = surplus;
    lineOf = new int[surplus.length];
    Arrays.fill(lineOf, NONE);
    taken = new int[demands.length];
    distance = new long[demands.length];
    comes = new int[demands.length];
  }

  /** Returns the line of each span, or {@link Matching#NONE}. */
  int[] assign() {
    for (int span = 0; span < surplus.length; span++) {
      add(span);
    }
    return lineOf;
  }

  private void add(int span) {
    findPaths(span);
    long best = surplus[span];
    int line = NONE;
    int leaves = NONE;
    for (int i = 0; i < demands.length; i++) {
      long ending = distance[i] + demands[i].next(taken[i]);
      if (distance[i] < LineTree.FAR && ending < best) {
        best = ending;
        line = i;
      }
    }
    for (int other = 0; other < span; other++) {
      int owner = lineOf[other];
      if (owner != NONE && distance[owner] < LineTree.FAR) {
        long leaving = distance[owner] - cost[owner][other] + surplus[other];
        if (leaving < best) {
          best = leaving;
          line = owner;
          leaves = other;
        }
      }
    }
    if (line != NONE) {
      move(span, line, leaves);
    }
  }

  private void move(int span, int last, int leaves) {
    if (leaves == NONE) {
      taken[last]++;
    } else {
      lineOf[leaves] = NONE;
    }
    int line = last;
    int coming = comes[line];
    while (coming != span) {
      int before = lineOf[coming];
      lineOf[coming] = line;
      line = before;
      coming = comes[line];
    }
    lineOf[span] = line;
  }

  /** Finds the cheapest path from a new span to each line: Bellman and Ford, with a queue. */
  private void findPaths(int span) {
    Deque<Integer> queue = new ArrayDeque<>();
    boolean[] queued = new boolean[demands.length];
    for (int line = 0; line < demands.length; line++) {
      distance[line] = isUseful(line, span) ? cost[line][span] : LineTree.FAR;
      comes[line] = span;
      if (distance[line] < LineTree.FAR) {
        queue.add(line);
        queued[line] = true;
      }
    }
    while (!queue.isEmpty()) {
      int line = queue.remove();
      queued[line] = false;
      relax(line, span, queue, queued);
    }
  }

  private void relax(int line, int span, Deque<Integer> queue, boolean[] queued) {
    for (int other = 0; other < span; other++) {
      if (lineOf[other] != line) {
        continue;
      }
      long without = distance[line] - cost[line][other];
      for (int to = 0; to < demands.length; to++) {
        if (to != line && isUseful(to, other) && without + cost[to][other] < distance[to]) {
          distance[to] = without + cost[to][other];
          comes[to] = other;
          if (!queued[to]) {
            queue.add(to);
            queued[to] = true;
          }
        }
      }
    }
  }

  /** Tells whether it is cheaper to take the span than to miss one and leave this. */
  private boolean isUseful(int line, int span) {
    return cost[line][span] < LineTree.FAR
        && cost[line][span] < demands[line].missing() + surplus[span];
  }
}
