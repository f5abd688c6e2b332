package io.traceassert.calls;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.trace.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the longest chain of calls that wait for each other. The chain of a span is itself, if it
 * is a call, and the longest chain below it: of the children that do not overlap, those whose
 * chains have the most calls together (weighted interval scheduling; Kleinberg and Tardos,
 * Algorithm Design, section 6.1). Children are looked at from the end of the tree order, without
 * recursion.
 */
final class Chain {

  private final Calls.Part part;
  private final CallTree tree;
  private final int[] lengths;
  private final @Nullable List<Integer>[] below;
  private final @Nullable List<Integer>[] chosen;

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Chain(Calls.Part part) {
    this.part = part;
    tree = part.tree();
    lengths = new int[tree.spans.size()];
    below = new @Nullable List[lengths.length];
    chosen = new @Nullable List[lengths.length];
  }

  static List<Call> in(Calls.Part part) {
    Chain chain = new Chain(part);
    int best = CallTree.NONE;
    for (int i = part.to() - 1; i >= part.from(); i--) {
      chain.measure(i);
      best = best == CallTree.NONE || chain.lengths[i] >= chain.lengths[best] ? i : best;
    }
    List<Integer> tops = chain.tops();
    return chain.calls(
        tops.isEmpty() || chain.length(tops) < chain.lengths[best]
            ? best == CallTree.NONE ? List.of() : List.of(best)
            : tops);
  }

  /** Below a span, its children are compared as well. */
  private List<Integer> tops() {
    List<Integer> children = part.from() == 0 ? null : below[part.from() - 1];
    return children == null ? List.of() : longest(children);
  }

  private void measure(int place) {
    List<Integer> children = below[place];
    below[place] = null;
    List<Integer> chain = children == null ? List.of() : longest(children);
    chosen[place] = chain;
    lengths[place] = (part.has(place) ? 1 : 0) + length(chain);
    int parent = tree.parents[place];
    boolean isWaitedFor =
        parent != CallTree.NONE && tree.spans.get(parent).getKind() != SpanKind.PRODUCER;
    if (lengths[place] > 0 && isWaitedFor) {
      List<Integer> siblings = below[parent];
      if (siblings == null) {
        siblings = new ArrayList<>();
        below[parent] = siblings;
      }
      siblings.add(place);
    }
  }

  private int length(Collection<Integer> places) {
    return places.stream().mapToInt(place -> lengths[place]).sum();
  }

  /** Of children that several clocks timed, those of one. */
  private List<Integer> longest(List<Integer> children) {
    if (children.size() == 1) {
      return children;
    }
    Map<Clock, List<Integer>> byClock = new LinkedHashMap<>();
    children.forEach(child -> byClock
        .computeIfAbsent(known(Clock.of(tree.spans.get(child)), byClock), key -> new ArrayList<>())
        .add(child));
    return byClock.values().stream()
        .map(this::schedule)
        .max(Comparator.comparingInt(this::length))
        .orElse(List.of());
  }

  /** Finds the same clock under another description. */
  private static Clock known(Clock clock, Map<Clock, List<Integer>> clocks) {
    return clocks.keySet().stream()
        .filter(each -> each.differenceTo(clock).isEmpty())
        .findFirst()
        .orElse(clock);
  }

  private List<Integer> schedule(List<Integer> children) {
    List<Integer> sorted = children.stream()
        .sorted(Comparator.comparingLong(this::end)
            .thenComparingLong(this::start)
            .thenComparingInt(child -> child))
        .toList();
    long[] ends = sorted.stream().mapToLong(this::end).toArray();
    int[] best = new int[ends.length + 1];
    int[] before = new int[ends.length];
    for (int i = 0; i < ends.length; i++) {
      before[i] = Math.min(i, endedBy(start(sorted.get(i)), ends));
      best[i + 1] = Math.max(best[i], lengths[sorted.get(i)] + best[before[i]]);
    }
    List<Integer> taken = new ArrayList<>();
    for (int i = ends.length; i > 0; ) {
      boolean take = best[i] > best[i - 1];
      if (take) {
        taken.add(sorted.get(i - 1));
      }
      i = take ? before[i - 1] : i - 1;
    }
    return taken;
  }

  /** Counts the ends that are not after a moment. */
  private static int endedBy(long moment, long[] ends) {
    int found = Arrays.binarySearch(ends, moment);
    int count = found < 0 ? -found - 1 : found;
    while (count < ends.length && ends[count] <= moment) {
      count++;
    }
    return count;
  }

  private long start(int place) {
    return tree.spans.get(place).getStartEpochNanos();
  }

  private long end(int place) {
    SpanData span = tree.spans.get(place);
    return span.hasEnded() ? Math.max(start(place), span.getEndEpochNanos()) : Long.MAX_VALUE;
  }

  private List<Call> calls(List<Integer> tops) {
    List<Integer> places = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>(tops);
    while (!open.isEmpty()) {
      int place = open.pop();
      if (part.has(place)) {
        places.add(place);
      }
      List<Integer> next = chosen[place];
      if (next != null) {
        open.addAll(next);
      }
    }
    return places.stream().sorted().map(part::call).toList();
  }
}
