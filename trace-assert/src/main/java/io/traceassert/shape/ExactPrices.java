package io.traceassert.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Least costs: of every pair of a line and a span that may have to be compared, bottom up. */
final class ExactPrices implements Prices {

  private static final int MOST_PAIRS = 300_000;
  private static final int MOST_WORK = 3_000_000;

  private final List<Map<Integer, Long>> prices = new ArrayList<>();
  private final Prices elsewhere;

  private ExactPrices(int lines, Prices elsewhere) {
    this.elsewhere = elsewhere;
    for (int i = 0; i < lines; i++) {
      prices.add(new HashMap<>());
    }
  }

  /** Computes the prices, unless there are too many of them. */
  static Optional<ExactPrices> of(Comparison comparison) {
    List<Set<Integer>> pairs = pairs(comparison);
    if (pairs.isEmpty()) {
      return Optional.empty();
    }
    ExactPrices exact = new ExactPrices(pairs.size(), new EstimatedPrices(comparison));
    for (int line = pairs.size() - 1; line >= 0; line--) {
      for (int span : pairs.get(line)) {
        exact.prices.get(line).put(span, exact.price(comparison, line, span));
      }
    }
    return Optional.of(exact);
  }

  private long price(Comparison comparison, int line, int span) {
    if (line != Tree.TOP && comparison.fits().fits(line, span)) {
      return 0;
    }
    return LineTree.sum(
        comparison.own(line, span),
        Group.of(comparison, line, span).assign(this).cost());
  }

  /** Finds the pairs from the top down: for each line the spans; empty if they are too many. */
  private static List<Set<Integer>> pairs(Comparison comparison) {
    LineTree lines = comparison.lines();
    List<Set<Integer>> pairs = new ArrayList<>();
    for (int line = 0; line < lines.nodes(); line++) {
      pairs.add(new LinkedHashSet<>());
    }
    pairs.get(Tree.TOP).add(Tree.TOP);
    int count = 0;
    long work = 0;
    for (int line = 0; line < lines.nodes(); line++) {
      if (lines.childCount(line) == 0) {
        continue;
      }
      for (int span : pairs.get(line)) {
        if (line != Tree.TOP && comparison.fits().fits(line, span)) {
          continue;
        }
        Group group = Group.of(comparison, line, span);
        work += group.size() + 1;
        count -= size(lines, line, pairs);
        group.forEachPair((child, under) -> pairs.get(child).add(under));
        count += size(lines, line, pairs);
        if (count > MOST_PAIRS || work > MOST_WORK) {
          return List.of();
        }
      }
    }
    return pairs;
  }

  private static int size(LineTree lines, int parent, List<Set<Integer>> pairs) {
    return Arrays.stream(lines.children(parent))
        .map(child -> pairs.get(child).size())
        .sum();
  }

  @Override
  public long of(int line, int span) {
    Long price = prices.get(line).get(span);
    return price == null ? elsewhere.of(line, span) : price; // what fits is not looked into
  }
}
