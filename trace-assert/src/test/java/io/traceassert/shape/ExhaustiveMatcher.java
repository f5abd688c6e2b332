package io.traceassert.shape;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.PatternLine;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Spelling;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The least cost of laying a shape on a trace, by trying every assignment: slow, and so simple that
 * it can be seen to be right. The shape fits if and only if that is 0.
 */
final class ExhaustiveMatcher {

  /** The imaginary line above the lines at the top, and the imaginary span above the tops. */
  private static final int TOP = -1;

  private final TraceShape shape;
  private final Trace trace;
  private final boolean relaxed;
  private final List<Integer> parents = new ArrayList<>();
  private final Map<List<Integer>, Long> known = new HashMap<>();

  private ExhaustiveMatcher(TraceShape shape, Trace trace, boolean relaxed) {
    this.shape = shape;
    this.trace = trace;
    this.relaxed = relaxed;
    for (SpanData span : trace.spans()) {
      parents.add(trace.parentOf(span).map(trace.spans()::indexOf).orElse(TOP));
    }
  }

  static long leastCost(TraceShape shape, Trace trace, boolean relaxed) {
    return new ExhaustiveMatcher(shape, trace, relaxed).below(TOP, TOP);
  }

  /** What it costs to lay a line on a span, with all below them. */
  private long cost(int line, int span) {
    List<Integer> pair = List.of(line, span);
    Long before = known.get(pair);
    if (before == null) {
      before = own(line, span) + below(line, span);
      known.put(pair, before);
    }
    return before;
  }

  private long own(int line, int span) {
    SpanPattern pattern = shape.lines().get(line).pattern();
    SpanData data = trace.spans().get(span);
    long columns = Math.min(16, 2L * PatternLine.missedColumns(pattern, data, trace));
    if (PatternLine.matchesName(pattern, data.getName())) {
      return columns;
    }
    return Spelling.isNear(pattern.nameText(), data.getName())
        ? Math.min(18, 8 + columns)
        : 111 + columns;
  }

  private long below(int line, int span) {
    List<Integer> lines = linesBelow(line);
    boolean deep = lines.stream().anyMatch(this::isDeep);
    List<Integer> spans = deep ? spansBelow(span) : childSpans(span);
    List<List<Integer>> taken = new ArrayList<>();
    lines.forEach(unused -> taken.add(new ArrayList<>()));
    return tryAll(new Group(line, span, lines, spans, taken), 0, 0, Long.MAX_VALUE);
  }

  /** Lines and spans, and which spans each line takes as far as that is decided. */
  private record Group(
      int line, int span, List<Integer> lines, List<Integer> spans, List<List<Integer>> taken) {}

  /**
   * Gives the spans from that number on to each line that may take them, and to none.
   *
   * @param paid what the spans before that cost
   * @param best the least cost that was found up to now
   */
  private long tryAll(Group group, int number, long paid, long best) {
    if (paid >= best) {
      return best; // costs are never negative
    }
    if (number == group.spans.size()) {
      return Math.min(best, paid + rest(group));
    }
    int span = group.spans.get(number);
    long least = best;
    for (int i = 0; i < group.lines.size(); i++) {
      int line = group.lines.get(i);
      List<Integer> taken = group.taken.get(i);
      boolean reachable = isDeep(line) || parentSpan(span) == group.span;
      if (reachable && taken.size() < times(line).max()) {
        taken.add(span);
        least = tryAll(group, number + 1, paid + cost(line, span), least);
        taken.remove(taken.size() - 1);
      }
    }
    return tryAll(group, number + 1, paid, least);
  }

  /** What lines that have too few spans cost, spans that no line takes, and a wrong order. */
  private long rest(Group group) {
    long cost = 0;
    for (int i = 0; i < group.lines.size(); i++) {
      int line = group.lines.get(i);
      cost += Math.max(0L, times(line).min() - group.taken.get(i).size()) * 100 * least(line);
    }
    if (!isOpen(group.line)) {
      for (int child : childSpans(group.span)) {
        boolean used = group.taken.stream().anyMatch(some -> some.contains(child));
        cost += used ? 0 : 10L * (1 + spansBelow(child).size());
      }
    }
    boolean inOrder = group.line != TOP && shape.lines().get(group.line).inOrder();
    return cost + (inOrder && !isInOrder(group.taken) ? 6 : 0);
  }

  private boolean isInOrder(List<List<Integer>> taken) {
    for (int earlier = 0; earlier < taken.size(); earlier++) {
      for (int later = earlier + 1; later < taken.size(); later++) {
        for (int one : taken.get(earlier)) {
          for (int other : taken.get(later)) {
            if (!happensBefore(trace.spans().get(one), trace.spans().get(other))) {
              return false;
            }
          }
        }
      }
    }
    return true;
  }

  static boolean happensBefore(SpanData one, SpanData other) {
    boolean noTime = end(one) == one.getStartEpochNanos() && end(other) == end(one);
    boolean sameMoment = noTime && one.getStartEpochNanos() == other.getStartEpochNanos();
    return end(one) <= other.getStartEpochNanos() && !sameMoment;
  }

  private static long end(SpanData span) {
    boolean measured = span.hasEnded() && span.getEndEpochNanos() > span.getStartEpochNanos();
    return measured ? span.getEndEpochNanos() : span.getStartEpochNanos();
  }

  private Times times(int line) {
    return shape.lines().get(line).times();
  }

  private boolean isDeep(int line) {
    return shape.lines().get(line).deep() || (relaxed && shape.depths()[line] == 0);
  }

  private boolean isOpen(int line) {
    boolean others =
        line == TOP ? shape.allowsOthers() : shape.lines().get(line).open();
    return others || relaxed || linesBelow(line).stream().anyMatch(this::isDeep);
  }

  private long least(int line) {
    return 1
        + linesBelow(line).stream()
            .mapToLong(child -> times(child).min() * least(child))
            .sum();
  }

  private List<Integer> linesBelow(int line) {
    int depth = line == TOP ? -1 : shape.depths()[line];
    List<Integer> below = new ArrayList<>();
    for (int i = line + 1; i < shape.depths().length && shape.depths()[i] > depth; i++) {
      if (shape.depths()[i] == depth + 1) {
        below.add(i);
      }
    }
    return below;
  }

  private int parentSpan(int span) {
    return parents.get(span);
  }

  private List<Integer> childSpans(int span) {
    return IntStream.range(0, trace.size())
        .filter(child -> parentSpan(child) == span)
        .boxed()
        .toList();
  }

  private List<Integer> spansBelow(int span) {
    List<Integer> below = new ArrayList<>();
    for (int child : childSpans(span)) {
      below.add(child);
      below.addAll(spansBelow(child));
    }
    return below;
  }
}
