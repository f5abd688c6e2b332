package io.traceassert.shape;

import io.traceassert.pattern.PatternLine;
import io.traceassert.pattern.SpanPattern;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a shape.
 *
 * @param pattern what each of its spans is like
 * @param times how many spans it stands for
 * @param deep whether its spans may be at any depth below the parent line
 * @param inOrder whether the spans of the lines below happen one after the other
 * @param open whether any further spans may be below
 */
record Line(SpanPattern pattern, Times times, boolean deep, boolean inOrder, boolean open) {

  static final String DEEP = "** ";
  static final String IN_ORDER = "(in order)";
  static final String OTHERS = "...";

  /** The number of cells. */
  static final int CELLS = 6;

  static Line of(SpanPattern pattern) {
    return new Line(pattern, Times.ONCE, false, false, false);
  }

  Line with(SpanPattern other) {
    return new Line(other, times, deep, inOrder, open);
  }

  Line times(Times other) {
    return new Line(pattern, other, deep, inOrder, open);
  }

  Line deep(boolean isDeep) {
    return new Line(pattern, times, isDeep, inOrder, open);
  }

  Line inOrder(boolean isInOrder) {
    return new Line(pattern, times, deep, isInOrder, open);
  }

  Line open(boolean isOpen) {
    return new Line(pattern, times, deep, inOrder, isOpen);
  }

  /**
   * Writes the columns: name, kind, service, how often and in what order, attributes, all the rest.
   */
  List<String> cells() {
    List<String> cells = new ArrayList<>(PatternLine.cells(pattern));
    cells.set(0, (deep ? DEEP : "") + cells.get(0));
    cells.add(3, frequency());
    return cells;
  }

  /** Any name, once, would be read as any spans, if it did not say how often. */
  private String frequency() {
    boolean ambiguous = !deep && !inOrder && pattern.toString().equals(OTHERS);
    String often = times.isOnce() && !ambiguous ? "" : times.toString();
    String order = inOrder ? IN_ORDER : "";
    return often.isEmpty() || order.isEmpty() ? often + order : often + "  " + order;
  }
}
