package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The spans of a capture whose errors an assertion has looked at. By their ids, because each look
 * at a capture may see other objects. Safe for use by many threads.
 */
final class LookedAt {

  private final Set<Ids> spans = ConcurrentHashMap.newKeySet();

  private record Ids(String traceId, String spanId) {

    static Ids of(SpanData span) {
      return new Ids(span.getTraceId(), span.getSpanId());
    }
  }

  void add(SpanData span) {
    spans.add(Ids.of(span));
  }

  /** Tells whether a span has errors at which nobody looked. */
  boolean isUnexpected(SpanData span) {
    return SpanErrors.areIn(span) && !spans.contains(Ids.of(span));
  }
}
