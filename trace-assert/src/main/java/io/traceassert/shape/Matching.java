package io.traceassert.shape;

import io.traceassert.shape.Fits.Run;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Maximum matchings of lines, each of which takes several spans, with spans, each of which is taken
 * once. Source: J. Hopcroft and R. Karp, "An n^5/2 algorithm for maximum matchings in bipartite
 * graphs", SIAM Journal on Computing 2 (1973); a line with capacity c stands for c vertices.
 */
final class Matching {

  static final int NONE = -1;

  private final int[][] edges;
  private final int[] lineOf;
  private int[] free = {};
  private final int[] level;
  private final int[] next;

  /** Makes the graph of the spans that each line fits. */
  Matching(Run[] runs) {
    Map<Integer, Integer> numbers = new HashMap<>();
    edges = new int[runs.length][];
    for (int line = 0; line < runs.length; line++) {
      edges[line] = new int[runs[line].size()];
      for (int i = 0; i < edges[line].length; i++) {
        edges[line][i] = numbers.computeIfAbsent(runs[line].get(i), span -> numbers.size());
      }
    }
    lineOf = new int[numbers.size()];
    level = new int[runs.length];
    next = new int[runs.length];
  }

  /**
   * Makes a graph.
   *
   * @param edges the spans that each line fits
   * @param spans how many spans there are
   */
  Matching(int[][] edges, int spans) {
    this.edges = edges;
    lineOf = new int[spans];
    level = new int[edges.length];
    next = new int[edges.length];
  }

  /** Finds how many spans can be taken when each line takes at most so many. */
  long size(int[] capacities) {
    return Arrays.stream(assign(capacities)).filter(line -> line != NONE).count();
  }

  /**
   * Assigns as many spans as possible.
   *
   * @param capacities how many spans each line takes at most
   * @return the line of each span, or {@link #NONE}
   */
  int[] assign(int[] capacities) {
    Arrays.fill(lineOf, NONE);
    free = capacities.clone();
    takeWhatIsFree();
    while (reachFreeSpans()) {
      Arrays.fill(next, 0);
      for (int line = 0; line < edges.length; line++) {
        while (free[line] > 0 && augment(line)) {
          free[line]--;
        }
      }
    }
    return lineOf;
  }

  private void takeWhatIsFree() {
    for (int line = 0; line < edges.length; line++) {
      for (int i = 0; i < edges[line].length && free[line] > 0; i++) {
        if (lineOf[edges[line][i]] == NONE) {
          lineOf[edges[line][i]] = line;
          free[line]--;
        }
      }
    }
  }

  /**
   * Counts, for each line, the steps from a line that takes more; true if a span can be reached.
   */
  private boolean reachFreeSpans() {
    Arrays.fill(level, NONE);
    int[] queue = new int[edges.length];
    int tail = 0;
    for (int line = 0; line < edges.length; line++) {
      if (free[line] > 0) {
        level[line] = 0;
        queue[tail++] = line;
      }
    }
    boolean reached = false;
    for (int head = 0; head < tail; head++) {
      for (int span : edges[queue[head]]) {
        int owner = lineOf[span];
        if (owner == NONE) {
          reached = true;
        } else if (level[owner] == NONE) {
          level[owner] = level[queue[head]] + 1;
          queue[tail++] = owner;
        }
      }
    }
    return reached;
  }

  /** Looks for a path to a free span along rising levels, and moves each line's span along it. */
  private boolean augment(int start) {
    int[] path = new int[edges.length + 1];
    int depth = 0;
    path[0] = start;
    while (depth >= 0) {
      int line = path[depth];
      if (next[line] == edges[line].length) {
        depth--;
        if (depth >= 0) {
          next[path[depth]]++;
        }
        continue;
      }
      int owner = lineOf[edges[line][next[line]]];
      if (owner == NONE) {
        shift(path, depth);
        return true;
      }
      if (level[owner] == level[line] + 1) {
        path[++depth] = owner;
      } else {
        next[line]++;
      }
    }
    return false;
  }

  private void shift(int[] path, int depth) {
    for (int i = depth; i >= 0; i--) {
      lineOf[edges[path[i]][next[path[i]]]] = path[i];
      next[path[i]]++;
    }
  }
}
