package io.traceassert.capture;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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

  private static final List<String> PLATFORM =
      List.of("io.opentelemetry.", "java.", "javax.", "jdk.", "sun.", "com.sun.");

  /** Libraries that do things on behalf of the code that matters. */
  private static final List<String> LIBRARIES = List.of(
      "okhttp3.",
      "retrofit2.",
      "org.apache.",
      "io.netty.",
      "io.grpc.",
      "org.springframework.",
      "reactor.",
      "rx.",
      "io.reactivex.",
      "io.micrometer.",
      "org.eclipse.",
      "io.vertx.",
      "io.undertow.",
      "com.zaxxer.",
      "org.hibernate.",
      "kotlin.",
      "kotlinx.",
      "scala.",
      "org.junit.");

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
    return frame.map(Origin::place);
  }

  /**
   * Chooses the frame that tells most of where something happened.
   *
   * @param stack the frames, the innermost first
   * @return the first outside OpenTelemetry, the JDK and well-known libraries; the first outside
   *     the former two if there is no other; or empty
   */
  public static Optional<StackTraceElement> nearestFrame(List<StackTraceElement> stack) {
    List<StackTraceElement> frames = stack.stream().filter(outside(PLATFORM)).toList();
    return frames.stream()
        .filter(outside(LIBRARIES))
        .findFirst()
        .or(() -> frames.stream().findFirst());
  }

  private static Predicate<StackTraceElement> outside(List<String> packages) {
    return frame -> packages.stream().noneMatch(frame.getClassName()::startsWith);
  }

  /**
   * Writes the place of a frame, as an IDE makes it clickable.
   *
   * @param frame the frame
   * @return for example {@code Shop.java:42}, or the class and method when the line is unknown
   */
  public static String place(StackTraceElement frame) {
    return frame.getFileName() == null || frame.getLineNumber() < 0
        ? frame.getClassName() + "." + frame.getMethodName()
        : frame.getFileName() + ":" + frame.getLineNumber();
  }
}
