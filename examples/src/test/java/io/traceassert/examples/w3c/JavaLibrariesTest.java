package io.traceassert.examples.w3c;

import static io.traceassert.TraceAssertions.assertThat;

import io.traceassert.junit.w3c.TraceContextConformance;
import io.traceassert.memory.TraceCapture;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The JDK's HTTP server and OkHttp, with the instrumentation libraries of OpenTelemetry. */
class JavaLibrariesTest {

  @Test
  void whatIsNotObeyedIsOnThePage() throws IOException {
    try (TraceCapture capture = TraceCapture.create();
        CallbackService service = new CallbackService(capture.openTelemetry())) {
      assertThat(Results.of(TraceContextConformance.of(service.uri())))
          .isEqualTo(Results.onPage("Java, libraries"));
    }
  }
}
