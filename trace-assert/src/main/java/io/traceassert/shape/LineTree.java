package io.traceassert.shape;

import io.traceassert.pattern.SpanPattern;
import java.util.List;

/** The lines of a shape as a tree of nodes, with what they demand. */
final class LineTree extends Tree {

  /** More spans than any trace has, and small enough to be added up without overflow. */
  static final long MANY = 1L << 40;

  /** A price that nobody pays. */
  static final long FAR = 1L << 50;

  private final List<Line> lines;
  private final boolean relaxed;
  private final boolean topIsOpen;
  private final boolean[] open;
  private final long[] least;
  private final long[] fewest;
  private final long[] most;

  /**
   * Makes a tree.
   *
   * @param relaxed whether more spans are allowed everywhere, above the lines at the top as well
   */
  LineTree(TraceShape shape, boolean relaxed) {
    super(shape.depths());
    this.lines = shape.lines();
    this.relaxed = relaxed;
    topIsOpen = shape.allowsOthers();
    open = new boolean[nodes()];
    least = new long[nodes()];
    fewest = new long[nodes()];
    most = new long[nodes()];
    for (int node = nodes() - 1; node >= 0; node--) {
      open[node] = relaxed || (node == TOP ? shape.allowsOthers() : get(node).open());
      for (int child : children(node)) {
        open[node] |= isDeep(child);
      }
      countSpans(node);
    }
  }

  private void countSpans(int node) {
    long self = node == TOP ? 0 : 1;
    long all = self;
    long direct = self;
    long deep = self;
    long greatest = open[node] ? MANY : self;
    for (int child : children(node)) {
      int min = times(child).min();
      all = sum(all, product(min, least[child]));
      greatest = sum(greatest, product(times(child).max(), most[child]));
      if (!isDeep(child)) {
        direct = sum(direct, product(min, fewest[child]));
      } else if (min > 0) {
        deep = Math.max(deep, sum(self, min - 1 + fewest[child]));
      }
    }
    least[node] = all;
    fewest[node] = Math.max(direct, deep);
    most[node] = greatest;
  }

  static long sum(long one, long other) {
    return Math.min(MANY, one + other);
  }

  static long product(long one, long other) {
    return other != 0 && one > MANY / other ? MANY : Math.min(MANY, one * other);
  }

  Line get(int node) {
    return lines.get(node - 1);
  }

  SpanPattern pattern(int node) {
    return get(node).pattern();
  }

  Times times(int node) {
    return get(node).times();
  }

  boolean isDeep(int node) {
    return get(node).deep() || (relaxed && parent(node) == TOP);
  }

  /** Tells whether the shape says that more roots are allowed. */
  boolean topIsOpen() {
    return topIsOpen;
  }

  boolean isRelaxed() {
    return relaxed;
  }

  /** Tells whether any further spans may be below. */
  boolean isOpen(int node) {
    return open[node];
  }

  boolean isInOrder(int node) {
    return node != TOP && get(node).inOrder();
  }

  /** How many spans are expected of one span of the line with all below it, at least. */
  long least(int node) {
    return least[node];
  }

  /**
   * Tells whether one span of the line can be so many, with all below it: also less than expected,
   * when what {@code **} lines stand for is also that of others.
   */
  boolean allowsSize(int node, int size) {
    return size >= fewest[node] && size <= most[node];
  }

  /** The greatest number of spans; {@link #MANY} when there is no limit. */
  long most(int node) {
    return most[node];
  }
}
