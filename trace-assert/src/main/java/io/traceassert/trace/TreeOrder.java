package io.traceassert.trace;

import java.util.Arrays;

/**
 * Puts spans into tree order, parents before children and siblings in their given order, without
 * recursion. Every position is reached exactly once: from the positions without a parent, and then
 * from one member of each cycle.
 */
final class TreeOrder {

  static final int NONE = -1;

  /** Given positions, in tree order. The other arrays are indexed by the place in this one. */
  final int[] order;

  /** Place of the parent; {@link #NONE} for a top. */
  final int[] parent;

  /** First place behind the subtree. */
  final int[] end;

  final int[] depth;

  private final int[] parentOf;
  private final int[] firstChild;
  private final int[] sibling;
  private final int[] place;
  private int reached;

  /**
   * Orders.
   *
   * @param parentOf the position of each position's parent, or {@link #NONE}
   */
  TreeOrder(int[] parentOf) {
    this.parentOf = parentOf;
    int size = parentOf.length;
    order = new int[size];
    parent = new int[size];
    end = new int[size];
    depth = new int[size];
    place = filled(size);
    firstChild = filled(size);
    sibling = filled(size);
    linkChildren();
    for (int i = 0; i < size; i++) {
      if (parentOf[i] == NONE) {
        reachFrom(i);
      }
    }
    reachCycles();
  }

  private static int[] filled(int size) {
    int[] array = new int[size];
    Arrays.fill(array, NONE);
    return array;
  }

  private void linkChildren() {
    for (int i = parentOf.length - 1; i >= 0; i--) {
      if (parentOf[i] != NONE) {
        sibling[i] = firstChild[parentOf[i]];
        firstChild[parentOf[i]] = i;
      }
    }
  }

  private void reachFrom(int top) {
    int current = top;
    enter(top, NONE);
    int next = firstChild[top];
    while (true) {
      if (next == top) {
        next = sibling[next]; // the top of a cycle is a child of its own descendant
      } else if (next != NONE) {
        enter(next, place[current]);
        current = next;
        next = firstChild[current];
      } else {
        end[place[current]] = reached;
        if (current == top) {
          return;
        }
        next = sibling[current];
        current = parentOf[current];
      }
    }
  }

  private void enter(int position, int parentPlace) {
    place[position] = reached;
    order[reached] = position;
    parent[reached] = parentPlace;
    depth[reached] = parentPlace == NONE ? 0 : depth[parentPlace] + 1;
    reached++;
  }

  private void reachCycles() {
    int[] walk = reached == order.length ? new int[0] : filled(order.length);
    for (int i = 0; reached < order.length; i++) {
      if (place[i] == NONE) {
        reachFrom(firstOnCycle(i, walk));
      }
    }
  }

  /** Follows the parents from {@code start} into their cycle and returns its lowest position. */
  private int firstOnCycle(int start, int[] walk) {
    int member = start;
    while (walk[member] != start) {
      walk[member] = start;
      member = parentOf[member];
    }
    int first = member;
    for (int other = parentOf[member]; other != member; other = parentOf[other]) {
      first = Math.min(first, other);
    }
    return first;
  }
}
