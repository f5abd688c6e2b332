package io.traceassert.trace;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The spans that were captured together, by trace id and then by span id. The second index and the
 * tree are made for a trace when it is first asked for.
 */
final class SpansById {

  private final Map<String, SpanData[]> spans;
  private final Map<String, SpanIds> indexes = new ConcurrentHashMap<>();
  private final Map<String, Trace> traces = new ConcurrentHashMap<>();

  private SpansById(Map<String, SpanData[]> spans) {
    this.spans = spans;
  }

  /** Sorts the spans of each trace by {@link SpanOrder}. */
  static SpansById of(Collection<? extends SpanData> spans) {
    Map<String, SpanData[]> sorted = new LinkedHashMap<>();
    byTraceId(spans).forEach((id, ofOneTrace) -> sorted.put(id, SpanOrder.sort(ofOneTrace)));
    return new SpansById(sorted);
  }

  private static Map<String, List<SpanData>> byTraceId(Collection<? extends SpanData> spans) {
    Map<String, List<SpanData>> byId = new LinkedHashMap<>();
    String traceId = "";
    List<SpanData> group = new ArrayList<>(); // of the span before: spans of a trace arrive in runs
    for (SpanData span : spans) {
      requireNonNull(span, "spans must not contain null");
      if (!span.getTraceId().equals(traceId)) {
        traceId = span.getTraceId();
        group = byId.computeIfAbsent(traceId, id -> new ArrayList<>());
      }
      group.add(span);
    }
    return byId;
  }

  /** The trace ids, in the order of arrival of the traces. */
  List<String> traceIds() {
    return List.copyOf(spans.keySet());
  }

  /** Returns the tree of a trace, always the same. */
  Trace trace(String traceId) {
    return traces.computeIfAbsent(
        traceId, id -> new Trace(spans.getOrDefault(id, new SpanData[0]), this));
  }

  /** Returns the first span with these ids. */
  Optional<SpanData> find(SpanContext context) {
    SpanData[] ofTrace = spans.get(context.getTraceId());
    if (ofTrace == null) {
      return Optional.empty();
    }
    int index = indexes
        .computeIfAbsent(context.getTraceId(), id -> new SpanIds(ofTrace))
        .first(context.getSpanId());
    return index == SpanIds.ABSENT ? Optional.empty() : Optional.of(ofTrace[index]);
  }
}
