package io.traceassert.latency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The times within a window that some spans do not cover. */
final class Coverage {

  private final Placement placement;
  private final List<Gap> gaps = new ArrayList<>();
  private int last = Placement.NONE;
  private long until;
  private long gapNanos;

  private Coverage(Placement placement, long start) {
    this.placement = placement;
    until = start;
  }

  /** Looks at spans in any order, which it sorts. */
  static Coverage of(Placement placement, int[] places, long start, long end) {
    new Sorting(placement.starts).sort(places, 0, places.length, Long.MAX_VALUE);
    Coverage coverage = new Coverage(placement, start);
    for (int place : places) {
      coverage.add(place, end);
    }
    coverage.gap(end, Placement.NONE);
    return coverage;
  }

  /** Returns the gaps in the order of time. */
  List<Gap> gaps() {
    return gaps;
  }

  long gapNanos() {
    return gapNanos;
  }

  private void add(int place, long windowEnd) {
    gap(Math.min(placement.starts[place], windowEnd), place);
    if (placement.ends[place] >= until) {
      until = Math.min(placement.ends[place], windowEnd);
      last = place;
    }
  }

  private void gap(long to, int next) {
    if (until < to) {
      gapNanos += to - until;
      gaps.add(new Gap(
          last == Placement.NONE ? null : placement.spans[last],
          next == Placement.NONE ? null : placement.spans[next],
          Duration.ofNanos(to - until)));
    }
  }
}
