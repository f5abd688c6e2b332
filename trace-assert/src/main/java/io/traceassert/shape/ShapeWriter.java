package io.traceassert.shape;

import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Durations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the shape of spans: equal siblings, with all below them, become one line. */
final class ShapeWriter {

  private final SpanTree spans;
  private final ShapeDetail detail;
  private final SpanPattern[] patterns;

  /** Two nodes with the same number here are written alike, with all below them. */
  private final int[] likeness;

  private final int from;
  private final int levels;
  private final List<Line> lines = new ArrayList<>();
  private final List<List<Integer>> nodesOf = new ArrayList<>();
  private final List<Integer> depths = new ArrayList<>();

  /**
   * What is to be written next, and then: a stack of our own, as that of the thread may be small.
   */
  private final Deque<Alike> next = new ArrayDeque<>();

  /**
   * Nodes that become one line.
   *
   * @param parents how many nodes they are the children of, which are alike
   */
  private record Alike(List<Integer> nodes, int parents, int depth) {}

  /**
   * Prepares to write.
   *
   * @param from the first node
   * @param to the first node behind; all subtrees that begin between are in it
   * @param levels how many levels to write at most
   */
  private ShapeWriter(SpanTree spans, ShapeDetail detail, int from, int to, int levels) {
    this.spans = spans;
    this.detail = detail;
    this.from = from;
    this.levels = levels;
    patterns = new SpanPattern[to - from];
    likeness = new int[to - from];
    Map<Object, Integer> known = new HashMap<>();
    for (int node = to - 1; node >= from; node--) {
      patterns[node - from] = detail.describe(spans, node);
      Object key = List.of(patterns[node - from], likenesses(spans.children(node)));
      likeness[node - from] = known.computeIfAbsent(key, unseen -> known.size());
    }
  }

  static TraceShape of(SpanTree spans, ShapeDetail detail) {
    return new ShapeWriter(spans, detail, 1, spans.nodes(), TraceShape.MOST_LEVELS)
        .write(spans.children(Tree.TOP));
  }

  /** Writes some siblings, with all below them, up to a number of levels. */
  static Written siblings(SpanTree spans, int[] siblings, ShapeDetail detail, int levels) {
    int to = spans.end(siblings[siblings.length - 1]);
    ShapeWriter writer = new ShapeWriter(spans, detail, siblings[0], to, levels);
    return new Written(writer.write(siblings), writer.nodesOf);
  }

  /**
   * What was written.
   *
   * @param shape the shape
   * @param spans for each of its lines the spans that it stands for
   */
  record Written(TraceShape shape, List<List<Integer>> spans) {}

  private TraceShape write(int[] tops) {
    writeLater(tops, 1, 0);
    while (!next.isEmpty()) {
      write(next.pop());
    }
    return new TraceShape(lines, depths.stream().mapToInt(Integer::intValue).toArray(), false);
  }

  private List<Integer> likenesses(int[] nodes) {
    return Arrays.stream(nodes)
        .map(node -> likeness[node - from])
        .sorted()
        .boxed()
        .toList();
  }

  private void writeLater(int[] siblings, int parents, int depth) {
    Map<Integer, List<Integer>> alike = new LinkedHashMap<>();
    for (int node : siblings) {
      alike.computeIfAbsent(likeness[node - from], unseen -> new ArrayList<>()).add(node);
    }
    List<List<Integer>> groups = new ArrayList<>(alike.values());
    Collections.reverse(groups);
    groups.forEach(nodes -> next.push(new Alike(nodes, parents, depth)));
  }

  /** Writes a line; each of its parents has the same number of children of this kind. */
  private void write(Alike alike) {
    int[] below = alike.nodes.stream()
        .flatMapToInt(node -> Arrays.stream(spans.children(node)))
        .toArray();
    boolean tooDeep = alike.depth + 1 >= levels && below.length > 0;
    int times = alike.nodes.size() / alike.parents;
    SpanPattern pattern = bounded(patterns[alike.nodes.get(0) - from], alike.nodes);
    lines.add(Line.of(pattern).times(new Times(times, times)).open(tooDeep));
    depths.add(alike.depth);
    nodesOf.add(alike.nodes);
    if (!tooDeep) {
      writeLater(below, alike.nodes.size(), alike.depth + 1);
    }
  }

  /** Adds a bound, unless one of the spans has not ended, or took hundreds of years. */
  private SpanPattern bounded(SpanPattern pattern, List<Integer> nodes) {
    boolean ended = nodes.stream().allMatch(node -> spans.get(node).hasEnded());
    if (detail.durationFactor() == 0 || !ended) {
      return pattern;
    }
    long longest = nodes.stream()
        .mapToLong(node -> Durations.of(spans.get(node)).toNanos())
        .max()
        .orElse(0);
    BigDecimal bound = BigDecimal.valueOf(Math.max(0, longest))
        .multiply(new BigDecimal(detail.durationFactor()))
        .add(BigDecimal.ONE)
        .round(new MathContext(2, RoundingMode.UP));
    return bound.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
        ? pattern
        : pattern.shorterThan(Duration.ofNanos(bound.longValue()));
  }
}
