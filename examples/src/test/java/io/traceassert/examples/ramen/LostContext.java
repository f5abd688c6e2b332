package io.traceassert.examples.ramen;

import static io.traceassert.TraceAssertions.assertThat;

import io.traceassert.CapturedTraces;
import io.traceassert.examples.FailsOnPurpose;
import io.traceassert.junit.TraceExtension;
import io.traceassert.memory.TraceCapture;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The courier desk is a plain executor: the trace context does not reach its thread. */
@FailsOnPurpose
class LostContext extends WithRamenShop {

  @RegisterExtension
  static final TraceExtension TRACES =
      TraceExtension.capturing(TraceCapture.builder().useDeterministicIds());

  static final String ORDER = """
      POST /orders                [SERVER]  @order-service  (in order)
      ├─ POST                     [CLIENT]
      │  └─ ...
      ├─ charge card              payment.provider=stripe
      │  └─ POST                  [CLIENT]
      └─ call courier
         └─ POST                  [CLIENT]
            └─ POST /deliveries   [SERVER]  @delivery-service
               └─ dispatch courier
      """;

  @Override
  UnaryOperator<ExecutorService> handover() {
    return executor -> executor;
  }

  @Test
  void anOrderIsOneTrace(CapturedTraces traces) throws IOException {
    assertThat(shop.order("tonkotsu")).isEqualTo(201);

    assertThat(traces).hasSingleTrace().hasRoot("POST /orders");
  }

  @Test
  void theCourierIsCalledForTheOrder(CapturedTraces traces) throws IOException {
    assertThat(shop.order("tonkotsu")).isEqualTo(201);

    assertThat(traces).traceWithRoot("POST /orders").hasShape(ORDER);
  }
}
