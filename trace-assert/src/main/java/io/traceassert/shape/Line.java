package io.traceassert.shape;

import io.traceassert.pattern.PatternLine;
import io.traceassert.pattern.SpanPattern;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
  static final int CELLS = 5;

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

  /** Writes the columns: name, how often, kind, service, and all the rest. */
  List<String> cells() {
    List<String> cells = PatternLine.cells(pattern);
    String order = inOrder ? IN_ORDER : "";
    return List.of(
        (deep ? DEEP : "") + cells.get(0),
        often(),
        cells.get(1),
        cells.get(2),
        Stream.of(order, cells.get(3), cells.get(4))
            .filter(cell -> !cell.isEmpty())
            .collect(Collectors.joining("  ")));
  }

  /** Any name, once, would be read as any spans, if it did not say how often. */
  private String often() {
    boolean ambiguous = !deep && !inOrder && pattern.toString().equals(OTHERS);
    return times.isOnce() && !ambiguous ? "" : times.toString();
  }
}
