package io.traceassert.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.stream.IntStream;

/**
 * Records how long the same work takes, one run after the other: the recordings of {@link Noise}.
 * Prints one run a line: the microseconds that it took, and that a probe after it took and
 * computed, as those of {@code io.traceassert.budget.Machine}.
 */
final class NoiseRecorder {

  private static final int WARM_UP = 200;
  private static final long PROBE = 10_000_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int WORK = 14_000_000;

  private NoiseRecorder() {}

  /** Takes the number of runs, and how many threads are busy beside them. */
  public static void main(String[] arguments) throws NoSuchAlgorithmException {
    IntStream.range(0, Integer.parseInt(arguments[1])).forEach(NoiseRecorder::keepBusy);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] work = new byte[WORK];
    System.out.printf(
        "# %s runs beside %s busy threads, %d processors%n",
        arguments[0], arguments[1], Runtime.getRuntime().availableProcessors());
    for (int run = -WARM_UP; run < Integer.parseInt(arguments[0]); run++) {
      long start = System.nanoTime();
      work[0] = digest.digest(work)[0];
      long micros = (System.nanoTime() - start) / 1_000;
      if (run >= 0) {
        System.out.println(micros + " " + probe());
      }
    }
  }

  private static String probe() {
    long start = System.nanoTime();
    long computed = THREADS.getCurrentThreadCpuTime();
    while (System.nanoTime() - start < PROBE) {
      Thread.onSpinWait();
    }
    return "%d %d"
        .formatted(
            (System.nanoTime() - start) / 1_000,
            (THREADS.getCurrentThreadCpuTime() - computed) / 1_000);
  }

  private static void keepBusy(int number) {
    Thread thread = new Thread(
        () -> {
          double sum = number;
          while (!Thread.currentThread().isInterrupted()) {
            sum = Math.sin(sum) + 1;
          }
          System.err.println(sum);
        },
        "busy-" + number);
    thread.setDaemon(true);
    thread.start();
  }
}
