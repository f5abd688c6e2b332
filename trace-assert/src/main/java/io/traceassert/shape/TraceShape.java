package io.traceassert.shape;

import static java.util.Objects.requireNonNull;

import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An expected trace: a tree of lines, each of which describes spans as a {@link SpanPattern} does.
 * Immutable. It is written as text, in which indentation gives the parent, or built; either prints
 * and reads back as the other.
 *
 * <pre>{@code
 * TraceShape.parse("""
 *     POST /checkout     [SERVER]  @order-service
 *     ├─ validate cart
 *     ├─ reserve item    x3
 *     └─ charge card     payment.provider=stripe
 *        └─ POST         [CLIENT]  http.response.status_code=200
 *     """);
 * TraceShape.root("POST /checkout  [SERVER]  @order-service")
 *     .child("validate cart")
 *     .child(TraceShape.root("reserve item").times(3))
 *     .child(TraceShape.root("charge card  payment.provider=stripe")
 *         .child("POST  [CLIENT]  http.response.status_code=200"));
 * }</pre>
 *
 * <table>
 *   <caption>What a line may say, besides the columns of a pattern</caption>
 *   <tr><th>written</th><th>means</th></tr>
 *   <tr><td>{@code ...} on a line of its own</td><td>any further siblings, and all below them</td></tr>
 *   <tr><td>{@code ** name}</td><td>at any depth below the parent line, which then allows any other spans below it</td></tr>
 *   <tr><td>{@code x3}, {@code x2..5}, {@code x2+}, {@code optional}</td><td>how many spans it stands for; otherwise one</td></tr>
 *   <tr><td>{@code (in order)}</td><td>the spans of the lines below happen one after the other, as the lines are written: each has
 *       ended when the next starts</td></tr>
 * </table>
 *
 * <p>Children are matched in any order. The lines below one parent take different spans, and each
 * span is taken once: the lines are assigned as a whole, so that no order of lines or spans
 * matters. What two {@code **} lines match further down may be the same.
 *
 * <p>A shape has at most {@value #MOST_LEVELS} levels.
 */
public final class TraceShape {

  static final int MOST_LEVELS = 1_000;

  private final List<Line> lines;
  private final int[] depths;
  private final boolean open;

  TraceShape(List<Line> lines, int[] depths, boolean open) {
    this.lines = List.copyOf(lines);
    this.depths = depths;
    this.open = open;
  }

  /**
   * Reads a shape from text. Blank lines and comments are left out. Of a difference that a failure
   * has printed, the lines that begin with {@code -} are left out and those with {@code +} kept.
   *
   * @param text one line for each span, indented by spaces, by tabs, or by a drawing
   * @return the shape
   * @throws IllegalArgumentException if the text cannot be read; the message shows line and column
   */
  public static TraceShape parse(String text) {
    return new ShapeReader(requireNonNull(text, "text")).read();
  }

  /**
   * Writes the shape of a trace: names, kinds, services where they change, statuses and exceptions.
   *
   * @param trace the trace
   * @return a shape that the trace has; below {@value #MOST_LEVELS} levels it allows anything
   */
  public static TraceShape of(Trace trace) {
    return of(trace, ShapeDetail.standard());
  }

  /**
   * Writes the shape of a trace.
   *
   * @param trace the trace
   * @param detail what to say of each span
   * @return a shape that the trace has; equal siblings are one line, {@code x3}; below
   *     {@value #MOST_LEVELS} levels it allows anything
   */
  public static TraceShape of(Trace trace, ShapeDetail detail) {
    requireNonNull(detail, "detail");
    return ShapeWriter.of(new SpanTree(requireNonNull(trace, "trace")), detail);
  }

  /**
   * Begins a shape with its root.
   *
   * @param line the root, as a line of text; several lines are a whole shape
   * @return a shape of one root
   * @throws IllegalArgumentException if the text cannot be read, or has several roots
   */
  public static TraceShape root(String line) {
    return withOneRoot(parse(requireNonNull(line, "line")), "line");
  }

  /**
   * Begins a shape with its root.
   *
   * @param pattern the root
   * @return a shape of one line
   */
  public static TraceShape root(SpanPattern pattern) {
    Line line = Line.of(requireNonNull(pattern, "pattern"));
    return new TraceShape(List.of(line), new int[] {0}, false);
  }

  /**
   * Adds a child of the root.
   *
   * @param line the child, as a line of text; several lines are a child with what is below it
   * @return a new shape
   * @throws IllegalArgumentException if the text cannot be read, or has several roots
   */
  public TraceShape child(String line) {
    return child(root(line));
  }

  /**
   * Adds a child of the root.
   *
   * @param pattern the child
   * @return a new shape
   */
  public TraceShape child(SpanPattern pattern) {
    return child(root(pattern));
  }

  /**
   * Adds a child of the root, with what is below it.
   *
   * @param child a shape of one root
   * @return a new shape
   * @throws IllegalArgumentException if the child has several roots, or is too deep
   */
  public TraceShape child(TraceShape child) {
    return with(withOneRoot(requireNonNull(child, "child"), "child"));
  }

  /**
   * Adds a span at any depth below the root, which then allows any other spans below it.
   *
   * @param line the span, as a line of text; several lines are a span with what is below it
   * @return a new shape
   * @throws IllegalArgumentException if the text cannot be read, or has several roots
   */
  public TraceShape descendant(String line) {
    return descendant(root(line));
  }

  /**
   * Adds a span at any depth below the root, which then allows any other spans below it.
   *
   * @param descendant a shape of one root
   * @return a new shape
   * @throws IllegalArgumentException if it has several roots, or is too deep
   */
  public TraceShape descendant(TraceShape descendant) {
    return with(withOneRoot(requireNonNull(descendant, "descendant"), "descendant")
        .changed(root -> root.deep(true)));
  }

  private TraceShape with(TraceShape below) {
    withOneRoot(this, "the shape to which a line is added");
    List<Line> all = new ArrayList<>(lines);
    all.addAll(below.lines);
    int[] allDepths = Arrays.copyOf(depths, all.size());
    for (int i = 0; i < below.depths.length; i++) {
      allDepths[depths.length + i] = below.depths[i] + 1;
      if (below.depths[i] + 1 >= MOST_LEVELS) {
        throw new IllegalArgumentException("a shape has at most 1,000 levels");
      }
    }
    return new TraceShape(all, allDepths, open);
  }

  private static TraceShape withOneRoot(TraceShape shape, String what) {
    int roots = shape.rootCount();
    if (roots != 1 || shape.open) {
      throw new IllegalArgumentException("%s must have one root, but has %d%s"
          .formatted(what, roots, shape.open ? " and any others" : ""));
    }
    return shape;
  }

  /**
   * Says how many spans the root stands for.
   *
   * @param count 1 or more
   * @return a new shape
   * @throws IllegalArgumentException if the count is not positive
   */
  public TraceShape times(int count) {
    return times(count, count);
  }

  /**
   * Says how many spans the root stands for.
   *
   * @param min the least number, 0 or more
   * @param max the greatest number, 1 or more
   * @return a new shape
   * @throws IllegalArgumentException if the numbers are negative or contradict each other
   */
  public TraceShape times(int min, int max) {
    Times times = Times.between(min, max);
    return withOneRoot(this, "the shape that is repeated").changed(root -> root.times(times));
  }

  /**
   * Says how many spans the root stands for.
   *
   * @param min the least number, 0 or more
   * @return a new shape
   * @throws IllegalArgumentException if the number is negative
   */
  public TraceShape timesAtLeast(int min) {
    return times(min, Times.UNBOUNDED);
  }

  /**
   * Says that the root may be missing.
   *
   * @return a new shape
   */
  public TraceShape optional() {
    return times(0, 1);
  }

  /**
   * Says that the spans below the root happen one after the other, as their lines are written: each
   * has ended when the next starts.
   *
   * @return a new shape
   */
  public TraceShape inOrder() {
    return withOneRoot(this, "the shape in order").changed(root -> root.inOrder(true));
  }

  /**
   * Allows any further children of the root, and all below them.
   *
   * @return a new shape
   */
  public TraceShape allowingOthers() {
    return withOneRoot(this, "the shape that allows others").changed(root -> root.open(true));
  }

  private TraceShape changed(UnaryOperator<Line> change) {
    List<Line> changed = new ArrayList<>(lines);
    changed.set(0, change.apply(lines.get(0)));
    return new TraceShape(changed, depths, open);
  }

  /**
   * Tells whether a trace has the shape, and nothing besides.
   *
   * @param trace the trace
   * @return true if {@link #compareWith} finds no difference
   */
  public boolean matches(Trace trace) {
    return Fits.of(new LineTree(this, false), new SpanTree(requireNonNull(trace, "trace")))
        .holds();
  }

  /**
   * Lays the shape on a trace of which nothing may be left over.
   *
   * <p>The verdict is exact. With {@code l} lines and {@code s} spans it needs at most {@code l *
   * s} comparisons and, for each pair of a line and a span, a maximum matching of the lines and
   * spans directly below them (J. Hopcroft and R. Karp, "An n^5/2 algorithm for maximum matchings
   * in bipartite graphs", SIAM Journal on Computing 2, 1973); no shape takes exponential time.
   *
   * <p>The difference is one of least cost as long as no group of siblings has more than 200 lines
   * or 200 spans, and no more than 300,000 pairs of a line and a span have to be compared, in
   * groups of 3,000,000 spans together; beyond that, what fits exactly is kept and the rest is
   * compared approximately.
   *
   * @param trace the trace
   * @return what differs
   */
  public ShapeDiff compareWith(Trace trace) {
    return ShapeDiff.of(this, requireNonNull(trace, "trace"), false);
  }

  /**
   * Looks for the shape in a trace, in which more spans are allowed everywhere; a child line is
   * still a direct child. What {@link #compareWith} says of time and cost is true of this as well.
   *
   * @param trace the trace
   * @return what differs in the part of the trace that comes nearest
   */
  public ShapeDiff lookIn(Trace trace) {
    return ShapeDiff.of(this, requireNonNull(trace, "trace"), true);
  }

  List<Line> lines() {
    return lines;
  }

  int[] depths() {
    return depths;
  }

  /** Tells whether more roots are allowed. */
  boolean allowsOthers() {
    return open;
  }

  /**
   * Counts the lines at the top.
   *
   * @return 1 for most shapes; more for traces that are in pieces
   */
  public int rootCount() {
    return (int) Arrays.stream(depths).filter(depth -> depth == 0).count();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TraceShape shape
        && open == shape.open
        && Arrays.equals(depths, shape.depths)
        && lines.equals(shape.lines);
  }

  @Override
  public int hashCode() {
    return lines.hashCode() * 31 + Arrays.hashCode(depths);
  }

  /** Writes the text that {@link #parse} reads as an equal shape, its columns aligned. */
  @Override
  public String toString() {
    return Rows.of(this).render("", Integer.MAX_VALUE);
  }
}
