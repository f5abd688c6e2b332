package io.traceassert.propagation;

/** What an id in a header has in common with another. */
public enum IdLikeness {
  /** They are the same. */
  SAME("the same"),
  /** They are the same but for capital letters, which the format does not allow. */
  UPPER_CASE("the same in upper case"),
  /** The header has the lower 64 bits of 128, and zeros or nothing instead of the others. */
  LOWER_64_BITS("the lower 64 of the same 128 bits"),
  /** The header has the same number, or the lower 64 bits of it, in decimal digits. */
  DECIMAL("the same number in decimal"),
  /** The header has the same digits in hexadecimal, where its format has decimal numbers. */
  HEXADECIMAL("the same number in hexadecimal"),
  /** They have nothing in common. */
  DIFFERENT("another");

  private final String phrase;

  IdLikeness(String phrase) {
    this.phrase = phrase;
  }

  /**
   * Tells whether both ids are the same number, wholly or in part, in another encoding.
   *
   * @return false if they are the same, or different
   */
  public boolean isEncoding() {
    return this != SAME && this != DIFFERENT;
  }

  /**
   * Says it.
   *
   * @return {@code the lower 64 of the same 128 bits}
   */
  public String phrase() {
    return phrase;
  }
}
