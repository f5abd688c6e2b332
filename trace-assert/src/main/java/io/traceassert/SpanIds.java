package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Arrays;

/**
 * Finds the positions of the spans with a span id: an open-addressing table of positions, which
 * keeps duplicates. Ids are compared as the 64-bit numbers that they are. A few spans are searched
 * one by one, which is faster than to hash them.
 */
final class SpanIds {

  static final int ABSENT = -1;
  private static final int FEW = 16;
  private static final int[] NO_TABLE = {};

  private final long[] ids;
  private final int[] table;

  SpanIds(SpanData[] spans) {
    ids = new long[spans.length];
    table = spans.length <= FEW ? NO_TABLE : new int[Integer.highestOneBit(spans.length) * 4];
    Arrays.fill(table, ABSENT);
    for (int i = 0; i < spans.length; i++) {
      ids[i] = number(spans[i].getSpanId());
      if (table.length > 0) {
        table[freeSlot(ids[i])] = i;
      }
    }
  }

  /** Returns the lowest position of a span with that id, or {@link #ABSENT}. */
  int first(String id) {
    long number = number(id);
    return table.length == 0 ? search(0, number) : from(slot(number), number);
  }

  /**
   * Returns the next higher position of a span with the id of the one at {@code position}, or
   * {@link #ABSENT}.
   */
  int nextDuplicate(int position) {
    if (table.length == 0) {
      return search(position + 1, ids[position]);
    }
    int slot = slot(ids[position]);
    while (table[slot] != position) {
      slot = following(slot);
    }
    return from(following(slot), ids[position]);
  }

  private int search(int start, long id) {
    for (int i = start; i < ids.length; i++) {
      if (ids[i] == id) {
        return i;
      }
    }
    return ABSENT;
  }

  private int from(int start, long id) {
    for (int slot = start; table[slot] != ABSENT; slot = following(slot)) {
      if (ids[table[slot]] == id) {
        return table[slot];
      }
    }
    return ABSENT;
  }

  private int freeSlot(long id) {
    int slot = slot(id);
    while (table[slot] != ABSENT) {
      slot = following(slot);
    }
    return slot;
  }

  private int slot(long id) {
    return (int) ((id * 0x9E3779B97F4A7C15L) >>> 32) & (table.length - 1);
  }

  private int following(int slot) {
    return (slot + 1) & (table.length - 1);
  }

  /** Reads the 16 hexadecimal digits of a span id; of any other text makes a number as well. */
  private static long number(String id) {
    long number = id.length();
    for (int i = 0; i < id.length(); i++) {
      int digit = Character.digit(id.charAt(i), 16);
      number = digit < 0 ? number * 1_000_003 + id.charAt(i) : (number << 4) | digit;
    }
    return number;
  }
}
