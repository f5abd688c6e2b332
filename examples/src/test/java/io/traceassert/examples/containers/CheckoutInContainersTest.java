package io.traceassert.examples.containers;

import static io.traceassert.examples.containers.Checkout.COLLECTOR;
import static io.traceassert.testcontainers.CollectorAssertions.assertThat;

import io.traceassert.CapturedTraces;
import io.traceassert.junit.Policy;
import io.traceassert.junit.TraceExtension;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the services send is {@code COLLECTOR.received()}, and {@code traces} is what the collector
 * exports of it. Each test first waits until all of a checkout has gone in: of a trace of which it
 * has only a part, a collector keeps or drops a part.
 */
@ExtendWith(RequiresDocker.class)
class CheckoutInContainersTest {

  private static final int PAID = 14;
  private static final int REFUSED = 11;

  /** Payments fail here to see what the collector makes of it. */
  @RegisterExtension
  static final TraceExtension TRACES =
      TraceExtension.capturing(COLLECTOR).unexpectedErrors(Policy.IGNORE);

  @BeforeAll
  static void start() {
    Checkout.start();
  }

  @Test
  void aCheckoutIsOneTraceOverFiveServices() {
    assertThat(Checkout.buy("ramen")).isEqualTo(201);

    assertThat(COLLECTOR.received()).hasSingleTrace().hasShape("""
            POST /checkout                      [SERVER]  @gateway       http.response.status_code=201
            ├─ middleware - jsonParser
            └─ request handler                                           (in order)
               ├─ GET                           [CLIENT]
               │  └─ GET /stock/{item}          [SERVER]  @inventory
               │     └─ look up stock                                    item=ramen
               └─ POST                          [CLIENT]
                  └─ POST /orders               [SERVER]  @order         (in order)  order.id=*
                     ├─ POST                    [CLIENT]
                     │  └─ POST /payments       [SERVER]  @payment
                     │     └─ charge card                                item=ramen
                     └─ POST                    [CLIENT]
                        └─ POST /notifications  [SERVER]  @notification
                           └─ send mail                                  order.id=*
            """).hasNoErrors();
  }

  @Test
  void noCallIsLostBetweenLanguages() {
    assertThat(Checkout.buy("ramen")).isEqualTo(201);

    assertThat(COLLECTOR.received())
        .isContinuous()
        .hasServicePath("gateway", "order", "notification")
        .hasNoServerSpansWithoutClient()
        .hasNoDoubleInstrumentation()
        .hasServiceGraph("""
            gateway -> inventory
            gateway -> order
            order -> notification
            order -> payment
            """);
  }

  @Test
  void tracesAreFoundByServiceAndAttribute() {
    assertThat(Checkout.buy("ramen")).isEqualTo(201);
    assertThat(Checkout.buy("gold")).isEqualTo(402);

    assertThat(COLLECTOR.received()).hasTraceCount(2);
    assertThat(COLLECTOR.received())
        .withAttribute("item", "gold")
        .hasSingleTrace()
        .hasSpanCount(REFUSED)
        .doesNotHaveSpan("...  @notification");
    assertThat(COLLECTOR.received())
        .withService("notification")
        .hasSingleTrace()
        .hasSpanCount(PAID)
        .span("send mail")
        .hasAttributeMatching("order.id", "order-\\d+")
        .event("mail sent")
        .hasAttribute("mail.recipients");
  }

  @Test
  void aFastAndCleanCheckoutIsSampledOut(CapturedTraces traces) {
    assertThat(Checkout.buy("ramen")).isEqualTo(201);
    assertThat(COLLECTOR.received()).hasSingleTrace().hasSpanCount(PAID);

    assertThat(COLLECTOR).trace("POST /checkout").wasDropped();
    assertThat(COLLECTOR.dropped()).hasSingleTrace().hasRoot("POST /checkout");
    assertThat(traces).hasNoSpans();
  }

  @Test
  void aSlowCheckoutIsKept() {
    assertThat(Checkout.buy("ramen", Duration.ofMillis(1_100))).isEqualTo(201);
    assertThat(COLLECTOR.received()).hasSingleTrace().hasSpanCount(PAID);

    assertThat(COLLECTOR)
        .trace("POST /checkout")
        .wasSampledBy("slower-than-1s")
        .wasExportedTo("otlp/jaeger")
        .wasExportedTo("debug");
  }

  @Test
  void aDeclinedCardIsKeptAndReachesTheGateway(CapturedTraces traces) {
    assertThat(Checkout.buy("gold")).isEqualTo(402);
    assertThat(COLLECTOR.received()).hasSingleTrace().hasSpanCount(REFUSED);

    assertThat(COLLECTOR).trace("charge card  item=gold").wasSampledBy("errors");
    assertThat(traces)
        .hasSingleTrace()
        .doesNotHaveSpan("POST /notifications")
        .span("charge card  @payment")
        .hasErrorPropagatedTo("POST  [CLIENT]  @gateway");
  }

  @Test
  void aBankThatDoesNotAnswerIsKeptAndReachesTheCustomer(CapturedTraces traces) {
    assertThat(Checkout.buy("silver")).isEqualTo(500);
    assertThat(COLLECTOR.received()).hasSingleTrace().hasSpanCount(REFUSED);

    assertThat(COLLECTOR).trace("charge card  item=silver").wasSampledBy("errors");
    assertThat(traces)
        .hasSingleTrace()
        .hasRoot("POST /checkout  @gateway  ERROR")
        .span("charge card  @payment")
        .hasErrorPropagatedTo("POST  [CLIENT]  @gateway");
  }

  @Test
  void theCardNumberIsRemovedAndNothingElse() {
    assertThat(Checkout.buy("silver")).isEqualTo(500);
    assertThat(COLLECTOR.received()).hasSingleTrace().hasSpanCount(REFUSED);

    assertThat(COLLECTOR)
        .trace("POST /checkout")
        .hasRemoved("card.number")
        .changes()
        .containsExactly("\"charge card\": card.number removed");
    assertThat(COLLECTOR.exportedTo("otlp/jaeger"))
        .hasSingleTrace()
        .span("charge card")
        .doesNotHaveAttribute("card.number");
  }
}
