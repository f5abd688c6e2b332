package io.traceassert.shape;

import io.traceassert.shape.ShapeReader.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The first two characters of the lines of a difference: {@code "- "}, {@code "+ "} or spaces. What
 * was expected and is not there is dropped, so that a difference reads as what really happened.
 */
final class Margin {

  private static final int WIDTH = 2;
  private static final Pattern LINE_BREAK = Pattern.compile("\\R");

  private Margin() {}

  /** Splits a text into the lines that say something, and drops the margin if there is one. */
  static List<Source> dropped(String text) {
    List<Source> all = new ArrayList<>();
    String[] split = LINE_BREAK.split(text, -1);
    for (int i = 0; i < split.length; i++) {
      int start = ShapeReader.endOfIndent(split[i]);
      if (start < split[i].length() && split[i].charAt(start) != '#') {
        all.add(new Source(i + 1, split[i].stripTrailing(), 0));
      }
    }
    int common = all.stream().mapToInt(Margin::leadingSpaces).min().orElse(0);
    boolean none = all.stream().noneMatch(line -> isMarked(line, common));
    return none ? all : withoutMargin(all, common);
  }

  private static int leadingSpaces(Source line) {
    int spaces = 0;
    while (line.text().charAt(spaces) == ' ') {
      spaces++;
    }
    return spaces;
  }

  private static boolean isMarked(Source line, int at) {
    return line.text().startsWith("- ", at) || line.text().startsWith("+ ", at);
  }

  private static List<Source> withoutMargin(List<Source> lines, int at) {
    List<Source> kept = new ArrayList<>();
    for (Source line : lines) {
      if (!isMarked(line, at) && !line.text().startsWith("  ", at)) {
        throw line.error(
            at,
            "other lines begin with - or +, so this one begins with one of them, or with spaces");
      }
      if (line.text().charAt(at) != '-') {
        String text = line.text().substring(at + WIDTH);
        kept.add(new Source(line.number(), text, at + WIDTH));
      }
    }
    return kept;
  }
}
