package io.traceassert.otlp;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** How long nothing may arrive before a capture is settled, and the clock that says so. */
interface QuietWindow {

  /**
   * Begins a window.
   *
   * @param whenOver called once the window is over
   * @return when it began
   */
  long begin(Runnable whenOver);

  /** Tells whether the window that began then is over. */
  boolean isOver(long began);

  /** Makes a window that is measured by the clock of the JVM. */
  static QuietWindow of(Duration length) {
    Executor later = CompletableFuture.delayedExecutor(length.toNanos(), TimeUnit.NANOSECONDS);
    return new QuietWindow() {
      @Override
      public long begin(Runnable whenOver) {
        long began = System.nanoTime();
        later.execute(whenOver);
        return began;
      }

      @Override
      public boolean isOver(long began) {
        return System.nanoTime() - began >= length.toNanos();
      }
    };
  }
}
