package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the errors of many spans. Null means that nothing is. */
final class TraceErrors {

  private static final int MOST_EXPLAINED = 5;

  private TraceErrors() {}

  /** Checks that no span of some traces has an error. */
  static @Nullable Failure none(List<SpanData> spans, List<Trace> traces, Scene scene) {
    return none(spans, "in " + Selection.place(traces), scene);
  }

  /** Checks that no span of a selection has an error. */
  static @Nullable Failure none(Selection selection, Scene scene) {
    return selection.isEmpty()
        ? PatternSearch.none(selection, ", so nothing can be said of their errors")
        : none(selection, "in spans " + selection.phrase(), scene);
  }

  private static @Nullable Failure none(List<SpanData> spans, String where, Scene scene) {
    List<SpanData> failed = failed(spans, scene);
    if (!failed.isEmpty()) {
      return explain(
          Failure.of("expected no errors %s, but %s".formatted(where, haveOne(failed))),
          failed,
          scene);
    }
    List<SpanData> unclear =
        spans.stream().filter(span -> SpanErrors.dropped(span).isPresent()).toList();
    return unclear.isEmpty()
        ? null
        : cannotTell("that there are no errors " + where, unclear, scene);
  }

  /** Says of which spans errors may have been dropped. */
  static Failure cannotTell(String what, List<SpanData> unclear, Scene scene) {
    Failure failure = Failure.of("cannot tell " + what);
    for (SpanData span : unclear) {
      SpanErrors.dropped(span)
          .ifPresent(dropped -> dropped.explainError(failure, Words.span(span) + ": "));
      failure.marking(span, "data was dropped").drawing(scene.traceOf(span));
    }
    return failure;
  }

  /** Checks that there are errors in spans as described, and in no others. */
  static @Nullable Failure onlyIn(
      List<SpanPattern> expected, List<SpanData> spans, List<Trace> traces, Scene scene) {
    List<SpanData> failed = failed(spans, scene);
    List<SpanData> others = failed.stream()
        .filter(span -> expected.stream().noneMatch(each -> matches(each, span, scene)))
        .toList();
    Optional<SpanPattern> idle = expected.stream()
        .filter(each -> failed.stream().noneMatch(span -> matches(each, span, scene)))
        .findFirst();
    if (!others.isEmpty()) {
      String patterns = Words.list(expected.stream().map(SpanPattern::phrase).toList());
      return explain(
          Failure.of("expected errors only in %s, but %s".formatted(patterns, haveOne(others))),
          others,
          scene);
    }
    if (idle.isPresent()) {
      return idle(idle.get(), failed, traces);
    }
    failed.forEach(scene::lookedAtErrorsOf);
    return null;
  }

  private static boolean matches(SpanPattern pattern, SpanData span, Scene scene) {
    return pattern.matches(span, scene.traceOf(span));
  }

  /** A pattern that no error is in is a mistake in the test, or in what it expects. */
  private static Failure idle(SpanPattern pattern, List<SpanData> failed, List<Trace> traces) {
    Selection selection = Selection.of(pattern, traces);
    if (selection.isEmpty()) {
      return PatternSearch.none(selection, ", so there is no error in one");
    }
    Failure failure = Failure.of(
            "expected an error in %s, but there is none".formatted(selection.phrase()))
        .because(
            failed.isEmpty()
                ? "no span has an error"
                : "errors are in " + Words.list(failed.stream().map(Words::span).toList()))
        .drawing(selection.tracesOf(selection));
    selection.forEach(span -> failure.marking(span, "has no error"));
    return failure;
  }

  /** Checks that no span hides from its parent's reader what happened below. */
  static @Nullable Failure swallowed(List<Trace> traces, Scene scene) {
    List<Swallowed> swallowed = traces.stream()
        .flatMap(
            trace -> trace.spans().stream().flatMap(span -> Swallowed.of(span, trace).stream()))
        .toList();
    if (swallowed.isEmpty()) {
      return null;
    }
    Failure failure = Failure.of("expected no swallowed errors in %s, but %s"
        .formatted(
            Selection.place(traces),
            swallowed.size() == 1
                ? Words.span(swallowed.get(0).parent) + " swallowed that of "
                    + Words.span(swallowed.get(0).child)
                : Words.count(swallowed.size(), "error") + " are swallowed"));
    swallowed.stream().limit(MOST_EXPLAINED).forEach(each -> failure.because(each.phrase()));
    more(failure, swallowed.size());
    swallowed.forEach(each -> failure
        .marking(each.parent, ErrorPath.swallowedHere(each.parent))
        .drawing(scene.traceOf(each.parent)));
    return failure;
  }

  /** An error and the parent that does not show it. */
  private record Swallowed(SpanData child, SpanData parent) {

    static Optional<Swallowed> of(SpanData span, Trace trace) {
      return SpanErrors.hasErrorStatus(span)
          ? trace
              .parentOf(span)
              .filter(parent -> !SpanErrors.handOn(parent))
              .map(parent -> new Swallowed(span, parent))
          : Optional.empty();
    }

    String phrase() {
      return "%s: %s; its parent %s: status %s"
          .formatted(
              Words.span(child),
              SpanErrors.summary(child),
              Words.span(parent),
              SpanErrors.status(parent.getStatus()));
    }
  }

  /** Says of some spans that no assertion has looked at their errors. */
  static Failure unexpected(List<SpanData> spans, Scene scene) {
    List<SpanData> failed = failed(spans, scene);
    String whose = failed.size() == 1
        ? Words.span(failed.get(0)) + " has an error"
        : Words.count(failed.size(), "span") + " have errors";
    return explain(Failure.of(whose + " that no assertion looked at"), failed, scene)
        .advising(
            "If it was meant, say so: span(…).failsWith(…), errorsOnlyIn(…), or ERROR in the pattern or shape.");
  }

  /** Names the spans with their errors, marks them and draws their traces. */
  static Failure explain(Failure failure, List<SpanData> failed, Scene scene) {
    failed.stream()
        .limit(MOST_EXPLAINED)
        .forEach(span -> failure.because(Words.span(span) + ": " + SpanErrors.summary(span)));
    more(failure, failed.size());
    failed.forEach(span -> failure.marking(span, "has an error").drawing(scene.traceOf(span)));
    return failure;
  }

  private static void more(Failure failure, int count) {
    if (count > MOST_EXPLAINED) {
      failure.because("and " + (count - MOST_EXPLAINED) + " more");
    }
  }

  /**
   * The spans with errors; first those in which one began, with none directly below, then the
   * deeper ones.
   */
  static List<SpanData> failed(List<SpanData> spans, Scene scene) {
    return spans.stream()
        .filter(SpanErrors::areIn)
        .sorted(Comparator.comparing((SpanData span) -> hasFailedBelow(span, scene))
            .thenComparing(span -> -scene.traceOf(span).depthOf(span)))
        .toList();
  }

  private static boolean hasFailedBelow(SpanData span, Scene scene) {
    return scene.traceOf(span).childrenOf(span).stream().anyMatch(SpanErrors::areIn);
  }

  private static String haveOne(List<SpanData> failed) {
    return failed.size() == 1
        ? Words.span(failed.get(0)) + " has one"
        : Words.count(failed.size(), "span") + " have one: "
            + Words.list(failed.stream().map(Words::span).toList());
  }
}
