package io.traceassert.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One figure for each variant and round. A ratio is taken within a round, where both sides met the
 * same machine, and only then its median over the rounds.
 */
final class Rounds {

  private final Map<String, List<Double>> figures = new HashMap<>();

  void add(String variant, double figure) {
    figures.computeIfAbsent(variant, missing -> new ArrayList<>()).add(figure);
  }

  Spread of(String variant) {
    return Spread.of(figures(variant));
  }

  Spread ratio(String variant, String peer) {
    return ratioAbove(variant, peer, Collections.nCopies(figures(peer).size(), 0.0));
  }

  /** Returns the ratio of what both cost in addition to the floor. */
  Spread ratioAbove(String variant, String peer, String floor) {
    return ratioAbove(variant, peer, figures(floor));
  }

  private Spread ratioAbove(String variant, String peer, List<Double> floors) {
    List<Double> ours = figures(variant);
    List<Double> theirs = figures(peer);
    return Spread.of(IntStream.range(0, ours.size())
        .mapToObj(i -> (ours.get(i) - floors.get(i)) / (theirs.get(i) - floors.get(i)))
        .toList());
  }

  private List<Double> figures(String variant) {
    List<Double> found = figures.get(variant);
    if (found == null) {
      throw new IllegalArgumentException(
          "no figures of " + variant + ", only of " + figures.keySet());
    }
    return found;
  }

  /** The median of some figures, the least and the greatest. */
  record Spread(double median, double least, double greatest) {

    static Spread of(List<Double> figures) {
      double[] sorted =
          figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      return new Spread(percentile(sorted, 50), sorted[0], sorted[sorted.length - 1]);
    }

    /** Takes the nearest rank. */
    static double percentile(double[] sorted, int percent) {
      return sorted[(int) Math.ceil(percent / 100.0 * sorted.length) - 1];
    }

    static double[] sorted(long[] nanos, double unit) {
      return Arrays.stream(nanos).mapToDouble(n -> n / unit).sorted().toArray();
    }
  }
}
