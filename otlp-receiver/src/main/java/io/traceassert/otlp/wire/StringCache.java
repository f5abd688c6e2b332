package io.traceassert.otlp.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Strings of a payload, so that a name which occurs in each span is made once. Each place holds the
 * last string that fell on it: bounded, whatever the payload, and nothing to search through. Only
 * ASCII is kept, which is as long in bytes as in characters.
 */
final class StringCache {

  private static final int LONGEST = 64;
  private static final int PLACES = 1024;

  private final byte[] payload;
  private final @Nullable String[] strings;
  private final int[] offsets;

  StringCache(byte[] payload) {
    this.payload = payload;
    int places = Math.min(PLACES, Math.max(16, Integer.highestOneBit(payload.length / 16 + 1)));
    strings = new @Nullable String[places];
    offsets = new int[places];
  }

  /** Returns the text of some bytes of the payload, or null if they are no UTF-8. */
  @Nullable
  String get(int offset, int length) {
    if (length == 0) {
      return "";
    }
    if (length > LONGEST) {
      return decode(offset, length);
    }
    int place = place(offset, length);
    String known = strings[place];
    if (known != null && known.length() == length && same(offset, offsets[place], length)) {
      return known;
    }
    String made = decode(offset, length);
    if (made != null && made.length() == length) {
      strings[place] = made;
      offsets[place] = offset;
    }
    return made;
  }

  private int place(int offset, int length) {
    int hash = length;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + payload[i];
    }
    return (hash ^ hash >>> 15) & (strings.length - 1);
  }

  private boolean same(int one, int other, int length) {
    return Arrays.equals(payload, one, one + length, payload, other, other + length);
  }

  private @Nullable String decode(int offset, int length) {
    String text = new String(payload, offset, length, StandardCharsets.UTF_8);
    // The decoder puts this character where the bytes are wrong; the bytes may also spell it.
    return text.indexOf('\uFFFD') < 0 || Arrays.equals(bytes(text), bytes(offset, length))
        ? text
        : null;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] bytes(int offset, int length) {
    return Arrays.copyOfRange(payload, offset, offset + length);
  }
}
