package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Capture;
import io.traceassert.capture.Origin;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an assertion is evaluated on: traces at one moment, and what is known of their capture.
 * Immutable.
 */
final class Scene {

  private final List<Trace> traces;
  private final @Nullable Capture capture;

  private Scene(List<Trace> traces, @Nullable Capture capture) {
    this.traces = traces;
    this.capture = capture;
  }

  static Scene of(Capture capture) {
    return new Scene(Trace.groupByTraceId(capture.spans()), capture);
  }

  static Scene of(Trace trace) {
    return new Scene(List.of(trace), null);
  }

  static Scene empty() {
    return new Scene(List.of(), null);
  }

  /** Makes a scene of some of the traces. */
  Scene narrowedTo(List<Trace> some) {
    return new Scene(some, capture);
  }

  List<Trace> traces() {
    return traces;
  }

  Trace traceOf(SpanData span) {
    return traces.stream()
        .filter(trace -> trace.traceId().equals(span.getTraceId()))
        .findFirst()
        .orElseThrow();
  }

  @Nullable
  Capture capture() {
    return capture;
  }

  Optional<Origin> originOf(SpanData span) {
    return capture == null ? Optional.empty() : capture.originOf(span);
  }

  List<String> notes() {
    return capture == null ? List.of() : capture.notes();
  }
}
