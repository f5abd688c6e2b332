package io.traceassert.benchmarks;

import java.util.Locale;

/**
 * How long to measure. A round runs every variant of a benchmark once, each in a JVM of its own.
 */
enum Setting {
  QUICK(1, 2, 2, 50),
  FULL(3, 4, 4, 200);

  final int rounds;
  final int warmupSeconds;
  final int measuredSeconds;
  final int waits;

  Setting(int rounds, int warmupSeconds, int measuredSeconds, int waits) {
    this.rounds = rounds;
    this.warmupSeconds = warmupSeconds;
    this.measuredSeconds = measuredSeconds;
    this.waits = waits;
  }

  static Setting of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
