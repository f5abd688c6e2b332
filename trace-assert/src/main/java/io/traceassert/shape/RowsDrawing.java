package io.traceassert.shape;

import io.traceassert.shape.Rows.Row;
import io.traceassert.text.Columns;
import io.traceassert.text.Fold;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** Draws rows as a tree with aligned columns, of many only those around what differs. */
final class RowsDrawing {

  private final List<Row> rows;
  private final boolean marked;
  private final Fold fold;
  private final int[] parents;
  private final BitSet last = new BitSet();
  private final String[] branches;
  private final Columns columns = new Columns(Line.CELLS);

  RowsDrawing(List<Row> rows, int most) {
    this.rows = rows;
    marked = rows.stream().anyMatch(row -> row.margin() != Row.SAME);
    parents = new int[rows.size()];
    branches = new String[rows.size()];
    List<Integer> path = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      path.subList(row.depth(), path.size()).clear();
      parents[i] = row.depth() == 0 ? Fold.TOP : path.get(row.depth() - 1);
      path.add(i);
    }
    fold = Fold.to(most, parents, new RowsThatMatter(rows, parents).numbers());
    markLast();
  }

  /** A row that is replaced stands for the one behind it, and is no sibling of it. */
  private void markLast() {
    BitSet seen = new BitSet();
    for (int i = rows.size() - 1; i >= 0; i--) {
      int above = fold.above(i);
      if (rows.get(i).replaced()) {
        last.set(i, last.get(i + 1));
      } else if (fold.shown().get(i) && !seen.get(above + 1)) {
        seen.set(above + 1);
        last.set(i, fold.hiddenBelow(above) == 0);
      }
    }
  }

  String render(String indent) {
    Deque<Integer> path = new ArrayDeque<>();
    BitSet onlyMissing = hiddenOnlyMissing();
    for (int i = fold.shown().nextSetBit(0); i >= 0; i = fold.shown().nextSetBit(i + 1)) {
      leave(path, fold.above(i), onlyMissing);
      draw(i);
      path.push(i);
    }
    leave(path, Fold.TOP, onlyMissing);
    drawHidden(Fold.TOP, onlyMissing);
    return columns.render(indent);
  }

  private void leave(Deque<Integer> path, int above, BitSet onlyMissing) {
    while (!path.isEmpty() && path.peek() != above) {
      drawHidden(path.pop(), onlyMissing);
    }
  }

  /** Finds the shown rows below which nothing is hidden but what is missing. */
  private BitSet hiddenOnlyMissing() {
    BitSet only = new BitSet();
    only.set(0, rows.size() + 1);
    for (int i = 0; i < rows.size(); i++) {
      if (!fold.shown().get(i) && rows.get(i).margin() != Row.MISSING) {
        only.clear(fold.above(i) + 1);
      }
    }
    return only;
  }

  private void draw(int i) {
    Row row = rows.get(i);
    int above = fold.above(i);
    List<String> cells = new ArrayList<>(row.cells());
    boolean skipped = parents[i] != above && !row.line().deep() && !row.isOthers();
    cells.set(
        0,
        margin(row.margin())
            + branch(above, last.get(i))
            + (skipped ? Line.DEEP : "")
            + cells.get(0));
    cells.add(row.duration());
    cells.add(row.comment().isEmpty() ? "" : "# " + row.comment());
    columns.add(cells);
    branches[i] = above == Fold.TOP ? "" : branches[above] + (last.get(i) ? "   " : "│  ");
  }

  private void drawHidden(int above, BitSet onlyMissing) {
    int hidden = fold.hiddenBelow(above);
    if (hidden > 0) {
      char margin = onlyMissing.get(above + 1) ? Row.MISSING : Row.SAME;
      columns.add(List.of(
          margin(margin) + branch(above, true) + Line.OTHERS,
          "",
          "",
          "",
          "",
          "",
          "# and " + hidden + " more"));
    }
  }

  private String margin(char margin) {
    return marked ? margin + " " : "";
  }

  private String branch(int above, boolean isLast) {
    return above == Fold.TOP ? "" : branches[above] + (isLast ? "└─ " : "├─ ");
  }
}
