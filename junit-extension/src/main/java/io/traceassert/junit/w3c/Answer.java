package io.traceassert.junit.w3c;

import io.traceassert.text.Durations;
import io.traceassert.text.Notation;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * What the service answered, or why it did not.
 *
 * @param status empty if no answer came
 * @param beginning of the body; the cause if no answer came
 */
record Answer(OptionalInt status, String beginning) {

  private static final int LONGEST = 300;
  private static final int FIRST_ERROR = 400;

  static Answer of(HttpMessage answer) {
    String[] parts = answer.startLine().split(" ", 3);
    if (parts.length < 2 || !parts[1].matches("\\d{3}")) {
      return none("this is no answer of HTTP/1.1: " + beginning(answer.startLine()));
    }
    return new Answer(OptionalInt.of(Integer.parseInt(parts[1])), beginning(answer.body()));
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

  /** What a failure prints. */
  String text() {
    String first = status.isPresent() ? String.valueOf(status.getAsInt()) : "none";
    return beginning.isEmpty() ? first : first + ": " + beginning;
  }

  /** How a failure begins when nothing else came. */
  String withoutCallback(Duration timeout) {
    if (status.isEmpty()) {
      return "the service did not answer and did not call back: " + beginning;
    }
    String within = accepts() ? " within " + Durations.exact(timeout) : "";
    return "the service answered " + status.getAsInt() + " and did not call back" + within;
  }
}
