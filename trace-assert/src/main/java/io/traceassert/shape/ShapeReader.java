package io.traceassert.shape;

import io.traceassert.pattern.PatternLine;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.NotationException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a shape from text: indentation gives the parent. */
final class ShapeReader {

  private static final String DRAWING = "│├└─";
  private static final String WHAT = "the shape";

  private final List<Source> sources;
  private final List<Line> lines = new ArrayList<>();
  private final List<Integer> depths = new ArrayList<>();
  private final List<Level> levels = new ArrayList<>();
  private @Nullable Source firstIndented;
  private boolean open;

  ShapeReader(String text) {
    sources = Margin.dropped(text);
  }

  TraceShape read() {
    if (sources.isEmpty()) {
      throw new IllegalArgumentException(
          "cannot read the shape, line 1, column 1: it is empty; expected a line for each span, indented below its parent");
    }
    sources.forEach(this::read);
    if (lines.isEmpty()) {
      throw sources.get(0).error(0, "expected a line for a span; ... alone would allow everything");
    }
    return new TraceShape(lines, depths.stream().mapToInt(Integer::intValue).toArray(), open);
  }

  private void read(Source source) {
    int indent = indent(source);
    int parent = parentAt(indent, source);
    LineColumns columns = new LineColumns();
    boolean deep = source.text.startsWith(Line.DEEP, indent);
    int start = deep ? indent + Line.DEEP.length() : indent;
    SpanPattern pattern = pattern(source, start, columns);
    if (!deep && columns.isEmpty() && isOthers(source, start, pattern)) {
      allowOthers(parent);
      levels.add(new Level(indent, Level.OTHERS));
      return;
    }
    levels.add(new Level(indent, lines.size()));
    lines.add(columns.line(pattern).deep(deep));
    depths.add(levels.size() - 1);
    if (levels.size() > TraceShape.MOST_LEVELS) {
      throw source.error(indent, "a shape has at most 1,000 levels");
    }
  }

  private static SpanPattern pattern(Source source, int start, LineColumns columns) {
    try {
      return PatternLine.read(source.text.substring(start), columns::take);
    } catch (NotationException e) {
      throw source.error(start + e.place(), e.problem());
    }
  }

  private static boolean isOthers(Source source, int start, SpanPattern pattern) {
    return source.text.startsWith(Line.OTHERS, start) && pattern.toString().equals(Line.OTHERS);
  }

  private void allowOthers(int parent) {
    if (parent == Level.TOP) {
      open = true;
    } else {
      lines.set(parent, lines.get(parent).open(true));
    }
  }

  /** Finds where the text begins, behind white space or a drawing. */
  private int indent(Source source) {
    String text = source.text;
    int indent = 0;
    boolean tabs = text.charAt(0) == '\t';
    while (isIndent(text.charAt(indent))) {
      if (tabs != (text.charAt(indent) == '\t')) {
        throw source.error(indent, "tabs and spaces are mixed in the indentation");
      }
      indent++;
    }
    if (indent > 0 && firstIndented == null) {
      firstIndented = source;
    } else if (firstIndented != null
        && indent > 0
        && tabs != (firstIndented.text.charAt(0) == '\t')) {
      throw source.error(
          0,
          "indented by %s, but line %d by %s"
              .formatted(tabs ? "tabs" : "spaces", firstIndented.number, tabs ? "spaces" : "tabs"));
    }
    return indent;
  }

  static int endOfIndent(String text) {
    int end = 0;
    while (end < text.length() && isIndent(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isIndent(char c) {
    return c == ' ' || c == '\t' || DRAWING.indexOf(c) >= 0;
  }

  private int parentAt(int indent, Source source) {
    int above = levels.size();
    while (above > 0 && levels.get(above - 1).indent > indent) {
      above--;
    }
    boolean sibling = above > 0 && levels.get(above - 1).indent == indent;
    if (!sibling && above < levels.size()) {
      throw source.error(indent, "stands below no line above; those begin at " + indents());
    }
    levels.subList(sibling ? above - 1 : above, levels.size()).clear();
    int parent = levels.isEmpty() ? Level.TOP : levels.get(levels.size() - 1).line;
    if (parent == Level.OTHERS) {
      throw source.error(
          indent, "... stands for any spans and all below them; no line can be below it");
    }
    return parent;
  }

  private String indents() {
    return (levels.size() == 1 ? "column " : "columns ")
        + levels.stream().map(level -> "" + (level.indent + 1)).collect(Collectors.joining(", "));
  }

  /** A line that begins at an indentation, and that may have lines below it. */
  private record Level(int indent, int line) {

    static final int TOP = -1;
    static final int OTHERS = -2;
  }

  /** A line of the text, without its margin. */
  record Source(int number, String text, int margin) {

    NotationException error(int place, String problem) {
      return NotationException.inText(
          WHAT, number, " ".repeat(margin) + text, margin + place, problem);
    }
  }
}
