package io.traceassert.memory;

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
    return Origin.nearestFrame(Arrays.stream(stack.getStackTrace())
        .filter(frame -> !OWN.contains(frame.getClassName()))
        .toList());
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
