package io.traceassert.examples.ramen;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.trace.StatusCode;
import io.traceassert.CapturedTraces;
import io.traceassert.examples.FailsOnPurpose;
import io.traceassert.junit.TraceExtension;
import io.traceassert.memory.TraceCapture;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The shop is right, and the tests expect something else. */
@FailsOnPurpose
class MistakenExpectations extends WithRamenShop {

  @RegisterExtension
  static final TraceExtension TRACES =
      TraceExtension.capturing(TraceCapture.builder().useDeterministicIds());

  @Test
  void truffleIsInStock(CapturedTraces traces) throws IOException {
    assertThat(shop.order("truffle")).isEqualTo(409);

    assertThat(traces).hasSingleTrace().span("reserve ingredients").hasStatus(StatusCode.UNSET);
  }

  @Test
  void theAmountIsText(CapturedTraces traces) throws IOException {
    assertThat(shop.order("tonkotsu")).isEqualTo(201);

    assertThat(traces).hasSingleTrace().span("charge card").hasAttribute("payment.amount", "980");
  }

  @Test
  void thereIsOnlyOneCall(CapturedTraces traces) throws IOException {
    assertThat(shop.order("tonkotsu")).isEqualTo(201);

    assertThat(traces).hasSingleTrace().span("POST").hasParent("charge card");
  }

  @Test
  void noodlesAreBoiled(CapturedTraces traces) throws IOException {
    assertThat(shop.order("tonkotsu")).isEqualTo(201);

    assertThat(traces).hasSingleTrace().span("boil noodles").hasService("noodle-service");
  }

  @Test
  void severalThingsAtOnce(CapturedTraces traces) throws IOException {
    assertThat(shop.order("tonkotsu")).isEqualTo(201);

    assertThat(traces).hasSingleTrace().hasShape("""
        POST /orders                     [SERVER]  @order-service
        ├─ POST                          [CLIENT]
        │  └─ POST /ingredients          [SERVER]  @ingredient-service
        │     ├─ reserve ingredients  x2
        │     └─ POST                    [CLIENT]
        │        └─ POST /noodles        [SERVER]  @noodle-service
        │           └─ boil noodles      noodles.cut=thin
        └─ charge card                   payment.provider=adyen
           └─ POST                       [CLIENT]
        """);
  }
}
