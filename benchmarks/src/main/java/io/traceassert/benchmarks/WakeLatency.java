package io.traceassert.benchmarks;

import static io.traceassert.TraceAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.traceassert.memory.TraceCapture;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * The time from just before another thread ends the last span until the assertion that waits for it
 * returns. The span ends at a random moment of the 100 ms after the wait began, so that a poll of
 * that interval is met anywhere in it.
 */
final class WakeLatency {

  private static final long INTERVAL_NANOS = 100_000_000;

  private final Random random = new Random(7);

  /** Returns the nanoseconds that each of our waits took. */
  long[] traceAssert(int waits) {
    return repeat(waits, () -> {
      try (TraceCapture capture = TraceCapture.create()) {
        return latency(
            capture.openTelemetry(),
            () -> assertThat(capture.traces()).hasSingleTrace().hasSpanCount(1));
      }
    });
  }

  /** Returns the nanoseconds that each wait with Awaitility's defaults took. */
  long[] awaitility(int waits) {
    return repeat(waits, () -> {
      InMemorySpanExporter exporter = InMemorySpanExporter.create();
      SdkTracerProvider provider = SdkTracerProvider.builder()
          .addSpanProcessor(SimpleSpanProcessor.create(exporter))
          .build();
      try (OpenTelemetrySdk sdk =
          OpenTelemetrySdk.builder().setTracerProvider(provider).build()) {
        return latency(
            sdk, () -> await().until(() -> exporter.getFinishedSpanItems().size() == 1));
      }
    });
  }

  private static long[] repeat(int times, Wait wait) {
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      nanos[i] = wait.nanos();
    }
    return nanos;
  }

  private long latency(OpenTelemetry openTelemetry, Runnable assertion) {
    Span span = openTelemetry.getTracer("benchmark").spanBuilder("work").startSpan();
    CompletableFuture<Long> ended = new CompletableFuture<>();
    Thread waiting = Thread.currentThread();
    long delay = random.nextLong(INTERVAL_NANOS);
    Thread worker = new Thread(() -> ended.complete(end(span, waiting, delay)), "worker");
    worker.start();
    assertion.run();
    long returned = System.nanoTime();
    return returned - ended.join();
  }

  private static long end(Span span, Thread waiting, long delay) {
    while (!isParked(waiting)) {
      Thread.onSpinWait();
    }
    long due = System.nanoTime() + delay;
    while (System.nanoTime() < due) {
      Thread.onSpinWait();
    }
    long before = System.nanoTime();
    span.end();
    return before;
  }

  private static boolean isParked(Thread thread) {
    Thread.State state = thread.getState();
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  /** One wait. */
  @FunctionalInterface
  private interface Wait {

    long nanos();
  }
}
