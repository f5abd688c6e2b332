package io.traceassert.otlp;

import io.traceassert.otlp.server.Reply;
import io.traceassert.otlp.server.Status;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a request for traces is answered with when a test wants to see what its exporter makes of
 * it. Each has a form in both protocols, as the OTLP specification says in its sections on <a
 * href="https://opentelemetry.io/docs/specs/otlp/#otlpgrpc-response">OTLP/gRPC</a> and <a
 * href="https://opentelemetry.io/docs/specs/otlp/#otlphttp-response">OTLP/HTTP</a> responses.
 *
 * <p>Spans of a refused request are not kept: an exporter that sends them again does not make them
 * arrive twice. Immutable.
 */
public final class Answer {

  private final Reply reply;

  private Answer(Reply reply) {
    this.reply = reply;
  }

  /** Takes all spans, as without any other answer; to be delayed. */
  public static Answer success() {
    return new Answer(Reply.TAKEN);
  }

  /**
   * Takes a request but for its last spans: the specification's "Partial Success", which an
   * exporter must not answer by sending again.
   *
   * @param rejectedSpans how many are not kept, all if the request has no more; with 0 the message
   *     is a warning
   * @param message why, for the exporter's log
   * @throws IllegalArgumentException if the number is negative, or the message is blank
   */
  public static Answer partialSuccess(long rejectedSpans, String message) {
    Arguments.notNegative(rejectedSpans, "rejectedSpans");
    Arguments.notBlank(message, "message");
    return new Answer(new Reply(Status.OK, message, rejectedSpans, null, Duration.ZERO, false));
  }

  /**
   * Refuses for now: status 503, or UNAVAILABLE. Exporters send again, by the specification's
   * "Retryable Response Codes" and its table of gRPC's codes.
   */
  public static Answer unavailable() {
    return refusal(Status.UNAVAILABLE, "a test asked for this answer: unavailable");
  }

  /**
   * Refuses since there are too many: status 429, or RESOURCE_EXHAUSTED. Exporters send again, over
   * gRPC only {@linkplain #withRetryAfter(Duration) when told when}, by the specification's
   * sections "OTLP/HTTP Throttling" and "OTLP/gRPC Throttling".
   */
  public static Answer tooManyRequests() {
    return refusal(Status.TOO_MANY_REQUESTS, "a test asked for this answer: too many requests");
  }

  /**
   * Refuses for good: status 400, or INVALID_ARGUMENT. Exporters must drop the spans, by the
   * specification's section "Bad Data".
   *
   * @param message why, for the exporter's log
   * @throws IllegalArgumentException if the message is blank
   */
  public static Answer badRequest(String message) {
    return refusal(Status.BAD_REQUEST, Arguments.notBlank(message, "message"));
  }

  /**
   * Closes the connection instead of an answer, with all else that is under way on it. Exporters
   * send again, by the specification's section "All Other Responses".
   */
  public static Answer droppedConnection() {
    return new Answer(new Reply(Status.UNAVAILABLE, "", 0, null, Duration.ZERO, true));
  }

  /**
   * Returns this answer with the time after which to send again: the header {@code Retry-After} in
   * whole seconds, rounded up, or gRPC's {@code RetryInfo}.
   *
   * @param time from the answer on
   * @throws IllegalArgumentException if it is negative
   * @throws IllegalStateException if this answer does not ask to send again
   */
  public Answer withRetryAfter(Duration time) {
    Arguments.notNegative(time, "time");
    boolean asksToSendAgain =
        reply.status() == Status.UNAVAILABLE || reply.status() == Status.TOO_MANY_REQUESTS;
    if (reply.dropped() || !asksToSendAgain) {
      throw new IllegalStateException(
          "only unavailable() and tooManyRequests() can say when to send again");
    }
    return with(time, reply.delay());
  }

  /**
   * Returns this answer, held back. What is to be kept is kept at once; requests on the same
   * connection of HTTP/1.1 wait.
   *
   * @param time from the end of the request on
   * @throws IllegalArgumentException if it is negative
   */
  public Answer delayedBy(Duration time) {
    Arguments.notNegative(time, "time");
    return with(reply.retryAfter(), time);
  }

  @Override
  public String toString() {
    return reply.toString();
  }

  Reply reply() {
    return reply;
  }

  private Answer with(@Nullable Duration retryAfter, Duration delay) {
    return new Answer(new Reply(
        reply.status(), reply.message(), reply.rejected(), retryAfter, delay, reply.dropped()));
  }

  private static Answer refusal(Status status, String message) {
    return new Answer(Reply.of(status, message));
  }
}
