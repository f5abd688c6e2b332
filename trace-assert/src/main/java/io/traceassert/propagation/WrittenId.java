package io.traceassert.propagation;

import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An id in a header.
 *
 * @param text how it is written there
 * @param bits 64 or 128, as many as are written; the rest is zero
 * @param id what it means, in 32 (of a trace) or 16 (of a span) lower-case hexadecimal digits; null
 *     if it is not written as its format demands
 */
public record WrittenId(String text, int bits, @Nullable String id) {

  private static final int HALF = 16;
  private static final int MOST_DECIMAL_DIGITS = 39;
  private static final int HEX = 16;

  /**
   * Compares it with an id, without guessing: what is not the same is said to be so only if another
   * reading of the same characters gives the id.
   *
   * @param expected 32 or 16 lower-case hexadecimal digits
   * @return what they have in common
   */
  public IdLikeness likenessTo(String expected) {
    if (expected.equals(id)) {
      return IdLikeness.SAME;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.equals(expected) && !text.equals(expected)) {
      return IdLikeness.UPPER_CASE;
    }
    if (isLowerHalf(id, expected) || isLowerHalf(lower, expected)) {
      return IdLikeness.LOWER_64_BITS;
    }
    if (isNumber(text, expected)) {
      return IdLikeness.DECIMAL;
    }
    return isHexOf(lower, expected) ? IdLikeness.HEXADECIMAL : IdLikeness.DIFFERENT;
  }

  private static boolean isLowerHalf(@Nullable String id, String expected) {
    return id != null
        && expected.length() == 2 * HALF
        && Hex.isHex(id)
        && !Hex.isZero(id)
        && (id.length() == HALF || id.startsWith("0".repeat(HALF)))
        && expected.endsWith(id.substring(id.length() - HALF));
  }

  private static boolean isNumber(String text, String expected) {
    if (!text.matches("[0-9]{1," + MOST_DECIMAL_DIGITS + "}")) {
      return false;
    }
    String hex = new BigInteger(text).toString(HEX);
    return isEnd(hex, expected);
  }

  /** Where a decimal number belongs, the digits may be hexadecimal. */
  private boolean isHexOf(String lower, String expected) {
    return Hex.isHex(lower) && isEnd(Hex.withoutZeros(lower), expected);
  }

  /** Tells whether digits are all of an id, or its lower half, with zeros in front left out. */
  private static boolean isEnd(String digits, String expected) {
    if (digits.isEmpty() || digits.equals("0")) {
      return false;
    }
    return digits.equals(Hex.withoutZeros(expected))
        || digits.equals(Hex.withoutZeros(expected.substring(expected.length() - HALF)));
  }
}
