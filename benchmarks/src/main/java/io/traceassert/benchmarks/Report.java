package io.traceassert.benchmarks;

import io.traceassert.benchmarks.Rounds.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Runs the benchmarks and prints their ratios as a table. */
final class Report {

  private static final double MILLISECOND = 1e6;

  private final Setting setting;
  private final Jmh jmh;
  private final Table table = new Table();

  private Report(Setting setting, Path logs) {
    this.setting = setting;
    jmh = new Jmh(setting, logs);
  }

  /** Takes the setting, the folder for JMH's logs, and the names of benchmarks, or none for all. */
  public static void main(String[] arguments) throws IOException {
    List<String> names = new ArrayList<>(List.of(arguments).subList(2, arguments.length));
    Map<String, Consumer<Report>> all = all();
    if (!all.keySet().containsAll(names)) {
      throw new IllegalArgumentException(
          "no such benchmark in " + names + ", only " + all.keySet());
    }
    Report report =
        new Report(Setting.of(arguments[0]), Files.createDirectories(Path.of(arguments[1])));
    all.forEach((name, benchmark) -> {
      if (names.isEmpty() || names.contains(name)) {
        benchmark.accept(report);
      }
    });
    System.out.println(report.table);
  }

  private static Map<String, Consumer<Report>> all() {
    return new TreeMap<>(Map.of(
        "capture", Report::capture,
        "wake", Report::wake,
        "wrong", Report::wrong,
        "many", Report::many,
        "large", Report::large,
        "empty", Report::empty));
  }

  private void capture() {
    for (int threads : new int[] {1, 8}) {
      Rounds rounds = jmh.warm(
          CaptureCost.class,
          options -> options.threads(threads),
          params -> params.getParam("kind") + params.getParam("read"));
      captureRows(rounds, threads == 1 ? "1 thread" : threads + " threads");
    }
  }

  private void captureRows(Rounds rounds, String threads) {
    String ours = Recorder.Kind.TRACE_ASSERT.name();
    String peer = Recorder.Kind.IN_MEMORY_EXPORTER.name();
    String floor = Recorder.Kind.NOTHING.name() + false;
    table.add(
        "capture a span, " + threads,
        rounds.of(ours + false),
        rounds.of(peer + false),
        "ns",
        rounds.ratio(ours + false, peer + false),
        0.7);
    table.addRatio(
        "… above the bare SDK (%s)".formatted(Table.figure(rounds.of(floor).median(), "ns")),
        rounds.ratioAbove(ours + false, peer + false, floor));
    table.add(
        "… and read all spans once, " + threads,
        rounds.of(ours + true),
        rounds.of(peer + true),
        "ns",
        rounds.ratio(ours + true, peer + true));
  }

  private void wake() {
    System.err.println("WakeLatency");
    WakeLatency latency = new WakeLatency();
    latency.traceAssert(setting.waits / 2);
    latency.awaitility(10);
    double[] ours = Spread.sorted(latency.traceAssert(setting.waits), MILLISECOND);
    double[] peer = Spread.sorted(latency.awaitility(setting.waits / 2), MILLISECOND);
    for (int percent : new int[] {50, 99}) {
      table.addAbsolute(
          "last end to return of the assertion, p" + percent,
          Spread.percentile(ours, percent),
          Spread.percentile(peer, percent),
          "ms",
          percent == 50 ? "≤ 0.1 ms" : "");
    }
  }

  private void wrong() {
    Rounds rounds = jmh.cold(WrongExpectation.class, Jmh::method);
    table.addAbsolute(
        "wrong expectation to error, first in a JVM",
        rounds.of("traceAssert").median(),
        rounds.of("waitAndAssertTraces").median(),
        "ms",
        "≤ 50 ms");
  }

  private void many() {
    Rounds rounds = jmh.warm(ManyTraces.class, options -> options, Jmh::method);
    table.add(
        "10,000 traces of 10 spans: build, assert on each",
        rounds.of("traceAssert"),
        rounds.of("sdkTesting"),
        "ms",
        rounds.ratio("traceAssert", "sdkTesting"),
        0.5);
  }

  private void large() {
    Rounds rounds = jmh.warm(
        LargeTrace.class,
        options -> options.jvmArgsAppend("-Xms4g", "-Xmx4g"),
        params -> params.getParam("size") + params.getParam("shuffled"));
    for (boolean shuffled : new boolean[] {false, true}) {
      String order = shuffled ? ", shuffled" : ", in order";
      table.addAbsolute(
          "trace of 100,000 spans: build and walk" + order,
          rounds.of("100000" + shuffled).median(),
          Double.NaN,
          "ms",
          "≤ 100 ms");
      table.add(
          "… of 1,000,000: growth" + order,
          rounds.of("1000000" + shuffled),
          rounds.of("100000" + shuffled),
          "ms",
          rounds.ratio("1000000" + shuffled, "100000" + shuffled),
          12);
    }
  }

  private void empty() {
    Rounds rounds = jmh.warm(EmptyTest.class, options -> options, Jmh::method);
    table.add(
        "empty test",
        rounds.of("captureTraces"),
        rounds.of("openTelemetryExtension"),
        "µs",
        rounds.ratio("captureTraces", "openTelemetryExtension"),
        1.0);
    table.addRatio(
        "… above JUnit itself (%s)"
            .formatted(Table.figure(rounds.of("noExtension").median(), "µs")),
        rounds.ratioAbove("captureTraces", "openTelemetryExtension", "noExtension"));
  }
}
