package io.traceassert.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What is written below a line: an item for each of its lines, and for what none of them takes. */
final class Items {

  private final Comparison comparison;
  private final LineTree lines;
  private final List<Item> items = new ArrayList<>();
  private final List<Integer> others = new ArrayList<>();

  /**
   * What is written of one line, or of spans that no line takes.
   *
   * @param line the line, or {@link Tree#TOP}
   * @param exact the spans that it fits
   * @param differing the spans that it is laid on and does not fit
   * @param surplus the spans that it fits, too, but that are too many
   */
  record Item(int line, List<Integer> exact, List<Integer> differing, List<Integer> surplus) {

    int first() {
      return IntStream.of(first(exact), first(differing), first(surplus)).min().orElseThrow();
    }

    private static int first(List<Integer> spans) {
      return spans.isEmpty() ? Integer.MAX_VALUE : spans.get(0);
    }

    boolean hasSpans() {
      return first() != Integer.MAX_VALUE;
    }

    /** The spans that the line fits, be they too many or not. */
    List<Integer> fitting() {
      List<Integer> fitting = new ArrayList<>(exact);
      fitting.addAll(surplus);
      return fitting;
    }
  }

  Items(Comparison comparison, Prices prices, int line, Assignment assignment) {
    this.comparison = comparison;
    lines = comparison.lines();
    int[] children = assignment.lines();
    for (int i = 0; i < children.length; i++) {
      Item item = new Item(children[i], new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (int span : assignment.taken().get(i)) {
        (prices.of(children[i], span) == 0 ? item.exact : item.differing).add(span);
      }
      items.add(item);
    }
    if (lines.isOpen(line)) {
      Arrays.stream(assignment.left()).forEach(others::add);
    } else {
      addUnexpected(assignment.left(), lines.isInOrder(line));
    }
  }

  private void addUnexpected(int[] left, boolean oneByOne) {
    List<Integer> strangers = new ArrayList<>();
    for (int span : left) {
      items.stream()
          .filter(item -> !lines.isDeep(item.line) && comparison.fits().fits(item.line, span))
          .findFirst()
          .map(item -> item.surplus)
          .orElse(strangers)
          .add(span);
    }
    List<List<Integer>> apart =
        oneByOne ? strangers.stream().map(List::of).toList() : neighbours(strangers);
    apart.forEach(some -> items.add(new Item(Tree.TOP, List.of(), List.of(), some)));
  }

  /** Puts together the spans between which there is no other item. */
  private List<List<Integer>> neighbours(List<Integer> strangers) {
    int[] firsts = items.stream().mapToInt(Item::first).sorted().toArray();
    List<List<Integer>> groups = new ArrayList<>();
    int before = 0; // not a place: no stranger is the first of an item
    for (int span : strangers) {
      int place = Arrays.binarySearch(firsts, span);
      if (place != before) {
        groups.add(new ArrayList<>());
        before = place;
      }
      groups.get(groups.size() - 1).add(span);
    }
    return groups;
  }

  /** Returns the spans that no line takes and that are allowed. */
  List<Integer> others() {
    return others;
  }

  /** Orders by time; what has no time follows the line before it. */
  List<Item> inOrderOfTime() {
    List<Item> ordered = new ArrayList<>(items.stream()
        .filter(Item::hasSpans)
        .sorted(Comparator.comparingInt(Item::first))
        .toList());
    for (int i = 0; i < items.size(); i++) {
      if (!items.get(i).hasSpans()) {
        ordered.add(i == 0 ? 0 : ordered.indexOf(items.get(i - 1)) + 1, items.get(i));
      }
    }
    return ordered;
  }

  /** Returns the spans of each row that is written. */
  List<List<Integer>> rows() {
    List<List<Integer>> rows = new ArrayList<>();
    for (Item item : inOrderOfTime()) {
      rows.add(item.fitting());
      item.differing.forEach(span -> rows.add(List.of(span)));
    }
    return rows;
  }
}
