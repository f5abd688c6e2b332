package io.traceassert.latency;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.Arrays;

/**
 * The self times of the spans of a trace: of each its duration less the union of its children's
 * intervals, clipped to the span. Times of two hosts are not compared: children that another clock
 * timed than their parent count with their duration, as if they had run in its middle; but one
 * behind a queue, of which nobody knows when it ran, does not count.
 */
public final class SelfTimes {

  private final Trace trace;
  private final long[] nanos;

  private SelfTimes(Trace trace, Placement placement) {
    this.trace = trace;
    nanos = new Covered(placement).uncovered();
  }

  /**
   * Computes the self times of all spans: in one pass, or O(n log n) for children of several
   * clocks.
   *
   * @param trace a trace
   * @return its self times
   */
  public static SelfTimes of(Trace trace) {
    return new SelfTimes(trace, Placement.of(requireNonNull(trace, "trace")));
  }

  static SelfTimes of(Trace trace, Placement placement) {
    return new SelfTimes(trace, placement);
  }

  /**
   * Returns the self time of a span.
   *
   * @param span a span of the trace, which has ended; a child that has not counts as running on
   * @return zero or more; zero for one that ended before it started
   * @throws IllegalArgumentException if the span is not of the trace, or has not ended
   */
  public Duration of(SpanData span) {
    int place = trace.indexOf(requireNonNull(span, "span"));
    Open.refuse(span);
    return Duration.ofNanos(nanos[place]);
  }

  /** In which part of its time a child of each span ran. */
  private static final class Covered {

    private final Placement placement;
    private final long[] covered;
    private final long[] until;

    Covered(Placement placement) {
      this.placement = placement;
      covered = new long[placement.spans.length];
      until = placement.starts.clone();
    }

    long[] uncovered() {
      for (int i = 0; i < covered.length; i++) {
        int parent = placement.parent[i];
        if (parent != Placement.NONE && !placement.mixed.get(parent)) {
          cover(parent, i);
        }
      }
      Sorting byStart = new Sorting(placement.starts);
      placement.mixed.stream().forEach(parent -> coverInOrder(parent, byStart));
      Arrays.setAll(covered, i -> placement.length(i) - covered[i]);
      return covered;
    }

    private void coverInOrder(int parent, Sorting byStart) {
      int[] children = placement.children(parent);
      byStart.sort(children, 0, children.length, Long.MAX_VALUE);
      for (int child : children) {
        cover(parent, child);
      }
    }

    /** Adds a child that starts after those before it. */
    private void cover(int parent, int child) {
      if (placement.timeTop[child] == placement.timeTop[parent]) {
        long from = Math.max(until[parent], placement.starts[child]);
        long to = Math.min(placement.ends[parent], placement.ends[child]);
        if (from < to) {
          covered[parent] += to - from;
          until[parent] = to;
        }
      }
    }
  }
}
