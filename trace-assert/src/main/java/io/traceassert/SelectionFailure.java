package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a selection of spans. Null means that nothing is. */
final class SelectionFailure {

  private static final int MOST_REASONS = 5;

  private SelectionFailure() {}

  /** Goes on to a part of a selection, which must not be empty. */
  static Found<List<SpanData>> narrowed(Selection selection, SpanPattern pattern) {
    return selection.isEmpty()
        ? Found.failed(
            PatternSearch.none(selection, ", so there is nothing to match " + pattern.phrase()))
        : Found.value(selection.matching(pattern));
  }

  static @Nullable Failure size(Selection selection, SizeRange expected) {
    if (expected.contains(selection.size())) {
      List<SpanData> undecided = selection.undecided(selection.candidates(), selection.pattern());
      return expected.contains(selection.size() + undecided.size())
          ? null
          : undecided(
              "expected %s %s".formatted(expected.phrase(), selection.phrase()),
              selection,
              selection.pattern(),
              undecided);
    }
    Failure failure = Failure.of("expected %s %s, but there %s %s"
        .formatted(
            expected.phrase(),
            selection.phrase(),
            Words.isAre(selection.size()),
            selection.isEmpty() ? "none" : selection.size()));
    if (selection.size() < expected.min()) {
      tooFew(failure, selection);
    } else {
      tooMany(failure, selection);
    }
    return failure.comparing(expected.isExact() ? expected.min() : expected, selection.size());
  }

  /** What was not captured, or was dropped, is not asserted to be absent. */
  private static Failure undecided(
      String expectation, Selection selection, SpanPattern pattern, List<SpanData> undecided) {
    Failure failure = Failure.of("%s, but cannot decide for %s"
        .formatted(expectation, Words.count(undecided.size(), "span")));
    undecided.stream()
        .limit(MOST_REASONS)
        .forEach(span -> failure.because("%s: %s"
            .formatted(Words.span(span), String.join("; ", selection.misses(span, pattern)))));
    undecided.forEach(span -> failure.marking(span, "cannot decide"));
    SpanLimit.advise(failure, pattern, undecided);
    return failure.drawing(selection.tracesOf(undecided));
  }

  /** Marks what there is, and what would have been selected but for a column. */
  private static void tooFew(Failure failure, Selection selection) {
    if (selection.isEmpty() || !selection.pattern().isExactName()) {
      List<SpanData> others = selection.candidates().stream()
          .filter(span -> !selection.matches(span, selection.pattern()))
          .toList();
      if (!others.isEmpty()) {
        PatternSearch.explainNearest(failure, selection, selection.pattern(), others);
      }
    }
    number(failure, selection);
    failure.drawing(selection.tracesOf(selection.candidates()));
  }

  private static void tooMany(Failure failure, Selection selection) {
    if (!selection.pattern().isExactName()) {
      failure.because("there: " + Words.list(counted(selection.stream().map(Words::span))));
    }
    number(failure, selection);
    Differences.between(selection).forEach(failure::showing);
    failure.drawing(selection.tracesOf(selection));
  }

  private static void number(Failure failure, Selection selection) {
    for (int i = 0; i < selection.size(); i++) {
      failure.marking(selection.get(i), (i + 1) + " of " + selection.size());
    }
  }

  static @Nullable Failure all(Selection selection, SpanPattern pattern) {
    if (selection.isEmpty()) {
      return PatternSearch.none(selection, ", so nothing can be said of all of them");
    }
    List<SpanData> guilty =
        selection.stream().filter(span -> !selection.matches(span, pattern)).toList();
    if (guilty.isEmpty()) {
      return null;
    }
    Failure failure = Failure.of("expected every span %s to match %s, but %d of %d %s not"
        .formatted(
            selection.phrase(),
            pattern.phrase(),
            guilty.size(),
            selection.size(),
            guilty.size() == 1 ? "does" : "do"));
    explain(failure, selection, pattern, guilty);
    return failure.drawing(selection.tracesOf(guilty));
  }

  /** Verifies that each span meets requirements of the user's own. */
  static @Nullable Failure allSatisfy(
      Selection selection, Consumer<? super SpanData> requirements) {
    if (selection.isEmpty()) {
      return PatternSearch.none(selection, ", so nothing can be said of all of them");
    }
    Map<SpanData, String> guilty = new LinkedHashMap<>();
    for (SpanData span : selection) {
      Unmet.all(List.of(requirements), span)
          .ifPresent(unmet -> guilty.put(span, String.join("\n  ", unmet.lines())));
    }
    if (guilty.isEmpty()) {
      return null;
    }
    Failure failure =
        Failure.of("expected every span %s to meet the requirements, but %d of %d %s not"
            .formatted(
                selection.phrase(),
                guilty.size(),
                selection.size(),
                guilty.size() == 1 ? "does" : "do"));
    because(
        failure,
        counted(guilty.entrySet().stream()
            .map(entry -> Words.span(entry.getKey()) + ": " + entry.getValue())));
    guilty.keySet().forEach(span -> failure.marking(span, "the requirements are not met"));
    return failure.drawing(selection.tracesOf(List.copyOf(guilty.keySet())));
  }

  /** Says what each span misses, once for spans that are called the same and miss the same. */
  private static void explain(
      Failure failure, Selection selection, SpanPattern pattern, List<SpanData> guilty) {
    because(
        failure,
        counted(guilty.stream()
            .map(span ->
                Words.span(span) + ": " + String.join("; ", selection.misses(span, pattern)))));
    guilty.forEach(span -> failure.marking(span, selection.misses(span, pattern).get(0)));
    pattern.attributeKeys().forEach(failure::showing);
  }

  private static void because(Failure failure, List<String> reasons) {
    reasons.stream().limit(MOST_REASONS).forEach(failure::because);
    if (reasons.size() > MOST_REASONS) {
      failure.because("and " + (reasons.size() - MOST_REASONS) + " more");
    }
  }

  /** Says once, and how often, what is said of several spans. */
  private static List<String> counted(Stream<String> sayings) {
    Map<String, Integer> times = new LinkedHashMap<>();
    sayings.forEach(saying -> times.merge(saying, 1, Integer::sum));
    return times.entrySet().stream()
        .map(entry -> entry.getKey()
            + (entry.getValue() == 1 ? "" : " (" + Words.count(entry.getValue(), "span") + ")"))
        .toList();
  }

  static @Nullable Failure any(Selection selection, SpanPattern pattern) {
    if (selection.isEmpty()) {
      return PatternSearch.none(selection, ", so none can match " + pattern.phrase());
    }
    if (selection.stream().anyMatch(span -> selection.matches(span, pattern))) {
      return null;
    }
    Failure failure = Failure.of("expected a span %s to match %s, but none of %d does"
        .formatted(selection.phrase(), pattern.phrase(), selection.size()));
    PatternSearch.explainNearest(failure, selection, pattern, selection);
    return failure.drawing(selection.tracesOf(selection));
  }

  static @Nullable Failure none(Selection selection, SpanPattern pattern) {
    if (selection.isEmpty()) {
      return PatternSearch.none(selection, ", so nothing can be said of all of them");
    }
    List<SpanData> guilty =
        selection.stream().filter(span -> selection.matches(span, pattern)).toList();
    if (guilty.isEmpty()) {
      List<SpanData> undecided = selection.undecided(selection, pattern);
      return undecided.isEmpty()
          ? null
          : undecided(
              "expected no span %s to match %s".formatted(selection.phrase(), pattern.phrase()),
              selection,
              pattern,
              undecided);
    }
    Failure failure = Failure.of("expected no span %s to match %s, but %d of %d %s"
            .formatted(
                selection.phrase(),
                pattern.phrase(),
                guilty.size(),
                selection.size(),
                guilty.size() == 1 ? "does" : "do"))
        .because("matching: " + Words.list(counted(guilty.stream().map(Words::span))));
    guilty.forEach(span -> failure.marking(span, "matches " + pattern.phrase()));
    pattern.attributeKeys().forEach(failure::showing);
    return failure.drawing(selection.tracesOf(guilty));
  }
}
