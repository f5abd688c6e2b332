package io.traceassert.pattern;

import io.traceassert.text.Notation;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression that is compared by its text, and that sees only so much of an input. */
record Regex(String text, Pattern pattern) {

  private static final int LONGEST_INPUT = 10_000;

  static Regex of(String text) {
    try {
      return new Regex(text, Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "the regular expression %s is not valid: %s, at character %d"
              .formatted(Notation.quoted(text), e.getDescription(), e.getIndex() + 1),
          e);
    }
  }

  boolean matches(String input) {
    return pattern
        .matcher(input.length() <= LONGEST_INPUT ? input : input.substring(0, LONGEST_INPUT))
        .matches();
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
