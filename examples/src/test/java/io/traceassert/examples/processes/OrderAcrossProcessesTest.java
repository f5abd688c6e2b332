package io.traceassert.examples.processes;

import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opentelemetry.api.OpenTelemetry;
import io.traceassert.CapturedTraces;
import io.traceassert.examples.service.RefusedException;
import io.traceassert.junit.Service;
import io.traceassert.junit.TraceExtension;
import io.traceassert.memory.TraceCapture;
import io.traceassert.otlp.OtlpReceiver;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What other processes send to the receiver, and what is captured in this one, is one trace. */
class OrderAcrossProcessesTest {

  private static final OtlpReceiver RECEIVER = OtlpReceiver.start();
  private static final TraceCapture MAILS = TraceCapture.create();

  @RegisterExtension
  static final TraceExtension TRACES = TraceExtension.capturing(RECEIVER, MAILS);

  private static OrderProcesses shop;

  @BeforeAll
  static void start() throws IOException {
    shop = new OrderProcesses(RECEIVER.endpoint(), MAILS.openTelemetry("notification"));
  }

  @Test
  void anOrderIsOneTraceOverThreeProcesses(
      CapturedTraces traces, @Service("customer") OpenTelemetry customer) {
    shop.order(customer, "ramen");

    assertThat(traces).hasSingleTrace().hasShape("""
            POST                         [CLIENT]  @customer
            └─ POST /orders              [SERVER]  @order         order.id=*
               ├─ POST                   [CLIENT]  @order
               │  └─ POST /payments      [SERVER]  @payment
               │     └─ charge card                @payment       item=ramen
               └─ POST                   [CLIENT]  @order
                  └─ POST /notifications  [SERVER]  @notification
            """).hasNoErrors();
  }

  @Test
  void noCallIsLostBetweenTheProcesses(
      CapturedTraces traces, @Service("customer") OpenTelemetry customer) {
    shop.order(customer, "ramen");

    assertThat(traces)
        .isContinuous()
        .hasServicePath("customer", "order", "payment")
        .hasNoUnansweredClientSpans()
        .hasNoServerSpansWithoutClient()
        .hasNoDoubleInstrumentation()
        .hasServiceGraph("""
            customer -> order
            order -> notification
            order -> payment
            """);
  }

  @Test
  void aDeclinedCardReachesTheCustomer(
      CapturedTraces traces, @Service("customer") OpenTelemetry customer) {
    assertThat(catchThrowableOfType(RefusedException.class, () -> shop.order(customer, "gold")))
        .isNotNull();

    assertThat(traces)
        .hasSingleTrace()
        .doesNotHaveSpan("POST /notifications")
        .hasNoSwallowedErrors()
        .span("charge card")
        .hasErrorPropagatedTo("POST  [CLIENT]  @customer");
  }

  @AfterAll
  static void stop() {
    shop.close();
    MAILS.close();
    RECEIVER.close();
  }
}
