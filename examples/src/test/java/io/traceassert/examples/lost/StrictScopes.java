package io.traceassert.examples.lost;

import io.opentelemetry.api.OpenTelemetry;
import io.traceassert.CapturedTraces;
import io.traceassert.examples.FailsOnPurpose;
import io.traceassert.examples.service.Workers;
import io.traceassert.junit.Policy;
import io.traceassert.junit.Service;
import io.traceassert.junit.TraceExtension;
import io.traceassert.memory.TraceCapture;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing is asserted: each scope that a test opens must be closed. */
@FailsOnPurpose
class StrictScopes {

  @RegisterExtension
  static final TraceExtension TRACES = TraceExtension.capturing(
          TraceCapture.builder().useDeterministicIds())
      .openScopes(Policy.FAIL);

  private final ExecutorService kitchen = Workers.one("kitchen");
  private OpenTelemetry shop = OpenTelemetry.noop();

  @BeforeEach
  void open(@Service("shop") OpenTelemetry telemetry) {
    shop = telemetry;
  }

  @AfterEach
  void close() {
    kitchen.shutdown();
  }

  @Test
  void cooking(CapturedTraces traces) {
    Workers.resultOf(
        kitchen.submit(() -> ScopeNeverClosedTest.cookAndLeave(shop.getTracer("shop"))));
  }
}
