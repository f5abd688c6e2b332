package io.traceassert.latency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Finds what ran beside a span while it was on a critical path. */
final class Beside {

  private final PathWalk walk;

  /** The segments of the span, in the order of time. */
  private final int[] segments;

  /** Of all of them before each, their nanoseconds. */
  private final long[] before;

  private Beside(int place, PathWalk walk) {
    this.walk = walk;
    int count = 0;
    int[] all = new int[walk.size()];
    for (int i = 0; i < walk.size(); i++) {
      if (walk.place(i) == place) {
        all[count++] = i;
      }
    }
    segments = Arrays.copyOf(all, count);
    before = new long[count + 1];
    for (int i = 0; i < count; i++) {
      before[i + 1] = before[i] + walk.end(segments[i]) - walk.start(segments[i]);
    }
  }

  static List<CriticalPath.Share> of(int place, int top, PathWalk walk, Placement placement) {
    Beside beside = new Beside(place, walk);
    List<CriticalPath.Share> shares = new ArrayList<>();
    int from = Placement.NONE;
    for (int above = place; above >= top; above = placement.parent[above]) {
      for (int child : placement.children(above)) {
        if (child != from && placement.timeTop[child] == placement.timeTop[place]) {
          long nanos = beside.until(placement.ends[child]) - beside.until(placement.starts[child]);
          if (nanos > 0) {
            shares.add(new CriticalPath.Share(placement.spans[child], Duration.ofNanos(nanos)));
          }
        }
      }
      from = above;
    }
    shares.sort(Comparator.comparing(CriticalPath.Share::time).reversed());
    return List.copyOf(shares);
  }

  /** Returns how long the span was on the path until a moment. */
  private long until(long moment) {
    int low = 0;
    int high = segments.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (walk.end(segments[middle]) <= moment) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    boolean within = low < segments.length && walk.start(segments[low]) < moment;
    return before[low] + (within ? moment - walk.start(segments[low]) : 0);
  }
}
