package io.traceassert.shape;

import io.traceassert.pattern.PatternLine;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which spans each line may stand for when the whole does not fit: those at its depth that are like
 * the line says, also below spans that are not like the parent line says. In the order of
 * {@link Candidates}.
 */
final class CandidatesInPart {

  private static final long MOST_WORK = 20_000_000;

  private final LineTree lines;
  private final SpanTree spans;
  private final int[][] of;
  private long work;

  CandidatesInPart(LineTree lines, SpanTree spans) {
    this.lines = lines;
    this.spans = spans;
    of = new int[lines.nodes()][];
    of[Tree.TOP] = new int[] {Tree.TOP};
    Named inTreeOrder = new Named(IntStream.range(1, spans.nodes()).toArray());
    Named byParent = new Named(spans.byParent());
    boolean[] deep = new boolean[lines.nodes()];
    for (int line = 1; line < lines.nodes() && !areTooMany(); line++) {
      deep[line] = lines.isDeep(line) || deep[lines.parent(line)];
      int[] some = (lines.isDeep(line) ? inTreeOrder : byParent).like(line);
      work += some.length;
      of[line] = collect(line, deep[line], some);
    }
  }

  /** Tells whether there are too many to be looked at without need. */
  boolean areTooMany() {
    return work > MOST_WORK;
  }

  int[] of(int line) {
    return of[line];
  }

  private int[] collect(int line, boolean orBelow, int[] some) {
    int depth = lines.depth(line);
    return Arrays.stream(some)
        .filter(span -> spans.depth(span) == depth || (orBelow && spans.depth(span) > depth))
        .filter(span -> lines.allowsSize(line, spans.size(span)))
        .filter(span -> lines.pattern(line).matches(spans.get(span), spans.trace()))
        .toArray();
  }

  /** Spans in some order, and those of each name. */
  private final class Named {

    private final int[] all;
    private final Map<String, Ints> byName = new HashMap<>();

    Named(int[] all) {
      this.all = all;
      for (int span : all) {
        byName.computeIfAbsent(spans.name(span), name -> new Ints()).add(span);
      }
    }

    int[] like(int line) {
      return PatternLine.exactName(lines.pattern(line))
          .map(name -> byName.getOrDefault(name, new Ints()).toArray())
          .orElse(all);
    }
  }
}
