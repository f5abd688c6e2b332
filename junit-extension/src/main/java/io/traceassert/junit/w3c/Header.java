package io.traceassert.junit.w3c;

import io.traceassert.text.Notation;
import io.traceassert.text.Secrets;

/** One line of a header section, as it is sent. */
record Header(String name, String value) {

  static final String TRACEPARENT = "traceparent";
  static final String TRACESTATE = "tracestate";

  boolean isNamed(String other) {
    return name.equalsIgnoreCase(other);
  }

  /** What a failure prints: the whole value, unless it is a secret. */
  String text() {
    String shown = Secrets.isSecret(name, value) ? "***" : Notation.escaped(value);
    return (name + ": " + shown).stripTrailing();
  }
}
