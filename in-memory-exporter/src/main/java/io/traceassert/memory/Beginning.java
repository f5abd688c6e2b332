package io.traceassert.memory;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.traceassert.capture.Extraction;
import io.traceassert.capture.OpenSpan;
import io.traceassert.capture.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a span was started: cheap to take, and read only when a failure needs it. */
final class Beginning {

  private static final List<String> OWN =
      List.of(CaptureProcessor.class.getName(), Beginning.class.getName());

  private final String thread;
  private final @Nullable Throwable stack;
  private final SpanContext current;
  private final Optional<Extraction> extraction;
  private final Baggage baggage;

  private Beginning(
      @Nullable Throwable stack,
      SpanContext current,
      Optional<Extraction> extraction,
      Baggage baggage) {
    thread = currentThread();
    this.stack = stack;
    this.current = current;
    this.extraction = extraction;
    this.baggage = baggage;
  }

  /** The beginning of a span of which only its end was seen. */
  static Beginning unknown() {
    return new Beginning(null, SpanContext.getInvalid(), Optional.empty(), Baggage.empty());
  }

  /** The beginning of a span below another one. */
  static Beginning below(Context parent) {
    return new Beginning(
        null, SpanContext.getInvalid(), Optional.empty(), Baggage.fromContext(parent));
  }

  /**
   * The beginning of a span of which one may ask why it has no parent here.
   *
   * @param extraction what was read from headers before, if that is known
   */
  static Beginning here(Context parent, Optional<Extraction> extraction) {
    return new Beginning(
        new Stack(), Span.current().getSpanContext(), extraction, Baggage.fromContext(parent));
  }

  private static String currentThread() {
    Thread current = Thread.currentThread();
    String name = current.getName();
    return name.isEmpty() ? "unnamed-" + current.getId() : name;
  }

  String thread() {
    return thread;
  }

  boolean hasPlace() {
    return stack != null;
  }

  Origin origin(List<OpenSpan> openThen) {
    return new Origin(thread, frames(), openThen, current, extraction, baggage);
  }

  private List<StackTraceElement> frames() {
    return stack == null
        ? List.of()
        : Arrays.stream(stack.getStackTrace())
            .filter(frame -> !OWN.contains(frame.getClassName()))
            .toList();
  }

  /**
   * A stack trace without the parts of an exception that are not needed. The JVM decodes it only
   * when it is read.
   */
  private static final class Stack extends Throwable {

    private static final long serialVersionUID = 1;

    Stack() {
      super(null, null, false, true);
    }
  }
}
