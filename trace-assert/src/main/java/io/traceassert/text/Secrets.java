package io.traceassert.text;

import java.util.regex.Pattern;

/** Masks what looks like a secret: test logs are read by more people than the code. */
public final class Secrets {

  private static final String MASK = "***";
  private static final int LONGEST = 100;
  private static final Pattern KEY = Pattern.compile(
      "(?i).*(passw(or)?d|passphrase|secret|token|authori[sz]ation|cookie|credential|api[-_.]?key|private[-_.]?key|session[-_.]?id).*");
  private static final Pattern VALUE =
      Pattern.compile("(?i)(bearer|basic) [a-z0-9+/=._~-]{8,}|eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");

  private Secrets() {}

  /**
   * Tells whether an attribute should not be printed.
   *
   * @param key its key
   * @param value its value
   * @return true if the key is one of secrets, or the value looks like one
   */
  public static boolean isSecret(String key, Object value) {
    return KEY.matcher(key).matches()
        || (value instanceof String text && VALUE.matcher(text).find());
  }

  /**
   * Writes a value as {@link Notation#literal} does, masked if it is a secret, and with its middle
   * left out if it is long.
   *
   * @param key the key of the attribute
   * @param value its value
   * @return text of one line
   */
  public static String masked(String key, Object value) {
    return isSecret(key, value) ? MASK : shortened(Notation.literal(value));
  }

  /**
   * Leaves out the middle of a long text.
   *
   * @param text any text
   * @return at most 100 characters of it, and how many are left out
   */
  public static String shortened(String text) {
    int cut = text.length() - LONGEST;
    return cut <= 0
        ? text
        : text.substring(0, LONGEST / 2) + "…(" + cut + " more)…"
            + text.substring(text.length() - LONGEST / 2);
  }

  /**
   * Writes the column of an attribute as an expectation reads it, unless it is shortened. Of a
   * secret only the presence is written.
   *
   * @param key the key of the attribute
   * @param value its value
   * @return text of one line
   */
  public static String column(String key, Object value) {
    if (isSecret(key, value)) {
      return Notation.key(key) + "=*";
    }
    return Notation.key(key) + "=" + shortened(Notation.column(value));
  }
}
