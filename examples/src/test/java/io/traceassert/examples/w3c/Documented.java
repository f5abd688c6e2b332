package io.traceassert.examples.w3c;

import io.traceassert.junit.w3c.TraceContextConformance;
import io.traceassert.memory.TraceCapture;
import io.traceassert.propagation.TraceContextLevel;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** What the page shows. It is run by {@link DocumentedTest}, since some of it fails. */
class Documented {

  private static final TraceCapture CAPTURE = TraceCapture.create();

  @SuppressWarnings("NullAway.Init")
  private static CallbackService service;

  @BeforeAll
  static void start() throws IOException {
    service = new CallbackService(CAPTURE.openTelemetry());
  }

  @TestFactory
  Stream<DynamicNode> w3c() {
    return TraceContextConformance.of(service.uri()).tests();
  }

  @TestFactory
  Stream<DynamicNode> w3cButForWhatIsKnown() {
    return TraceContextConformance.of(service.uri())
        .level(TraceContextLevel.LEVEL_1)
        .deviating("tracestate-combined", "tracestate-empty-before", "tracestate-empty-members")
        .tests();
  }

  @AfterAll
  static void stop() {
    service.close();
  }
}
