package io.traceassert.benchmarks;

import io.traceassert.benchmarks.LargeShape.Form;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Runs the benchmarks of shapes. */
final class ShapeRows {

  private static final int SMALL = 100_000;
  private static final int LARGE = 1_000_000;

  private final Setting setting;
  private final Jmh jmh;
  private final Table table;

  ShapeRows(Setting setting, Jmh jmh, Table table) {
    this.setting = setting;
    this.jmh = jmh;
    this.table = table;
  }

  void add() {
    large();
    siblings();
    typical();
    slow();
  }

  private void large() {
    Rounds contains = large("contains", SMALL, LARGE);
    Rounds rest = large("doesNotContain|ownShape", SMALL);
    for (Form form : Form.values()) {
      String small = "contains" + form + SMALL;
      String large = "contains" + form + LARGE;
      String tree = ", a %s tree".formatted(form.name().toLowerCase(Locale.ROOT));
      row("ten lines in 100,000 spans" + tree, contains, small, 250);
      table.add(
          "… in 1,000,000: growth" + tree,
          contains.of(large),
          contains.of(small),
          "ms",
          contains.ratio(large, small),
          12);
      row("… in 100,000, not found: time to the error", rest, "doesNotContain" + form + SMALL);
      row(
          "write the shape of 100,000 spans and compare them with it" + tree,
          rest,
          "ownShape" + form + SMALL,
          1_000);
    }
  }

  private Rounds large(String methods, Integer... sizes) {
    String[] params = List.of(sizes).stream().map(String::valueOf).toArray(String[]::new);
    return jmh.steady(
        LargeShape.class,
        "(" + methods + ")",
        options -> options.jvmArgsAppend("-Xms3g", "-Xmx3g").param("size", params),
        run -> Jmh.method(run) + run.getParam("form") + run.getParam("size"));
  }

  private void siblings() {
    Rounds rounds = jmh.steady(
        SiblingsShape.class,
        ".*",
        options -> options,
        run -> Jmh.method(run) + run.getParam("named"));
    for (boolean named : new boolean[] {true, false}) {
      String how = named ? ", of different names" : ", of one name and different attributes";
      row("2,000 lines of text on 2,000 siblings" + how, rounds, "right" + named, 1_000);
      row("… 50 of them wrong: time to the error" + how, rounds, "wrong" + named, 3_000);
    }
  }

  private void row(String what, Rounds rounds, String variant) {
    row(what, rounds, variant, Double.NaN);
  }

  private void row(String what, Rounds rounds, String variant, double target) {
    table.addAbsolute(what, rounds.of(variant).median(), Double.NaN, "ms", target);
  }

  private void typical() {
    Rounds rounds = jmh.warm(TypicalShape.class, options -> options, Jmh::method);
    typicalRow("a shape on 12 spans, read before", rounds, "parsed");
    typicalRow("… a text that is read each time", rounds, "text");
  }

  private void typicalRow(String what, Rounds rounds, String variant) {
    table.add(
        what,
        rounds.of(variant),
        rounds.of("sdkTesting"),
        "µs",
        rounds.ratio(variant, "sdkTesting"),
        2.0);
  }

  private void slow() {
    Rounds rounds = new Rounds();
    for (SlowShape shape : SlowShape.values()) {
      System.err.println("SlowShape: " + shape);
      for (int round = 0; round < setting.rounds; round++) {
        SlowShape.FACTORS.forEach(factor -> rounds.add(
            shape.name() + factor, shape.millis(factor * shape.least, setting.measuredSeconds)));
      }
      slowRow(shape, rounds);
    }
  }

  private void slowRow(SlowShape shape, Rounds rounds) {
    List<Integer> factors = SlowShape.FACTORS;
    int last = factors.get(factors.size() - 1);
    String before = factors.subList(0, factors.size() - 2).stream()
        .map(factor -> "%,d: %s"
            .formatted(
                factor * shape.least,
                Table.figure(rounds.of(shape.name() + factor).median(), "ms")))
        .collect(Collectors.joining(", "));
    table.add(
        "made to be slow: %,d %s; peer is half of it (%s)"
            .formatted(last * shape.least, shape.what, before),
        rounds.of(shape.name() + last),
        rounds.of(shape.name() + last / 2),
        "ms",
        rounds.ratio(shape.name() + last, shape.name() + last / 2));
  }
}
