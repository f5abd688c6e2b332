package io.traceassert;

import static java.util.Comparator.comparing;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Words;
import io.traceassert.trace.Clock;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Two spans or more, and what can be wrong with their times. Null means that nothing is.
 *
 * @param phrase which spans, and where
 * @param spans the spans, in the order in which they should run, if in any
 * @param isNumbered whether failures tell them apart by number, and not by name alone
 */
record SpanGroup(String phrase, List<SpanData> spans, boolean isNumbered) {

  /** Of more, only the two that are guilty are marked: every marked span takes a line. */
  private static final int MOST_MARKED = 20;

  /** Finds a span of its own for each pattern. */
  static Found<SpanGroup> of(List<SpanPattern> patterns, List<Trace> traces) {
    List<SpanData> spans = new ArrayList<>();
    for (SpanPattern pattern : patterns) {
      Found<SpanData> found = PatternSearch.single(Selection.of(pattern, traces));
      if (found.failure() != null) {
        return Found.failed(found.failure());
      }
      int before = spans.indexOf(found.value());
      if (before >= 0) {
        return Found.failed(same(patterns.get(before), pattern, found.value(), traces));
      }
      spans.add(found.value());
    }
    String all = patterns.stream().map(SpanPattern::phrase).collect(Collectors.joining(", "));
    return Found.value(new SpanGroup(all + " in " + Selection.place(traces), spans, false));
  }

  private static Failure same(
      SpanPattern one, SpanPattern other, SpanData span, List<Trace> traces) {
    return Failure.of("expected two spans, but %s and %s are both %s"
            .formatted(one.phrase(), other.phrase(), Words.span(span)))
        .marking(span, "both")
        .drawing(traces);
  }

  /** Takes the spans of a selection, in the order of their starts. */
  static SpanGroup of(Selection selection) {
    return new SpanGroup(
        "the %d spans %s".formatted(selection.size(), selection.phrase()),
        selection.stream().sorted(comparing(Interval::of, Interval.BY_START)).toList(),
        true);
  }

  /**
   * Looks for two that do not overlap. If there are none, all have a moment in common, as intervals
   * have: E. Helly, "Über Mengen konvexer Körper mit gemeinschaftlichen Punkten", Jahresbericht der
   * Deutschen Mathematiker-Vereinigung 32 (1923). So of each clock, the first to end and the last
   * to start are enough.
   */
  @Nullable
  Failure concurrently(Scene scene) {
    Collection<List<SpanData>> clocks = spans.stream()
        .collect(Collectors.groupingBy(Clock::of, LinkedHashMap::new, Collectors.toList()))
        .values();
    Stream<TimedPair> pairs = clocks.stream()
        .flatMap(some -> clocks.stream()
            .map(others -> TimedPair.of(firstToEnd(some), lastToStart(others), scene)));
    return failure(
        "to run concurrently",
        TimeRelation.OVERLAPS,
        pairs.sorted(
            comparing(TimedPair::isRefused).thenComparing(SpanGroup::gap).reversed()),
        scene);
  }

  private static SpanData firstToEnd(List<SpanData> some) {
    return some.stream().min(comparing(Interval::of, Interval.BY_END)).orElseThrow();
  }

  private static SpanData lastToStart(List<SpanData> some) {
    return some.stream().max(comparing(Interval::of, Interval.BY_START)).orElseThrow();
  }

  private static Duration gap(TimedPair pair) {
    return Interval.of(pair.one()).until(Interval.of(pair.other()));
  }

  /** Looks for two clocks that must not be compared. */
  @Nullable
  Failure refusal(String expected, Scene scene) {
    return neighbours(scene)
        .filter(TimedPair::isRefused)
        .findFirst()
        .map(pair -> failure(expected, TimeRelation.STARTS_BEFORE, pair, scene))
        .orElse(null);
  }

  /** Looks for one that has not ended when the next starts. */
  @Nullable
  Failure sequentially(Scene scene) {
    return failure("to run sequentially", TimeRelation.HAPPENS_BEFORE, neighbours(scene), scene);
  }

  /** Looks for one that overlaps the next, in the order of their starts. */
  @Nullable
  Failure apart(Scene scene) {
    return failure("not to overlap", TimeRelation.DOES_NOT_OVERLAP, neighbours(scene), scene);
  }

  private Stream<TimedPair> neighbours(Scene scene) {
    return IntStream.range(1, spans.size())
        .mapToObj(next -> TimedPair.of(spans.get(next - 1), spans.get(next), scene));
  }

  private @Nullable Failure failure(
      String expected, TimeRelation relation, Stream<TimedPair> pairs, Scene scene) {
    return pairs
        .filter(pair -> !pair.holds(relation))
        .findFirst()
        .map(pair -> failure(expected, relation, pair, scene))
        .orElse(null);
  }

  private Failure failure(String expected, TimeRelation relation, TimedPair pair, Scene scene) {
    List<Trace> traces = spans.stream().map(scene::traceOf).distinct().toList();
    Timeline timeline = Timeline.of(traces);
    Failure failure = Failure.of(
            "expected %s %s, but %s".formatted(phrase, expected, problem(relation, pair)))
        .drawing(traces);
    if (!pair.isRefused() && spans.size() <= MOST_MARKED) {
      for (int place = 0; place < spans.size(); place++) {
        failure.marking(spans.get(place), when(place, timeline));
      }
    }
    return pair.explain(failure, relation, this::name, span -> when(spans.indexOf(span), timeline));
  }

  private String problem(TimeRelation relation, TimedPair pair) {
    String one = name(pair.one());
    String other = name(pair.other());
    return pair.isRefused()
        ? one + " and " + other + " " + pair.refusal()
        : one + " " + pair.instead(relation, other);
  }

  private String name(SpanData span) {
    return Words.span(span) + (isNumbered ? " (" + number(spans.indexOf(span)) + ")" : "");
  }

  private String when(int place, Timeline timeline) {
    return (isNumbered ? number(place) + ", " : "") + timeline.phrase(spans.get(place));
  }

  private String number(int place) {
    return (place + 1) + " of " + spans.size();
  }
}
