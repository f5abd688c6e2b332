package io.traceassert.otlp.server;

/** Why a request is refused: the sender's fault, or a bound of the receiver's. */
final class Refusal extends Exception {

  private final Status status;

  Refusal(Status status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  Status status() {
    return status;
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  Reply reply() {
    return Reply.of(status, reason());
  }
}
