package io.traceassert.calls;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;

/**
 * Takes the parameters out of a statement: literals, numbers and placeholders become {@code ?}, the
 * lists of IN and VALUES one element, comments nothing, and white space one space. It follows what
 * the semantic conventions ask of <a
 * href="https://opentelemetry.io/docs/specs/semconv/db/database-spans/#sanitization-of-dbquerytext">sanitization</a>,
 * and goes further with VALUES and comments, since those differ between calls, too. It reads a text
 * once and knows no grammar: what is no SQL comes out as something, and the same for the same.
 */
final class SqlText {

  private static final String VALUE = "?";
  private static final int NO_LIST = -1;
  private static final Set<String> LISTS = Set.of("IN", "VALUES");

  private final String text;
  private final boolean doubleQuotesAreLiterals;
  private final StringBuilder out = new StringBuilder();
  private final Deque<Integer> lists = new ArrayDeque<>();
  private String lastWord = "";
  private String lastRow = "";
  private int lastRowEnd;
  private int at;

  private SqlText(String text, boolean doubleQuotesAreLiterals) {
    this.text = text;
    this.doubleQuotesAreLiterals = doubleQuotesAreLiterals;
  }

  /**
   * Normalises a statement.
   *
   * @param text the statement
   * @param system {@code db.system.name}: in MySQL, double quotes hold a literal and not a name
   */
  static String normalised(String text, String system) {
    boolean mysql = system.equals("mysql") || system.equals("mariadb");
    return new SqlText(text, mysql).read();
  }

  private String read() {
    while (at < text.length()) {
      step(text.charAt(at));
    }
    return out.toString().strip();
  }

  private void step(char c) {
    if (Character.isWhitespace(c)) {
      at++;
      space();
    } else if (text.startsWith("--", at)) {
      skipTo("\n");
      space();
    } else if (text.startsWith("/*", at)) {
      skipTo("*/");
      space();
    } else if (c == '\'' || (c == '"' && doubleQuotesAreLiterals)) {
      skipQuoted(c);
      value();
    } else if (c == '"' || c == '`') {
      int from = at;
      skipQuoted(c);
      word(text.substring(from, at));
    } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      skipNumber();
      value();
    } else if (isName(c)) {
      name();
    } else {
      symbol(c);
    }
  }

  private void space() {
    if (out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
      out.append(' ');
    }
  }

  private void skipTo(String end) {
    int found = text.indexOf(end, at);
    at = found < 0 ? text.length() : found + end.length();
  }

  /** A doubled quote is one within the text. */
  private void skipQuoted(char quote) {
    at++;
    while (at < text.length()) {
      if (text.charAt(at++) == quote) {
        if (peek(0) != quote) {
          return;
        }
        at++;
      }
    }
  }

  private void skipNumber() {
    while (at < text.length()
        && (isName(text.charAt(at)) || text.charAt(at) == '.' || isSignOfExponent())) {
      at++;
    }
  }

  private boolean isSignOfExponent() {
    char before = text.charAt(at - 1);
    return (text.charAt(at) == '-' || text.charAt(at) == '+')
        && (before == 'e' || before == 'E')
        && isDigit(peek(1));
  }

  private void name() {
    int from = at;
    while (at < text.length() && (isName(text.charAt(at)) || text.charAt(at) == '$')) {
      at++;
    }
    String name = text.substring(from, at);
    if (name.length() == 1 && peek(0) == '\'' && "xXnNbBeE".contains(name)) {
      skipQuoted('\'');
      value();
    } else {
      word(name);
    }
  }

  private void word(String word) {
    out.append(word);
    lastWord = word.toUpperCase(Locale.ROOT);
  }

  private void symbol(char c) {
    if (c == '?' || isNamedParameter(c) || (c == '%' && peek(1) == 's')) {
      at++;
      while (c != '?' && isName(peek(0))) {
        at++;
      }
      value();
    } else if (c == '$') {
      dollar();
    } else {
      at++;
      if (c == ':' && peek(0) == ':') {
        at++;
        out.append(c);
      }
      punctuation(c);
    }
  }

  private boolean isNamedParameter(char c) {
    return (c == ':' || c == '@') && isName(peek(1)) && (at == 0 || text.charAt(at - 1) != c);
  }

  /** {@code $1} is a parameter, {@code $tag$…$tag$} a literal. */
  private void dollar() {
    int end = text.indexOf('$', at + 1);
    String tag = end < 0 ? "" : text.substring(at, end + 1);
    if (!tag.isEmpty()
        && tag.substring(1, tag.length() - 1).chars().allMatch(SqlText::isName)
        && !isDigit(peek(1))) {
      at = end + 1;
      skipTo(tag);
    } else {
      at++;
      while (isName(peek(0))) {
        at++;
      }
    }
    value();
  }

  private void punctuation(char c) {
    if (c == '(') {
      lists.push(LISTS.contains(lastWord) || followsRow(out.length()) ? out.length() : NO_LIST);
    } else if (c == ')' && !lists.isEmpty()) {
      close(lists.pop());
      return;
    }
    out.append(c);
    lastWord = "";
  }

  /** Tells whether there is only a comma between the last list and a place. */
  private boolean followsRow(int place) {
    return !lastRow.isEmpty()
        && place >= lastRowEnd
        && place - lastRowEnd <= 3
        && out.substring(lastRowEnd, place).strip().equals(",");
  }

  /** Of rows that are the same, only the first is kept. */
  private void close(int from) {
    out.append(')');
    lastWord = "";
    if (from == NO_LIST) {
      return;
    }
    String row = out.substring(from);
    if (followsRow(from) && row.equals(lastRow)) {
      out.setLength(lastRowEnd);
    }
    lastRow = row;
    lastRowEnd = out.length();
  }

  private void value() {
    lastWord = "";
    int from = out.length();
    if (!lists.isEmpty() && lists.peek() != NO_LIST) {
      stripSpace();
      if (out.length() > 1 && out.substring(out.length() - 2).equals(VALUE + ",")) {
        out.setLength(out.length() - 1);
        return;
      }
      out.append(" ".repeat(from - out.length()));
    }
    out.append(VALUE);
  }

  private void stripSpace() {
    while (out.length() > 0 && out.charAt(out.length() - 1) == ' ') {
      out.setLength(out.length() - 1);
    }
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isName(int c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
