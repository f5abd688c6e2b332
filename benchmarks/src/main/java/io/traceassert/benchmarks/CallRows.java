package io.traceassert.benchmarks;

/** Runs the benchmark of calls. */
final class CallRows {

  private final Jmh jmh;
  private final Table table;

  CallRows(Jmh jmh, Table table) {
    this.jmh = jmh;
    this.table = table;
  }

  void add() {
    Rounds rounds =
        jmh.warm(CallsOfTrace.class, options -> options.jvmArgsAppend("-Xmx2g"), Jmh::method);
    String spans = " 100,000 spans, half of them SQL, beside one pass over their attributes";
    row("find the calls of" + spans, rounds, "calls");
    row("find repeated calls in" + spans, rounds, "repeated");
  }

  private void row(String what, Rounds rounds, String method) {
    table.add(
        what, rounds.of(method), rounds.of("attributes"), "ms", rounds.ratio(method, "attributes"));
  }
}
