package io.traceassert.examples.ramen;

import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.TraceAssertions.assertThatCarrier;

import io.traceassert.CapturedTraces;
import io.traceassert.junit.CaptureTraces;
import io.traceassert.pattern.SpanPattern;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@CaptureTraces
class RamenShopTest extends WithRamenShop {

  @Test
  void anOrderIsOneTraceOverFourServices(CapturedTraces traces) throws IOException {
    assertThat(shop.order("tonkotsu")).isEqualTo(201);

    assertThat(traces).hasSingleTrace().hasShape("""
        POST /orders                  [SERVER]  @order-service       http.response.status_code=201  (in order)
        ├─ POST                       [CLIENT]
        │  └─ POST /ingredients       [SERVER]  @ingredient-service  (in order)
        │     ├─ reserve ingredients
        │     └─ POST                 [CLIENT]
        │        └─ POST /noodles     [SERVER]  @noodle-service
        │           └─ cook noodles   noodles.cut=thin
        ├─ charge card
        │  └─ POST                    [CLIENT]
        └─ call courier
           └─ POST                    [CLIENT]
              └─ POST /deliveries     [SERVER]  @delivery-service
                 └─ dispatch courier
        """);
  }

  @Test
  void theCardIsChargedWithinTheTrace(CapturedTraces traces) throws Exception {
    assertThat(shop.order("tonkotsu")).isEqualTo(201);

    assertThat(traces).hasSingleTrace().containsShape("""
        charge card  payment.provider=stripe  payment.amount=980
        └─ POST      [CLIENT]  http.response.status_code=200
        """);
    SpanPattern call = SpanPattern.named("POST").childOf("charge card");
    assertThatCarrier(payments.takeCharge()).continues(assertThat(traces).span(call));
  }

  @Test
  void noCallIsLost(CapturedTraces traces) throws IOException {
    assertThat(shop.order("tonkotsu")).isEqualTo(201);

    assertThat(traces)
        .isContinuous()
        .propagates("POST  [CLIENT]  @ingredient-service", "POST /noodles")
        .hasNoUnansweredClientSpans()
        .hasNoServerSpansWithoutClient()
        .hasNoDoubleInstrumentation()
        .hasServicePath("order-service", "ingredient-service", "noodle-service")
        .hasServiceGraph("""
            ingredient-service -> noodle-service
            order-service -> delivery-service
            order-service -> ingredient-service
            """);
  }

  @Test
  void whatIsOutOfStockIsNotCharged(CapturedTraces traces) throws IOException {
    assertThat(shop.order("truffle")).isEqualTo(409);

    assertThat(traces)
        .hasSingleTrace()
        .hasShape("""
            POST /orders                  http.response.status_code=409
            └─ POST                       [CLIENT]  ERROR  http.response.status_code=409
               └─ POST /ingredients       http.response.status_code=409
                  └─ reserve ingredients  ERROR "no truffle left"  throws OutOfStockException
            """)
        .span("reserve ingredients")
        .asSpanData()
        .hasException(new OutOfStockException("truffle"));
    assertThat(payments.charges()).isZero();
  }

  @Test
  void theCourierIsCalledWithTheContextOfTheOrder(CapturedTraces traces) throws IOException {
    assertThat(shop.order("shoyu")).isEqualTo(201);

    assertThat(traces).hasSingleTrace().hasShape("""
        POST /orders
        ├─ call courier
        │  └─ ** dispatch courier  courier.vehicle=bicycle
        └─ ...
        """);
  }
}
