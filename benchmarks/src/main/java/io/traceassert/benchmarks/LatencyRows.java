package io.traceassert.benchmarks;

/** Runs the benchmark of critical paths and self times. */
final class LatencyRows {

  private static final String OURS = "pathAndSelfTimes";
  private static final String FLOOR = "sumOfDurations";

  private final Jmh jmh;
  private final Table table;

  LatencyRows(Jmh jmh, Table table) {
    this.jmh = jmh;
    this.table = table;
  }

  void add() {
    Rounds rounds = jmh.warm(
        TimesOfTrace.class,
        options -> options.jvmArgsAppend("-Xms3g", "-Xmx3g"),
        params -> Jmh.method(params) + params.getParam("hosts") + "x" + params.getParam("size"));
    for (int hosts : new int[] {1, 2}) {
      String small = hosts + "x100000";
      String large = hosts + "x1000000";
      String of = hosts == 1 ? ", one clock" : ", two clocks";
      table.addAbsolute(
          "critical path and self times of 100,000 spans, beside one pass over them" + of,
          rounds.of(OURS + small).median(),
          rounds.of(FLOOR + small).median(),
          "ms",
          100);
      table.add(
          "… of 1,000,000: growth" + of,
          rounds.of(OURS + large),
          rounds.of(OURS + small),
          "ms",
          rounds.ratio(OURS + large, OURS + small),
          12);
    }
  }
}
