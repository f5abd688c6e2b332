package io.traceassert.capture;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;

/**
 * A span that had started and not ended at the moment in question.
 *
 * @param span the span as it was when the capture was read; {@link SpanData#hasEnded()} may be true
 *     by then
 * @param thread name of the thread that started it
 * @param age time from its start until the capture was read, by the clock of its SDK
 */
public record OpenSpan(SpanData span, String thread, Duration age) {

  /** Checks that nothing is null. */
  public OpenSpan {
    requireNonNull(span, "span");
    requireNonNull(thread, "thread");
    requireNonNull(age, "age");
  }
}
