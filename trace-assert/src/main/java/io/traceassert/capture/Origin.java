package io.traceassert.capture;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Where a span began.
 *
 * @param thread name of the thread that started the span
 * @param frame the code that started it: the nearest stack frame outside OpenTelemetry,
 *     TraceAssert, the JDK and well-known libraries; empty when there was none
 * @param openThen the spans of the same capture that were open at that moment, in the order of
 *     their starts
 */
public record Origin(String thread, Optional<StackTraceElement> frame, List<OpenSpan> openThen) {

  /** Checks that nothing is null and copies the list. */
  public Origin {
    requireNonNull(thread, "thread");
    requireNonNull(frame, "frame");
    openThen = List.copyOf(openThen);
  }

  /**
   * Returns the place in the source, as an IDE makes it clickable.
   *
   * @return for example {@code Shop.java:42}, or the class and method when the line is unknown;
   *     empty without a frame
   */
  public Optional<String> place() {
    return frame.map(Origin::describe);
  }

  private static String describe(StackTraceElement frame) {
    return frame.getFileName() == null || frame.getLineNumber() < 0
        ? frame.getClassName() + "." + frame.getMethodName()
        : frame.getFileName() + ":" + frame.getLineNumber();
  }
}
