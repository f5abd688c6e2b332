package io.traceassert.propagation;

/** Hexadecimal digits. */
final class Hex {

  private Hex() {}

  static boolean isHex(String text) {
    return !text.isEmpty() && text.chars().allMatch(Hex::isDigit);
  }

  private static boolean isDigit(int c) {
    return isLowerDigit(c) || (c >= 'A' && c <= 'F');
  }

  private static boolean isLowerDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  static boolean hasUpperCase(String text) {
    return text.chars().anyMatch(c -> c >= 'A' && c <= 'F');
  }

  static boolean isLower(String text, int length) {
    return text.length() == length && text.chars().allMatch(Hex::isLowerDigit);
  }

  static boolean isZero(String text) {
    return text.chars().allMatch(c -> c == '0');
  }

  static String padded(String digits, int length) {
    return "0".repeat(Math.max(0, length - digits.length())) + digits;
  }

  static String withoutZeros(String digits) {
    return digits.replaceFirst("^0+", "");
  }
}
