package io.traceassert.shape;

import io.traceassert.pattern.PatternLine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which spans each line may stand for: those that are like the line says. For each line they are in
 * such an order that the ones below one span follow each other.
 */
final class Candidates {

  /** Below so many comparisons it does not pay to look names up. */
  private static final int FEW = 64;

  private static final int[] NONE = {};

  private final LineTree lines;
  private final SpanTree spans;
  private final int[][] of;

  private Candidates(LineTree lines, SpanTree spans) {
    this.lines = lines;
    this.spans = spans;
    of = new int[lines.nodes()][];
    of[Tree.TOP] = new int[] {Tree.TOP};
  }

  /** Finds, from the top down, those below a candidate of the parent line. */
  static Candidates belowCandidates(LineTree lines, SpanTree spans) {
    Candidates candidates = new Candidates(lines, spans);
    for (int line = 0; line < lines.nodes(); line++) {
      candidates.collectBelow(line);
    }
    return candidates;
  }

  /** Finds those at the right depth, also below spans that are not like the parent line says. */
  static Candidates belowAny(LineTree lines, SpanTree spans) {
    Candidates candidates = new Candidates(lines, spans);
    int[] inOrder = IntStream.range(1, spans.nodes()).toArray();
    int[] byParent = spans.byParent();
    Map<String, int[]> named = candidates.byName(inOrder);
    Map<String, int[]> namedByParent = candidates.byName(byParent);
    boolean[] deep = new boolean[lines.nodes()];
    for (int line = 1; line < lines.nodes(); line++) {
      boolean self = lines.isDeep(line);
      deep[line] = self || deep[lines.parent(line)];
      int[] some = PatternLine.exactName(lines.pattern(line))
          .map(name -> (self ? named : namedByParent).getOrDefault(name, NONE))
          .orElse(self ? inOrder : byParent);
      candidates.of[line] = candidates.atDepth(line, deep[line], some);
    }
    return candidates;
  }

  private int[] atDepth(int line, boolean orBelow, int[] some) {
    int depth = lines.depth(line);
    return Arrays.stream(some)
        .filter(span -> spans.depth(span) == depth || (orBelow && spans.depth(span) > depth))
        .filter(span -> mayBe(line, span))
        .toArray();
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
    int size = spans.size(span);
    return size >= lines.fewest(line)
        && size <= lines.most(line)
        && lines.pattern(line).matches(spans.get(span), spans.trace());
  }
}
