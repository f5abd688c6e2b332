package io.traceassert.junit.readme;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.traceassert.CapturedTraces;
import io.traceassert.junit.CaptureTraces;
import org.junit.jupiter.api.Test;

@CaptureTraces
class PrintedShapeTest {

  @Test
  void printsTheShapeOfWhatHappens(CapturedTraces traces, OpenTelemetry openTelemetry) {
    new Shop(openTelemetry, Runnable::run).checkout("order-42");

    assertThat(traces).hasSingleTrace().printShapeTo(System.out);
  }

  @Test
  void containsWhatMatters(CapturedTraces traces, OpenTelemetry openTelemetry) {
    new Shop(openTelemetry, Runnable::run).checkout("order-42");

    assertThat(traces).hasSingleTrace().containsShape("""
        checkout
        └─ charge card   payment.provider=*
        """);
  }
}
