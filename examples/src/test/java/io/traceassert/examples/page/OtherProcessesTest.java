package io.traceassert.examples.page;

import static io.traceassert.TraceAssertions.assertThat;

import io.traceassert.CapturedTraces;
import io.traceassert.junit.TraceExtension;
import io.traceassert.otlp.Answer;
import io.traceassert.otlp.OtlpReceiver;
import io.traceassert.otlp.ReceivedRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The shop is in this process; to the receiver that makes no difference. */
class OtherProcessesTest {

  static final OtlpReceiver RECEIVER = OtlpReceiver.start();

  @RegisterExtension
  static final TraceExtension TRACES = TraceExtension.capturing(RECEIVER);

  private static final Shop SHOP = new Shop(RECEIVER.endpoint());

  @Test
  void anOrder(CapturedTraces traces) {
    SHOP.order("ramen");

    assertThat(traces).hasSingleTrace().hasShape("""
        POST /orders    [SERVER]  @shop
        └─ charge card            item=ramen
        """);
  }

  @Test
  void anOrderSurvivesAnUnavailableBackend() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        Shop shop = new Shop(receiver.endpoint())) {
      receiver.answerNext(1, Answer.unavailable().withRetryAfter(Duration.ofMillis(10)));

      shop.order("ramen");

      assertThat(receiver.traces()).hasSingleTrace().hasSpanCount(2);
      assertThat(receiver.requests())
          .extracting(ReceivedRequest::status)
          .containsExactly("UNAVAILABLE", "OK");
    }
  }

  @AfterAll
  static void stop() {
    SHOP.close();
    RECEIVER.close();
  }
}
