package io.traceassert;

import static java.util.Comparator.comparing;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.PatternLine;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Spelling;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;

/** Finds spans by patterns, and says which come nearest when none matches. */
final class PatternSearch {

  private static final int MOST_NEAREST = 3;
  private static final int UNMATCHED = -1;

  private PatternSearch() {}

  /** Finds the one span that is selected. */
  static Found<SpanData> single(Selection selection) {
    return switch (selection.size()) {
      case 0 -> Found.failed(none(selection, ""));
      case 1 -> Found.value(selection.get(0));
      default -> Found.failed(several(selection));
    };
  }

  /** Finds the one span of a trace; if it is in another trace, says so. */
  static Found<SpanData> single(SpanPattern pattern, Trace trace, Scene scene) {
    Selection here = Selection.of(pattern, trace);
    Selection all = here.isEmpty() ? Selection.of(pattern, scene.traces()) : here;
    return here.isEmpty() && !all.isEmpty()
        ? Found.failed(elsewhere(here, all, scene))
        : single(here);
  }

  private static Failure elsewhere(Selection here, Selection all, Scene scene) {
    Failure failure = Failure.of("no span " + here.phrase())
        .drawing(here.tracesOf(here.candidates()))
        .drawing(all.tracesOf(all));
    all.stream().limit(MOST_NEAREST).forEach(span -> {
      Trace other = scene.traceOf(span);
      failure
          .because((all.size() == 1 ? "it is " : "one is ") + Nearest.inAnother(other, span, scene))
          .marking(span, "in another trace");
      other.roots().forEach(root -> Strays.advice(root, scene).ifPresent(failure::advising));
    });
    return all.size() > MOST_NEAREST
        ? failure.because("and " + (all.size() - MOST_NEAREST) + " more in other traces")
        : failure;
  }

  /** Says that nothing is selected, what follows, and which spans come nearest. */
  static Failure none(Selection selection, String consequence) {
    Failure failure = Failure.of("no span " + selection.phrase() + consequence);
    explainNearest(failure, selection, selection.pattern(), selection.candidates());
    return failure.drawing(selection.tracesOf(selection.candidates()));
  }

  /** Names the spans that come nearest to a pattern which none of them matches. */
  static void explainNearest(
      Failure failure, Selection selection, SpanPattern pattern, List<SpanData> spans) {
    if (pattern.isExactName()) {
      List<String> names = spans.stream().map(SpanData::getName).toList();
      failure.because("nearest: " + Words.names(Spelling.nearest(pattern.nameText(), names)));
    } else {
      rankMisses(failure, selection, pattern, spans);
    }
  }

  /**
   * Ranks spans by the number of parts that they miss, another value before none, and by the
   * spelling of their names.
   */
  private static void rankMisses(
      Failure failure, Selection selection, SpanPattern pattern, List<SpanData> spans) {
    List<Miss> nearest = spans.stream()
        .map(span -> new Miss(span, selection.misses(span, pattern)))
        .sorted(comparing((Miss miss) -> miss.parts.size())
            .thenComparing(miss -> PatternLine.absentAttributes(pattern, miss.span))
            .thenComparing(miss -> Spelling.distance(pattern.nameText(), miss.span.getName())))
        .limit(MOST_NEAREST)
        .toList();
    int least = nearest.isEmpty() ? 0 : nearest.get(0).parts.size();
    for (Miss miss : nearest) {
      if (miss.parts.size() > least + 1) {
        break;
      }
      failure.because(
          "nearest: %s: %s".formatted(Words.span(miss.span), String.join("; ", miss.parts)));
      if (miss.parts.size() == least) {
        failure.marking(miss.span, miss.parts.get(0));
      }
    }
    SpanLimit.advise(
        failure, pattern, selection.undecided(nearest.stream().map(Miss::span).toList(), pattern));
    pattern.attributeKeys().forEach(failure::showing);
  }

  private static Failure several(Selection selection) {
    Failure failure = Failure.of("%s %s, expected exactly one"
        .formatted(Words.count(selection.size(), "span"), selection.phrase()));
    for (int i = 0; i < selection.size(); i++) {
      failure.marking(selection.get(i), "candidate " + (i + 1));
    }
    Differences.between(selection).forEach(failure::showing);
    return failure.drawing(selection.tracesOf(selection));
  }

  /** Tells whether each pattern matches a span of its own and no span is left over. */
  static boolean assignExactly(List<SpanPattern> patterns, List<SpanData> spans, Trace trace) {
    return patterns.size() == spans.size()
        && assign(
            spans.size(), (pattern, span) -> patterns.get(pattern).matches(spans.get(span), trace));
  }

  /**
   * Tells whether each of some patterns can have one of as many spans. Looks for augmenting paths,
   * so that no order of the patterns matters: H. W. Kuhn, "The Hungarian method for the assignment
   * problem", Naval Research Logistics Quarterly 2 (1955).
   *
   * @param fits tells whether a pattern can have a span, both given by their places
   */
  static boolean assign(int size, BiPredicate<Integer, Integer> fits) {
    int[] patternOf = new int[size];
    Arrays.fill(patternOf, UNMATCHED);
    for (int pattern = 0; pattern < size; pattern++) {
      if (!assign(pattern, fits, patternOf, new boolean[size])) {
        return false;
      }
    }
    return true;
  }

  private static boolean assign(
      int pattern, BiPredicate<Integer, Integer> fits, int[] patternOf, boolean[] visited) {
    for (int span = 0; span < visited.length; span++) {
      if (!visited[span] && fits.test(pattern, span)) {
        visited[span] = true;
        if (patternOf[span] == UNMATCHED || assign(patternOf[span], fits, patternOf, visited)) {
          patternOf[span] = pattern;
          return true;
        }
      }
    }
    return false;
  }

  private record Miss(SpanData span, List<String> parts) {}
}
