package io.traceassert.trace;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Siblings that a drawing would show alike, with all that is below them. */
final class LookAlikes {

  private LookAlikes() {}

  /**
   * Finds them.
   *
   * @param looks how the span at a place is drawn, apart from its duration
   * @return groups of two or more, in tree order
   */
  static List<List<SpanData>> in(Trace trace, IntFunction<Object> looks) {
    int[] likeness = likeness(trace, looks);
    Map<List<Integer>, List<SpanData>> groups = new LinkedHashMap<>();
    for (int place = 0; place < likeness.length; place++) {
      groups
          .computeIfAbsent(List.of(parent(trace, place), likeness[place]), key -> new ArrayList<>())
          .add(trace.get(place));
    }
    return groups.values().stream().filter(group -> group.size() > 1).toList();
  }

  private static int parent(Trace trace, int place) {
    return trace.isTop(place) ? TreeOrder.NONE : trace.parent(place);
  }

  /** Numbers what is alike; in tree order, what is below a span comes after it. */
  private static int[] likeness(Trace trace, IntFunction<Object> looks) {
    int[] likeness = new int[trace.size()];
    Map<List<Object>, Integer> numbers = new HashMap<>();
    Map<Integer, List<Integer>> below = new HashMap<>();
    for (int place = likeness.length - 1; place >= 0; place--) {
      List<Integer> children = below.getOrDefault(place, List.of());
      likeness[place] =
          numbers.computeIfAbsent(List.of(looks.apply(place), children), key -> numbers.size());
      below.computeIfAbsent(parent(trace, place), key -> new ArrayList<>()).add(likeness[place]);
    }
    return likeness;
  }
}
