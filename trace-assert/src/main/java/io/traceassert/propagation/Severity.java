package io.traceassert.propagation;

/** What comes of breaking a rule. */
public enum Severity {
  /** Whoever receives the headers must ignore the context: the trace ends there. */
  FATAL,
  /** Must not be sent, though the context can still be read, or a part of it. */
  ERROR,
  /** Is allowed, but may be lost on the way. */
  ADVICE
}
