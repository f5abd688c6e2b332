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
  private static final int WARM_UP_WAITS = 5_000;
  private static final String OURS = Recorder.Kind.TRACE_ASSERT.name();
  private static final String PEER = Recorder.Kind.IN_MEMORY_EXPORTER.name();
  private static final String FLOOR = Recorder.Kind.NOTHING.name();

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
    Map<String, Consumer<Report>> all = all(names);
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

  /** Without an engine, those that need one are there only for who asks for them. */
  private static Map<String, Consumer<Report>> all(List<String> names) {
    Map<String, Consumer<Report>> all = new TreeMap<>(local());
    if (Containers.available() || !names.isEmpty()) {
      all.putAll(inContainers());
    } else {
      System.err.printf(
          "%s are left out: there is no engine with the images; `ci/containers up` brings them%n",
          inContainers().keySet());
    }
    return all;
  }

  private static Map<String, Consumer<Report>> inContainers() {
    return new TreeMap<>(Map.of(
        "arrival", report -> report.containers().arrival(),
        "drain", report -> report.containers().drain(),
        "load", report -> report.containers().load(),
        "ready", report -> report.containers().ready()));
  }

  private ContainerRows containers() {
    return new ContainerRows(setting, table);
  }

  private static Map<String, Consumer<Report>> local() {
    return Map.ofEntries(
        Map.entry("calls", report -> new CallRows(report.jmh, report.table).add()),
        Map.entry("capture", Report::capture),
        Map.entry("decode", Report::decode),
        Map.entry("wake", Report::wake),
        Map.entry("wrong", Report::wrong),
        Map.entry("many", Report::many),
        Map.entry("owned", Report::owned),
        Map.entry("large", Report::large),
        Map.entry("latency", report -> new LatencyRows(report.jmh, report.table).add()),
        Map.entry(
            "shapes", report -> new ShapeRows(report.setting, report.jmh, report.table).add()),
        Map.entry("empty", Report::empty));
  }

  private void capture() {
    for (int threads : new int[] {1, 8}) {
      Rounds rounds = jmh.warm(
          CaptureCost.class,
          options -> options.threads(threads).param("read", "false"),
          params -> params.getParam("kind") + params.getParam("depth"));
      String with = threads == 1 ? "1 thread" : threads + " threads";
      captureRows(rounds, "0", with + ", shallow stack");
      captureRows(rounds, "50", with + ", stack as deep as in a JUnit test");
      readRow(
          jmh.warm(
              CaptureCost.class,
              options -> options
                  .threads(threads)
                  .param("read", "true")
                  .param("depth", "50")
                  .param("kind", OURS, PEER),
              params -> params.getParam("kind")),
          with);
    }
  }

  private void captureRows(Rounds rounds, String depth, String with) {
    table.add(
        "capture a span, " + with,
        rounds.of(OURS + depth),
        rounds.of(PEER + depth),
        "ns",
        rounds.ratio(OURS + depth, PEER + depth),
        0.7);
    table.addRatio(
        "… above the bare SDK (%s)"
            .formatted(Table.figure(rounds.of(FLOOR + depth).median(), "ns")),
        rounds.ratioAbove(OURS + depth, PEER + depth, FLOOR + depth));
  }

  private void readRow(Rounds rounds, String with) {
    table.add(
        "… and read all spans once, " + with,
        rounds.of(OURS),
        rounds.of(PEER),
        "ns",
        rounds.ratio(OURS, PEER));
  }

  private void owned() {
    for (int threads : new int[] {1, 8}) {
      Rounds rounds = jmh.warm(
          OwnershipCost.class,
          options -> options.threads(threads),
          params -> params.getParam("owned") + params.getParam("read"));
      String with = threads == 1 ? "1 test" : threads + " tests";
      ownedRow("capture a span under the context of its test, " + with, rounds, false);
      ownedRow("… and read all spans once, " + with, rounds, true);
    }
  }

  /** The peer is the same capture without tests. */
  private void ownedRow(String what, Rounds rounds, boolean read) {
    String owned = "true" + read;
    String without = "false" + read;
    table.add(what, rounds.of(owned), rounds.of(without), "ns", rounds.ratio(owned, without), 1.2);
  }

  private void wake() {
    System.err.println("WakeLatency");
    WakeLatency atOnce = new WakeLatency(1);
    atOnce.traceAssert(WARM_UP_WAITS);
    atOnce.unparked(WARM_UP_WAITS);
    wakeRows(
        "wait up to 1 ms", new WakeLatency(1_000_000), new WakeLatency(WakeLatency.POLL_NANOS));
    wakeRows(
        "wait up to 100 ms",
        new WakeLatency(WakeLatency.POLL_NANOS),
        new WakeLatency(WakeLatency.POLL_NANOS));
  }

  private void wakeRows(String which, WakeLatency own, WakeLatency polled) {
    double[] ours = Spread.sorted(own.traceAssert(setting.waits), MILLISECOND);
    double[] floor = Spread.sorted(own.unparked(setting.waits), MILLISECOND);
    double[] peer = Spread.sorted(polled.awaitility(setting.waits), MILLISECOND);
    for (int percent : new int[] {50, 99}) {
      String bare = Table.figure(Spread.percentile(floor, percent), "ms");
      table.addAbsolute(
          "last end to return of the assertion, %s, p%d (a bare unpark: %s)"
              .formatted(which, percent, bare),
          Spread.percentile(ours, percent),
          Spread.percentile(peer, percent),
          "ms",
          percent == 50 ? 0.1 : Double.NaN);
    }
  }

  private void wrong() {
    Rounds first = jmh.once(WrongExpectation.class, 0);
    Rounds second = jmh.once(WrongExpectation.class, 1);
    wrongRow("first in a JVM", first, Double.NaN);
    wrongRow("second in a JVM", second, 50);
  }

  private void wrongRow(String which, Rounds rounds, double target) {
    table.addAbsolute(
        "wrong expectation to error, " + which,
        rounds.of("traceAssert").median(),
        rounds.of("waitAndAssertTraces").median(),
        "ms",
        target);
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
        options -> options.jvmArgsAppend("-Xms3g", "-Xmx3g"),
        params -> params.getParam("size") + params.getParam("shuffled"));
    for (boolean shuffled : new boolean[] {false, true}) {
      String order = shuffled ? ", shuffled" : ", in order";
      table.addAbsolute(
          "trace of 100,000 spans: build and walk" + order,
          rounds.of("100000" + shuffled).median(),
          Double.NaN,
          "ms",
          100);
      table.add(
          "… of 1,000,000: growth" + order,
          rounds.of("1000000" + shuffled),
          rounds.of("100000" + shuffled),
          "ms",
          rounds.ratio("1000000" + shuffled, "100000" + shuffled),
          12);
    }
  }

  private void decode() {
    Rounds rounds = jmh.warm(DecodePayload.class, options -> options, Jmh::method);
    table.add(
        "decode a span of OTLP in protobuf",
        rounds.of("protobuf"),
        rounds.of("protobufJava"),
        "ns",
        rounds.ratio("protobuf", "protobufJava"),
        1.5);
    table.add(
        "… in JSON",
        rounds.of("json"),
        rounds.of("jsonTokens"),
        "ns",
        rounds.ratio("json", "jsonTokens"));
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
