package io.traceassert.propagation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of UTF-8. Source: RFC 3986, section 2.1. */
final class PercentCode {

  private static final int LENGTH = 3;

  private PercentCode() {}

  /** Tells whether a percent sign begins an encoding. */
  static boolean isEncoded(String text, int at) {
    return at + LENGTH <= text.length() && Hex.isHex(text.substring(at + 1, at + LENGTH));
  }

  /** Decodes what is encoded, and leaves other characters as they are. */
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); ) {
      if (text.charAt(i) == '%' && isEncoded(text, i)) {
        bytes.write(Integer.parseInt(text.substring(i + 1, i + LENGTH), 16));
        i += LENGTH;
      } else {
        int c = text.codePointAt(i);
        bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
        i += Character.charCount(c);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
