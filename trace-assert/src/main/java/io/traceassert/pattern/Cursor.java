package io.traceassert.pattern;

import io.traceassert.text.Notation;
import io.traceassert.text.NotationException;

/** A place in a line. Columns are divided by two or more spaces. */
final class Cursor {

  private static final char END = '\0';

  private final String line;
  private int position;

  Cursor(String line) {
    this.line = line.stripTrailing();
  }

  int position() {
    return position;
  }

  /** The character here, or NUL at the end. */
  char peek() {
    return atEnd() ? END : line.charAt(position);
  }

  boolean lookingAt(String text) {
    return line.startsWith(text, position);
  }

  boolean atEnd() {
    return position >= line.length();
  }

  boolean atEndOfColumn() {
    return position >= endOfColumn(position);
  }

  void skip(int characters) {
    position += characters;
  }

  void skipSpaces() {
    while (peek() == ' ') {
      position++;
    }
  }

  /** Skips the single space that may stand inside a column. */
  void skipSpace() {
    if (peek() == ' ') {
      position++;
    }
  }

  /** Goes to the next column, if there is one. */
  boolean nextColumn() {
    if (!atEnd() && !lookingAt("  ") && !line.substring(position).isBlank()) {
      throw error("expected two spaces before the next column");
    }
    skipSpaces();
    return !atEnd();
  }

  String columnText() {
    return columnTextAt(position);
  }

  String columnTextAt(int start) {
    return line.substring(start, endOfColumn(start));
  }

  String restOfColumn() {
    String text = columnText();
    checkPrintable(text);
    position += text.length();
    return text;
  }

  /** Takes what stands before one of these characters, or before the end of the column. */
  String until(String characters) {
    int start = position;
    int end = endOfColumn(start);
    while (position < end && characters.indexOf(line.charAt(position)) < 0) {
      position++;
    }
    return line.substring(start, position);
  }

  private int endOfColumn(int start) {
    int gap = line.indexOf("  ", start);
    return gap < 0 ? line.length() : gap;
  }

  /** Refuses what looks like a column and is divided from the text before by one space only. */
  void checkColumns(String bare, int start) {
    int column = Notation.columnIn(bare);
    if (column >= 0) {
      throw errorAt(
          start + column,
          "columns are divided by two spaces or more; if this belongs to the text before, that is written in quotes");
    }
  }

  private void checkPrintable(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (Notation.isInvisible(text.codePointAt(i))) {
        throw errorAt(
            position + i, "a control character; it is written in quotes, for example \"\\t\"");
      }
    }
  }

  /** Reads a text in quotes, with the escapes that {@link Notation#quoted} writes. */
  String quoted() {
    int start = position;
    position++;
    StringBuilder text = new StringBuilder();
    while (peek() != '"') {
      if (atEnd()) {
        throw errorAt(start, "the quote is not closed");
      }
      if (peek() == '\\') {
        escape(text);
      } else {
        text.append(line.charAt(position++));
      }
    }
    position++;
    return text.toString();
  }

  private void escape(StringBuilder text) {
    int start = position;
    position++;
    char escaped = peek();
    position++;
    switch (escaped) {
      case '"', '\\' -> text.append(escaped);
      case 'n' -> text.append('\n');
      case 'r' -> text.append('\r');
      case 't' -> text.append('\t');
      case 'u' -> text.appendCodePoint(codePoint(start));
      default -> throw errorAt(start, "unknown escape; there are \\\" \\\\ \\n \\r \\t and \\u{…}");
    }
  }

  private int codePoint(int start) {
    int close = line.indexOf('}', position);
    if (!lookingAt("{") || close < 0) {
      throw errorAt(start, "expected hexadecimal digits, \\u{1f35c}");
    }
    String digits = line.substring(position + 1, close);
    position = close + 1;
    try {
      int code = Integer.parseInt(digits, 16);
      if (Character.isValidCodePoint(code)) {
        return code;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw errorAt(start, "no character has the number " + digits);
  }

  NotationException error(String problem) {
    return errorAt(position, problem);
  }

  /** Shows the line, a caret below the place, and the problem. */
  NotationException errorAt(int place, String problem) {
    return NotationException.inLine("the pattern", line, place, problem);
  }
}
