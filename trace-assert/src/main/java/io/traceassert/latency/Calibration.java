package io.traceassert.latency;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * How long this machine takes for a fixed piece of work. The best of several times counts, which is
 * that of an undisturbed machine; how busy it is, budgets over repeated runs see for themselves.
 */
final class Calibration {

  /** What a core of 2025 needs: an AMD EPYC at 3 GHz, on OpenJDK 17. */
  static final long REFERENCE_NANOS = 7_000_000;

  private static final int TIMES = 40;
  private static final int STEPS = 1_250_000;
  private static final int CELLS = 1 << 16; // more than the first cache holds, less than the second

  private Calibration() {}

  static LatencyScale scale() {
    return Measured.SCALE;
  }

  /** Makes the factor of a time: 1 or more, since bounds are not made less without being asked. */
  static LatencyScale scale(long nanos) {
    BigDecimal factor = BigDecimal.valueOf(nanos)
        .divide(BigDecimal.valueOf(REFERENCE_NANOS), 2, RoundingMode.HALF_UP)
        .max(BigDecimal.ONE)
        .min(BigDecimal.valueOf(1000));
    return new LatencyScale(factor);
  }

  /** Measures once, when it is asked for. */
  private static final class Measured {

    static final LatencyScale SCALE = scale(best(System::nanoTime));
  }

  static long best(LongSupplier clock) {
    int[] cells = new int[CELLS];
    long best = Long.MAX_VALUE;
    for (int time = 0; time < TIMES; time++) {
      long start = clock.getAsLong();
      work(cells);
      best = Math.min(best, clock.getAsLong() - start);
    }
    return best;
  }

  /** Walks through memory in an order that depends on what is there. */
  private static void work(int[] cells) {
    Arrays.setAll(cells, cell -> cell * 1_103_515_245 + 12_345); // the same work each time
    int place = 1;
    for (int step = 0; step < STEPS; step++) {
      int next = place * 1_664_525 + 1_013_904_223 + cells[(place >>> 8) & CELLS - 1];
      cells[(place >>> 8) & CELLS - 1] = next;
      place = next;
    }
    cells[0] = place;
  }
}
