package io.traceassert.junit.readme;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.traceassert.CapturedTraces;
import io.traceassert.junit.CaptureTraces;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@CaptureTraces
class CheckoutTest {

  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  @Test
  void checkoutChargesTheCard(CapturedTraces traces, OpenTelemetry openTelemetry) {
    new Shop(openTelemetry, Context.taskWrapping(executor)).checkout("order-42");

    assertThat(traces).hasSingleTrace().hasShape("""
        checkout
        ├─ reserve item
        └─ charge card   payment.provider=stripe
        """);
  }

  @AfterEach
  void shutDown() {
    executor.shutdown();
  }
}
