package io.traceassert.shape;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which spans the lines of a shape are laid on, each line with all that it stands for. */
final class Laid {

  private final Comparison comparison;
  private final Prices prices;
  private final Predicate<? super SpanPattern> wanted;
  private final List<SpanData> spans = new ArrayList<>();
  private Optional<Assignment.Pair> ofTwoClocks = Optional.empty();

  /** What is to be looked at next: deep shapes would overflow a thread's stack. */
  private final Deque<Pair> next = new ArrayDeque<>();

  private record Pair(int line, int span) {}

  private Laid(Comparison comparison, Prices prices, Predicate<? super SpanPattern> wanted) {
    this.comparison = comparison;
    this.prices = prices;
    this.wanted = wanted;
    next.push(new Pair(Tree.TOP, Tree.TOP));
    while (!next.isEmpty()) {
      lay(next.pop());
    }
  }

  /** Finds the spans of those lines that are wanted. */
  static List<SpanData> spansOf(
      Comparison comparison, Prices prices, Predicate<? super SpanPattern> wanted) {
    return new Laid(comparison, prices, wanted).spans;
  }

  /** Finds two spans that are in the order of their lines as far as two clocks tell. */
  static Optional<Assignment.Pair> ofTwoClocks(Comparison comparison, Prices prices) {
    return new Laid(comparison, prices, pattern -> false).ofTwoClocks;
  }

  private void lay(Pair pair) {
    Assignment below = Group.of(comparison, pair.line, pair.span).assign(prices);
    if (comparison.lines().isInOrder(pair.line)) {
      ofTwoClocks =
          ofTwoClocks.or(() -> Assignment.firstOfTwoClocks(below.taken(), comparison.spans()));
    }
    for (int i = 0; i < below.lines().length; i++) {
      int line = below.lines()[i];
      for (int span : below.taken().get(i)) {
        next.push(new Pair(line, span));
        if (wanted.test(comparison.lines().pattern(line))) {
          spans.add(comparison.spans().get(span));
        }
      }
    }
  }
}
