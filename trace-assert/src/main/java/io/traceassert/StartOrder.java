package io.traceassert;

import static java.util.Comparator.comparingLong;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * In which order the spans of a selection started, and what can be wrong with it. Null means that
 * nothing is.
 *
 * @param selection what was selected
 * @param spans the same, by their starts
 */
record StartOrder(Selection selection, List<SpanData> spans, Scene scene) {

  static StartOrder of(Selection selection, Scene scene) {
    return new StartOrder(
        selection,
        selection.stream().sorted(comparingLong(SpanData::getStartEpochNanos)).toList(),
        scene);
  }

  @Nullable
  Failure failure(List<SpanPattern> expected) {
    if (selection.isEmpty()) {
      return PatternSearch.none(selection, ", so nothing started in order");
    }
    Failure refusal = SpanGroup.of(selection).refusal("to start in order", scene);
    if (refusal != null) {
      return refusal;
    }
    int place = firstDifference(expected);
    return place == expected.size() && place == spans.size() ? null : different(expected, place);
  }

  /** Returns the first place that has not the span that is expected. */
  private int firstDifference(List<SpanPattern> expected) {
    int least = Math.min(expected.size(), spans.size());
    IntPredicate differs = expected.size() == spans.size()
        ? differs(expected)
        : place -> !isAt(place, expected.get(place));
    return IntStream.range(0, least).filter(differs).findFirst().orElse(least);
  }

  /**
   * Lets each span have any place that it may have had, as far as the clocks tell; a place differs
   * if the patterns cannot have spans of their own up to there.
   */
  private IntPredicate differs(List<SpanPattern> expected) {
    List<Integer> firsts = spans.stream().map(this::countBefore).toList();
    List<Integer> lasts =
        spans.stream().map(span -> spans.size() - 1 - countAfter(span)).toList();
    return last -> !PatternSearch.assign(
        spans.size(),
        (place, span) -> firsts.get(span) <= place
            && place <= lasts.get(span)
            && (place > last || selection.matches(spans.get(span), expected.get(place))));
  }

  private int countBefore(SpanData span) {
    return (int) spans.stream()
        .filter(other -> TimedPair.of(other, span, scene).surelyStartsInOrder())
        .count();
  }

  private int countAfter(SpanData span) {
    return (int) spans.stream()
        .filter(other -> TimedPair.of(span, other, scene).surelyStartsInOrder())
        .count();
  }

  private Failure different(List<SpanPattern> expected, int place) {
    List<String> actual = spans.stream().map(Words::span).toList();
    List<Trace> traces = selection.tracesOf(selection);
    Timeline timeline = Timeline.of(traces);
    Failure failure = Failure.of("expected the spans %s to start in the order %s, but it is %s"
            .formatted(
                selection.phrase(),
                Words.list(expected.stream().map(SpanPattern::phrase).toList()),
                Words.list(actual)))
        .drawing(traces)
        .comparing(
            expected.stream().map(SpanPattern::phrase).collect(Collectors.joining("\n")),
            String.join("\n", actual));
    for (int i = 0; i < spans.size(); i++) {
      failure.marking(spans.get(i), number(i) + ", " + timeline.start(spans.get(i)));
    }
    expected.forEach(pattern -> pattern.attributeKeys().forEach(failure::showing));
    return failure.because(explain(expected, place));
  }

  private String explain(List<SpanPattern> expected, int place) {
    if (place == spans.size()) {
      return noneLeft(expected.get(place));
    }
    return number(place) + ": "
        + (place == expected.size()
            ? "no more was expected, but " + Words.span(spans.get(place)) + " started"
            : difference(place, expected.get(place)));
  }

  private String difference(int place, SpanPattern expected) {
    SpanData actual = spans.get(place);
    return IntStream.range(place + 1, spans.size())
        .filter(later -> isAt(later, expected))
        .mapToObj(later -> "expected %s, but that %s"
            .formatted(
                expected.phrase(),
                TimedPair.of(spans.get(later), actual, scene)
                    .instead(TimeRelation.STARTS_BEFORE, Words.span(actual))))
        .findFirst()
        .orElseGet(() -> isAt(place, expected)
            ? noneLeft(expected)
            : String.join("; ", selection.misses(actual, expected)));
  }

  private static String noneLeft(SpanPattern expected) {
    return "none is left for " + expected.phrase();
  }

  private boolean isAt(int place, SpanPattern expected) {
    return selection.matches(spans.get(place), expected);
  }

  private String number(int place) {
    return (place + 1) + " of " + spans.size();
  }
}
