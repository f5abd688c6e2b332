package io.traceassert.memory;

import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.TraceAssertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Tracer;
import io.traceassert.CapturedTraces;
import io.traceassert.Fails;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A piece of a test is captured apart from the rest. */
class DuringTest {

  private final TraceCapture capture = TraceCapture.create();
  private final CapturedTraces traces = capture.traces();
  private final Tracer tracer = capture.openTelemetry().getTracer("test");

  @AfterEach
  void close() {
    capture.close();
  }

  private void span(String name) {
    tracer.spanBuilder(name).startSpan().end();
  }

  @Test
  void whatABodyDoesIsItsOwn() {
    span("before");
    CapturedTraces during = traces.during(() -> {
      span("during");
      assertThat(traces).hasSingleTrace().hasRoot("during");
    });
    span("after");

    assertThat(during).hasSingleTrace().hasRoot("during");
    assertThat(traces).hasTraceCount(2).doesNotHaveSpan("during");
  }

  @Test
  void bodiesAreNested() {
    CapturedTraces outer = traces.during(() -> {
      span("outer");
      assertThat(traces.during(() -> span("inner"))).hasSingleTrace().hasRoot("inner");
      assertThat(traces).hasSingleTrace().hasRoot("outer");
    });

    assertThat(outer).hasSingleTrace().hasRoot("outer");
    assertThat(traces).hasNoSpans();
  }

  @Test
  void whatAFailedBodyDidIsShown() {
    IOException failure = new IOException("closed");

    assertThatThrownBy(() -> traces.during(() -> {
          span("during");
          throw failure;
        }))
        .isSameAs(failure);
    assertThat(traces).hasSingleTrace().hasRoot("during");
  }

  @Test
  void oneBodyRunsAfterTheOther() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<CapturedTraces> first = threads.submit(() -> traces.during(() -> {
        entered.countDown();
        released.await();
        span("first");
      }));
      entered.await();
      Future<CapturedTraces> second = threads.submit(() -> traces.during(() -> span("second")));
      released.countDown();

      assertThat(first.get()).hasSingleTrace().hasRoot("first");
      assertThat(second.get()).hasSingleTrace().hasRoot("second");
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aBodyIsNeeded() {
    assertThatThrownBy(() -> traces.during(Fails.nothing()))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("body");
  }
}
