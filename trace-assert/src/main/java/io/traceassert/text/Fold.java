package io.traceassert.text;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Chooses which rows of a large tree a failure shows: those that matter with what is just above
 * them, the first row, and then as many others around them as there is room for; from the top, when
 * nothing matters more. The rest is counted at the nearest row above it that is shown.
 */
public final class Fold {

  private static final int ANCESTORS = 3;

  /** Stands above the rows at the top. */
  public static final int TOP = -1;

  private final int[] parents;
  private final BitSet shown = new BitSet();
  private final int[] hidden;
  private final int[] above;
  private int hiddenTops;

  private Fold(int[] parents) {
    this.parents = parents;
    hidden = new int[parents.length];
    above = new int[parents.length];
  }

  /**
   * Folds so that the shown rows and the lines that count the others are {@code most} lines at the
   * most.
   *
   * @param most the greatest number of lines
   * @param parents the parent of each row, {@link #TOP} or a lower number than its own
   * @param important the rows that matter
   * @return what to show
   */
  public static Fold to(int most, int[] parents, Collection<Integer> important) {
    int room = Math.min(most, parents.length);
    int[] around = room == parents.length
        ? IntStream.range(0, room).toArray()
        : around(room, parents.length, important);
    Fold fold = new Fold(parents).pick(room, important, around);
    while (fold.lines() > most) {
      fold = new Fold(parents).pick(--room, important, around);
    }
    return fold;
  }

  /** Lists rows by their distance to those that matter, as many as can be needed. */
  private static int[] around(int room, int rows, Collection<Integer> important) {
    if (important.stream().distinct().count() >= room) {
      return new int[0];
    }
    Set<Integer> near = new LinkedHashSet<>(Set.of(0));
    Collection<Integer> centers = important.isEmpty() ? List.of(0) : important;
    int enough = Math.min(rows, room + important.size());
    for (int distance = 1; near.size() < enough; distance++) {
      for (int center : centers) {
        IntStream.of(center - distance, center + distance)
            .filter(row -> row >= 0 && row < rows)
            .forEach(near::add);
      }
    }
    return near.stream().mapToInt(Integer::intValue).toArray();
  }

  private Fold pick(int room, Collection<Integer> important, int[] around) {
    for (int index : important) {
      addWithAncestors(index, room);
    }
    for (int i = 0; i < around.length && shown.cardinality() < room; i++) {
      shown.set(around[i]);
    }
    countHidden();
    return this;
  }

  private void addWithAncestors(int index, int room) {
    int ancestor = index;
    for (int i = 0; i <= ANCESTORS && ancestor != TOP && shown.cardinality() < room; i++) {
      shown.set(ancestor);
      ancestor = parents[ancestor];
    }
  }

  private void countHidden() {
    Arrays.fill(hidden, 0);
    for (int i = 0; i < parents.length; i++) {
      int parent = parents[i];
      above[i] = parent == TOP ? TOP : shown.get(parent) ? parent : above[parent];
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

  /**
   * Returns the rows that are shown.
   *
   * @return their numbers
   */
  public BitSet shown() {
    return shown;
  }

  /**
   * Returns the nearest shown row above.
   *
   * @param index the number of a row
   * @return its number, or {@link #TOP}
   */
  public int above(int index) {
    return above[index];
  }

  /**
   * Returns how many rows below that one are hidden and have no nearer shown row above; or how many
   * at the top.
   *
   * @param index the number of a row, or {@link #TOP}
   * @return 0 or more
   */
  public int hiddenBelow(int index) {
    return index == TOP ? hiddenTops : hidden[index];
  }
}
