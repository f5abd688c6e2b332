package io.traceassert.shape;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.shape.Fits.Run;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The order of spans in time. One happens before another when it has ended before that starts, or
 * as that starts; of two that took no time at the same moment, neither does.
 *
 * <p>For this a span from a to b is the interval from 2a + 1 to 2b, and from 2a to 2a + 1 if a = b:
 * then one happens before the other if and only if its interval ends at or before the start of the
 * other. The numbers a and b are ranks, so that no time is too great.
 */
final class HappensBefore {

  private final Run[] runs;
  private final Map<Integer, Interval> intervals = new HashMap<>();

  /** The time of a span, in ranks. */
  record Interval(long start, long end) {

    boolean isBefore(Interval other) {
      return end <= other.start;
    }
  }

  HappensBefore(SpanTree spans, Run[] runs) {
    this.runs = runs;
    TreeSet<Long> times = new TreeSet<>();
    for (Run run : runs) {
      for (int i = 0; i < run.size(); i++) {
        times.add(start(spans.get(run.get(i))));
        times.add(end(spans.get(run.get(i))));
      }
    }
    Map<Long, Integer> ranks = new HashMap<>();
    times.forEach(time -> ranks.put(time, ranks.size()));
    for (Run run : runs) {
      for (int i = 0; i < run.size(); i++) {
        SpanData span = spans.get(run.get(i));
        intervals.put(run.get(i), interval(rank(ranks, start(span)), rank(ranks, end(span))));
      }
    }
  }

  private static long start(SpanData span) {
    return span.getStartEpochNanos();
  }

  /** A span that ended before it started, or has not ended, took no time. */
  static long end(SpanData span) {
    return span.hasEnded() ? Math.max(start(span), span.getEndEpochNanos()) : start(span);
  }

  private static long rank(Map<Long, Integer> ranks, long time) {
    return ranks.getOrDefault(time, 0);
  }

  private static Interval interval(long start, long end) {
    return start == end
        ? new Interval(2 * start, 2 * start + 1)
        : new Interval(2 * start + 1, 2 * end);
  }

  /** Tells whether one span happens before another. */
  static boolean isBefore(SpanData one, SpanData other) {
    boolean together =
        start(one) == end(one) && start(one) == start(other) && end(one) == end(other);
    return end(one) <= start(other) && !together;
  }

  Interval of(int span) {
    return intervals.getOrDefault(span, new Interval(0, 0));
  }

  /**
   * Tells whether the lines can take their spans one after the other.
   *
   * @param times how many spans each line takes
   * @param needed 0, or how many different spans there are, of which none may be left over
   */
  boolean fits(Times[] times, int needed) {
    return needed == 0 ? fitSome(times) : fitAll(times, needed);
  }

  /** Each line takes, of what starts after the line before, what ends first. */
  private boolean fitSome(Times[] times) {
    long now = 0;
    for (int line = 0; line < runs.length; line++) {
      long[] ends = ends(runs[line], now);
      int count = times[line].min();
      if (ends.length < count) {
        return false;
      }
      now = count == 0 ? now : ends[count - 1];
    }
    return true;
  }

  private long[] ends(Run run, long from) {
    return Arrays.stream(run.all(), run.from(), run.to())
        .mapToObj(this::of)
        .filter(interval -> interval.start >= from)
        .mapToLong(Interval::end)
        .sorted()
        .toArray();
  }

  /**
   * Each line takes a piece of the sequence of all spans; pieces end where everything before has
   * ended when everything behind starts.
   */
  private boolean fitAll(Times[] times, int needed) {
    if (intervals.size() != needed) {
      return false;
    }
    int[] sequence = intervals.keySet().stream()
        .sorted(Comparator.comparingLong((Integer span) -> of(span).start))
        .mapToInt(Integer::intValue)
        .toArray();
    BitSet ends = ends(sequence);
    BitSet reached = new BitSet();
    reached.set(0);
    for (int line = 0; line < runs.length; line++) {
      reached = reach(reached, fitting(runs[line], sequence), times[line], ends);
    }
    return reached.get(needed);
  }

  private BitSet ends(int[] sequence) {
    BitSet ends = new BitSet();
    ends.set(0);
    ends.set(sequence.length);
    long last = 0;
    for (int i = 1; i < sequence.length; i++) {
      last = Math.max(last, of(sequence[i - 1]).end);
      ends.set(i, last <= of(sequence[i]).start);
    }
    return ends;
  }

  private static BitSet fitting(Run run, int[] sequence) {
    BitSet fitting = new BitSet();
    int[] sorted = Arrays.copyOfRange(run.all(), run.from(), run.to());
    Arrays.sort(sorted);
    for (int i = 0; i < sequence.length; i++) {
      fitting.set(i, Arrays.binarySearch(sorted, sequence[i]) >= 0);
    }
    return fitting;
  }

  private static BitSet reach(BitSet from, BitSet fitting, Times times, BitSet ends) {
    BitSet reached = new BitSet();
    int done = 0; // ranges begin at rising places: each place is set once
    for (int start = from.nextSetBit(0); start >= 0; start = from.nextSetBit(start + 1)) {
      int limit = fitting.nextClearBit(start) - start;
      int behind = start + Math.min(times.max(), limit) + 1;
      if (times.min() <= limit && done < behind) {
        reached.set(Math.max(done, start + times.min()), behind);
        done = behind;
      }
    }
    reached.and(ends);
    return reached;
  }
}
