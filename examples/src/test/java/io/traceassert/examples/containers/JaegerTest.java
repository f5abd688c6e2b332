package io.traceassert.examples.containers;

import static io.traceassert.examples.containers.Checkout.COLLECTOR;
import static io.traceassert.testcontainers.CollectorAssertions.assertThat;

import io.traceassert.CapturedTraces;
import io.traceassert.junit.Policy;
import io.traceassert.junit.TraceExtension;
import io.traceassert.otlp.JaegerTraces;
import io.traceassert.testcontainers.JaegerContainer;
import io.traceassert.trace.Trace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reads back from Jaeger what the collector exports, which the test sends on to it. */
@ExtendWith(RequiresDocker.class)
class JaegerTest {

  @RegisterExtension
  static final TraceExtension TRACES =
      TraceExtension.capturing(COLLECTOR).unexpectedErrors(Policy.IGNORE);

  private static final JaegerContainer JAEGER = new JaegerContainer(
          Checkout.image("jaeger", JaegerContainer.DEFAULT_IMAGE))
      .withNetwork(Checkout.NETWORK)
      .withNetworkAliases("jaeger");

  @BeforeAll
  static void start() {
    Checkout.start();
    JAEGER.start();
  }

  @Test
  void jaegerHasWhatTheCollectorExports(CapturedTraces traces) {
    assertThat(Checkout.buy("gold")).isEqualTo(402);
    assertThat(COLLECTOR.received()).hasSingleTrace().hasSpanCount(11);
    Trace exported = assertThat(traces).hasSingleTrace().hasSpanCount(11).actual();

    Checkout.send(exported, JAEGER.endpoint());

    JaegerTraces jaeger = JaegerTraces.at(JAEGER.uri());
    Trace read = assertThat(jaeger.trace(exported.traceId()))
        .hasSingleTrace()
        .hasSpanCount(11)
        .actual();
    assertThat(read.spans()).containsExactlyInAnyOrderElementsOf(exported.spans());
    assertThat(jaeger
            .search()
            .service("payment")
            .operation("charge card")
            .attribute("item", "gold")
            .traces())
        .hasSingleTrace()
        .hasRoot("POST /checkout  @gateway");
  }

  @AfterAll
  static void stop() {
    JAEGER.stop();
  }
}
