package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Capture;
import io.traceassert.capture.Origin;
import io.traceassert.trace.Trace;
import java.time.Duration;
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
  private final @Nullable Duration clockTolerance;

  private Scene(List<Trace> traces, @Nullable Capture capture, @Nullable Duration clockTolerance) {
    this.traces = traces;
    this.capture = capture;
    this.clockTolerance = clockTolerance;
  }

  static Scene of(Capture capture) {
    return new Scene(Trace.groupByTraceId(capture.spans()), capture, null);
  }

  static Scene of(Trace trace) {
    return new Scene(List.of(trace), null, null);
  }

  static Scene empty() {
    return new Scene(List.of(), null, null);
  }

  Scene withClockTolerance(Duration tolerance) {
    return new Scene(traces, capture, tolerance);
  }

  /** Makes a scene of some of the traces. */
  Scene narrowedTo(List<Trace> some) {
    return new Scene(some, capture, clockTolerance);
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

  /** Returns how far the clocks of two hosts may be apart; null if nobody said. */
  @Nullable
  Duration clockTolerance() {
    return clockTolerance;
  }
}
