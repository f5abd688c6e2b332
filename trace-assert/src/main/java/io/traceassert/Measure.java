package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.latency.SelfTimes;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Durations;
import io.traceassert.trace.Clock;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a latency budget measures in the traces of one run: spans as described, the times of several
 * added up.
 *
 * @param pattern the spans; null for those that the traces begin with
 * @param isSelfTime whether only the time counts in which no child ran
 */
record Measure(@Nullable SpanPattern pattern, boolean isSelfTime) {

  /** Names what is measured. */
  String phrase() {
    return (isSelfTime ? "the self time of " : "")
        + (pattern == null ? "the whole trace" : pattern.phrase());
  }

  /** Finds the spans. */
  Found<List<SpanData>> spans(Scene scene) {
    if (pattern == null) {
      List<SpanData> tops =
          scene.traces().stream().flatMap(trace -> trace.beginnings().stream()).toList();
      return tops.isEmpty()
          ? Found.failed(Failure.of("no trace has a root, so that nothing tells how long it took")
              .drawing(scene.traces()))
          : Found.value(tops);
    }
    Selection selection = Selection.of(pattern, scene.traces());
    return selection.isEmpty()
        ? Found.failed(PatternSearch.none(selection, ""))
        : Found.value(selection);
  }

  /** Tells whether one span is measured, and is one of the whole, or within it all the time. */
  boolean isPartOf(Measure whole, Scene scene) {
    Found<List<SpanData>> parts = spans(scene);
    Found<List<SpanData>> wholes = whole.spans(scene);
    return parts.holds()
        && wholes.holds()
        && parts.value().size() == 1
        && wholes.value().size() == 1
        && isWithin(parts.value().get(0), wholes.value().get(0), scene);
  }

  private static boolean isWithin(SpanData part, SpanData whole, Scene scene) {
    return part == whole
        || (scene.traceOf(part).ancestorsOf(part).contains(whole)
            && Clock.of(part).differenceTo(Clock.of(whole)).isEmpty()
            && part.getEndEpochNanos() <= whole.getEndEpochNanos());
  }

  /** Adds up the nanoseconds. */
  double nanos(List<SpanData> spans, Scene scene) {
    return spans.stream()
        .mapToDouble(span -> nanos(isSelfTime ? selfTime(span, scene) : Durations.of(span)))
        .sum();
  }

  private static double nanos(Duration duration) {
    return duration.getSeconds() * 1e9 + duration.getNano();
  }

  private static Duration selfTime(SpanData span, Scene scene) {
    Trace trace = scene.traceOf(span);
    return SelfTimes.of(trace).of(span);
  }
}
