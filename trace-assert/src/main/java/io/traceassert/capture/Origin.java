package io.traceassert.capture;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where a span began, and what was known there.
 *
 * @param thread name of the thread that started the span
 * @param stack the frames of the code that started it, the innermost first, without those of
 *     TraceAssert; empty when they were not recorded
 * @param openThen the spans of the same capture that were open at that moment, in the order of
 *     their starts
 * @param current what was the current span of the thread; {@link SpanContext#getInvalid() invalid}
 *     when there was none, or that was not recorded
 * @param extraction what a propagator had read from the headers of a request or message; empty when
 *     that is not known
 * @param baggage what was in the context of the parent
 */
public record Origin(
    String thread,
    List<StackTraceElement> stack,
    List<OpenSpan> openThen,
    SpanContext current,
    Optional<Extraction> extraction,
    Baggage baggage) {

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

  /** Checks that nothing is null and copies the lists. */
  public Origin {
    requireNonNull(thread, "thread");
    stack = List.copyOf(stack);
    openThen = List.copyOf(openThen);
    requireNonNull(current, "current");
    requireNonNull(extraction, "extraction");
    requireNonNull(baggage, "baggage");
  }

  /**
   * Makes an origin of which no more is known than a place.
   *
   * @param thread name of the thread that started the span
   * @param stack the frames of the code that started it, the innermost first; may be empty
   * @param openThen the spans that were open at that moment, in the order of their starts
   * @return the origin
   */
  public static Origin of(String thread, List<StackTraceElement> stack, List<OpenSpan> openThen) {
    return new Origin(
        thread, stack, openThen, SpanContext.getInvalid(), Optional.empty(), Baggage.empty());
  }

  /**
   * Returns the code that started the span.
   *
   * @return the nearest frame outside OpenTelemetry, the JDK and well-known libraries; of a library
   *     when there is no other; empty when none was recorded
   */
  public Optional<StackTraceElement> frame() {
    return nearestFrame(stack);
  }

  /**
   * Returns the place in the source, as an IDE makes it clickable.
   *
   * @return for example {@code Shop.java:42}, or the class and method when the line is unknown;
   *     empty without a frame
   */
  public Optional<String> place() {
    return frame().map(Origin::place);
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
