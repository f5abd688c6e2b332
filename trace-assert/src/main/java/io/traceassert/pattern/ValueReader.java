package io.traceassert.pattern;

import io.traceassert.text.Notation;
import io.traceassert.text.NotationException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what is expected of the value of an attribute. */
final class ValueReader {

  /** Stands between a key and a range, or a list of alternatives. */
  static final String IN = " in ";

  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern FRACTION = Pattern.compile(
      "[-+]?([0-9]+\\.[0-9]*|\\.[0-9]+|[0-9]+(?=[eE]))([eE][-+]?[0-9]+)?|NaN|-?Infinity");
  private static final Pattern RANGE =
      Pattern.compile("([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\\.\\.([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)");

  private final Cursor cursor;

  ValueReader(Cursor cursor) {
    this.cursor = cursor;
  }

  /** Spares most texts a regular expression. */
  static boolean mayBeNumber(String text) {
    return "-+.0123456789NI".indexOf(text.charAt(0)) >= 0;
  }

  /** Reads what stands behind {@code ~}, to the end of the column. */
  Regex regex() {
    int start = cursor.position();
    boolean quoted = cursor.peek() == '"';
    String text = quoted ? cursor.quoted() : cursor.restOfColumn();
    try {
      if (text.isEmpty() && !quoted) {
        throw new IllegalArgumentException("expected a regular expression");
      }
      return Regex.of(text);
    } catch (IllegalArgumentException e) {
      throw cursor.errorAt(start, String.valueOf(e.getMessage()));
    }
  }

  /** Reads what stands behind a key: {@code in 200..299} or {@code in [GET, HEAD]}. */
  Expected in() {
    cursor.skip(IN.length());
    int start = cursor.position();
    try {
      return cursor.peek() == '[' ? Expected.OneOf.of(list(true)) : range(cursor.restOfColumn());
    } catch (IllegalArgumentException e) {
      throw e instanceof NotationException
          ? e
          : cursor.errorAt(start, String.valueOf(e.getMessage()));
    }
  }

  private static Expected range(String text) {
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      throw new IllegalArgumentException(
          "expected a range of numbers, 200..299, or a list of values, [GET, HEAD]");
    }
    return Expected.Range.of(number(range.group(1)), number(range.group(2)));
  }

  private static BigDecimal number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(Notation.quoted(text) + " is not a number", e);
    }
  }

  /** Reads what stands behind {@code key=}. */
  Expected value() {
    if (cursor.columnText().equals("*")) {
      cursor.restOfColumn();
      return new Expected.Present();
    }
    int start = cursor.position();
    char first = cursor.peek();
    if (first == ' ' || first == '=') {
      throw cursor.error(
          "expected a value directly behind the =; a text that begins so is written in quotes");
    }
    Object value = first == '[' ? list(false) : scalar(first == '"' ? "" : bare(start));
    if (value.equals("") && cursor.position() == start) {
      throw cursor.error("expected a value; an empty string is written \"\"");
    }
    return new Expected.Value(value);
  }

  private String bare(int start) {
    String bare = cursor.restOfColumn();
    cursor.checkColumns(bare, start);
    return bare;
  }

  private Object scalar(String bare) {
    if (bare.isEmpty()) {
      return cursor.peek() == '"' ? cursor.quoted() : "";
    }
    if (bare.equals("true") || bare.equals("false")) {
      return Boolean.valueOf(bare);
    }
    if (!mayBeNumber(bare)) {
      return bare;
    }
    if (NUMBER.matcher(bare).matches()) {
      return longOrText(bare);
    }
    Matcher fraction = FRACTION.matcher(bare);
    return fraction.matches() ? (Object) Double.valueOf(bare) : bare;
  }

  private Object longOrText(String digits) {
    try {
      return Long.valueOf(digits);
    } catch (NumberFormatException e) {
      throw cursor.errorAt(
          cursor.position() - digits.length(),
          "the number %s is beyond 64 bits; in quotes it is a string".formatted(digits));
    }
  }

  private List<Object> list(boolean nested) {
    List<Object> elements = new ArrayList<>();
    cursor.skip(1);
    cursor.skipSpace();
    while (!cursor.lookingAt("]")) {
      elements.add(element(nested));
      cursor.skipSpace();
      if (cursor.lookingAt(",")) {
        cursor.skip(1);
        cursor.skipSpace();
      } else if (!cursor.lookingAt("]")) {
        throw cursor.error("expected , or ] in a list");
      }
    }
    cursor.skip(1);
    return List.copyOf(elements);
  }

  private Object element(boolean nested) {
    char first = cursor.peek();
    if (nested && first == '[') {
      return list(false);
    }
    return scalar(first == '"' ? "" : cursor.until(",]").strip());
  }
}
