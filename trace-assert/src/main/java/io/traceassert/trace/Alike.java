package io.traceassert.trace;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Durations;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Siblings of one name and as many spans below each, of which a drawing shows the first only, with
 * how many there are.
 */
final class Alike {

  private final Trace trace;
  private final BitSet hidden = new BitSet();
  private final Map<Integer, List<SpanData>> groups = new HashMap<>();

  Alike(Trace trace) {
    this.trace = trace;
  }

  /** Folds those of some siblings that are like the first. */
  void add(List<SpanData> siblings) {
    SpanData first = siblings.get(0);
    int below = trace.descendantsOf(first).size();
    List<SpanData> alike = siblings.stream()
        .filter(span -> span.getName().equals(first.getName())
            && span.getKind() == first.getKind()
            && trace.descendantsOf(span).size() == below)
        .toList();
    groups.put(trace.indexOf(first), alike);
    alike.stream().skip(1).mapToInt(trace::indexOf).forEach(i -> hidden.set(i, i + below + 1));
  }

  boolean isHidden(int place) {
    return hidden.get(place);
  }

  /** Returns the places that a drawing shows, in tree order. */
  int[] places() {
    return IntStream.range(0, trace.size()).filter(i -> !hidden.get(i)).toArray();
  }

  /** Writes how many spans one stands for. */
  String column(int place) {
    int size = groups.getOrDefault(place, List.of()).size();
    return size < 2 ? "" : "x" + size;
  }

  /** Adds the durations of all that one span stands for. */
  Duration duration(int place) {
    return groups.getOrDefault(place, List.of(trace.get(place))).stream()
        .filter(SpanData::hasEnded)
        .map(Durations::of)
        .reduce(Duration.ZERO, Duration::plus);
  }
}
