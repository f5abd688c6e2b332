package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Words;
import io.traceassert.trace.Clock;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Which of some spans started first, or last: as their clock says, or because a span starts after
 * those that it is below. Two clocks are compared only if somebody said how far they may be apart.
 */
final class Starts {

  private final Selection spans;
  private final Scene scene;
  private final List<SpanData> sorted;

  private Starts(Selection spans, Scene scene) {
    this.spans = spans;
    this.scene = scene;
    sorted = new ArrayList<>(spans);
    sorted.sort(Comparator.comparingLong(SpanData::getStartEpochNanos));
  }

  static Found<SpanData> first(Selection spans, Scene scene) {
    Starts starts = new Starts(spans, scene);
    return starts.choose("first", starts::isInOrder);
  }

  static Found<SpanData> last(Selection spans, Scene scene) {
    Starts starts = new Starts(spans, scene);
    Collections.reverse(starts.sorted);
    return starts.choose("last", (last, before) -> starts.isInOrder(before, last));
  }

  /** Chooses, of the foremost spans of each clock, that which is before all others. */
  private Found<SpanData> choose(String which, BiPredicate<SpanData, SpanData> isBefore) {
    if (sorted.isEmpty()) {
      return Found.failed(PatternSearch.none(spans, ", so there is no " + which + " one"));
    }
    return foremost().stream()
        .filter(one -> sorted.stream().allMatch(other -> isBefore.test(one, other)))
        .findFirst()
        .map(Found::value)
        .orElseGet(() -> Found.failed(undecided(which, isBefore)));
  }

  private Collection<SpanData> foremost() {
    Map<Clock, SpanData> foremost = new LinkedHashMap<>();
    sorted.forEach(span -> foremost.putIfAbsent(Clock.of(span), span));
    return foremost.values();
  }

  /** Tells whether one started before another, or before something above that, or with it. */
  private boolean isInOrder(SpanData one, SpanData other) {
    Trace trace = scene.traceOf(other);
    return Stream.concat(Stream.of(other), trace.ancestorsOf(other).stream())
        .anyMatch(above -> !TimedPair.of(one, above, scene).isRefused()
            && one.getStartEpochNanos() <= above.getStartEpochNanos());
  }

  private Failure undecided(String which, BiPredicate<SpanData, SpanData> isBefore) {
    SpanData one = sorted.get(0);
    SpanData other =
        sorted.stream().filter(span -> !isBefore.test(one, span)).findFirst().orElseThrow();
    TimedPair pair = TimedPair.of(one, other, scene);
    Failure failure = Failure.of("cannot decide which of the %d spans %s started %s: %s and %s %s"
            .formatted(
                spans.size(),
                spans.phrase(),
                which,
                Words.span(one),
                Words.span(other),
                pair.refusal()))
        .drawing(spans.tracesOf(spans));
    return pair.explain(failure, TimeRelation.STARTS_BEFORE, Words::span, Words::span);
  }
}
