package io.traceassert.otlp.wire;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A payload that cannot be read; the message says why and where, in one line. */
public final class MalformedPayloadException extends Exception {

  private static final int LONGEST_PATH = 10;

  /** Makes an exception with a message of one line. */
  public MalformedPayloadException(String message) {
    super(message);
  }

  /** Makes an exception with a message of one line, and what was thrown by the parser. */
  public MalformedPayloadException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Makes an exception on a field.
   *
   * @param path the fields that lead to it, of each message one, or null if that is not known
   * @param depth the place of the last of them
   */
  static MalformedPayloadException at(
      @Nullable Field[] path, int depth, String what, long offset, @Nullable Throwable cause) {
    String field = Arrays.stream(path, 0, depth + 1)
        .filter(Objects::nonNull)
        .limit(LONGEST_PATH)
        .map(known -> known.protoName)
        .collect(Collectors.joining("."));
    String rest = depth < LONGEST_PATH ? "" : "…";
    String where = field.isEmpty() ? "" : field + rest + ": ";
    return new MalformedPayloadException("%s%s, at byte %d".formatted(where, what, offset), cause);
  }
}
