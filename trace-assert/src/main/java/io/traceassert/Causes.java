package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Words;
import io.traceassert.trace.LinkTarget;
import io.traceassert.trace.Trace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What led to a span: its parents and what is linked, and what led to those. */
final class Causes {

  private Causes() {}

  static @Nullable Failure check(SpanData span, SpanPattern cause, Scene scene) {
    Map<SpanData, Trace> causes = of(span, scene.traceOf(span));
    List<SpanData> matching = causes.entrySet().stream()
        .filter(other -> cause.matches(other.getKey(), other.getValue()))
        .map(Map.Entry::getKey)
        .toList();
    if (!matching.isEmpty()) {
      scene.lookedAt(
          cause, matching.stream().filter(other -> isIn(other, scene)).toList());
      return null;
    }
    Failure failure = SpanFailure.of(
        span,
        scene,
        "expected to be caused by %s, but %s"
            .formatted(cause.phrase(), phrase(span, causes, scene)),
        "expected to be caused by " + cause.phrase());
    Selection.of(cause, scene.traces()).stream()
        .limit(1)
        .forEach(other -> failure
            .because("not connected: " + SpanLink.phrase(other, span))
            .drawing(scene.traceOf(other))
            .marking(other, "expected to lead to " + Words.span(span)));
    Trace trace = scene.traceOf(span);
    trace.beginnings().stream()
        .filter(top -> top.equals(span) || trace.ancestorsOf(span).contains(top))
        .forEach(top -> {
          LostParent.explain(failure, top, scene);
          Strays.explain(failure, top, scene);
        });
    return failure;
  }

  private static boolean isIn(SpanData span, Scene scene) {
    return scene.traces().stream().anyMatch(trace -> trace.contains(span));
  }

  private static String phrase(SpanData span, Map<SpanData, Trace> causes, Scene scene) {
    return causes.isEmpty()
        ? SpanKinAssert.parentPhrase(scene.traceOf(span), span)
            + (span.getLinks().isEmpty() ? " and has no links" : "")
        : "it is caused by "
            + Words.list(causes.keySet().stream().map(Words::span).toList());
  }

  /** Everything that led to a span, the nearest first, with its trace. */
  private static Map<SpanData, Trace> of(SpanData span, Trace trace) {
    Map<SpanData, Trace> causes = new LinkedHashMap<>();
    Deque<LinkTarget> open = new ArrayDeque<>(List.of(new LinkTarget(span, trace)));
    while (!open.isEmpty()) {
      LinkTarget place = open.remove();
      place.trace().parentOf(place.span()).ifPresent(parent -> {
        if (causes.putIfAbsent(parent, place.trace()) == null) {
          open.add(new LinkTarget(parent, place.trace()));
        }
      });
      place.span().getLinks().stream()
          .flatMap(link -> LinkTarget.of(link, place.trace()).stream())
          .filter(target -> causes.putIfAbsent(target.span(), target.trace()) == null)
          .forEach(open::add);
    }
    return causes;
  }
}
