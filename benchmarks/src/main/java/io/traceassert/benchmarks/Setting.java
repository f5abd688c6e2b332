package io.traceassert.benchmarks;

import java.util.Locale;

/**
 * How long to measure. A round runs every variant of a benchmark once, each in a JVM of its own.
 */
enum Setting {
  QUICK(1, 2, 2, 50, 3, 10),
  FULL(3, 4, 4, 200, 10, 50);

  final int rounds;
  final int warmupSeconds;
  final int measuredSeconds;
  final int waits;
  final int starts;
  final int arrivals;

  Setting(int rounds, int warmupSeconds, int measuredSeconds, int waits, int starts, int arrivals) {
    this.rounds = rounds;
    this.warmupSeconds = warmupSeconds;
    this.measuredSeconds = measuredSeconds;
    this.waits = waits;
    this.starts = starts;
    this.arrivals = arrivals;
  }

  static Setting of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
