package io.traceassert.junit.w3c;

import io.traceassert.text.Notation;
import java.util.OptionalInt;

/**
 * What the service answered, or why it did not.
 *
 * @param status empty if no answer came
 * @param text the status and the beginning of the body, or the cause
 */
record Answer(OptionalInt status, String text) {

  private static final int LONGEST = 300;
  private static final int FIRST_ERROR = 400;

  static Answer of(HttpMessage answer) {
    String[] parts = answer.startLine().split(" ", 3);
    if (parts.length < 2 || !parts[1].matches("\\d{3}")) {
      return none("this is not an answer of HTTP/1.1: " + beginning(answer.startLine()));
    }
    String body = answer.body().isEmpty() ? "" : ": " + beginning(answer.body());
    return new Answer(OptionalInt.of(Integer.parseInt(parts[1])), parts[1] + body);
  }

  static Answer none(String cause) {
    return new Answer(OptionalInt.empty(), cause);
  }

  private static String beginning(String text) {
    return text.length() <= LONGEST
        ? Notation.escaped(text)
        : Notation.escaped(text.substring(0, LONGEST)) + "…";
  }

  /** A service that has accepted a request may call back after it has answered. */
  boolean accepts() {
    return status.isPresent() && status.getAsInt() < FIRST_ERROR;
  }
}
