package io.traceassert.shape;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * The verdict: which spans each line fits, with all below it, from the bottom up. A line fits a
 * candidate when the lines below it can be assigned to the spans below that as a whole.
 */
final class Fits {

  private final LineTree lines;
  private final SpanTree spans;
  private final int[][] fitting;

  /** Marks of the group that is being looked at, by span. */
  private final int[] mark;

  private int groups;

  private Fits(LineTree lines, SpanTree spans, IntFunction<int[]> candidates) {
    this.lines = lines;
    this.spans = spans;
    mark = new int[spans.nodes()];
    fitting = new int[lines.nodes()][];
    for (int line = lines.nodes() - 1; line >= 0; line--) {
      int current = line;
      int[] children = lines.children(line);
      Times[] times = Arrays.stream(children).mapToObj(lines::times).toArray(Times[]::new);
      fitting[line] = Arrays.stream(candidates.apply(line))
          .filter(span -> fitsBelow(current, children, times, span))
          .toArray();
    }
  }

  /** Finds what fits, as far as it takes to tell whether the whole does. */
  static Fits of(LineTree lines, SpanTree spans) {
    return new Fits(lines, spans, new Candidates(lines, spans)::of);
  }

  /** Finds what fits, even where the whole does not, unless that is too much to look at. */
  static Fits inPart(LineTree lines, SpanTree spans) {
    CandidatesInPart candidates = new CandidatesInPart(lines, spans);
    return candidates.areTooMany() ? of(lines, spans) : new Fits(lines, spans, candidates::of);
  }

  /** Tells whether the whole shape fits the whole trace. */
  boolean holds() {
    return fitting[Tree.TOP].length == 1;
  }

  /** Tells whether a line fits a span, with all below it. */
  boolean fits(int line, int span) {
    int[] all = fitting[line];
    int from = lines.isDeep(line) ? 0 : first(line, spans.parent(span), false);
    int found = Arrays.binarySearch(all, from, end(line, from, span), span);
    return found >= 0;
  }

  private int end(int line, int from, int span) {
    return lines.isDeep(line)
        ? fitting[line].length
        : Math.max(from, first(line, spans.parent(span) + 1, false));
  }

  /** Returns the spans below that one that a line fits: those at its children, or at any depth. */
  Run run(int line, int parent) {
    boolean deep = lines.isDeep(line);
    int from = first(line, deep ? parent + 1 : parent, deep);
    int behind = deep ? spans.end(parent) : parent + 1;
    int step = 1; // there are few, most of the time
    while (from + step < fitting[line].length && key(line, from + step, deep) < behind) {
      step *= 2;
    }
    int to = first(line, behind, deep, from, Math.min(from + step, fitting[line].length));
    return new Run(fitting[line], from, to);
  }

  /** Finds the first span of a line that is not before a span, or whose parent is not. */
  private int first(int line, int key, boolean deep) {
    return first(line, key, deep, 0, fitting[line].length);
  }

  private int first(int line, int key, boolean deep, int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (key(line, middle, deep) < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int key(int line, int number, boolean deep) {
    int span = fitting[line][number];
    return deep ? span : spans.parent(span);
  }

  private boolean fitsBelow(int line, int[] children, Times[] times, int span) {
    boolean open = lines.isOpen(line);
    if (children.length == 0) {
      return open || spans.childCount(span) == 0;
    }
    Run[] runs = new Run[children.length];
    long least = 0;
    for (int i = 0; i < runs.length; i++) {
      runs[i] = run(children[i], span);
      if (runs[i].size() < times[i].min()) {
        return false;
      }
      least += times[i].min();
    }
    int needed = open ? 0 : spans.childCount(span);
    if (lines.isInOrder(line)) {
      return new HappensBefore(spans, runs).fits(times, needed);
    }
    if (open) {
      // a line that fits so many spans gets its own, whatever the others take
      for (int i = 0; i < runs.length; i++) {
        runs[i] = runs[i].atMost(least);
      }
    }
    return canBeAssigned(runs, times, needed);
  }

  /**
   * Tells whether each line can get its least number of spans and every span that is needed can be
   * taken. Either can be had alone if and only if both can: N. Mendelsohn and A. Dulmage, "Some
   * generalizations of the problem of distinct representatives", Canadian Journal of Mathematics 10
   * (1958).
   */
  private boolean canBeAssigned(Run[] runs, Times[] times, int needed) {
    if (areDisjoint(runs)) {
      long taken = 0;
      for (int i = 0; i < runs.length; i++) {
        taken += Math.min(runs[i].size(), times[i].max());
      }
      return taken >= needed;
    }
    int[] least = Arrays.stream(times).mapToInt(Times::min).toArray();
    int[] most = Arrays.stream(times).mapToInt(Times::max).toArray();
    Matching matching = new Matching(runs);
    return matching.size(least) == Arrays.stream(least).asLongStream().sum()
        && (needed == 0 || matching.size(most) == needed);
  }

  private boolean areDisjoint(Run[] runs) {
    groups++;
    for (Run run : runs) {
      for (int i = 0; i < run.size(); i++) {
        if (mark[run.get(i)] == groups) {
          return false;
        }
        mark[run.get(i)] = groups;
      }
    }
    return true;
  }

  /**
   * Some of the spans that a line fits.
   *
   * @param all those of the line
   * @param from the first
   * @param to the first that is not among them
   */
  @SuppressWarnings("ArrayRecordComponent") // a view, never compared
  record Run(int[] all, int from, int to) {

    static Run of(int[] all) {
      return new Run(all, 0, all.length);
    }

    int size() {
      return to - from;
    }

    int get(int number) {
      return all[from + number];
    }

    Run atMost(long count) {
      return size() <= count ? this : new Run(all, from, from + (int) count);
    }
  }
}
