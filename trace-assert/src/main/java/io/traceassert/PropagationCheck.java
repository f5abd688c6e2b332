package io.traceassert;

import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks that spans continue those that called them. */
final class PropagationCheck {

  private final SpanPattern expected;
  private final Scene scene;

  private PropagationCheck(SpanPattern expected, Scene scene) {
    this.expected = expected;
    this.scene = scene;
  }

  static @Nullable Failure of(
      SpanPattern parent, SpanPattern child, List<Trace> traces, Scene scene) {
    Selection children = Selection.of(child, traces);
    if (children.isEmpty()) {
      return traces.size() == 1
          ? PatternSearch.single(child, traces.get(0), scene).failure()
          : PatternSearch.none(children, "");
    }
    PropagationCheck check = new PropagationCheck(parent, scene);
    return children.stream()
        .map(check::check)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(() -> lookedAt(child, children, scene));
  }

  private static @Nullable Failure lookedAt(SpanPattern child, Selection children, Scene scene) {
    scene.lookedAt(child, children);
    return null;
  }

  private @Nullable Failure check(SpanData span) {
    Trace trace = scene.traceOf(span);
    Optional<SpanData> parent = trace.parentOf(span);
    return parent.isPresent() ? checkParent(span, parent.get(), trace) : withoutParent(span);
  }

  private @Nullable Failure checkParent(SpanData span, SpanData parent, Trace trace) {
    if (!expected.matches(parent, trace)) {
      return failure(span, "its parent is " + Words.span(parent))
          .marking(parent, "expected " + expected.phrase());
    }
    scene.lookedAt(expected, List.of(parent));
    if (span.getSpanContext().isSampled() != parent.getSpanContext().isSampled()) {
      return failure(
          span, "the sampled flag was %s and became %s".formatted(flag(parent), flag(span)));
    }
    List<String> lost = lostState(parent, span);
    return lost.isEmpty()
        ? null
        : failure(span, "the trace state lost " + Words.list(lost))
            .fact("trace state of the parent", state(parent))
            .fact("trace state", state(span));
  }

  private Failure withoutParent(SpanData span) {
    if (span.getParentSpanContext().isValid()) {
      Failure failure = failure(span, "its parent " + Words.uncapturedParent(span));
      LostParent.explain(failure, span, scene);
      return failure;
    }
    Failure failure = failure(span, "it is a root, of " + Words.trace(span.getTraceId()));
    LostParent.explain(failure, span, scene);
    Strays.explain(failure, span, scene);
    candidates(failure);
    return failure;
  }

  /** Shows what it should have been below, if that is there. */
  private void candidates(Failure failure) {
    Selection.of(expected, scene.traces())
        .forEach(candidate -> failure.drawing(scene.traceOf(candidate)));
  }

  private Failure failure(SpanData span, String problem) {
    return Failure.of(
            "%s does not continue %s: %s".formatted(Words.span(span), expected.phrase(), problem))
        .drawing(scene.traceOf(span))
        .marking(span, "expected to continue " + expected.phrase());
  }

  private static String flag(SpanData span) {
    return span.getSpanContext().isSampled() ? "set" : "not set";
  }

  private static List<String> lostState(SpanData parent, SpanData span) {
    TraceState kept = span.getSpanContext().getTraceState();
    return parent.getSpanContext().getTraceState().asMap().entrySet().stream()
        .filter(entry -> !entry.getValue().equals(kept.get(entry.getKey())))
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .toList();
  }

  private static String state(SpanData span) {
    return Words.entries(span.getSpanContext().getTraceState().asMap());
  }
}
