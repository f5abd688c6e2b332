package io.traceassert.shape;

import io.traceassert.pattern.SpanPattern;
import org.jspecify.annotations.Nullable;

/** Collects the columns of a line that are not those of its pattern. */
final class LineColumns {

  private @Nullable Times times;
  private boolean inOrder;

  /**
   * Takes a column, if it is one of a shape.
   *
   * @throws IllegalArgumentException if it contradicts another
   */
  boolean take(String column) {
    if (column.equals(Line.IN_ORDER)) {
      if (inOrder) {
        throw new IllegalArgumentException("(in order) is said twice");
      }
      inOrder = true;
      return true;
    }
    if (!Times.isColumn(column)) {
      return false;
    }
    Times read = Times.read(column);
    if (times != null) {
      throw new IllegalArgumentException("%s contradicts or repeats %s".formatted(column, times));
    }
    times = read;
    return true;
  }

  boolean isEmpty() {
    return times == null && !inOrder;
  }

  Line line(SpanPattern pattern) {
    return Line.of(pattern).times(times == null ? Times.ONCE : times).inOrder(inOrder);
  }
}
