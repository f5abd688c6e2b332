package io.traceassert.examples.lost;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.traceassert.CapturedTraces;
import io.traceassert.TraceAssertions;
import io.traceassert.examples.Stable;
import io.traceassert.examples.service.Work;
import io.traceassert.examples.service.Workers;
import io.traceassert.junit.Service;
import io.traceassert.junit.TraceExtension;
import io.traceassert.memory.TraceCapture;
import java.util.concurrent.ExecutorService;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A shop in one process: an order is taken on one thread, and cooked by a kitchen on another. */
abstract class WithShop {

  @RegisterExtension
  static final TraceExtension TRACES =
      TraceExtension.capturing(TraceCapture.builder().useDeterministicIds());

  final ExecutorService kitchen = Workers.one("kitchen");
  Tracer tracer = OpenTelemetry.noop().getTracer("");

  @BeforeEach
  void open(@Service("shop") OpenTelemetry shop) {
    tracer = shop.getTracer("shop");
  }

  @AfterEach
  void close() {
    kitchen.shutdown();
  }

  /** All that is done for an order should be in its trace. */
  void order(Runnable work) {
    Work.within(tracer.spanBuilder("order").startSpan(), work);
  }

  void cook(String dish) {
    tracer.spanBuilder("cook").setAttribute("dish", dish).startSpan().end();
  }

  /** Compares the whole message of a failure, but for durations and lines of code. */
  static void assertFails(ThrowingCallable assertion, String message) {
    Assertions.assertThatThrownBy(assertion)
        .isInstanceOf(AssertionError.class)
        .extracting(failure -> Stable.message(String.valueOf(failure.getMessage())))
        .isEqualTo(message.stripTrailing());
  }

  /** Verifies that a failure for another reason says of no span that its context was lost. */
  static void assertAccusesNobody(CapturedTraces traces, int wrongCount) {
    Assertions.assertThatThrownBy(
            () -> TraceAssertions.assertThat(traces).hasTraceCount(wrongCount))
        .isInstanceOf(AssertionError.class)
        .message()
        .startsWith("expected " + wrongCount)
        .doesNotContain(" began ", "was open", "could", "carried");
  }
}
