package io.traceassert.shape;

import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Durations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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

  private final List<Line> lines = new ArrayList<>();
  private final List<List<Integer>> nodesOf = new ArrayList<>();
  private final List<Integer> depths = new ArrayList<>();

  /**
   * Prepares to write.
   *
   * @param from the first node
   * @param to the first node behind; all subtrees that begin between are in it
   */
  private ShapeWriter(SpanTree spans, ShapeDetail detail, int from, int to) {
    this.spans = spans;
    this.detail = detail;
    patterns = new SpanPattern[to - from];
    likeness = new int[to - from];
    this.from = from;
    Map<Object, Integer> known = new HashMap<>();
    for (int node = to - 1; node >= from; node--) {
      patterns[node - from] = detail.describe(spans, node);
      Object key = List.of(patterns[node - from], likenesses(spans.children(node)));
      likeness[node - from] = known.computeIfAbsent(key, unseen -> known.size());
    }
  }

  private final int from;

  static TraceShape of(SpanTree spans, ShapeDetail detail) {
    ShapeWriter writer = new ShapeWriter(spans, detail, 1, spans.nodes());
    writer.write(spans.children(Tree.TOP), 0);
    return writer.shape();
  }

  /** Writes some siblings, with all below them; in the same order the spans of each line. */
  static Written siblings(SpanTree spans, int[] siblings, ShapeDetail detail) {
    int to = spans.end(siblings[siblings.length - 1]);
    ShapeWriter writer = new ShapeWriter(spans, detail, siblings[0], to);
    writer.write(siblings, 0);
    return new Written(writer.shape(), writer.nodesOf);
  }

  /**
   * What was written.
   *
   * @param shape the shape
   * @param spans for each of its lines the spans that it stands for
   */
  record Written(TraceShape shape, List<List<Integer>> spans) {}

  private TraceShape shape() {
    return new TraceShape(lines, depths.stream().mapToInt(Integer::intValue).toArray(), false);
  }

  private List<Integer> likenesses(int[] nodes) {
    return Arrays.stream(nodes)
        .map(node -> likeness[node - from])
        .sorted()
        .boxed()
        .toList();
  }

  private void write(int[] siblings, int depth) {
    Map<Integer, List<Integer>> alike = new LinkedHashMap<>();
    for (int node : siblings) {
      alike.computeIfAbsent(likeness[node - from], unseen -> new ArrayList<>()).add(node);
    }
    alike.values().forEach(nodes -> writeAlike(nodes, depth));
  }

  private void writeAlike(List<Integer> nodes, int depth) {
    int[] below =
        nodes.stream().flatMapToInt(node -> Arrays.stream(spans.children(node))).toArray();
    boolean tooDeep = depth + 1 >= TraceShape.MOST_LEVELS && below.length > 0;
    SpanPattern pattern = bounded(patterns[nodes.get(0) - from], nodes);
    lines.add(Line.of(pattern).times(new Times(nodes.size(), nodes.size())).open(tooDeep));
    depths.add(depth);
    nodesOf.add(nodes);
    if (!tooDeep) {
      writeBelow(below, nodes.size(), depth + 1);
    }
  }

  /**
   * Writes the children of nodes that are alike: of each kind, each of them has the same number.
   */
  private void writeBelow(int[] below, int parents, int depth) {
    int first = lines.size();
    write(below, depth);
    for (int i = first; parents > 1 && i < lines.size(); i++) {
      if (depths.get(i) == depth) {
        int times = lines.get(i).times().min() / parents;
        lines.set(i, lines.get(i).times(new Times(times, times)));
      }
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
