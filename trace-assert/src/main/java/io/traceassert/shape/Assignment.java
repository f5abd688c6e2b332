package io.traceassert.shape;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
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
  record Pair(SpanData first, SpanData second) {}

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
