package io.traceassert.shape;

import io.traceassert.pattern.PatternLine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which spans each line may stand for, from the top down: those below a candidate of the parent
 * line that are like the line says. For each line they are in such an order that the ones below one
 * span follow each other.
 */
final class Candidates {

  /** Below so many comparisons it does not pay to look names up. */
  private static final int FEW = 64;

  private static final int MANY = 10_000_000;

  private static final int[] NONE = {};

  private final LineTree lines;
  private final SpanTree spans;
  private final boolean promising;
  private final int[][] of;
  private long count;

  /**
   * Collects.
   *
   * @param lines the lines
   * @param spans the spans
   * @param promising whether to leave out those with too many or too few spans below them
   */
  Candidates(LineTree lines, SpanTree spans, boolean promising) {
    this.promising = promising;
    this.lines = lines;
    this.spans = spans;
    of = new int[lines.nodes()][];
    of[Tree.TOP] = new int[] {Tree.TOP};
    for (int line = 0; line < lines.nodes(); line++) {
      if (!areTooMany()) {
        collectBelow(line);
      }
    }
  }

  /** Tells whether there are too many to be looked at without need. */
  boolean areTooMany() {
    return !promising && count > MANY;
  }

  int[] of(int line) {
    return of[line];
  }

  private void collectBelow(int line) {
    int[] children = lines.children(line);
    if (children.length == 0) {
      return;
    }
    int[] parents = of[line].clone();
    Arrays.sort(parents);
    Ints[] found = new Ints[children.length];
    Arrays.setAll(found, i -> new Ints());
    for (int parent : parents) {
      collectChildren(parent, children, found);
    }
    for (int i = 0; i < children.length; i++) {
      of[children[i]] =
          lines.isDeep(children[i]) ? below(parents, children[i]) : found[i].toArray();
      count += of[children[i]].length;
    }
  }

  private void collectChildren(int parent, int[] children, Ints[] found) {
    int[] all = spans.children(parent);
    boolean many = (long) all.length * children.length > FEW;
    Map<String, int[]> byName = many ? byName(all) : Map.of();
    for (int i = 0; i < children.length; i++) {
      if (lines.isDeep(children[i])) {
        continue;
      }
      Optional<String> name =
          many ? PatternLine.exactName(lines.pattern(children[i])) : Optional.empty();
      for (int span : name.map(exact -> byName.getOrDefault(exact, NONE)).orElse(all)) {
        if (mayBe(children[i], span)) {
          found[i].add(span);
        }
      }
    }
  }

  private Map<String, int[]> byName(int[] siblings) {
    return Arrays.stream(siblings)
        .boxed()
        .collect(Collectors.groupingBy(
            spans::name, Collectors.collectingAndThen(Collectors.toList(), Candidates::toArray)));
  }

  private static int[] toArray(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Finds everything below; subtrees of which one holds the other are looked at once. */
  private int[] below(int[] parents, int line) {
    Ints found = new Ints();
    int next = 0;
    for (int parent : parents) {
      for (int span = Math.max(next, parent + 1); span < spans.end(parent); span++) {
        if (mayBe(line, span)) {
          found.add(span);
        }
      }
      next = Math.max(next, spans.end(parent));
    }
    return found.toArray();
  }

  private boolean mayBe(int line, int span) {
    return (!promising || hasRightSize(line, span))
        && lines.pattern(line).matches(spans.get(span), spans.trace());
  }

  private boolean hasRightSize(int line, int span) {
    int size = spans.size(span);
    return size >= lines.fewest(line) && size <= lines.most(line);
  }
}
