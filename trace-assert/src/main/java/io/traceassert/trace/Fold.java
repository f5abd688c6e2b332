package io.traceassert.trace;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;

/**
 * Chooses which spans of a large trace a failure shows: those that matter with what is just above
 * them, and then as many others from the top as there is room for. The rest is counted at the
 * nearest span above it that is shown.
 */
final class Fold {

  private static final int ANCESTORS = 3;
  static final int TOP = -1;

  private final Trace trace;
  private final BitSet shown = new BitSet();
  private final int[] hidden;
  private final int[] above;
  private int hiddenTops;

  private Fold(Trace trace) {
    this.trace = trace;
    hidden = new int[trace.size()];
    above = new int[trace.size()];
  }

  /**
   * Folds so that the shown spans and the lines that count the others are {@code most} lines at the
   * most.
   */
  static Fold to(int most, Trace trace, Collection<Integer> important) {
    int room = Math.min(most, trace.size());
    Fold fold = new Fold(trace).pick(room, important);
    while (fold.lines() > most) {
      fold = new Fold(trace).pick(--room, important);
    }
    return fold;
  }

  private Fold pick(int room, Collection<Integer> important) {
    for (int index : important) {
      addWithAncestors(index, room);
    }
    for (int i = 0; i < trace.size() && shown.cardinality() < room; i++) {
      shown.set(i);
    }
    countHidden();
    return this;
  }

  private void addWithAncestors(int index, int room) {
    int ancestor = index;
    for (int i = 0;
        i <= ANCESTORS && ancestor != TreeOrder.NONE && shown.cardinality() < room;
        i++) {
      shown.set(ancestor);
      ancestor = trace.parent(ancestor);
    }
  }

  private void countHidden() {
    Arrays.fill(hidden, 0);
    for (int i = 0; i < trace.size(); i++) {
      int parent = trace.parent(i);
      above[i] = parent == TreeOrder.NONE ? TOP : shown.get(parent) ? parent : above[parent];
      if (shown.get(i)) {
        continue;
      }
      if (above[i] == TOP) {
        hiddenTops++;
      } else {
        hidden[above[i]]++;
      }
    }
  }

  private int lines() {
    int folds = hiddenTops > 0 ? 1 : 0;
    return shown.cardinality()
        + folds
        + (int) Arrays.stream(hidden).filter(n -> n > 0).count();
  }

  BitSet shown() {
    return shown;
  }

  /** Returns the nearest shown span above, or {@link #TOP}. */
  int above(int index) {
    return above[index];
  }

  /**
   * Returns how many spans below that one are hidden and have no nearer shown span above; or how
   * many at the top.
   */
  int hiddenBelow(int index) {
    return index == TOP ? hiddenTops : hidden[index];
  }
}
