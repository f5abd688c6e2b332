package io.traceassert.shape;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.trace.Clock;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which line takes which spans.
 *
 * @param lines the lines
 * @param taken for each line its spans, in tree order
 * @param left the children that no line takes, in tree order
 * @param outOfOrder whether the spans do not happen in the order of the lines, as they should
 * @param cost the cost of all that differs
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Assignment(
    int[] lines, List<List<Integer>> taken, int[] left, boolean outOfOrder, long cost) {

  /** Two spans of which the first should have happened before the second. */
  record Pair(SpanData first, SpanData second) {

    /** Says that two clocks timed them, if that is so. */
    String clocks() {
      return Clock.of(first)
          .differenceTo(Clock.of(second))
          .map(difference -> "; they were timed by two clocks: " + difference.phrase())
          .orElse("");
    }
  }

  /** Finds, of groups that should happen one after the other, two spans that do not. */
  static Optional<Pair> firstOutOfOrder(List<List<Integer>> groups, SpanTree spans) {
    int last = -1;
    for (List<Integer> some : groups) {
      if (some.isEmpty()) {
        continue;
      }
      for (int span : some) {
        if (last >= 0 && !HappensBefore.isBefore(spans.get(last), spans.get(span))) {
          return Optional.of(new Pair(spans.get(last), spans.get(span)));
        }
      }
      last = latest(some, spans, last);
    }
    return Optional.empty();
  }

  /**
   * Finds, of groups that happen one after the other, two spans of which only two clocks say so,
   * and nothing that they are below.
   */
  static Optional<Pair> firstOfTwoClocks(List<List<Integer>> groups, SpanTree spans) {
    Collection<SpanData> last = List.of();
    for (List<Integer> some : groups) {
      Collection<SpanData> next = oneOfEachClock(some, spans);
      for (SpanData one : last) {
        for (SpanData other : next) {
          if (!isDecided(one, other, spans.trace())) {
            return Optional.of(new Pair(one, other));
          }
        }
      }
      last = next.isEmpty() ? last : next;
    }
    return Optional.empty();
  }

  private static Collection<SpanData> oneOfEachClock(List<Integer> some, SpanTree spans) {
    Map<Clock, SpanData> ofClocks = new LinkedHashMap<>();
    some.forEach(span -> ofClocks.putIfAbsent(Clock.of(spans.get(span)), spans.get(span)));
    return ofClocks.values();
  }

  private static boolean isDecided(SpanData one, SpanData other, Trace trace) {
    return withAncestors(one, trace).stream()
        .anyMatch(above -> withAncestors(other, trace).stream()
            .anyMatch(otherAbove ->
                areOfOneClock(above, otherAbove) && HappensBefore.isBefore(above, otherAbove)));
  }

  private static List<SpanData> withAncestors(SpanData span, Trace trace) {
    List<SpanData> all = new ArrayList<>(trace.ancestorsOf(span));
    all.add(span);
    return all;
  }

  private static boolean areOfOneClock(SpanData one, SpanData other) {
    return Clock.of(one).differenceTo(Clock.of(other)).isEmpty();
  }

  /** Finds what ends last; of several, one that took no time is before nothing at that moment. */
  private static int latest(List<Integer> some, SpanTree spans, int last) {
    int latest = last;
    for (int span : some) {
      if (latest < 0 || isLater(spans.get(span), spans.get(latest))) {
        latest = span;
      }
    }
    return latest;
  }

  private static boolean isLater(SpanData span, SpanData other) {
    long end = HappensBefore.end(span);
    long otherEnd = HappensBefore.end(other);
    return end > otherEnd || (end == otherEnd && span.getStartEpochNanos() == end);
  }
}
