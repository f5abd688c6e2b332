package io.traceassert.pattern;

import io.traceassert.text.Notation;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression that is compared by its text, that sees only so much of an input, and that
 * gives up when it tries too much: {@code java.util.regex} has expressions of exponential time.
 *
 * @param text the expression as it was written
 * @param pattern the same, compiled
 */
public record Regex(String text, Pattern pattern) {

  private static final int LONGEST_INPUT = 10_000;

  /** Enough for a quadratic expression and several thousand characters; takes about a second. */
  private static final int MOST_READS = 100_000_000;

  /**
   * Reads a regular expression.
   *
   * @param text the expression
   * @return the same, compiled
   * @throws IllegalArgumentException if it is not valid
   */
  public static Regex of(String text) {
    try {
      return new Regex(text, Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "the regular expression %s is not valid: %s, at character %d"
              .formatted(Notation.quoted(text), e.getDescription(), e.getIndex() + 1),
          e);
    }
  }

  /**
   * Tells whether the expression matches a text as a whole.
   *
   * @param input the text, of which the first 10,000 characters are seen
   * @return true if it does
   * @throws IllegalArgumentException if that takes too many steps, or nests too deeply
   */
  public boolean matches(String input) {
    String seen = input.length() <= LONGEST_INPUT ? input : input.substring(0, LONGEST_INPUT);
    try {
      return pattern.matcher(new Metered(this, seen)).matches();
    } catch (StackOverflowError e) {
      throw tooMuch("nests too deeply", seen);
    }
  }

  private IllegalArgumentException tooMuch(String what, String seen) {
    return new IllegalArgumentException(String.format(
        Locale.ROOT,
        "the regular expression %s %s on a text of %,d characters",
        Notation.quoted(text),
        what,
        seen.length()));
  }

  /** Counts how often a character is read. */
  private static final class Metered implements CharSequence {

    private final Regex regex;
    private final String seen;
    private int reads;

    Metered(Regex regex, String seen) {
      this.regex = regex;
      this.seen = seen;
    }

    @Override
    public char charAt(int index) {
      if (++reads > MOST_READS) {
        throw regex.tooMuch("takes more than 100,000,000 steps", seen);
      }
      return seen.charAt(index);
    }

    @Override
    public int length() {
      return seen.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return seen.subSequence(start, end);
    }

    @Override
    public String toString() {
      return seen;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Regex regex && text.equals(regex.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
