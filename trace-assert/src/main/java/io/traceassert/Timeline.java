package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Durations;
import io.traceassert.trace.Trace;
import java.util.List;

/**
 * Writes when spans were open, counted from the earliest start of any span.
 *
 * @param start nanoseconds since the epoch
 * @param whose what began then
 */
record Timeline(long start, String whose) {

  static Timeline of(List<Trace> traces) {
    return new Timeline(
        traces.stream()
            .flatMap(trace -> trace.spans().stream())
            .mapToLong(SpanData::getStartEpochNanos)
            .min()
            .orElseThrow(),
        traces.size() == 1 ? "the trace" : "the first trace");
  }

  /** Writes when a span was open. */
  String phrase(SpanData span) {
    if (!span.hasEnded()) {
      return start(span) + " on";
    }
    String from = at(span.getStartEpochNanos());
    String to = at(span.getEndEpochNanos());
    return (from.equals(to) ? "at " + from : "from " + from + " to " + to) + " of " + whose;
  }

  /** Writes when a span started. */
  String start(SpanData span) {
    return "from " + at(span.getStartEpochNanos()) + " of " + whose;
  }

  private String at(long time) {
    return Durations.format(Durations.between(start, time));
  }
}
