package io.traceassert.benchmarks;

import static io.traceassert.TraceAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.traceassert.memory.TraceCapture;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * The time from just before another thread ends the last span until the assertion that waits for it
 * returns. The span ends at a random moment after the wait began: within 100 ms, for a poll of that
 * interval to be met anywhere in it.
 */
final class WakeLatency {

  static final long POLL_NANOS = 100_000_000;

  private final Random random = new Random(7);
  private final long mostDelayNanos;

  WakeLatency(long mostDelayNanos) {
    this.mostDelayNanos = mostDelayNanos;
  }

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

  /** Returns the nanoseconds that a thread takes to be woken and nothing else. */
  long[] unparked(int waits) {
    return repeat(waits, () -> {
      Thread waiting = Thread.currentThread();
      AtomicBoolean woken = new AtomicBoolean();
      return latency(
          () -> {
            woken.set(true);
            LockSupport.unpark(waiting);
          },
          () -> {
            while (!woken.get()) {
              LockSupport.park(woken);
            }
          });
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
    return latency(
        openTelemetry.getTracer("benchmark").spanBuilder("work").startSpan()::end, assertion);
  }

  private long latency(Runnable end, Runnable assertion) {
    CompletableFuture<Long> ended = new CompletableFuture<>();
    Thread waiting = Thread.currentThread();
    long delay = random.nextLong(mostDelayNanos);
    Thread worker = new Thread(() -> ended.complete(run(end, waiting, delay)), "worker");
    worker.start();
    assertion.run();
    long returned = System.nanoTime();
    return returned - ended.join();
  }

  private static long run(Runnable end, Thread waiting, long delay) {
    while (!isParked(waiting)) {
      Thread.onSpinWait();
    }
    long due = System.nanoTime() + delay;
    while (System.nanoTime() < due) {
      Thread.onSpinWait();
    }
    long before = System.nanoTime();
    end.run();
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
