package io.traceassert;

import static java.util.Comparator.comparing;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.latency.CriticalPath;
import io.traceassert.latency.CriticalPath.Share;
import io.traceassert.text.Durations;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which spans of a run took more of its time than those of the same name in another. */
final class Slower {

  private Slower() {}

  /** Names the one that took most more, on the critical paths of two spans. */
  static Optional<String> culprit(Trace trace, SpanData top, Trace others, SpanData othersTop) {
    Map<String, Duration> ours = byName(CriticalPath.of(trace, top));
    Map<String, Duration> theirs = byName(CriticalPath.of(others, othersTop));
    return ours.entrySet().stream()
        .map(span -> new Grown(
            span.getKey(), span.getValue(), theirs.getOrDefault(span.getKey(), Duration.ZERO)))
        .max(comparing(Grown::more).thenComparing(Grown::name))
        .map(Grown::phrase);
  }

  /** The time of the spans of one name, here and there. */
  private record Grown(String name, Duration here, Duration there) {

    Duration more() {
      return here.minus(there);
    }

    String phrase() {
      return "%s spent %s of it, and %s in the other body"
          .formatted(name, Durations.format(here), Durations.format(there));
    }
  }

  private static Map<String, Duration> byName(CriticalPath path) {
    return path.shares().stream()
        .collect(Collectors.toMap(
            share -> WhereTimeWent.name(share.span()), Share::time, Duration::plus));
  }
}
