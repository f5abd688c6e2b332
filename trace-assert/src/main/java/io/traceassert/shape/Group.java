package io.traceassert.shape;

import io.traceassert.pattern.PatternLine;
import io.traceassert.shape.Fits.Run;
import io.traceassert.shape.HappensBefore.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The lines below a line and the spans below a span, which are to be assigned to each other. When
 * there are many, what fits is assigned in advance, and the rest is what remains.
 */
final class Group {

  private static final int MANY = 200;

  private final Comparison comparison;
  private final int line;
  private final int span;
  private final int[] lines;
  private final int[] spans;
  private final int size;

  /** For each line, the spans that were assigned in advance. */
  private final List<List<Integer>> taken = new ArrayList<>();

  /** When the spans of each line may start, and when they have to have ended. */
  private final long[] opens;

  private final long[] closes;
  private final HappensBefore times;

  /** The same lines and spans, of which those are assigned in advance that are in order. */
  private final Optional<Group> inOrder;

  private Group(Comparison comparison, int line, int span, boolean anchored) {
    this.comparison = comparison;
    this.line = line;
    this.span = span;
    lines = comparison.lines().children(line);
    lines().forEach(unused -> taken.add(new ArrayList<>()));
    opens = new long[lines.length];
    closes = new long[lines.length];
    Arrays.fill(closes, Long.MAX_VALUE);
    int[] all = below();
    size = all.length;
    boolean many = Math.max(lines.length, size) > MANY;
    boolean ordered = comparison.lines().isInOrder(line);
    times = new HappensBefore(comparison.spans(), ordered ? new Run[] {Run.of(all)} : new Run[0]);
    inOrder = many && ordered && !anchored
        ? Optional.of(new Group(comparison, line, span, true))
        : Optional.empty();
    spans = many ? remaining(all, anchored) : all;
  }

  static Group of(Comparison comparison, int line, int span) {
    return new Group(comparison, line, span, false);
  }

  private int[] below() {
    boolean deep = lines().anyMatch(comparison.lines()::isDeep);
    SpanTree all = comparison.spans();
    return deep ? IntStream.range(span + 1, all.end(span)).toArray() : all.children(span);
  }

  private IntStream lines() {
    return Arrays.stream(lines);
  }

  /** Counts the spans, those that were assigned in advance included. */
  int size() {
    return size;
  }

  /** Tells which lines there are, and passes to them the spans that each may still take. */
  void forEachPair(Pairs pairs) {
    for (int number = 0; number < lines.length; number++) {
      for (int below : spans) {
        if (mayTake(number, below)) {
          pairs.add(lines[number], below);
        }
      }
    }
    inOrder.ifPresent(group -> group.forEachPair(pairs));
  }

  /** Takes pairs of a line and a span. */
  interface Pairs {

    void add(int line, int span);
  }

  private boolean mayTake(int number, int below) {
    boolean reachable =
        comparison.lines().isDeep(lines[number]) || comparison.spans().parent(below) == span;
    return reachable
        && times.of(below).start() >= opens[number]
        && times.of(below).end() <= closes[number];
  }

  private boolean isOpen() {
    return comparison.lines().isOpen(line);
  }

  /** Assigns as much as fits, and of the rest what has the same name. */
  private int[] remaining(int[] all, boolean anchored) {
    int[] local = new int[comparison.spans().nodes()];
    for (int i = 0; i < all.length; i++) {
      local[all[i]] = i;
    }
    int[][] edges = new int[lines.length][];
    int[] capacities = new int[lines.length];
    for (int i = 0; i < lines.length; i++) {
      Run run = comparison.fits().run(lines[i], span);
      edges[i] = IntStream.range(0, run.size()).map(n -> local[run.get(n)]).toArray();
      Times often = comparison.lines().times(lines[i]);
      capacities[i] = isOpen() ? often.min() : often.max();
    }
    int[] lineOf = anchored
        ? new Anchors(edges, capacities, intervals(all)).assign()
        : new Matching(edges, all.length).assign(capacities);
    Ints rest = new Ints();
    for (int i = 0; i < all.length; i++) {
      if (lineOf[i] == Matching.NONE) {
        rest.add(all[i]);
      } else {
        taken.get(lineOf[i]).add(all[i]);
      }
    }
    if (anchored) {
      keepOrder();
    }
    return nearest(rest.toArray());
  }

  /** Lets each line take only what is between that of the lines before and behind. */
  private void keepOrder() {
    long ended = 0;
    for (int i = 0; i < lines.length; i++) {
      opens[i] = ended;
      for (int below : taken.get(i)) {
        ended = Math.max(ended, times.of(below).end());
      }
    }
    long starts = Long.MAX_VALUE;
    for (int i = lines.length - 1; i >= 0; i--) {
      closes[i] = starts;
      for (int below : taken.get(i)) {
        starts = Math.min(starts, times.of(below).start());
      }
    }
  }

  /** Keeps, of too many spans, those that some line that lacks one is nearest to. */
  private int[] nearest(int[] rest) {
    int[] lacking = IntStream.range(0, lines.length)
        .filter(i -> taken.get(i).size() < comparison.lines().times(lines[i]).min())
        .toArray();
    if (lacking.length > MANY) {
      return takeByName(rest, lacking);
    }
    if (rest.length <= MANY || lacking.length == 0) {
      return rest.length <= MANY ? rest : new int[0];
    }
    EstimatedPrices prices = new EstimatedPrices(comparison);
    TreeSet<Integer> kept = new TreeSet<>();
    for (int number : lacking) {
      Arrays.stream(rest)
          .filter(below -> mayTake(number, below))
          .mapToObj(below -> new long[] {prices.of(lines[number], below), below})
          .sorted(Comparator.comparingLong((long[] pair) -> pair[0]))
          .limit(Math.max(1, MANY / lacking.length))
          .forEach(pair -> kept.add((int) pair[1]));
    }
    return kept.stream().mapToInt(Integer::intValue).toArray();
  }

  private int[] takeByName(int[] rest, int[] lacking) {
    Map<String, List<Integer>> byName = new HashMap<>();
    for (int below : rest) {
      byName
          .computeIfAbsent(comparison.spans().name(below), name -> new ArrayList<>())
          .add(below);
    }
    for (int number : lacking) {
      List<Integer> named = PatternLine.exactName(comparison.lines().pattern(lines[number]))
          .map(name -> byName.getOrDefault(name, List.of()))
          .orElse(List.of());
      for (int i = 0; i < named.size(); i++) {
        if (mayTake(number, named.get(i))) {
          taken.get(number).add(named.remove(i));
          break;
        }
      }
    }
    return new int[0];
  }

  /** Assigns at least cost. */
  Assignment assign(Prices prices) {
    long[][] cost = new long[lines.length][spans.length];
    Demand[] demands = new Demand[lines.length];
    for (int i = 0; i < lines.length; i++) {
      for (int j = 0; j < spans.length; j++) {
        cost[i][j] = mayTake(i, spans[j]) ? prices.of(lines[i], spans[j]) : LineTree.FAR;
      }
      demands[i] = Demand.of(
          comparison.lines().times(lines[i]), taken.get(i).size(), comparison.missing(lines[i]));
    }
    long[] surplus = Arrays.stream(spans)
        .mapToLong(below -> isOpen() ? 0 : comparison.unexpected(below))
        .toArray();
    LeastCost least = new LeastCost(cost, demands, surplus);
    int[] lineOf = least.assign();
    Assignment unordered = assignment(lineOf, prices, false);
    if (!comparison.lines().isInOrder(line) || isInOrder(unordered)) {
      return unordered;
    }
    Assignment outOfOrder = assignment(lineOf, prices, true);
    Assignment ordered = inOrder.map(group -> group.assign(prices)).orElseGet(() -> {
      int[] some = new LeastCostInOrder(cost, demands, surplus, intervals(spans)).assign();
      return assignment(some, prices, false);
    });
    return ordered.cost() <= outOfOrder.cost() ? ordered : outOfOrder;
  }

  private Interval[] intervals(int[] some) {
    return Arrays.stream(some).mapToObj(times::of).toArray(Interval[]::new);
  }

  private boolean isInOrder(Assignment assignment) {
    return Assignment.firstOutOfOrder(assignment.taken(), comparison.spans()).isEmpty();
  }

  private Assignment assignment(int[] lineOf, Prices prices, boolean outOfOrder) {
    List<List<Integer>> assigned = new ArrayList<>();
    taken.forEach(some -> assigned.add(new ArrayList<>(some)));
    Set<Integer> used = new HashSet<>();
    for (int j = 0; j < spans.length; j++) {
      if (lineOf[j] != Matching.NONE) {
        assigned.get(lineOf[j]).add(spans[j]);
      }
    }
    long cost = outOfOrder ? Comparison.OUT_OF_ORDER : 0;
    for (int i = 0; i < lines.length; i++) {
      assigned.get(i).sort(null);
      int lacking = comparison.lines().times(lines[i]).min() - assigned.get(i).size();
      cost =
          LineTree.sum(cost, LineTree.product(Math.max(0, lacking), comparison.missing(lines[i])));
      for (int below : assigned.get(i)) {
        used.add(below);
        cost = LineTree.sum(cost, prices.of(lines[i], below));
      }
    }
    Ints left = new Ints();
    for (int child : comparison.spans().children(span)) {
      if (!used.contains(child)) {
        left.add(child);
        cost = isOpen() ? cost : LineTree.sum(cost, comparison.unexpected(child));
      }
    }
    return new Assignment(lines, assigned, left.toArray(), outOfOrder, cost);
  }
}
