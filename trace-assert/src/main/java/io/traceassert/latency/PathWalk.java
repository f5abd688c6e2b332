package io.traceassert.latency;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Walks from the end of a span back to its start, always into the child that ended last before the
 * moment that was reached. Source: Z. Zhang, M. K. Ramanathan, P. Raj, A. Parwal, T. Sherwood, M.
 * Chabbi, "CRISP: Critical Path Analysis of Large-Scale Microservice Architectures", USENIX ATC
 * 2022; the user interface of Jaeger shows the same path.
 */
final class PathWalk {

  private final Placement placement;
  private final Sorting byEnd;
  private final Deque<Step> above = new ArrayDeque<>();

  /** The children of all spans that are being walked through, one behind the other. */
  private int[] children = new int[16];

  private int childCount;

  /** Of each segment, from the last to the first. */
  private int[] places = new int[16];

  private long[] starts = new long[16];
  private long[] ends = new long[16];
  private int size;

  private PathWalk(Placement placement) {
    this.placement = placement;
    byEnd = new Sorting(placement.ends);
  }

  static PathWalk from(int top, Placement placement) {
    PathWalk walk = new PathWalk(placement);
    walk.enter(top, placement.starts[top], placement.ends[top]);
    while (!walk.above.isEmpty()) {
      walk.goOn(walk.above.getLast());
    }
    return walk;
  }

  int size() {
    return size;
  }

  /** Returns the place of the span of a segment, the first segment first. */
  int place(int segment) {
    return places[size - 1 - segment];
  }

  long start(int segment) {
    return starts[size - 1 - segment];
  }

  long end(int segment) {
    return ends[size - 1 - segment];
  }

  private void goOn(Step step) {
    int child = step.lastBefore();
    if (child == Placement.NONE) {
      add(step.place, step.start, step.cursor);
      childCount = step.firstChild;
      above.removeLast();
      return;
    }
    long start = Math.max(placement.starts[child], step.start);
    long end = Math.min(placement.ends[child], step.cursor);
    add(step.place, end, step.cursor);
    step.cursor = start;
    enter(child, start, end);
  }

  private void enter(int place, long start, long end) {
    int first = childCount;
    for (int child = place + 1; child < placement.end[place]; child = placement.end[child]) {
      if (placement.timeTop[child] == placement.timeTop[place]
          && !placement.isNotAwaited(child)
          && !placement.isLeftBehind(child)) {
        children = withRoom(children, childCount);
        children[childCount++] = child;
      }
    }
    byEnd.sort(children, first, childCount, end);
    above.addLast(new Step(place, start, end, first, childCount));
  }

  private static int[] withRoom(int[] array, int used) {
    return used < array.length ? array : Arrays.copyOf(array, used * 2);
  }

  private void add(int place, long start, long end) {
    if (start == end) {
      return;
    }
    if (size == places.length) {
      places = Arrays.copyOf(places, size * 2);
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    places[size] = place;
    starts[size] = start;
    ends[size++] = end;
  }

  /** Where the walk is within one span. */
  private final class Step {

    private final int place;
    private final long start;
    private final long last;
    private final long tolerance;
    private final int firstChild;
    private int next;
    private long cursor;

    Step(int place, long start, long end, int firstChild, int children) {
      this.place = place;
      this.start = start;
      this.firstChild = firstChild;
      last = end;
      cursor = end;
      tolerance = (end - start) / Placement.PARTS_OF_JITTER;
      next = children;
    }

    /** What is passed over ends too late, also for all that comes before. */
    int lastBefore() {
      while (next > firstChild) {
        int child = children[--next];
        long end = Math.min(placement.ends[child], last);
        if (end <= Saturated.plus(cursor, tolerance)
            && Math.max(placement.starts[child], start) < Math.min(end, cursor)) {
          return child;
        }
      }
      return Placement.NONE;
    }
  }
}
