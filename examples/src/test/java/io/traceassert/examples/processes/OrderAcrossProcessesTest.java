package io.traceassert.examples.processes;

import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opentelemetry.api.OpenTelemetry;
import io.traceassert.CapturedTraces;
import io.traceassert.examples.service.HttpService;
import io.traceassert.examples.service.RefusedException;
import io.traceassert.examples.service.RemoteService;
import io.traceassert.junit.Service;
import io.traceassert.junit.TraceExtension;
import io.traceassert.memory.TraceCapture;
import io.traceassert.otlp.OtlpReceiver;
import java.io.IOException;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * An order goes over three processes: the customer and the notification are in this one, order and
 * payment in one each, under the Java agent. What they send and what is captured here is one trace.
 */
class OrderAcrossProcessesTest {

  private static final OtlpReceiver RECEIVER = OtlpReceiver.start();
  private static final TraceCapture MAILS = TraceCapture.create();

  @RegisterExtension
  static final TraceExtension TRACES = TraceExtension.capturing(RECEIVER, MAILS);

  private static final OkHttpClient HTTP = new OkHttpClient();

  private static HttpService notification;
  private static JavaService payment;
  private static JavaService order;

  @BeforeAll
  static void start() throws IOException {
    notification = HttpService.start(
        "notification", "/notifications", MAILS.openTelemetry("notification"), mail -> {});
    payment = JavaService.start("payment", "Payment", RECEIVER.endpoint(), Map.of());
    order = JavaService.start(
        "order",
        "Order",
        RECEIVER.endpoint(),
        Map.of(
            "PAYMENT_URL", payment.url().toString(),
            "NOTIFICATION_URL", notification.url().toString()));
  }

  @Test
  void anOrderIsOneTraceOverThreeProcesses(
      CapturedTraces traces, @Service("customer") OpenTelemetry customer) {
    order(customer, "ramen");

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
  void aDeclinedCardReachesTheCustomer(
      CapturedTraces traces, @Service("customer") OpenTelemetry customer) {
    assertThat(catchThrowableOfType(RefusedException.class, () -> order(customer, "gold")))
        .isNotNull();

    assertThat(traces)
        .hasSingleTrace()
        .doesNotHaveSpan("POST /notifications")
        .hasNoSwallowedErrors()
        .span("charge card")
        .hasErrorPropagatedTo("POST  [CLIENT]  @customer");
  }

  private static void order(OpenTelemetry customer, String item) {
    new RemoteService(
            HTTP, customer, order.url().newBuilder("orders?item=" + item).build())
        .post("");
  }

  @AfterAll
  static void stop() {
    order.close();
    payment.close();
    notification.close();
    MAILS.close();
    RECEIVER.close();
  }
}
