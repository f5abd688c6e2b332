package io.traceassert.shape;

import java.util.Arrays;

/**
 * A forest in tree order, below one node that is not part of it: position 0. What is at position
 * {@code i} of the forest is node {@code i + 1}.
 */
class Tree {

  static final int TOP = 0;

  private final int[] depths;
  private final int[] parent;
  private final int[] end;
  private final int[] firstChild;
  private final int[] children;

  /**
   * Makes a tree.
   *
   * @param depths how far each member is below its top, in tree order
   */
  Tree(int[] depths) {
    this.depths = depths;
    int nodes = depths.length + 1;
    parent = new int[nodes];
    end = new int[nodes];
    firstChild = new int[nodes + 1];
    children = new int[nodes];
    link();
    for (int node = 1; node < nodes; node++) {
      firstChild[parent[node] + 1]++;
    }
    for (int node = 0; node < nodes; node++) {
      firstChild[node + 1] += firstChild[node];
    }
    int[] next = firstChild.clone();
    for (int node = 1; node < nodes; node++) {
      children[next[parent[node]]++] = node;
    }
  }

  private void link() {
    Arrays.fill(end, depths.length + 1);
    parent[TOP] = -1;
    int above = TOP;
    int depthAbove = -1;
    for (int node = 1; node <= depths.length; node++) {
      for (; depthAbove >= depths[node - 1]; depthAbove--) {
        end[above] = node;
        above = parent[above];
      }
      parent[node] = above;
      above = node;
      depthAbove = depths[node - 1];
    }
  }

  /** Counts the nodes, the one above all others included. */
  int nodes() {
    return parent.length;
  }

  /** Returns how far a node is below its top; -1 for the one above all others. */
  int depth(int node) {
    return node == TOP ? -1 : depths[node - 1];
  }

  int parent(int node) {
    return parent[node];
  }

  /** Returns the first node behind the subtree. */
  int end(int node) {
    return end[node];
  }

  int size(int node) {
    return end[node] - node;
  }

  int childCount(int node) {
    return firstChild[node + 1] - firstChild[node];
  }

  int child(int node, int number) {
    return children[firstChild[node] + number];
  }

  int[] children(int node) {
    return Arrays.copyOfRange(children, firstChild[node], firstChild[node + 1]);
  }

  /** Returns all nodes but the top one; those below one node follow each other. */
  int[] byParent() {
    return Arrays.copyOf(children, nodes() - 1);
  }
}
