package io.traceassert;

import io.traceassert.capture.Capture;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * Thrown by every assertion on traces. Remembers what it had seen, so that a report can tell what
 * arrived later.
 */
public final class TraceAssertionError extends AssertionFailedError {

  private static final long serialVersionUID = 1;

  private final transient @Nullable Capture capture;

  TraceAssertionError(
      String message,
      @Nullable Object expected,
      @Nullable Object actual,
      @Nullable Capture capture) {
    super(message, expected, actual, null);
    this.capture = capture;
  }

  private TraceAssertionError(String message, TraceAssertionError original) {
    super(message, original.getExpected(), original.getActual(), original.getCause());
    capture = original.capture;
    setStackTrace(original.getStackTrace());
    for (Throwable suppressed : original.getSuppressed()) {
      addSuppressed(suppressed);
    }
  }

  /**
   * Returns what had been captured when the assertion was evaluated.
   *
   * @return empty when the assertion was not about a capture but about spans that were passed in,
   *     or after deserialisation
   */
  public Optional<Capture> capture() {
    return Optional.ofNullable(capture);
  }

  /**
   * Returns the same failure with a paragraph added to its message.
   *
   * @param paragraph the text to add, below an empty line
   * @return a new error with the same stack trace, values and suppressed errors
   */
  public TraceAssertionError withParagraph(String paragraph) {
    return new TraceAssertionError(getMessage() + "\n\n" + paragraph, this);
  }
}
