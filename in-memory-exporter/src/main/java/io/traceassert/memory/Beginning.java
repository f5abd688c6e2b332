package io.traceassert.memory;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where a span was started: cheap to take, and read only when a failure needs it. */
final class Beginning {

  private static final List<String> OWN =
      List.of(CaptureProcessor.class.getName(), Beginning.class.getName());
  private static final List<String> PLATFORM =
      List.of("io.opentelemetry.", "java.", "javax.", "jdk.", "sun.", "com.sun.");

  /** Libraries that start spans on behalf of the code that matters. */
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

  private final String thread;
  private final @Nullable Throwable stack;

  private Beginning(String thread, @Nullable Throwable stack) {
    this.thread = thread;
    this.stack = stack;
  }

  static Beginning withoutPlace() {
    return new Beginning(currentThread(), null);
  }

  static Beginning here() {
    return new Beginning(currentThread(), new Stack());
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

  /**
   * Returns the nearest frame of the application; of a library, if there is no other; or nothing.
   */
  Optional<StackTraceElement> frame() {
    if (stack == null) {
      return Optional.empty();
    }
    List<StackTraceElement> frames = Arrays.stream(stack.getStackTrace())
        .filter(frame -> !OWN.contains(frame.getClassName()))
        .filter(outside(PLATFORM))
        .toList();
    return frames.stream()
        .filter(outside(LIBRARIES))
        .findFirst()
        .or(() -> frames.stream().findFirst());
  }

  private static Predicate<StackTraceElement> outside(List<String> packages) {
    return frame -> packages.stream().noneMatch(frame.getClassName()::startsWith);
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
