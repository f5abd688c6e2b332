package io.traceassert.examples.ramen;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.traceassert.CapturedTraces;
import io.traceassert.TraceAssert;
import io.traceassert.junit.CaptureTraces;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@CaptureTraces
class RamenShopTest extends WithRamenShop {

  @Test
  void anOrderIsOneTraceOverFourServices(CapturedTraces traces) throws IOException {
    assertThat(shop.order("tonkotsu")).isEqualTo(201);

    TraceAssert trace = assertThat(traces).hasSingleTrace();
    trace
        .hasRoot("POST /orders")
        .hasSpanNamesExactlyInAnyOrder(
            "POST /orders",
            "POST",
            "POST /ingredients",
            "reserve ingredients",
            "POST",
            "POST /noodles",
            "cook noodles",
            "charge card",
            "POST",
            "call courier",
            "POST",
            "POST /deliveries",
            "dispatch courier");
    trace
        .span("POST /orders")
        .isRoot()
        .hasKind(SpanKind.SERVER)
        .hasService("order-service")
        .hasAttribute("http.response.status_code", 201)
        .hasChildren("POST", "charge card", "call courier");
    trace
        .span("POST /ingredients")
        .hasKind(SpanKind.SERVER)
        .hasService("ingredient-service")
        .hasParent("POST")
        .hasChildren("reserve ingredients", "POST");
    trace
        .span("cook noodles")
        .hasService("noodle-service")
        .hasParent("POST /noodles")
        .isDescendantOf("POST /ingredients")
        .hasAttribute("noodles.cut", "thin");
    trace
        .span("dispatch courier")
        .hasService("delivery-service")
        .hasParent("POST /deliveries")
        .isDescendantOf("call courier");
  }

  @Test
  void theCardIsChargedWithinTheTrace(CapturedTraces traces) throws Exception {
    assertThat(shop.order("tonkotsu")).isEqualTo(201);

    TraceAssert trace = assertThat(traces).hasSingleTrace();
    trace
        .span("charge card")
        .hasAttribute("payment.provider", "stripe")
        .hasAttribute(longKey("payment.amount"), 980L)
        .hasStatus(StatusCode.UNSET)
        .hasChildren("POST");
    assertThat(payments.takeCharge().getHeaders().get("traceparent"))
        .contains(traces.traces().get(0).traceId());
  }

  @Test
  void whatIsOutOfStockIsNotCharged(CapturedTraces traces) throws IOException {
    assertThat(shop.order("truffle")).isEqualTo(409);

    TraceAssert trace = assertThat(traces).hasSingleTrace();
    trace.hasSpanNamesExactlyInAnyOrder(
        "POST /orders", "POST", "POST /ingredients", "reserve ingredients");
    trace
        .span("reserve ingredients")
        .hasStatus(StatusCode.ERROR)
        .asSpanData()
        .hasException(new OutOfStockException("truffle"));
    trace.span("POST").hasStatus(StatusCode.ERROR).hasAttribute("http.response.status_code", 409);
    trace.span("POST /orders").hasAttribute("http.response.status_code", 409);
    assertThat(payments.charges()).isZero();
  }

  @Test
  void theCourierIsCalledWithTheContextOfTheOrder(CapturedTraces traces) throws IOException {
    assertThat(shop.order("shoyu")).isEqualTo(201);

    assertThat(traces).hasSingleTrace().span("call courier").hasParent("POST /orders");
  }
}
