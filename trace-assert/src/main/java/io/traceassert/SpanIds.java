package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the positions of the spans with a span id: an open-addressing table of positions, which
 * keeps duplicates.
 */
final class SpanIds {

  static final int ABSENT = -1;

  private final String[] ids;
  private final int[] table;
  private final int @Nullable [] place;
  private boolean unique = true;

  SpanIds(SpanData[] spans) {
    place = null;
    ids = new String[spans.length];
    table = new int[Math.max(4, Integer.highestOneBit(Math.max(1, spans.length)) * 4)];
    Arrays.fill(table, ABSENT);
    for (int i = 0; i < spans.length; i++) {
      ids[i] = spans[i].getSpanId();
      table[freeSlot(ids[i])] = i;
    }
  }

  private SpanIds(SpanIds unique, int[] place) {
    ids = unique.ids;
    table = unique.table;
    this.place = place;
  }

  /**
   * Returns the same with other positions: a view, unless there are duplicates, whose order in the
   * table matters.
   *
   * @param place the new position, by position
   * @param spans the spans in the new order
   */
  SpanIds moved(int[] place, SpanData[] spans) {
    return unique ? new SpanIds(this, place) : new SpanIds(spans);
  }

  /** Returns the lowest position of a span with that id, or {@link #ABSENT}. */
  int first(String id) {
    int position = from(slot(id), id);
    return place == null || position == ABSENT ? position : place[position];
  }

  /**
   * Returns the next higher position of a span with the id of the one at {@code position}, or
   * {@link #ABSENT}.
   */
  int nextDuplicate(int position) {
    if (unique) {
      return ABSENT;
    }
    int slot = slot(ids[position]);
    while (table[slot] != position) {
      slot = following(slot);
    }
    return from(following(slot), ids[position]);
  }

  private int from(int start, String id) {
    for (int slot = start; table[slot] != ABSENT; slot = following(slot)) {
      if (ids[table[slot]].equals(id)) {
        return table[slot];
      }
    }
    return ABSENT;
  }

  private int freeSlot(String id) {
    int slot = slot(id);
    while (table[slot] != ABSENT) {
      unique &= !ids[table[slot]].equals(id);
      slot = following(slot);
    }
    return slot;
  }

  private int slot(String id) {
    int hash = id.hashCode() * 0x9E3779B9;
    return (hash ^ hash >>> 16) & table.length - 1;
  }

  private int following(int slot) {
    return slot + 1 & table.length - 1;
  }
}
