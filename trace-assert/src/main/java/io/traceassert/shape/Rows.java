package io.traceassert.shape;

import io.traceassert.pattern.SpanPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Lines of a drawing: a tree of rows, each with a margin that says what became of it. */
final class Rows {

  private final List<Row> rows = new ArrayList<>();

  /** One line of a drawing. */
  record Row(int depth, char margin, boolean replaced, Line line, String duration, String comment) {

    private static final Line OTHERS = Line.of(SpanPattern.of(Line.OTHERS)).open(true);

    static final char SAME = ' ';
    static final char MISSING = '-';
    static final char FOUND = '+';

    /** Stands for further spans; it has no columns. */
    static Row others(int depth, char margin, String comment) {
      return new Row(depth, margin, false, OTHERS, "", comment);
    }

    @SuppressWarnings("ReferenceEquality") // a constant
    boolean isOthers() {
      return line == OTHERS;
    }

    List<String> cells() {
      return isOthers() ? List.of(Line.OTHERS, "", "", "", "") : line.cells();
    }
  }

  static Rows of(TraceShape shape) {
    Rows rows = new Rows();
    rows.addAll(shape, 0, Row.SAME, "", line -> "");
    if (shape.allowsOthers()) {
      rows.add(Row.others(0, Row.SAME, ""));
    }
    return rows;
  }

  void add(Row row) {
    rows.add(row);
  }

  /** Adds the lines of a shape, a comment at each of its roots, and at each line its duration. */
  void addAll(
      TraceShape shape, int depth, char margin, String comment, IntFunction<String> duration) {
    List<Integer> open = new ArrayList<>();
    int[] depths = shape.depths();
    for (int i = 0; i < depths.length; i++) {
      int lineDepth = depth + depths[i];
      closeDownTo(lineDepth, open, margin);
      Line line = shape.lines().get(i);
      String remark = depths[i] == 0 ? comment : "";
      add(new Row(lineDepth, margin, false, line, duration.apply(i), remark));
      if (line.open()) {
        open.add(lineDepth + 1);
      }
    }
    closeDownTo(depth, open, margin);
  }

  private void closeDownTo(int depth, List<Integer> open, char margin) {
    while (!open.isEmpty() && open.get(open.size() - 1) > depth) {
      add(Row.others(open.remove(open.size() - 1), margin, ""));
    }
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Reads the rows that are there, as a shape: what really happened. */
  TraceShape found() {
    List<Line> lines = new ArrayList<>();
    List<Integer> depths = new ArrayList<>();
    List<Integer> path = new ArrayList<>();
    boolean open = false;
    for (Row row : rows) {
      if (row.margin == Row.MISSING) {
        continue;
      }
      path.subList(Math.min(row.depth, path.size()), path.size()).clear();
      if (!row.isOthers()) {
        path.add(lines.size());
        depths.add(row.depth);
        lines.add(row.line.open(false));
      } else if (path.isEmpty()) {
        open = true;
      } else {
        int parent = path.get(path.size() - 1);
        lines.set(parent, lines.get(parent).open(true));
      }
    }
    return new TraceShape(lines, depths.stream().mapToInt(Integer::intValue).toArray(), open);
  }

  /** Draws at most so many lines, and around those that differ. */
  String render(String indent, int most) {
    return new RowsDrawing(rows, most).render(indent);
  }
}
