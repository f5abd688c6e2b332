package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Durations;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the time of one span. Null means that nothing is. */
final class TimeFailure {

  private static final String EARLY =
      "A span that starts before its parent was given a start time, was timed by another clock, or has the wrong parent.";
  private static final String LATE =
      "A child may outlive its parent when its work is asynchronous and nobody waits for it. Otherwise check whether the parent is ended too soon, or the child is never joined, is ended too late or has the wrong parent.";

  private TimeFailure() {}

  static @Nullable Failure start(SpanData span, Scene scene, Instant expected) {
    return at(span, scene, "start", expected, instant(span.getStartEpochNanos()));
  }

  static @Nullable Failure end(SpanData span, Scene scene, Instant expected) {
    return span.hasEnded()
        ? at(span, scene, "end", expected, instant(span.getEndEpochNanos()))
        : notEnded(span, scene, "to end at " + expected);
  }

  private static @Nullable Failure at(
      SpanData span, Scene scene, String verb, Instant expected, Instant actual) {
    if (actual.equals(expected)) {
      return null;
    }
    Duration late = Duration.between(expected, actual);
    return SpanFailure.of(
            span,
            scene,
            "expected to %s at %s, but %sed %s %s, at %s"
                .formatted(
                    verb,
                    expected,
                    verb,
                    Durations.format(late.abs(), Duration.ZERO),
                    late.isNegative() ? "earlier" : "later",
                    actual),
            "expected to %s at %s".formatted(verb, expected))
        .comparing(expected, actual);
  }

  static Instant instant(long epochNanos) {
    return Instant.ofEpochSecond(0, epochNanos);
  }

  static @Nullable Failure duration(SpanData span, Scene scene, Duration expected) {
    if (!span.hasEnded()) {
      return notEnded(span, scene, "to last " + Durations.exact(expected));
    }
    Duration actual = Durations.of(span);
    return actual.equals(expected)
        ? null
        : SpanFailure.different(
                span, scene, "duration", Durations.exact(expected), Durations.exact(actual))
            .comparing(expected, actual);
  }

  private static Failure notEnded(SpanData span, Scene scene, String expected) {
    return SpanFailure.of(
        span, scene, "expected " + expected + ", but has not ended", "expected " + expected);
  }

  static @Nullable Failure relation(
      SpanData span, Scene scene, TimeRelation relation, SpanData other) {
    String expected = "expected " + relation.phrase(Words.span(other));
    if (span.equals(other)) {
      return SpanFailure.of(span, scene, expected + ", but that is the span itself", expected);
    }
    TimedPair pair = TimedPair.of(span, other, scene);
    if (pair.holds(relation)) {
      return null;
    }
    String problem = pair.isRefused() ? "they " + pair.refusal() : pair.instead(relation, "it");
    return pair.explain(
        SpanFailure.of(span, scene, expected + ", but " + problem, expected),
        relation,
        Words::span,
        Timeline.of(List.of(scene.traceOf(span)))::phrase);
  }

  static @Nullable Failure withinParent(SpanData span, Scene scene) {
    Trace trace = scene.traceOf(span);
    Optional<SpanData> parent = trace.parentOf(span);
    if (parent.isEmpty()) {
      return SpanFailure.of(
          span,
          scene,
          "expected to be within its parent, but " + SpanKinAssert.parentPhrase(trace, span),
          "expected to be within its parent");
    }
    Failure failure = relation(span, scene, TimeRelation.IS_WITHIN, parent.get());
    return failure == null || TimedPair.of(span, parent.get(), scene).isRefused()
        ? failure
        : failure.advising(startsBefore(span, parent.get()) ? EARLY : LATE);
  }

  private static boolean startsBefore(SpanData one, SpanData other) {
    return one.getStartEpochNanos() < other.getStartEpochNanos();
  }
}
