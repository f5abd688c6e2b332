package io.traceassert.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.traceassert.otlp.ReceivedRequest.Protocol;
import io.traceassert.otlp.server.Exchange;
import io.traceassert.otlp.server.Reply;
import io.traceassert.otlp.server.Status;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void saysWhatItIs() {
    assertThat(Answer.success()).hasToString("200 / OK");
    assertThat(Answer.partialSuccess(2, "too old"))
        .hasToString("200 / OK, 2 spans rejected: too old");
    assertThat(Answer.unavailable().withRetryAfter(SECOND).delayedBy(Duration.ofMillis(50)))
        .hasToString(
            "503 / UNAVAILABLE: a test asked for this answer: unavailable, retry after 1 s, delayed by"
                + " 50 ms");
    assertThat(Answer.tooManyRequests())
        .hasToString("429 / RESOURCE_EXHAUSTED: a test asked for this answer: too many requests");
    assertThat(Answer.badRequest("why not")).hasToString("400 / INVALID_ARGUMENT: why not");
    assertThat(Answer.droppedConnection()).hasToString("the connection is dropped");
  }

  @Test
  void onlyWhatIsToBeSentAgainSaysWhen() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Answer.badRequest("bad").withRetryAfter(SECOND))
        .withMessage("only unavailable() and tooManyRequests() can say when to send again");
    assertThatIllegalStateException()
        .isThrownBy(() -> Answer.droppedConnection().withRetryAfter(SECOND));
    assertThatIllegalStateException().isThrownBy(() -> Answer.success().withRetryAfter(SECOND));
  }

  @Test
  void argumentsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Answer.partialSuccess(-1, "x"))
        .withMessage("rejectedSpans must not be negative, but is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Answer.partialSuccess(1, " "))
        .withMessage("message must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Answer.success().delayedBy(SECOND.negated()))
        .withMessage("time must not be negative, but is -1 s");
  }

  @Test
  void aReceivedRequestSaysWhatBecameOfIt() {
    Exchange exchange = new Exchange(
        "grpc", "gzip", Map.of("user-agent", "x"), 3, 0, Answer.unavailable().reply());

    ReceivedRequest request = ReceivedRequest.of(exchange);

    assertThat(request.protocol()).isEqualTo(Protocol.GRPC);
    assertThat(request.status()).isEqualTo("UNAVAILABLE");
    assertThat(request.header("User-Agent")).isEqualTo("x");
    assertThat(request.header("other")).isNull();
    assertThat(request)
        .hasToString("GRPC, compression gzip, 0 of 3 spans kept, answered UNAVAILABLE");
    assertThat(ReceivedRequest.of(with("http/json", Reply.of(Status.TOO_LARGE, "x")))
            .status())
        .isEqualTo("413");
    assertThat(
            ReceivedRequest.of(with("http/protobuf", Answer.droppedConnection().reply()))
                .status())
        .isEqualTo("dropped");
  }

  private static Exchange with(String protocol, Reply reply) {
    return new Exchange(protocol, "none", Map.of(), 0, 0, reply);
  }
}
