package io.traceassert.otlp.wire;

/** A payload that cannot be read; the message says why and where, in one line. */
public final class MalformedPayloadException extends Exception {

  /** Makes an exception with a message of one line. */
  public MalformedPayloadException(String message) {
    super(message);
  }

  /** Makes an exception with a message of one line, and what was thrown by the parser. */
  public MalformedPayloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
