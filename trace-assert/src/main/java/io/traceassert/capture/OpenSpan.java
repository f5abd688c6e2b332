package io.traceassert.capture;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.Set;

/**
 * A span that had started and not ended at the moment in question.
 *
 * @param span the span as it was when the capture was read; {@link SpanData#hasEnded()} may be true
 *     by then
 * @param thread name of the thread that started it
 * @param age time from its start until the capture was read, by the clock of its SDK
 * @param injectedAs the names of the headers that its context had been injected as until the
 *     capture was read; empty when it had not, or that is not known
 */
public record OpenSpan(SpanData span, String thread, Duration age, Set<String> injectedAs) {

  /** Checks that nothing is null and copies the set. */
  public OpenSpan {
    requireNonNull(span, "span");
    requireNonNull(thread, "thread");
    requireNonNull(age, "age");
    injectedAs = Set.copyOf(injectedAs);
  }

  /**
   * Makes an open span of which no injection is known.
   *
   * @param span the span as it was when the capture was read
   * @param thread name of the thread that started it
   * @param age time from its start until the capture was read
   */
  public OpenSpan(SpanData span, String thread, Duration age) {
    this(span, thread, age, Set.of());
  }
}
