package io.traceassert.shape;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Shapes that use every feature: of their own, or made from a trace and changed a little. */
final class RandomShape {

  private static final Times[] TIMES = {
    Times.OPTIONAL,
    Times.between(1, 2),
    Times.between(1, Times.UNBOUNDED),
    Times.between(2, 2),
    Times.between(0, Times.UNBOUNDED),
    Times.between(2, 3),
    Times.between(3, 3)
  };

  private final Random random;
  private final Node top = new Node(Line.of(SpanPattern.named("top")));

  private static final class Node {
    Line line;
    final List<Node> below = new ArrayList<>();

    Node(Line line) {
      this.line = line;
    }
  }

  private RandomShape(Random random) {
    this.random = random;
  }

  /** Makes a shape of so many lines at most. */
  static TraceShape independent(Random random, int lines) {
    RandomShape shape = new RandomShape(random);
    List<Node> all = new ArrayList<>(List.of(shape.top));
    for (int i = 1 + random.nextInt(lines); i > 0; i--) {
      Node node = new Node(shape.randomLine());
      all.get(random.nextInt(all.size())).below.add(node);
      all.add(node);
    }
    return shape.build();
  }

  /** Makes the shape of a trace, and changes it so many times. */
  static TraceShape derived(Random random, Trace trace, int edits) {
    RandomShape shape = new RandomShape(random);
    List<Node> nodes = new ArrayList<>();
    for (SpanData span : trace.spans()) {
      Node node = new Node(Line.of(shape.describe(span)));
      trace
          .parentOf(span)
          .map(parent -> nodes.get(trace.spans().indexOf(parent)))
          .orElse(shape.top)
          .below
          .add(node);
      nodes.add(node);
    }
    for (int i = 0; i < edits; i++) {
      shape.edit();
    }
    return shape.build();
  }

  private SpanPattern describe(SpanData span) {
    SpanPattern pattern = random.nextInt(10) == 0 ? randomName() : SpanPattern.of(span.getName());
    if (random.nextInt(4) == 0) {
      pattern = pattern.kind(span.getKind());
    }
    Long value = span.getAttributes().get(RandomTrace.KEY);
    if (value != null && random.nextBoolean()) {
      pattern = pattern.attribute("k", value);
    }
    return random.nextInt(8) == 0 ? pattern.shorterThan(Duration.ofMillis(10)) : pattern;
  }

  private Line randomLine() {
    Line line = Line.of(randomPattern())
        .deep(random.nextInt(5) == 0)
        .open(random.nextInt(6) == 0)
        .inOrder(random.nextInt(6) == 0);
    return random.nextInt(3) == 0 ? line.times(randomTimes()) : line;
  }

  private Times randomTimes() {
    return TIMES[random.nextInt(TIMES.length)];
  }

  private SpanPattern randomName() {
    return SpanPattern.of(
        switch (random.nextInt(8)) {
          case 0 -> "...";
          case 1 -> "l...";
          case 2 -> "~a|b";
          default -> RandomTrace.name(random);
        });
  }

  private SpanPattern randomPattern() {
    SpanPattern pattern = randomName();
    if (random.nextInt(8) == 0) {
      pattern = pattern.kind(random.nextBoolean() ? SpanKind.CLIENT : SpanKind.INTERNAL);
    }
    if (random.nextInt(6) == 0) {
      pattern = switch (random.nextInt(3)) {
        case 0 -> pattern.withoutAttribute("k");
        case 1 -> pattern.withAttribute("k");
        default -> pattern.attribute("k", 1 + random.nextInt(2));
      };
    }
    return random.nextInt(10) == 0
        ? pattern.shorterThan(Duration.ofMillis(1 + random.nextInt(3)))
        : pattern;
  }

  private void edit() {
    Node parent = any();
    Node node = parent.below.isEmpty() ? parent : parent.below.get(0);
    switch (random.nextInt(13)) {
      case 0 -> parent.below.remove(node);
      case 1 -> lift(parent);
      case 2 -> parent.below.add(random.nextInt(parent.below.size() + 1), new Node(randomLine()));
      case 3 -> parent.line = parent.line.with(randomPattern());
      case 4 -> parent.line = parent.line.times(randomTimes());
      case 5 -> parent.line = parent.line.deep(true);
      case 6, 7 -> parent.line = parent.line.inOrder(true);
      case 8 -> parent.line = parent.line.open(true);
      case 9 -> Collections.shuffle(parent.below, random);
      case 10 -> merge(parent);
      case 11 -> lift(parent).forEach(lifted -> lifted.line = lifted.line.deep(true));
      default -> node.line = node.line.times(randomTimes());
    }
  }

  private Node any() {
    Node node = top;
    while (!node.below.isEmpty() && random.nextInt(4) > 0) {
      node = node.below.get(random.nextInt(node.below.size()));
    }
    return node;
  }

  /** Leaves one line out and puts those below it in its place. */
  private List<Node> lift(Node parent) {
    if (parent.below.isEmpty()) {
      return List.of();
    }
    Node node = parent.below.remove(random.nextInt(parent.below.size()));
    parent.below.addAll(node.below);
    return node.below;
  }

  private void merge(Node parent) {
    if (parent.below.size() > 1) {
      Node node = parent.below.remove(0);
      Node other = parent.below.get(random.nextInt(parent.below.size()));
      other.line =
          other.line.times(node.line.equals(other.line) ? Times.between(2, 2) : randomTimes());
    }
  }

  private TraceShape build() {
    List<Line> lines = new ArrayList<>();
    List<Integer> depths = new ArrayList<>();
    if (top.below.isEmpty()) {
      top.below.add(new Node(randomLine()));
    }
    collect(top, 0, lines, depths);
    boolean open = top.line.open() || random.nextInt(12) == 0;
    return new TraceShape(lines, depths.stream().mapToInt(Integer::intValue).toArray(), open);
  }

  private static void collect(Node node, int depth, List<Line> lines, List<Integer> depths) {
    for (Node child : node.below) {
      lines.add(child.line);
      depths.add(depth);
      collect(child, depth + 1, lines, depths);
    }
  }
}
