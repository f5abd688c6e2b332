package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Spans of which numbers are bounded: those of whole traces, or a span and all below it.
 *
 * @param traces the traces
 * @param top what the spans are at or below, or null
 * @param scene where they are
 */
record CountBudget(List<Trace> traces, @Nullable SpanData top, Scene scene) {

  private static final int MOST_NAMES = 5;

  static CountBudget of(List<Trace> traces, Scene scene) {
    return new CountBudget(traces, null, scene);
  }

  static CountBudget of(SpanData top, Scene scene) {
    return new CountBudget(List.of(scene.traceOf(top)), top, scene);
  }

  private List<SpanData> spans() {
    return traces.stream().flatMap(trace -> spansOf(trace).stream()).toList();
  }

  private List<SpanData> spansOf(Trace trace) {
    return top == null
        ? trace.spans()
        : Stream.concat(Stream.of(top), trace.descendantsOf(top).stream()).toList();
  }

  private String place() {
    return top == null
        ? "in " + Selection.place(traces)
        : "at and below %s in %s".formatted(Words.span(top), Selection.place(traces));
  }

  /** Verifies how many spans there are. */
  @Nullable
  Failure spans(SizeRange expected, String phrase) {
    List<SpanData> spans = spans();
    if (expected.contains(spans.size())) {
      return null;
    }
    Failure failure = Failure.of("expected %s spans %s, but there %s %d"
        .formatted(phrase, place(), Words.isAre(spans.size()), spans.size()));
    Map<String, Integer> times = new LinkedHashMap<>();
    spans.forEach(span -> times.merge(Words.span(span), 1, Integer::sum));
    times.entrySet().stream()
        .filter(entry -> entry.getValue() > 1)
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(MOST_NAMES)
        .forEach(entry -> failure.because(entry.getKey() + "  x" + entry.getValue()));
    mark(failure);
    return failure.drawing(traces).comparing(expected, spans.size());
  }

  private void mark(Failure failure) {
    if (top != null) {
      failure.marking(top, "counted from here");
    }
  }

  /** Verifies how many spans are above one, up to the one that is counted from. */
  @Nullable
  Failure depthLessThan(int bound) {
    Deepest deepest = traces.stream()
        .flatMap(trace ->
            spansOf(trace).stream().map(span -> new Deepest(span, trace, trace.depthOf(span))))
        .reduce((one, other) -> other.depth > one.depth ? other : one)
        .orElseThrow();
    int depth = deepest.depth - (top == null ? 0 : deepest.trace.depthOf(top));
    return depth < bound ? null : tooDeep(bound, depth, deepest);
  }

  private record Deepest(SpanData span, Trace trace, int depth) {}

  private Failure tooDeep(int bound, int depth, Deepest deepest) {
    List<String> path = deepest.trace.ancestorsOf(deepest.span).stream()
        .limit(Math.min(MOST_NAMES, depth))
        .map(SpanData::getName)
        .toList();
    Failure failure = Failure.of("expected a depth less than %d %s, but %s is at depth %d"
            .formatted(bound, place(), Words.span(deepest.span), depth))
        .because("it is below " + Words.names(path) + (depth > path.size() ? " and more" : ""))
        .marking(deepest.span, "depth " + depth)
        .drawing(deepest.trace)
        .comparing("less than " + bound, depth);
    mark(failure);
    return failure;
  }

  /** Verifies in how many spans an error began. */
  @Nullable
  Failure errorsLessThan(int bound) {
    List<SpanData> spans = spans();
    List<SpanData> began = spans.stream().filter(this::beganHere).toList();
    if (began.size() >= bound) {
      return TraceErrors.explain(
              Failure.of("expected fewer than %s %s, but there %s %d"
                  .formatted(
                      Words.count(bound, "error"),
                      place(),
                      Words.isAre(began.size()),
                      began.size())),
              began,
              scene)
          .comparing("less than " + bound, began.size());
    }
    List<SpanData> unclear =
        spans.stream().filter(span -> SpanErrors.dropped(span).isPresent()).toList();
    return began.size() + unclear.size() < bound
        ? null
        : TraceErrors.cannotTell(
            "that there are fewer than %s %s".formatted(Words.count(bound, "error"), place()),
            unclear,
            scene);
  }

  private boolean beganHere(SpanData span) {
    return SpanErrors.areIn(span)
        && scene.traceOf(span).childrenOf(span).stream().noneMatch(SpanErrors::areIn);
  }
}
