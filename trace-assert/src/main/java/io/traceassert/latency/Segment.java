package io.traceassert.latency;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Durations;
import java.time.Duration;

/**
 * A part of a critical path: the time in which what the span did itself decided when everything was
 * done.
 *
 * @param span the span
 * @param startEpochNanos nanoseconds since the epoch, by the clock of the span at the top of the
 *     path
 * @param endEpochNanos nanoseconds since the epoch by the same clock, after the start
 */
public record Segment(SpanData span, long startEpochNanos, long endEpochNanos) {

  /**
   * Measures.
   *
   * @return the time from start to end, more than zero
   */
  public Duration duration() {
    return Durations.between(startEpochNanos, endEpochNanos);
  }
}
