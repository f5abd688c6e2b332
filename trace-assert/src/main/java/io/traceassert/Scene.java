package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Capture;
import io.traceassert.capture.Origin;
import io.traceassert.capture.Settlement;
import io.traceassert.pattern.PatternLine;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an assertion is evaluated on: traces at one moment, and what is known of their capture.
 * Immutable, but for the note of what assertions have looked at, which it passes on.
 */
final class Scene {

  private final List<Trace> traces;
  private final @Nullable Capture capture;
  private final LookedAt lookedAt;
  private final @Nullable Duration clockTolerance;

  private Scene(
      List<Trace> traces,
      @Nullable Capture capture,
      LookedAt lookedAt,
      @Nullable Duration clockTolerance) {
    this.traces = traces;
    this.capture = capture;
    this.lookedAt = lookedAt;
    this.clockTolerance = clockTolerance;
  }

  static Scene of(Capture capture, LookedAt lookedAt) {
    return new Scene(Trace.groupByTraceId(capture.spans()), capture, lookedAt, null);
  }

  static Scene of(Trace trace) {
    return new Scene(List.of(trace), null, new LookedAt(), null);
  }

  static Scene empty() {
    return new Scene(List.of(), null, new LookedAt(), null);
  }

  Scene withClockTolerance(Duration tolerance) {
    return new Scene(traces, capture, lookedAt, tolerance);
  }

  /** Makes a scene of some of the traces. */
  Scene narrowedTo(List<Trace> some) {
    return new Scene(some, capture, lookedAt, clockTolerance);
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

  /** Remembers that an assertion was about the errors of a span. */
  void lookedAtErrorsOf(SpanData span) {
    lookedAt.add(span);
  }

  /** Remembers the same of the spans that a pattern describes, if it is about errors. */
  void lookedAt(SpanPattern pattern, List<SpanData> spans) {
    if (PatternLine.isAboutErrors(pattern)) {
      spans.stream()
          .filter(span -> pattern.matches(span, traceOf(span)))
          .forEach(this::lookedAtErrorsOf);
    }
  }

  /** Remembers the same when an assertion is about an event that is an exception. */
  void lookedAtEvent(String name, SpanData span) {
    if (name.equals(RecordedException.EVENT)) {
      lookedAtErrorsOf(span);
    }
  }

  /** Tells whether nothing can change it any more. */
  boolean isFinal() {
    return capture == null || capture.settlement() == Settlement.FINAL;
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
