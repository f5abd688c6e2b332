package io.traceassert;

import static java.util.Comparator.comparing;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.latency.CriticalPath;
import io.traceassert.latency.CriticalPath.Share;
import io.traceassert.latency.TraceTimes;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Durations;
import io.traceassert.text.Notation;
import io.traceassert.text.Spelling;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be wrong with how long traces took. Null means that nothing is. */
final class TraceLatency {

  private static final String ONE_BEGINNING =
      "A critical path is that of one root or entry span. Find out why there are more with isContinuous().";
  private static final int MOST_EXPLAINED = 5;

  private TraceLatency() {}

  /** Checks one trace after the other. */
  static @Nullable Failure each(List<Trace> traces, Function<Trace, @Nullable Failure> check) {
    for (Trace trace : traces) {
      Failure failure = check.apply(trace);
      if (failure != null) {
        return failure;
      }
    }
    return null;
  }

  static @Nullable Failure inService(String service, Trace trace, TimeLimit limit) {
    List<SpanData> spans = trace.spans().stream()
        .filter(span -> Words.service(span).equals(service))
        .toList();
    if (spans.isEmpty()) {
      return noService(service, trace);
    }
    List<SpanData> open = spans.stream().filter(span -> !span.hasEnded()).toList();
    if (!open.isEmpty()) {
      return cannotJudge(service, open, trace, limit);
    }
    TraceTimes times = TraceTimes.of(trace);
    Duration took = times.inService(service);
    if (limit.isKeptBy(took)) {
      return null;
    }
    SpanData longest = spans.stream().max(comparing(Durations::of)).orElseThrow();
    WhereTimeWent went = WhereTimeWent.of(trace, times, longest, took);
    Failure failure = Failure.of("service %s took %s in %s, expected less than %s: %s"
        .formatted(
            Notation.quoted(service),
            limit.print(took),
            Overall.phrase(trace),
            limit.phrase(),
            went.culprit()));
    if (spans.size() > 1) {
      failure.because("it has %d spans; the longest is %s with %s"
          .formatted(spans.size(), Words.span(longest), Durations.format(Durations.of(longest))));
    }
    return went.explain(failure);
  }

  private static Failure noService(String service, Trace trace) {
    List<String> services =
        trace.spans().stream().map(Words::service).distinct().toList();
    List<String> nearest = Spelling.nearest(service, services);
    return Failure.of("no span of service %s in %s%s"
            .formatted(
                Notation.quoted(service),
                Overall.phrase(trace),
                nearest.isEmpty() ? "" : "; nearest: " + Words.names(nearest)))
        .drawing(trace);
  }

  private static Failure cannotJudge(
      String service, List<SpanData> open, Trace trace, TimeLimit limit) {
    Failure failure = Failure.of(
            "service %s: expected to take less than %s, but that cannot be judged: %s %s not ended"
                .formatted(
                    Notation.quoted(service),
                    limit.phrase(),
                    Words.list(open.stream().map(Words::span).toList()),
                    open.size() == 1 ? "has" : "have"))
        .drawing(trace);
    open.forEach(span -> failure.marking(span, "expected to have ended"));
    return failure;
  }

  static @Nullable Failure pathThrough(SpanPattern pattern, Trace trace) {
    return on(pattern, trace, (path, matching) -> {
      if (!path.timeIn(matching).isZero()) {
        return null;
      }
      return explainMissed(
          Failure.of("the critical path of %s does not go through %s: %s"
              .formatted(Overall.phrase(trace), pattern.phrase(), why(matching.get(0), path))),
          matching,
          path,
          trace);
    });
  }

  private static String why(SpanData span, CriticalPath path) {
    List<Share> then = path.during(span);
    return then.isEmpty()
        ? "%s took no time while %s ran".formatted(Words.span(span), Words.span(path.top()))
        : "while %s ran, %s was on it"
            .formatted(Words.span(span), Words.span(then.get(0).span()));
  }

  private static Failure explainMissed(
      Failure failure, List<SpanData> matching, CriticalPath path, Trace trace) {
    matching.stream()
        .skip(1)
        .limit(MOST_EXPLAINED)
        .forEach(span -> failure.because(why(span, path)));
    return marked(failure, matching, "not on the critical path", path, trace);
  }

  private static Failure table(Failure failure, CriticalPath path, Trace trace) {
    return WhereTimeWent.of(trace, TraceTimes.of(trace), path.top(), path.duration())
        .table(failure);
  }

  static @Nullable Failure pathNotThrough(SpanPattern pattern, Trace trace) {
    return on(pattern, trace, (path, matching) -> {
      List<SpanData> guilty =
          matching.stream().filter(span -> !path.timeIn(List.of(span)).isZero()).toList();
      if (guilty.isEmpty()) {
        return null;
      }
      Duration time = path.timeIn(guilty);
      return marked(
          Failure.of("the critical path of %s goes through %s: %s %s of it (%s)"
              .formatted(
                  Overall.phrase(trace),
                  pattern.phrase(),
                  have(guilty),
                  Durations.format(time),
                  Percent.rounded(Percent.of(time, path.duration())))),
          guilty,
          "on the critical path",
          path,
          trace);
    });
  }

  private static Failure marked(
      Failure failure, List<SpanData> spans, String comment, CriticalPath path, Trace trace) {
    spans.stream().limit(MOST_EXPLAINED).forEach(span -> failure.marking(span, comment));
    return table(failure, path, trace);
  }

  private static String have(List<SpanData> spans) {
    return spans.size() == 1
        ? WhereTimeWent.name(spans.get(0)) + " has"
        : WhereTimeWent.name(spans.get(0)) + " and " + (spans.size() - 1) + " more have";
  }

  static @Nullable Failure pathShare(SpanPattern pattern, double percent, Trace trace) {
    return on(pattern, trace, (path, matching) -> {
      Duration time = path.timeIn(matching);
      double share = Percent.of(time, path.duration());
      if (share < percent) {
        return null;
      }
      return marked(
          Failure.of("%s %s of the critical path of %s, expected less than %s %%: %s of %s"
              .formatted(
                  have(matching),
                  Percent.above(share, percent),
                  Overall.phrase(trace),
                  Percent.print(percent),
                  Durations.format(time),
                  Durations.format(path.duration()))),
          matching,
          "expected less than " + Percent.print(percent) + " %",
          path,
          trace);
    });
  }

  /** Looks at the critical path of a trace, and at the spans that a pattern describes, if any. */
  private static @Nullable Failure on(SpanPattern pattern, Trace trace, PathCheck check) {
    Selection matching = Selection.of(pattern, trace);
    if (matching.isEmpty()) {
      return PatternSearch.none(matching, ", so nothing can be said of its critical path");
    }
    return path(trace).judge(path -> check.apply(path, matching));
  }

  private static Found<CriticalPath> path(Trace trace) {
    List<SpanData> tops = trace.beginnings();
    if (tops.size() == 1 && tops.get(0).hasEnded()) {
      return Found.value(CriticalPath.of(trace));
    }
    Failure failure = Failure.of("%s has no critical path: %s"
            .formatted(
                Overall.phrase(trace),
                tops.size() == 1
                    ? "%s has not ended".formatted(Words.span(tops.get(0)))
                    : "there are " + tops.size() + " roots and entry spans"))
        .drawing(trace);
    tops.forEach(top -> failure.marking(top, tops.size() == 1 ? "expected to have ended" : "root"));
    return Found.failed(tops.size() == 1 ? failure : failure.advising(ONE_BEGINNING));
  }

  /** Finds the span that has most of its critical path for itself. */
  static Found<SpanData> slowest(List<Trace> traces) {
    List<Share> shares = new ArrayList<>();
    for (Trace trace : traces) {
      Found<CriticalPath> path = path(trace);
      if (path.failure() != null) {
        return Found.failed(path.failure());
      }
      path.value().shares().stream().findFirst().ifPresent(shares::add);
    }
    return shares.stream()
        .max(comparing(Share::time))
        .map(share -> Found.value(share.span()))
        .orElseGet(() -> Found.failed(
            Failure.of("no span is the slowest: none took any time").drawing(traces)));
  }

  /** What is asked of a critical path and some spans of the trace. */
  @FunctionalInterface
  private interface PathCheck {

    @Nullable
    Failure apply(CriticalPath path, List<SpanData> matching);
  }
}
