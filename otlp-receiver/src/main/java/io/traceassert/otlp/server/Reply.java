package io.traceassert.otlp.server;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a request for traces is answered with, in either protocol.
 *
 * @param status of the answer
 * @param message to the sender, empty for none
 * @param rejected how many of the request's spans are not taken although the status is OK
 * @param retryAfter how long the sender is told to wait, null if it is told nothing
 * @param delay how long the answer is held back
 * @param dropped whether the connection is closed instead of an answer
 */
public record Reply(
    Status status,
    String message,
    long rejected,
    @Nullable Duration retryAfter,
    Duration delay,
    boolean dropped) {

  /** All is taken. */
  public static final Reply TAKEN = of(Status.OK, "");

  /** Checks the parts. */
  public Reply {
    requireNonNull(status, "status");
    requireNonNull(message, "message");
    requireNonNull(delay, "delay");
  }

  /**
   * An answer at once.
   *
   * @param status its status
   * @param message to the sender, empty for none
   */
  public static Reply of(Status status, String message) {
    return new Reply(status, message, 0, null, Duration.ZERO, false);
  }

  /** Says how many of a request's spans this answer takes. */
  int accepted(int spans) {
    return dropped || status != Status.OK ? 0 : (int) Math.max(0, spans - rejected);
  }

  /** Rejects no more spans than a request has. */
  Reply to(int spans) {
    return rejected <= spans ? this : new Reply(status, message, spans, retryAfter, delay, dropped);
  }

  boolean isPartial() {
    return status == Status.OK && (rejected > 0 || !message.isEmpty());
  }

  /** Returns it on one line, in the words of both protocols. */
  @Override
  public String toString() {
    String text = dropped ? "the connection is dropped" : status.http() + " / " + status.grpcName();
    return text
        + (rejected == 0
            ? ""
            : ", " + rejected + (rejected == 1 ? " span" : " spans") + " rejected")
        + (message.isEmpty() ? "" : ": " + message)
        + (retryAfter == null ? "" : ", retry after " + Sizes.time(retryAfter))
        + (delay.isZero() ? "" : ", delayed by " + Sizes.time(delay));
  }
}
