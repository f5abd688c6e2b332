package io.traceassert.shape;

/** Prices that look no further than one level down, for shapes and traces that are too large. */
final class EstimatedPrices implements Prices {

  private final Comparison comparison;

  EstimatedPrices(Comparison comparison) {
    this.comparison = comparison;
  }

  @Override
  public long of(int line, int span) {
    if (line != Tree.TOP && comparison.fits().fits(line, span)) {
      return 0;
    }
    long price = comparison.own(line, span);
    LineTree lines = comparison.lines();
    for (int child : lines.children(line)) {
      long lacking =
          (long) lines.times(child).min() - comparison.fits().run(child, span).size();
      price =
          LineTree.sum(price, LineTree.product(Math.max(0, lacking), comparison.missing(child)));
    }
    if (!lines.isOpen(line)) {
      long surplus = Math.max(0, comparison.spans().size(span) - lines.most(line));
      price = LineTree.sum(price, Comparison.UNEXPECTED * surplus);
    }
    return Math.max(1, price);
  }
}
