package io.traceassert.trace;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Arrays;

/**
 * Finds the positions of the spans with a span id: an open-addressing table of positions, which
 * keeps duplicates. A few spans are searched one by one, which is faster than to hash them.
 */
final class SpanIds {

  static final int ABSENT = -1;
  private static final int FEW = 16;
  private static final int[] NO_TABLE = {};

  private final String[] ids;
  private final int[] table;
  private boolean duplicates;

  SpanIds(SpanData[] spans) {
    ids = new String[spans.length];
    table = spans.length <= FEW ? NO_TABLE : new int[Integer.highestOneBit(spans.length) * 4];
    Arrays.fill(table, ABSENT);
    for (int i = 0; i < spans.length; i++) {
      ids[i] = spans[i].getSpanId();
      if (table.length > 0) {
        table[freeSlot(ids[i])] = i;
      }
    }
  }

  /** Tells whether there are many spans, no two of them with the same id. */
  boolean allDiffer() {
    return table.length > 0 && !duplicates;
  }

  /** Returns the lowest position of a span with that id, or {@link #ABSENT}. */
  int first(String id) {
    return table.length == 0 ? search(0, id) : from(slot(id), id);
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

  private int search(int start, String id) {
    for (int i = start; i < ids.length; i++) {
      if (ids[i].equals(id)) {
        return i;
      }
    }
    return ABSENT;
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
      duplicates |= ids[table[slot]].equals(id);
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

  /**
   * Finds the position of each span's parent; siblings often follow each other and share one object
   * as their parent's id.
   */
  @SuppressWarnings("ReferenceEquality") // another object with the same text is looked up again
  int[] parentsOf(SpanData[] spans) {
    int[] parentOf = new int[spans.length];
    String id = SpanId.getInvalid();
    int parent = TreeOrder.NONE;
    for (int i = 0; i < spans.length; i++) {
      String parentId = spans[i].getParentSpanId();
      if (parentId != id) {
        id = parentId;
        parent = hasParentId(spans[i]) ? first(id) : TreeOrder.NONE;
      }
      parentOf[i] = parent;
    }
    return parentOf;
  }

  static boolean hasParentId(SpanData span) {
    String id = span.getParentSpanId();
    return !SpanId.getInvalid().equals(id) && SpanId.isValid(id);
  }
}
