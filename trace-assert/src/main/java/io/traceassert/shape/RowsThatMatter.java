package io.traceassert.shape;

import io.traceassert.shape.Rows.Row;
import io.traceassert.text.Fold;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Which rows of a large drawing are shown first, so that it says what differs, and still fits the
 * trace when it is read back.
 */
final class RowsThatMatter {

  private final List<Row> rows;
  private final int[] parents;

  /** How many rows are directly below each one; those at the top are below number 0. */
  private final int[] siblings;

  /** The rows below which the place of each row matters. */
  private final BitSet kept = new BitSet();

  private final BitSet listed = new BitSet();
  private final List<Integer> numbers = new ArrayList<>();

  RowsThatMatter(List<Row> rows, int[] parents) {
    this.rows = rows;
    this.parents = parents;
    siblings = new int[rows.size() + 1];
    kept.set(Fold.TOP + 1); // those at the top of a shape that is looked for may be anywhere
    for (int i = 0; i < rows.size(); i++) {
      siblings[parents[i] + 1]++;
      if (rows.get(i).line().deep()) {
        kept.set(parents[i] + 1);
      }
      if (rows.get(i).line().inOrder()) {
        kept.set(i + 1);
      }
    }
  }

  /**
   * Finds the rows that differ, those first below which others differ alike. Before them comes the
   * first that was found, without which there would be nothing to read back.
   */
  List<Integer> numbers() {
    List<Integer> tops = new ArrayList<>();
    List<Integer> below = new ArrayList<>();
    boolean found = false;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (!found && row.margin() != Row.MISSING && !row.isOthers()) {
        found = true;
        list(i);
      }
      if (i > 0 && rows.get(i - 1).replaced()) {
        tops.add(tops.size() - 1, i); // the row before it says nothing without this
      } else if (row.margin() != Row.SAME) {
        boolean alike = parents[i] != Fold.TOP && rows.get(parents[i]).margin() == row.margin();
        (alike && !row.replaced() ? below : tops).add(i);
      }
    }
    tops.forEach(this::list);
    below.forEach(this::list);
    return numbers;
  }

  /**
   * Lists a row behind the rows above it that cannot be left out: a row is shown below the nearest
   * shown row above it, and among rows that are in order, or that may have spans in common with
   * others, it would be in the wrong place.
   */
  private void list(int row) {
    Deque<Integer> above = new ArrayDeque<>();
    for (int i = parents[row]; i != Fold.TOP && !listed.get(i); i = parents[i]) {
      listed.set(i);
      if (kept.get(parents[i] + 1) && siblings[parents[i] + 1] > 1) {
        above.push(i);
      }
    }
    numbers.addAll(above);
    numbers.add(row);
  }
}
