package io.traceassert.text;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells, aligned: two spaces between columns, columns without any text left out. */
public final class Columns {

  private static final String GAP = "  ";

  private final int rightAligned;
  private final List<List<String>> lines = new ArrayList<>();

  /**
   * Makes an empty table.
   *
   * @param rightAligned number of the column that is aligned to the right, or -1
   */
  public Columns(int rightAligned) {
    this.rightAligned = rightAligned;
  }

  /**
   * Adds a line.
   *
   * @param cells its cells, from the left; lines may have different numbers of them
   */
  public void add(List<String> cells) {
    lines.add(cells);
  }

  /**
   * Writes the table.
   *
   * @param indent what each line begins with
   * @return the lines, each with a line break at its end
   */
  public String render(String indent) {
    int columns = lines.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int i = 0; i < line.size(); i++) {
        widths[i] = Math.max(widths[i], width(line.get(i)));
      }
    }
    StringBuilder out = new StringBuilder();
    for (List<String> line : lines) {
      out.append((indent + join(line, widths)).stripTrailing()).append('\n');
    }
    return out.toString();
  }

  private String join(List<String> line, int[] widths) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < line.size(); i++) {
      if (widths[i] > 0) {
        String padding = " ".repeat(widths[i] - width(line.get(i)));
        out.append(out.length() == 0 ? "" : GAP);
        out.append(i == rightAligned ? padding + line.get(i) : line.get(i) + padding);
      }
    }
    return out.toString();
  }

  /** Returns how many columns of a terminal a text takes. */
  static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
  }

  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return isWide(c) ? 2 : 1;
  }

  /**
   * The blocks of wide and full-width characters. Source: Unicode Standard Annex 11, East Asian
   * Width.
   */
  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115F)
        || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F)
        || (c >= 0xFF00 && c <= 0xFF60)
        || (c >= 0xFFE0 && c <= 0xFFE6)
        || (c >= 0x1F300 && c <= 0x1F64F)
        || (c >= 0x1F900 && c <= 0x1F9FF)
        || (c >= 0x20000 && c <= 0x3FFFD);
  }
}
