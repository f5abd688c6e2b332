package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.latency.Extent;
import io.traceassert.latency.Gap;
import io.traceassert.latency.TraceTimes;
import io.traceassert.text.Durations;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import io.traceassert.trace.Clock;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long a trace took as a whole, or a part of it.
 *
 * @param what names it in a sentence
 * @param top the span that it begins with
 */
record Overall(String what, SpanData top, Extent extent, Trace trace, TraceTimes times) {

  static Overall of(Trace trace) {
    TraceTimes times = TraceTimes.of(trace);
    SpanData top =
        trace.beginnings().isEmpty() ? trace.spans().get(0) : trace.beginnings().get(0);
    return new Overall(phrase(trace), top, times.extent(), trace, times);
  }

  static Overall of(String what, SpanData top, Extent extent, Trace trace, TraceTimes times) {
    return new Overall(what, top, extent, trace, times);
  }

  /** Names a trace and what it begins with. */
  static String phrase(Trace trace) {
    List<SpanData> tops = trace.beginnings();
    return Words.trace(trace.traceId())
        + (tops.isEmpty() ? "" : " (" + Notation.quoted(tops.get(0).getName()) + ")");
  }

  @Nullable
  Failure judge(TimeLimit limit, Scene scene) {
    if (!extent.open().isEmpty()) {
      return open(limit);
    }
    boolean refused = !extent.elsewhere().isEmpty() && scene.clockTolerance() == null;
    Duration took = extent.elsewhere().isEmpty() || refused ? extent.duration() : byAllClocks();
    if (!limit.isKeptBy(took)) {
      return tooLong(took, limit, refused ? extent.longest() : longest());
    }
    return refused ? otherClock(limit) : null;
  }

  private SpanData longest() {
    return Stream.concat(Stream.of(extent.longest()), extent.elsewhere().stream())
        .max(Comparator.comparing(Durations::of))
        .orElseThrow();
  }

  private Duration byAllClocks() {
    List<SpanData> all = new ArrayList<>(trace.descendantsOf(top));
    all.add(top);
    return trace.beginnings().contains(top) ? trace.duration() : Trace.of(all).duration();
  }

  private Failure open(TimeLimit limit) {
    Failure failure = Failure.of(
            "%s: expected to take less than %s, but that cannot be judged: %s %s not ended"
                .formatted(
                    what,
                    limit.phrase(),
                    Words.list(extent.open().stream().map(Words::span).toList()),
                    extent.open().size() == 1 ? "has" : "have"))
        .drawing(trace);
    extent.open().forEach(span -> failure.marking(span, "expected to have ended"));
    return failure;
  }

  private Failure otherClock(TimeLimit limit) {
    SpanData other = extent.elsewhere().get(0);
    Failure failure = Failure.of(
            "%s: expected to take less than %s, but that cannot be judged: %s was timed by another clock%s"
                .formatted(
                    what,
                    limit.phrase(),
                    WhereTimeWent.name(other),
                    difference(other)
                        .map(difference -> ": " + difference.phrase())
                        .orElse("")))
        .because("all else took %s".formatted(Durations.format(extent.duration())))
        .drawing(trace)
        .advising(TimedPair.ADVICE);
    extent
        .elsewhere()
        .forEach(span ->
            difference(span).ifPresent(difference -> failure.marking(span, difference.other())));
    return failure;
  }

  private Optional<Clock.Difference> difference(SpanData other) {
    SpanData one = trace.parentOf(other).orElse(top);
    return Clock.of(one).differenceTo(Clock.of(other));
  }

  private Failure tooLong(Duration took, TimeLimit limit, SpanData longest) {
    WhereTimeWent went = WhereTimeWent.of(trace, times, longest, took);
    Optional<Gap> gap = extent.gaps().stream()
        .max(Comparator.comparing(Gap::duration))
        .filter(pause -> pause.duration().compareTo(went.path().duration()) > 0);
    if (gap.isPresent()) {
      return betweenTops(gap.get(), took, limit, went);
    }
    Failure failure = Failure.of(heading(took, limit, went.culprit()));
    if (longest != top) {
      failure.because("%s itself took %s; what took longest is %s, for which nothing above it waits"
          .formatted(
              Words.span(top), Durations.format(Durations.of(top)), WhereTimeWent.name(longest)));
    }
    return went.explain(failure);
  }

  private String heading(Duration took, TimeLimit limit, String culprit) {
    return "%s took %s, expected less than %s: %s"
        .formatted(what, limit.print(took), limit.phrase(), culprit);
  }

  private Failure betweenTops(Gap gap, Duration took, TimeLimit limit, WhereTimeWent went) {
    String pause = WhereTimeWent.nothingRan(gap.duration());
    String part = Percent.rounded(Percent.of(gap.duration(), took));
    Failure failure =
        Failure.of(heading(took, limit, pause + WhereTimeWent.when(gap) + " (" + part + ")"));
    if (gap.before() != null) {
      failure.marking(gap.before(), pause + " before it began");
    }
    return went.table(failure);
  }
}
