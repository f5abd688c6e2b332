package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.latency.Gap;
import io.traceassert.latency.TraceTimes;
import io.traceassert.text.Durations;
import io.traceassert.text.Words;
import io.traceassert.trace.Clock;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be wrong with how long a span took. Null means that nothing is. */
final class SpanLatency {

  private final SpanData span;
  private final Trace trace;
  private final TraceTimes times;
  private final Scene scene;

  private SpanLatency(SpanData span, Trace trace, Scene scene) {
    this.span = span;
    this.trace = trace;
    times = TraceTimes.of(trace);
    this.scene = scene;
  }

  /** Looks at a span that has ended. */
  private static Found<SpanLatency> of(SpanData span, Scene scene, String expected) {
    return span.hasEnded()
        ? Found.value(new SpanLatency(span, scene.traceOf(span), scene))
        : Found.failed(SpanFailure.of(
            span,
            scene,
            "expected " + expected + ", but it has not ended",
            "expected " + expected));
  }

  static @Nullable Failure duration(SpanData span, Scene scene, TimeLimit limit) {
    if (span.hasEnded() && limit.isKeptBy(Durations.of(span))) {
      return null;
    }
    Found<SpanLatency> found = of(span, scene, "to take less than " + limit.phrase());
    return found.failure() != null ? found.failure() : found.value().tooLong(limit);
  }

  private Failure tooLong(TimeLimit limit) {
    return failure("took %s, expected less than %s: "
        .formatted(limit.print(Durations.of(span)), limit.phrase()));
  }

  private Failure failure(String problem) {
    WhereTimeWent went = went();
    return went.explain(Failure.of("span %s %s%s"
        .formatted(
            Words.span(span),
            problem,
            trace.childrenOf(span).isEmpty()
                ? "it has no children, so nothing is known of what it did"
                : went.culprit())));
  }

  private WhereTimeWent went() {
    return WhereTimeWent.of(trace, times, span, times.criticalPath(span).duration());
  }

  static @Nullable Failure selfTime(SpanData span, Scene scene, TimeLimit limit) {
    return of(span, scene, "a self time of less than " + limit.phrase())
        .judge(latency -> latency.selfTime(limit));
  }

  private @Nullable Failure selfTime(TimeLimit limit) {
    Duration self = times.selfTimes().of(span);
    if (limit.isKeptBy(self)) {
      return null;
    }
    List<Gap> gaps = longestFirst();
    Failure failure = Failure.of("span %s has a self time of %s, expected less than %s: %s"
        .formatted(
            Words.span(span),
            limit.print(self),
            limit.phrase(),
            trace.childrenOf(span).isEmpty()
                ? "it has no children, so all of it is its own"
                : WhereTimeWent.nothingRan(gaps.get(0).duration())
                    + WhereTimeWent.when(gaps.get(0))));
    return moreGaps(failure, gaps);
  }

  private List<Gap> longestFirst() {
    return times.gapsIn(span).stream()
        .sorted(Comparator.comparing(Gap::duration).reversed())
        .toList();
  }

  private Failure moreGaps(Failure failure, List<Gap> gaps) {
    gaps.stream()
        .skip(1)
        .limit(3)
        .forEach(gap -> failure.because(
            "and for " + Durations.format(gap.duration()) + WhereTimeWent.when(gap)));
    if (gaps.size() > 4) {
      failure.because("and in " + (gaps.size() - 4) + " more gaps");
    }
    return went().explain(failure);
  }

  static @Nullable Failure gaps(SpanData span, Scene scene, TimeLimit limit) {
    return of(span, scene, "no gap longer than " + limit.phrase())
        .judge(latency -> latency.gaps(limit));
  }

  private @Nullable Failure gaps(TimeLimit limit) {
    List<Gap> gaps = longestFirst().stream()
        .filter(gap -> gap.duration().compareTo(limit.allowed()) > 0)
        .toList();
    if (gaps.isEmpty()) {
      return null;
    }
    Gap longest = gaps.get(0);
    return moreGaps(
        Failure.of("span %s: %s%s, expected no gap longer than %s"
            .formatted(
                Words.span(span),
                WhereTimeWent.nothingRan(longest.duration()),
                trace.childrenOf(span).isEmpty()
                    ? ", since it has no children"
                    : WhereTimeWent.when(longest),
                limit.phrase())),
        gaps);
  }

  static @Nullable Failure firstChild(SpanData span, Scene scene, TimeLimit limit) {
    return of(span, scene, "a child within " + limit.phrase())
        .judge(latency -> latency.firstChild(limit));
  }

  private @Nullable Failure firstChild(TimeLimit limit) {
    List<SpanData> children = new ArrayList<>(trace.childrenOf(span));
    Optional<SpanData> foreign =
        children.stream().filter(child -> clocks(child).isPresent()).findFirst();
    if (children.isEmpty()) {
      return problem("expected a child within " + limit.phrase() + ", but it has none");
    }
    if (foreign.isPresent() && scene.clockTolerance() == null) {
      return otherClock("expected a child within " + limit.phrase(), foreign.get());
    }
    SpanData first = children.get(0);
    Duration until = Durations.between(span.getStartEpochNanos(), first.getStartEpochNanos());
    return limit.isKeptBy(until)
        ? null
        : went()
            .explain(Failure.of("span %s: its first child %s began after %s, expected less than %s"
                .formatted(
                    Words.span(span), Words.span(first), limit.print(until), limit.phrase())))
            .marking(first, "began " + Durations.format(until) + " after its parent");
  }

  private Optional<Clock.Difference> clocks(SpanData other) {
    return Clock.of(span).differenceTo(Clock.of(other));
  }

  private Failure problem(String problem) {
    return SpanFailure.of(span, scene, problem, problem);
  }

  private Failure otherClock(String expected, SpanData other) {
    Clock.Difference difference = clocks(other).orElseThrow();
    return SpanFailure.of(
            span,
            scene,
            "%s, but that cannot be judged: %s was timed by another clock: %s"
                .formatted(expected, Words.span(other), difference.phrase()),
            difference.one())
        .marking(other, difference.other())
        .advising(TimedPair.ADVICE);
  }

  static @Nullable Failure share(SpanData span, Scene scene, double percent) {
    return of(span, scene, "less than " + Percent.print(percent) + " % of its parent")
        .judge(latency -> latency.share(percent));
  }

  private @Nullable Failure share(double percent) {
    String expected = "less than " + Percent.print(percent) + " % of its parent";
    Optional<SpanData> parent = trace.parentOf(span);
    if (parent.isEmpty() || !parent.get().hasEnded()) {
      return problem("expected %s, but %s"
          .formatted(
              expected,
              parent.isEmpty() ? SpanKinAssert.parentPhrase(trace, span) : "that has not ended"));
    }
    Duration took = Durations.of(span);
    double share = Percent.of(took, Durations.of(parent.get()));
    return share < percent
        ? null
        : failure("took %s, which is %s of its parent %s, expected less than %s %%: "
            .formatted(
                Durations.format(took),
                Percent.above(share, percent),
                Words.span(parent.get()),
                Percent.print(percent)));
  }

  static @Nullable Failure subtree(SpanData span, Scene scene, TimeLimit limit) {
    Trace trace = scene.traceOf(span);
    TraceTimes times = TraceTimes.of(trace);
    return Overall.of(
            "span %s with all below it".formatted(Words.span(span)),
            span,
            times.extentOf(span),
            trace,
            times)
        .judge(limit, scene);
  }
}
