package io.traceassert.budget;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Compares the time in which a thread that only computes does so with the time that goes by. Where
 * the JVM does not count the former, nothing is seen.
 */
final class ThisMachine implements Machine {

  /** Longer than the slices into which Linux and Windows divide the time of a busy processor. */
  private static final long PROBE = 10_000_000;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private long elapsed;
  private long computed;

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void probe() {
    if (!threads.isCurrentThreadCpuTimeSupported()) {
      return;
    }
    long start = nanoTime();
    long computedBefore = threads.getCurrentThreadCpuTime();
    long now = start;
    while (now - start < PROBE) {
      Thread.onSpinWait();
      now = nanoTime();
    }
    elapsed += now - start;
    computed += threads.getCurrentThreadCpuTime() - computedBefore;
  }

  @Override
  public double contention() {
    return computed <= 0 ? 1 : Math.max(1, (double) elapsed / computed);
  }
}
