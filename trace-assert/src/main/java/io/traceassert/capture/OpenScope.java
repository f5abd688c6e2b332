package io.traceassert.capture;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import java.util.Optional;

/**
 * A scope of OpenTelemetry's {@code Context} that was opened and not closed at the moment in
 * question.
 *
 * @param span what it made current; {@link SpanContext#getInvalid() invalid} when its context had
 *     no span
 * @param thread name of the thread that opened it
 * @param stack the frames of the code that opened it, the innermost first
 * @param closedOn name of another thread that tried to close it, which has no effect; empty when
 *     none did
 */
public record OpenScope(
    SpanContext span, String thread, List<StackTraceElement> stack, Optional<String> closedOn) {

  /** Checks that nothing is null and copies the list. */
  public OpenScope {
    requireNonNull(span, "span");
    requireNonNull(thread, "thread");
    stack = List.copyOf(stack);
    requireNonNull(closedOn, "closedOn");
  }
}
