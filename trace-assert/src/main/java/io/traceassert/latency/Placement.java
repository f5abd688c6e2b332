package io.traceassert.latency;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.BitSet;
import java.util.stream.Stream;

/**
 * When each span of a trace ran, by the clock of what it runs within. Children that another clock
 * timed than their parent are moved into its middle, all of one clock together: how long they took
 * is known, when is not, and what they did not take is half the way there and half the way back.
 *
 * <p>A span that has not ended runs for ever, and one that ended before it started took no time.
 * All arrays are in tree order, and there is no recursion.
 */
final class Placement {

  static final int NONE = -1;

  /** By this part of a parent, a child may overlap what waited for it. */
  static final int PARTS_OF_JITTER = 100;

  final SpanData[] spans;
  final int[] parent;

  /** First place behind the subtree. */
  final int[] end;

  /** Nanoseconds since the epoch. */
  final long[] starts;

  /** Not before the start. */
  final long[] ends;

  /** What has no known place in time relative to its parent, or has none: the top of its time. */
  final int[] timeTop;

  /** Spans that were moved, as the children of another clock than their parents'. */
  final BitSet aligned = new BitSet();

  /** Parents of such spans, whose children may start in another order than that of the tree. */
  final BitSet mixed = new BitSet();

  private final int firstTop;
  private final long[] shifts;
  private final int[] clock;
  private final Clocks clocks = new Clocks();

  /** By clock, what is known of it below the parent that was looked at last. */
  private final Block[] blocks;

  private Placement(Trace trace) {
    spans = trace.spans().toArray(new SpanData[0]);
    int size = spans.length;
    parent = new int[size];
    end = new int[size];
    starts = new long[size];
    ends = new long[size];
    timeTop = new int[size];
    shifts = new long[size];
    clock = new int[size];
    relate(trace);
    blocks = Stream.generate(Block::new).limit(clocks.count()).toArray(Block[]::new);
    firstTop =
        trace.beginnings().isEmpty() ? 0 : trace.indexOf(trace.beginnings().get(0));
    for (int i = 0; i < size; i++) {
      place(i);
    }
  }

  static Placement of(Trace trace) {
    return new Placement(trace);
  }

  /** Finds parents by depths: that of a span is the last one before it that is less deep by one. */
  private void relate(Trace trace) {
    int[] lastOfDepth = new int[spans.length];
    for (int i = 0; i < spans.length; i++) {
      int depth = trace.depthOf(spans[i]);
      lastOfDepth[depth] = i;
      parent[i] = depth == 0 ? NONE : lastOfDepth[depth - 1];
      clock[i] = clocks.of(spans[i]);
      starts[i] = spans[i].getStartEpochNanos();
      ends[i] = endOf(spans[i], starts[i]);
      end[i] = i + 1;
    }
    for (int i = spans.length - 1; i > 0; i--) {
      if (parent[i] != NONE) {
        end[parent[i]] = Math.max(end[parent[i]], end[i]);
      }
    }
  }

  private static long endOf(SpanData span, long start) {
    if (!span.hasEnded()) {
      return Long.MAX_VALUE;
    }
    long took = Math.max(0, Saturated.minus(span.getEndEpochNanos(), start));
    return Saturated.plus(start, took);
  }

  private void place(int i) {
    int above = parent[i];
    if (above == NONE) {
      timeTop[i] = clocks.differ(clock[firstTop], clock[i]) ? i : firstTop;
      return;
    }
    timeTop[i] = timeTop[above];
    if (aligned.get(i)) {
      return; // moved when a sibling was
    }
    if (!clocks.differ(clock[above], clock[i])) {
      shift(i, shifts[above]);
    } else if (isNotAwaited(i)) {
      timeTop[i] = i;
    } else {
      align(above);
    }
  }

  private void shift(int i, long nanos) {
    if (nanos != 0) {
      shifts[i] = nanos;
      starts[i] = Saturated.plus(starts[i], nanos);
      if (spans[i].hasEnded()) {
        ends[i] = Saturated.plus(ends[i], nanos);
      }
    }
  }

  /** Moves all children that other clocks timed, those of one clock by the same time. */
  private void align(int above) {
    for (int child = above + 1; child < end[above]; child = end[child]) {
      if (clocks.differ(clock[above], clock[child]) && !isNotAwaited(child)) {
        blocks[clock[child]].add(above, starts[child], ends[child]);
        aligned.set(child);
      }
    }
    mixed.set(above);
    for (int child = above + 1; child < end[above]; child = end[child]) {
      if (aligned.get(child)) {
        shift(child, blocks[clock[child]].shiftInto(starts[above], ends[above]));
      }
    }
  }

  /** Tells whether a span was caused by a message, so that its parent goes on without it. */
  boolean isNotAwaited(int child) {
    SpanData above = spans[parent[child]];
    return above.getKind() == SpanKind.PRODUCER
        && (spans[child].getKind() == SpanKind.CONSUMER
            || !Words.service(spans[child]).equals(Words.service(above)));
  }

  /** Tells whether a span starts before its parent or ends after it, and should not. */
  boolean isOutside(int i) {
    int above = parent[i];
    return above != NONE
        && timeTop[i] == timeTop[above]
        && (starts[i] < starts[above] || ends[i] > ends[above])
        && !isNotAwaited(i);
  }

  /**
   * Tells whether a span ran on for long after its parent, which so did not wait for it. A call
   * that was given up did wait for as long as it took.
   */
  boolean isLeftBehind(int child) {
    int above = parent[child];
    long jitter = length(above) / PARTS_OF_JITTER;
    return ends[child] > Saturated.plus(ends[above], jitter)
        && !(spans[above].getKind() == SpanKind.CLIENT
            && spans[child].getKind() == SpanKind.SERVER);
  }

  /** Tells whether nothing above a span waits until it has ended. */
  boolean isByItself(int i) {
    return parent[i] == NONE || isOutside(i) || isNotAwaited(i);
  }

  /** Returns what the trace begins with: the first of its roots and entry spans, or of its tops. */
  int firstTop() {
    return firstTop;
  }

  int[] children(int i) {
    int count = 0;
    for (int child = i + 1; child < end[i]; child = end[child]) {
      count++;
    }
    int[] children = new int[count];
    for (int child = i + 1, at = 0; child < end[i]; child = end[child]) {
      children[at++] = child;
    }
    return children;
  }

  /** Reads a moment by the clock that timed a span. */
  long byClockOf(int i, long moment) {
    return Saturated.minus(moment, shifts[i]);
  }

  long length(int i) {
    return Saturated.minus(ends[i], starts[i]);
  }

  /** When siblings of one clock ran, from the first start to the last end. */
  private static final class Block {

    private int parent = NONE;
    private long start;
    private long end;

    void add(int above, long from, long to) {
      if (parent != above) {
        parent = above;
        start = from;
        end = to;
      }
      start = Math.min(start, from);
      end = Math.max(end, to);
    }

    /** Into the middle; what is too long begins with its parent. */
    long shiftInto(long from, long to) {
      long rest = Saturated.minus(Saturated.minus(to, from), Saturated.minus(end, start));
      return Saturated.minus(Saturated.plus(from, Math.max(0, rest) / 2), start);
    }
  }
}
