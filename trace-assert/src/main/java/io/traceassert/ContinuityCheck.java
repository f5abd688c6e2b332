package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks that traces are whole: nothing is cut off, and nothing hangs in the air. */
final class ContinuityCheck {

  private static final int MOST_EXPLAINED = 5;

  private final Continuity expected;
  private final Scene scene;
  private final Map<SpanData, Break> breaks = new LinkedHashMap<>();

  private ContinuityCheck(Continuity expected, Scene scene) {
    this.expected = expected;
    this.scene = scene;
  }

  /** Checks traces; null means that they are whole. */
  static @Nullable Failure of(List<Trace> traces, Continuity expected, Scene scene) {
    return new ContinuityCheck(expected, scene).check(traces);
  }

  private @Nullable Failure check(List<Trace> traces) {
    List<List<Trace>> groups = expected.followsLinks()
        ? LinkedTraces.groups(traces, scene)
        : traces.stream().map(List::of).toList();
    traces.forEach(this::findBreaks);
    if (groups.size() != expected.traces()) {
      return unexpectedCount(groups, traces);
    }
    return breaks.isEmpty() ? null : explained(Failure.of(heading()));
  }

  private Failure unexpectedCount(List<List<Trace>> groups, List<Trace> traces) {
    int count = groups.size();
    boolean tooMany = count > expected.traces();
    String blame = tooMany ? Strays.blame(scene) : "";
    Failure failure = explained(Failure.of("expected %s, but there %s %d%s"
        .formatted(
            Words.count(expected.traces(), "continuous trace"), Words.isAre(count), count, blame)));
    if (tooMany) {
      Set<String> said = breaks.keySet().stream()
          .flatMap(span -> LostParent.certain(span, scene).stream())
          .collect(Collectors.toSet());
      if (!expected.followsLinks()) {
        LinkedTraces.explain(failure, scene);
      } else if (blame.isEmpty()) {
        LinkedTraces.explainApart(failure, groups);
      }
      traces.stream()
          .flatMap(trace -> trace.beginnings().stream())
          .flatMap(span -> LostParent.certain(span, scene).stream())
          .distinct()
          .filter(sentence -> !said.contains(sentence))
          .forEach(failure::because);
      Strays.explain(failure, scene);
    }
    return failure.drawing(traces).comparing(expected.traces(), count);
  }

  private String heading() {
    Break first = breaks.values().iterator().next();
    int more = breaks.size() - 1;
    return "%s is not continuous: %s%s"
        .formatted(
            Words.trace(first.span.getTraceId()),
            first.problem,
            more == 0 ? "" : ", and " + Words.count(more, "more break"));
  }

  private Failure explained(Failure failure) {
    breaks.values().stream().limit(MOST_EXPLAINED).forEach(each -> {
      if (breaks.size() > 1) {
        failure.because(each.problem); // of one alone, the heading says it
      }
      if (each.lost) {
        LostParent.explain(failure, each.span, scene);
        Strays.explain(failure, each.span, scene);
      }
    });
    breaks
        .values()
        .forEach(
            each -> failure.marking(each.span, each.comment).drawing(scene.traceOf(each.span)));
    return failure;
  }

  /**
   * Looks at one trace. What links connect are beginnings of their own: a batch of messages has
   * come from several.
   */
  private void findBreaks(Trace trace) {
    trace.orphans().stream()
        .filter(this::isUnlinked)
        .forEach(span -> addLost(
            span,
            "%s is cut off: its parent %s"
                .formatted(Words.span(span), Words.uncapturedParent(span))));
    trace.entrySpans().stream()
        .filter(span -> LostParent.isInAnotherTrace(span, scene))
        .forEach(span ->
            addLost(span, "%s continues a span of another trace".formatted(Words.span(span))));
    trace
        .cycles()
        .forEach(span ->
            add(span, "%s is its own ancestor".formatted(Words.span(span)), "cut off here"));
    trace
        .duplicates()
        .forEach(span -> add(
            span,
            "%s shares its span id %s with another span"
                .formatted(Words.span(span), Words.shortId(span.getSpanId())),
            "span id is used twice"));
    List<SpanData> beginnings = Stream.concat(
            trace.roots().stream(),
            expected.allowsSeveralEntries() ? Stream.of() : trace.entrySpans().stream())
        .filter(this::isUnlinked)
        .toList();
    beginnings.stream().skip(1).forEach(span -> addBeginning(span, beginnings.get(0)));
  }

  private void addBeginning(SpanData span, SpanData first) {
    boolean entry = span.getParentSpanContext().isValid();
    String problem = entry
        ? "%s is a second beginning beside %s: its parent %s"
            .formatted(Words.span(span), Words.span(first), Words.uncapturedParent(span))
        : "%s is a second root beside %s".formatted(Words.span(span), Words.span(first));
    addLost(span, problem);
  }

  private boolean isUnlinked(SpanData span) {
    return !expected.followsLinks()
        || SpanLink.of(span, scene).stream().noneMatch(link -> link.target().isPresent());
  }

  private void addLost(SpanData span, String problem) {
    breaks.putIfAbsent(span, new Break(span, problem, "cut off here", true));
  }

  private void add(SpanData span, String problem, String comment) {
    breaks.putIfAbsent(span, new Break(span, problem, comment, false));
  }

  /** Where a trace is not whole; lost is a span that should have a parent. */
  private record Break(SpanData span, String problem, String comment, boolean lost) {}
}
