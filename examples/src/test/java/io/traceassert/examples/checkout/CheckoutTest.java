package io.traceassert.examples.checkout;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.traceassert.CapturedTraces;
import io.traceassert.examples.service.RefusedException;
import io.traceassert.junit.CaptureTraces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@CaptureTraces
class CheckoutTest extends WithWebShop {

  private WebShop shop;

  @BeforeEach
  void open() throws Exception {
    shop = opened(Services.ours());
  }

  @Test
  void aCheckoutIsOneTraceOverSixServices(CapturedTraces traces) throws Exception {
    assertThat(shop.checkout(42, ADA)).isEqualTo(201);

    assertThat(traces).hasSingleTrace().hasShape(CHECKOUT).hasNoErrors();
  }

  @Test
  void aRefusedCardIsTheMistakeOfNoService(CapturedTraces traces) throws Exception {
    provider.answerWith(402);
    assertThat(shop.checkout(42, ADA)).isEqualTo(402);

    assertThat(traces)
        .hasSingleTrace()
        .hasNoSwallowedErrors()
        .span("charge card")
        .hasErrorPropagatedTo("POST /carts/...");
  }

  @Test
  void theRouteHasNoIds(CapturedTraces traces) throws Exception {
    assertThat(shop.checkout(42, ADA)).isEqualTo(201);

    assertThat(traces)
        .hasSingleTrace()
        .hasRoot("POST /carts/{cart}/checkout")
        .span("POST /carts/{cart}/checkout")
        .hasAttribute("http.route", "/carts/{cart}/checkout")
        .hasAttribute("url.path", "/carts/42/checkout");
  }

  @Test
  void noSpanIsNamedAfterACart(CapturedTraces traces) throws Exception {
    assertThat(shop.checkout(42, ADA)).isEqualTo(201);

    assertThat(traces).spans("...").noneMatch("~.*[0-9].*");
  }

  @Test
  void theCardIsChargedWithinTheTrace(CapturedTraces traces) throws Exception {
    assertThat(shop.checkout(42, ADA)).isEqualTo(201);

    assertThat(traces).hasSingleTrace().containsShape("""
        charge card  payment.provider=stripe  payment.amount=4990  payment.state=captured
        └─ POST      [CLIENT]  url.full~=http://.*/charges  http.response.status_code=200
        """);
    assertThat(provider.takeCharge().getHeaders().get("traceparent"))
        .contains(traces.traces().get(0).traceId());
  }

  @Test
  void noCallIsLost(CapturedTraces traces) throws Exception {
    assertThat(shop.checkout(42, ADA)).isEqualTo(201);

    assertThat(traces)
        .isContinuous()
        .hasNoUnansweredClientSpans()
        .hasNoServerSpansWithoutClient()
        .hasServicePath("gateway", "order", "payment")
        .hasServiceGraph("""
            gateway -> auth
            gateway -> order
            order -> inventory
            order -> notification
            order -> payment
            """);
  }

  @Test
  void eachItemIsReservedOnce(CapturedTraces traces) throws Exception {
    assertThat(shop.checkout(42, ADA)).isEqualTo(201);

    assertThat(traces)
        .spans("reserve item")
        .hasSize(2)
        .anyMatch("...  item.sku=teapot")
        .anyMatch("...  item.sku=cup");
  }

  @Test
  void theCustomerIsNotifiedWithinTheOrder(CapturedTraces traces) throws Exception {
    assertThat(shop.checkout(42, ADA)).isEqualTo(201);

    assertThat(traces)
        .hasSingleTrace()
        .span("publish mails")
        .hasKind(SpanKind.PRODUCER)
        .hasService("notification")
        .isDescendantOf("POST /orders  [SERVER]")
        .hasAttribute("messaging.destination.name", "mails")
        .hasAttribute("messaging.operation.type", "send");
  }

  @Test
  void whatIsSoldOutIsNotCharged(CapturedTraces traces) throws Exception {
    assertThat(shop.checkout(43, ADA)).isEqualTo(409);

    assertThat(traces).hasSingleTrace().hasShape("""
        POST /carts/{cart}/checkout     http.response.status_code=409
        ├─ POST                         [CLIENT]
        │  └─ POST /sessions
        │     └─ verify session
        └─ POST                         [CLIENT]  ERROR
           └─ POST /orders              http.response.status_code=409
              └─ POST                   [CLIENT]  ERROR
                 └─ POST /reservations  http.response.status_code=409
                    └─ reserve item     ERROR "no samovar left"  throws RefusedException
        """);
    assertThat(provider.charges()).isZero();
  }

  @Test
  void whoIsNotSignedInGetsNoFurther(CapturedTraces traces) throws Exception {
    assertThat(shop.checkout(42, "")).isEqualTo(401);

    assertThat(traces).hasSingleTrace().hasShape("""
        POST /carts/{cart}/checkout  http.response.status_code=401
        └─ POST                      [CLIENT]  ERROR
           └─ POST /sessions
              └─ verify session      ERROR "nobody is signed in"  throws RefusedException  !user.id
        """);
  }

  @Test
  void aFailureOfTheProviderReachesTheCustomer(CapturedTraces traces) throws Exception {
    provider.answerWith(503);
    assertThat(shop.checkout(42, ADA)).isEqualTo(503);

    assertThat(traces)
        .hasSingleTrace()
        .containsShape("""
            POST /carts/{cart}/checkout     [SERVER]  ERROR  http.response.status_code=503
            └─ POST                         [CLIENT]  ERROR
               └─ POST /orders              [SERVER]  ERROR
                  └─ POST                   [CLIENT]  ERROR
                     └─ POST /payments      [SERVER]  ERROR
                        └─ charge card      ERROR  throws RefusedException  !payment.state
                           └─ POST          [CLIENT]  ERROR  http.response.status_code=503
            """)
        .span("charge card")
        .failsWith(RefusedException.class, "/charges answered 503")
        .hasErrorPropagatedTo("POST /carts/...");
  }

  @Test
  void whatIsNowhereIsNotFound(CapturedTraces traces) throws Exception {
    assertThat(shop.checkout(-1, ADA)).isEqualTo(404);

    assertThat(traces).hasSingleTrace().hasShape("POST /carts  http.response.status_code=404");
  }

  @Test
  void twoCheckoutsAreTwoTraces(CapturedTraces traces) throws Exception {
    assertThat(shop.checkout(42, ADA)).isEqualTo(201);
    assertThat(shop.checkout(42, ADA)).isEqualTo(201);

    assertThat(traces).hasShapes(CHECKOUT, CHECKOUT);
  }
}
