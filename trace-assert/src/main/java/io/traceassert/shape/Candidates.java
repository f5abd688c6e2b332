package io.traceassert.shape;

import io.traceassert.pattern.PatternLine;
import io.traceassert.pattern.SpanPattern;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which spans each line may stand for, from the top down: those below a candidate of the parent
 * line that are like the line says. For each line they are in such an order that the ones below one
 * span follow each other.
 */
final class Candidates {

  /** Below so many comparisons it does not pay to look names up. */
  private static final int FEW = 64;

  private static final Ints NO_SPANS = new Ints();

  private final LineTree lines;
  private final SpanTree spans;
  private final int[][] of;
  private final Ints[] found;

  Candidates(LineTree lines, SpanTree spans) {
    this.lines = lines;
    this.spans = spans;
    of = new int[lines.nodes()][];
    found = new Ints[lines.nodes()];
    of[Tree.TOP] = new int[] {Tree.TOP};
    for (int line = 0; line < lines.nodes(); line++) {
      collectBelow(line);
    }
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
    for (int child : children) {
      found[child] = new Ints();
    }
    List<Alike> direct = alike(children, false);
    if (!direct.isEmpty()) {
      for (int parent : parents) {
        collectChildren(parent, children.length, direct);
      }
    }
    List<Alike> deep = alike(children, true);
    if (!deep.isEmpty()) {
      collectDescendants(parents, deep);
    }
    for (int child : children) {
      of[child] = found[child].toArray();
      found[child] = NO_SPANS;
    }
  }

  /** Lines that say the same of their own spans, and differ in what is below those. */
  private record Alike(SpanPattern pattern, Ints lines) {}

  private List<Alike> alike(int[] children, boolean deep) {
    Map<SpanPattern, Alike> byPattern = new LinkedHashMap<>();
    for (int child : children) {
      if (lines.isDeep(child) == deep) {
        byPattern
            .computeIfAbsent(lines.pattern(child), pattern -> new Alike(pattern, new Ints()))
            .lines
            .add(child);
      }
    }
    return List.copyOf(byPattern.values());
  }

  private void collectChildren(int parent, int lineCount, List<Alike> direct) {
    int[] all = spans.children(parent);
    boolean many = (long) all.length * lineCount > FEW;
    Map<String, Ints> byName = many ? byName(all) : Map.of();
    for (Alike alike : direct) {
      Optional<String> name = many ? PatternLine.exactName(alike.pattern) : Optional.empty();
      if (name.isEmpty()) {
        for (int span : all) {
          add(span, alike);
        }
      } else {
        Ints named = byName.getOrDefault(name.get(), NO_SPANS);
        for (int i = 0; i < named.size(); i++) {
          add(named.get(i), alike);
        }
      }
    }
  }

  private Map<String, Ints> byName(int[] siblings) {
    Map<String, Ints> byName = new HashMap<>();
    for (int span : siblings) {
      byName.computeIfAbsent(spans.name(span), name -> new Ints()).add(span);
    }
    return byName;
  }

  /** Finds everything below; subtrees of which one holds the other are looked at once. */
  private void collectDescendants(int[] parents, List<Alike> deep) {
    int next = 0;
    for (int parent : parents) {
      for (int span = Math.max(next, parent + 1); span < spans.end(parent); span++) {
        for (Alike alike : deep) {
          add(span, alike);
        }
      }
      next = Math.max(next, spans.end(parent));
    }
  }

  private void add(int span, Alike alike) {
    boolean matches = false;
    for (int i = 0; i < alike.lines.size(); i++) {
      int line = alike.lines.get(i);
      if (lines.allowsSize(line, spans.size(span))) {
        matches = matches || alike.pattern.matches(spans.get(span), spans.trace());
        if (!matches) {
          return;
        }
        found[line].add(span);
      }
    }
  }
}
