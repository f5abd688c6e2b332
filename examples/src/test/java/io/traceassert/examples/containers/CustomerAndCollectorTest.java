package io.traceassert.examples.containers;

import static io.traceassert.examples.containers.Checkout.COLLECTOR;
import static io.traceassert.testcontainers.CollectorAssertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.traceassert.CapturedTraces;
import io.traceassert.junit.Policy;
import io.traceassert.junit.Service;
import io.traceassert.junit.TraceExtension;
import io.traceassert.memory.TraceCapture;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The customer is in the JVM of the test, and the services are behind the collector. */
@ExtendWith(RequiresDocker.class)
class CustomerAndCollectorTest {

  private static final TraceCapture CUSTOMER = TraceCapture.create();

  @RegisterExtension
  static final TraceExtension TRACES =
      TraceExtension.capturing(COLLECTOR, CUSTOMER).unexpectedErrors(Policy.IGNORE);

  @BeforeAll
  static void start() {
    Checkout.start();
  }

  /** The second checkout of each run arrives while the next run is under way, and is not its. */
  @RepeatedTest(3)
  void aCheckoutIsOneTraceFromTheCustomerToThePayment(
      CapturedTraces traces, @Service("customer") OpenTelemetry customer) {
    assertThat(buyGold(customer, "first")).isEqualTo(402);

    assertThat(COLLECTOR.received()).hasSingleTrace().hasSpanCount(11);
    assertThat(COLLECTOR).trace("POST /checkout").wasSampledBy("errors");
    assertThat(traces)
        .hasSingleTrace()
        .hasRoot("first  [CLIENT]  @customer")
        .hasSpanCount(12)
        .span("charge card  @payment")
        .isDescendantOf("first  @customer")
        .doesNotHaveAttribute("card.number");

    assertThat(buyGold(customer, "second")).isEqualTo(402);
  }

  private static int buyGold(OpenTelemetry customer, String name) {
    Span span = customer
        .getTracer("customer")
        .spanBuilder(name)
        .setSpanKind(SpanKind.CLIENT)
        .startSpan();
    Map<String, String> headers = new LinkedHashMap<>();
    customer
        .getPropagators()
        .getTextMapPropagator()
        .inject(Context.root().with(span), headers, (into, key, value) -> headers.put(key, value));
    try {
      return Checkout.buy("gold", headers);
    } finally {
      span.end();
    }
  }

  @AfterAll
  static void stop() {
    CUSTOMER.close();
  }
}
