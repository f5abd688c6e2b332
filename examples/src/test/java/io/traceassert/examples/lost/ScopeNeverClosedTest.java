package io.traceassert.examples.lost;

import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.examples.lost.WithShop.assertFails;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.time.TestClock;
import io.traceassert.CapturedTraces;
import io.traceassert.Continuity;
import io.traceassert.examples.RedTest;
import io.traceassert.examples.Stable;
import io.traceassert.examples.service.Workers;
import io.traceassert.junit.Service;
import io.traceassert.junit.TraceExtension;
import io.traceassert.memory.TraceCapture;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The context of one task stays on the thread of a pool, and the next task finds it there. */
class ScopeNeverClosedTest {

  private static final TestClock CLOCK = TestClock.create();

  @RegisterExtension
  static final TraceExtension TRACES = TraceExtension.capturing(
      TraceCapture.builder().useDeterministicIds().setClock(CLOCK).recordOriginsOfAllSpans());

  private final ExecutorService kitchen = Workers.one("kitchen");

  @AfterEach
  void close() {
    kitchen.shutdown();
  }

  @Test
  void lost(CapturedTraces traces, @Service("shop") OpenTelemetry shop) {
    Tracer tracer = shop.getTracer("shop");

    Workers.resultOf(kitchen.submit(() -> cookAndLeave(tracer)));
    Workers.resultOf(kitchen.submit(() -> washUp(tracer)));

    assertThat(traces).isContinuous();
    assertFails(() -> assertThat(traces).hasNoLateChildren(), """
        "wash up" began 5 ms after its parent "cook" had ended, on the same thread "kitchen"

        trace 6e789e6a: 2 spans, 1.0 ms
          cook        @shop  1.0 ms
          └─ wash up         1.0 ms  # began after its parent had ended

        Was the work handed on, so that the parent should wait for it or be linked? Or was a scope never closed, so that its context stayed on a thread of a pool? Check that each makeCurrent() is in try (…).
        """);
  }

  /** The policy finds the fault itself, and not what follows from it. */
  @Test
  void strict() {
    assertThat(Stable.message(RedTest.messageOf(StrictScopes.class, "cooking"))).isEqualTo("""
        1 scope was never closed: "cook"
        "cook" was made current at ScopeNeverClosedTest.java:<line> on thread "kitchen"

        trace 6e789e6a: 1 span, 1.0 ms
          cook  @shop  1.0 ms  # its scope was never closed

        Close each scope, on the thread that opened it: try (Scope scope = span.makeCurrent()) { … }. Whatever that thread does next, also for another request, is done in its context.

        report: target/trace-assert/io.traceassert.examples.lost.StrictScopes/cooking.txt""");
  }

  @Test
  void kept(CapturedTraces traces, @Service("shop") OpenTelemetry shop) {
    Tracer tracer = shop.getTracer("shop");

    Workers.resultOf(kitchen.submit(() -> cook(tracer)));
    Workers.resultOf(kitchen.submit(() -> washUp(tracer)));

    assertThat(traces).hasNoLateChildren().isContinuous(Continuity.strict().inTraces(2));
  }

  @SuppressWarnings("MustBeClosedChecker") // the fault
  static void cookAndLeave(Tracer tracer) {
    Span span = tracer.spanBuilder("cook").startSpan();
    span.makeCurrent();
    span.end();
  }

  @SuppressWarnings("try") // javac would have the scope used
  private static void cook(Tracer tracer) {
    Span span = tracer.spanBuilder("cook").startSpan();
    try (Scope ignored = span.makeCurrent()) {
      span.addEvent("served");
    } finally {
      span.end();
    }
  }

  private static void washUp(Tracer tracer) {
    CLOCK.advance(Duration.ofMillis(5));
    tracer.spanBuilder("wash up").startSpan().end();
  }
}
