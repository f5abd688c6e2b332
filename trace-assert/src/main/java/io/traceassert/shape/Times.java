package io.traceassert.shape;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many spans a line stands for.
 *
 * @param min the least number
 * @param max the greatest number, {@link #UNBOUNDED} for any
 */
record Times(int min, int max) {

  static final int UNBOUNDED = Integer.MAX_VALUE;
  static final Times ONCE = new Times(1, 1);
  static final Times OPTIONAL = new Times(0, 1);

  private static final int MOST = 1_000_000;
  private static final Pattern COLUMN = Pattern.compile("x([0-9]+)(?:\\.\\.([0-9]+)|(\\+))?");

  static Times between(int min, int max) {
    if (min < 0) {
      throw new IllegalArgumentException("the least number must not be negative, but is " + min);
    }
    if (max < min) {
      throw new IllegalArgumentException(
          "x%d..%d: the second number must not be smaller than the first".formatted(min, max));
    }
    if (max == 0) {
      throw new IllegalArgumentException(
          "x0 expects nothing; leave the line out: what is not expected fails");
    }
    if (min > MOST || (max > MOST && max != UNBOUNDED)) {
      throw new IllegalArgumentException("a line stands for at most 1,000,000 spans");
    }
    return new Times(min, max);
  }

  static boolean isColumn(String column) {
    return column.equals("optional")
        || (column.startsWith("x") && COLUMN.matcher(column).matches());
  }

  /** Reads a column for which {@link #isColumn} holds. */
  static Times read(String column) {
    Matcher matcher = COLUMN.matcher(column);
    if (!matcher.matches()) {
      return OPTIONAL;
    }
    int min = number(matcher.group(1));
    if (matcher.group(3) != null) {
      return between(min, UNBOUNDED);
    }
    return between(min, matcher.group(2) == null ? min : number(matcher.group(2)));
  }

  private static int number(String digits) {
    return digits.length() > 9 ? MOST + 1 : Integer.parseInt(digits);
  }

  boolean isOnce() {
    return equals(ONCE);
  }

  /** Says it in a sentence: {@code 2 to 5}. */
  String phrase() {
    if (max == UNBOUNDED) {
      return "at least " + min;
    }
    return min == max ? "" + min : min == 0 ? "at most " + max : min + " to " + max;
  }

  /** Writes the column; {@code x1} for once. */
  @Override
  public String toString() {
    if (equals(OPTIONAL)) {
      return "optional";
    }
    return "x" + min + (max == min ? "" : max == UNBOUNDED ? "+" : ".." + max);
  }
}
