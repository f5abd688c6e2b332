package io.traceassert;

import static java.util.Comparator.comparing;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Spelling;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.Arrays;
import java.util.List;

/** Finds spans by patterns, and says which come nearest when none matches. */
final class PatternSearch {

  private static final int MOST_NEAREST = 3;
  private static final int UNMATCHED = -1;

  private PatternSearch() {}

  /** Finds the one span of a trace that matches. */
  static Found<SpanData> single(SpanPattern pattern, Trace trace) {
    List<SpanData> candidates =
        trace.spans().stream().filter(span -> pattern.matches(span, trace)).toList();
    return switch (candidates.size()) {
      case 0 -> Found.failed(none(pattern, trace));
      case 1 -> Found.value(candidates.get(0));
      default -> Found.failed(several(pattern, trace, candidates));
    };
  }

  private static Failure none(SpanPattern pattern, Trace trace) {
    Failure failure =
        Failure.of("no span %s in %s".formatted(pattern.phrase(), Words.trace(trace.traceId())));
    if (pattern.isExactName()) {
      List<String> names = trace.spans().stream().map(SpanData::getName).toList();
      failure.because("nearest: " + Words.names(Spelling.nearest(pattern.nameText(), names)));
    } else {
      explainNearest(failure, pattern, trace);
    }
    return failure.drawing(trace);
  }

  /** Ranks spans by the number of parts that they miss, and by the spelling of their names. */
  private static void explainNearest(Failure failure, SpanPattern pattern, Trace trace) {
    List<Miss> nearest = trace.spans().stream()
        .map(span -> new Miss(span, pattern.misses(span, trace)))
        .sorted(comparing((Miss miss) -> miss.parts.size())
            .thenComparing(miss -> Spelling.distance(pattern.nameText(), miss.span.getName())))
        .limit(MOST_NEAREST)
        .toList();
    for (Miss miss : nearest) {
      failure.because(
          "nearest: %s: %s".formatted(Words.span(miss.span), String.join("; ", miss.parts)));
      if (miss.parts.size() == nearest.get(0).parts.size()) {
        failure.marking(miss.span, miss.parts.get(0));
      }
    }
    pattern.attributeKeys().forEach(failure::showing);
  }

  private static Failure several(SpanPattern pattern, Trace trace, List<SpanData> candidates) {
    Failure failure = Failure.of("%s %s in %s, expected exactly one"
        .formatted(
            Words.count(candidates.size(), "span"),
            pattern.phrase(),
            Words.trace(trace.traceId())));
    for (int i = 0; i < candidates.size(); i++) {
      failure.marking(candidates.get(i), "candidate " + (i + 1));
    }
    Differences.between(candidates).forEach(failure::showing);
    return failure.drawing(trace);
  }

  /**
   * Tells whether each pattern matches a span of its own and no span is left over. Looks for
   * augmenting paths, so that no order of the patterns matters: H. W. Kuhn, "The Hungarian method
   * for the assignment problem", Naval Research Logistics Quarterly 2 (1955).
   */
  static boolean assignExactly(List<SpanPattern> patterns, List<SpanData> spans, Trace trace) {
    if (patterns.size() != spans.size()) {
      return false;
    }
    int[] patternOf = new int[spans.size()];
    Arrays.fill(patternOf, UNMATCHED);
    for (int pattern = 0; pattern < patterns.size(); pattern++) {
      if (!assign(pattern, patterns, spans, trace, patternOf, new boolean[spans.size()])) {
        return false;
      }
    }
    return true;
  }

  private static boolean assign(
      int pattern,
      List<SpanPattern> patterns,
      List<SpanData> spans,
      Trace trace,
      int[] patternOf,
      boolean[] visited) {
    for (int span = 0; span < spans.size(); span++) {
      if (!visited[span] && patterns.get(pattern).matches(spans.get(span), trace)) {
        visited[span] = true;
        if (patternOf[span] == UNMATCHED
            || assign(patternOf[span], patterns, spans, trace, patternOf, visited)) {
          patternOf[span] = pattern;
          return true;
        }
      }
    }
    return false;
  }

  private record Miss(SpanData span, List<String> parts) {}
}
