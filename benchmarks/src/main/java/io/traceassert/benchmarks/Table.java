package io.traceassert.benchmarks;

import io.traceassert.benchmarks.Rounds.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table in Markdown. */
final class Table {

  private final List<String> rows = new ArrayList<>(
      List.of("| what | ours | peer | ratio (least–greatest) | target |", "|---|---|---|---|---|"));

  void add(String what, Spread ours, Spread peer, String unit, Spread ratio, double target) {
    row(
        what,
        figure(ours.median(), unit),
        figure(peer.median(), unit),
        ratio(ratio),
        "≤ " + target + (ratio.median() <= target ? "" : " **missed**"));
  }

  void add(String what, Spread ours, Spread peer, String unit, Spread ratio) {
    row(what, figure(ours.median(), unit), figure(peer.median(), unit), ratio(ratio), "");
  }

  void addRatio(String what, Spread ratio) {
    row(what, "", "", ratio(ratio), "");
  }

  /** Adds a row whose target is a time of ours; NaN for no peer, or no target. */
  void addAbsolute(String what, double ours, double peer, String unit, double target) {
    boolean alone = Double.isNaN(peer);
    row(
        what,
        figure(ours, unit),
        alone ? "" : figure(peer, unit),
        alone ? "" : String.format(Locale.ROOT, "%.4f", ours / peer),
        Double.isNaN(target)
            ? ""
            : "≤ %s %s%s".formatted(target, unit, ours <= target ? "" : " **missed**"));
  }

  static String figure(double figure, String unit) {
    String format = figure < 1 ? "%.3f %s" : figure < 100 ? "%.1f %s" : "%,.0f %s";
    return String.format(Locale.ROOT, format, figure, unit);
  }

  private static String ratio(Spread ratio) {
    return String.format(
        Locale.ROOT, "%.2f (%.2f–%.2f)", ratio.median(), ratio.least(), ratio.greatest());
  }

  private void row(String... cells) {
    rows.add("| " + String.join(" | ", cells) + " |");
  }

  @Override
  public String toString() {
    return String.join("\n", rows);
  }
}
