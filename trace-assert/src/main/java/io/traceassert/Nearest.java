package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.PatternLine;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.shape.ShapeDiff;
import io.traceassert.shape.ShapeDiff.Missing;
import io.traceassert.text.Spelling;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Says where a span that is missing in its place may be instead. */
final class Nearest {

  private static final int MOST_COLUMNS = 2;

  private final Scene scene;
  private final Trace trace;
  private final List<SpanData> elsewhere;

  /**
   * Begins a search.
   *
   * @param trace where the span is missing
   * @param diff what else differs there
   */
  Nearest(Scene scene, Trace trace, ShapeDiff diff) {
    this.scene = scene;
    this.trace = trace;
    elsewhere = diff.unexpected().stream()
        .flatMap(span -> Stream.concat(Stream.of(span), trace.descendantsOf(span).stream()))
        .toList();
  }

  /** Says in one or more sentences what is known of a missing span. */
  String explain(Missing missing) {
    SpanPattern pattern = missing.pattern();
    String begin = "missing " + pattern.phrase() + ": ";
    Optional<SpanData> moved =
        elsewhere.stream().filter(matching(pattern, trace)).findFirst();
    if (moved.isPresent()) {
      return begin + "it is " + place(trace, moved.get()) + notThere(missing);
    }
    for (Trace other : others()) {
      Optional<SpanData> lost =
          other.spans().stream().filter(matching(pattern, other)).findFirst();
      if (lost.isPresent()) {
        return begin + "it is " + inAnother(other, lost.get());
      }
    }
    return nearMiss(pattern)
        .map(miss -> begin + "the nearest span is " + miss)
        .orElse(begin + "no other captured span is like it");
  }

  private static Predicate<SpanData> matching(SpanPattern pattern, Trace trace) {
    return span -> pattern.matches(span, trace);
  }

  private List<Trace> others() {
    return scene.traces().stream()
        .filter(other -> !other.traceId().equals(trace.traceId()))
        .toList();
  }

  private static String notThere(Missing missing) {
    return missing.parent().map(parent -> ", not of " + Words.span(parent)).orElse("");
  }

  private static String place(Trace trace, SpanData span) {
    return trace
        .parentOf(span)
        .map(parent -> "a child of " + Words.span(parent))
        .orElseGet(() -> trace.roots().contains(span)
            ? "a root"
            : "at the top, because its parent " + Words.shortId(span.getParentSpanId())
                + " was not captured");
  }

  private String inAnother(Trace other, SpanData span) {
    boolean root = other.roots().contains(span);
    String where = root ? "the root of" : "in";
    String below = root ? "" : ", " + place(other, span);
    String began = other.roots().stream()
        .flatMap(top -> Strays.describe(top, scene).stream())
        .findFirst()
        .map(sentence -> "\n" + sentence)
        .orElse("");
    return "%s another %s%s%s".formatted(where, Words.trace(other.traceId()), below, began);
  }

  private Optional<String> nearMiss(SpanPattern pattern) {
    List<Miss> misses = new ArrayList<>();
    elsewhere.forEach(span -> near(pattern, span, trace).ifPresent(misses::add));
    for (Trace other : others()) {
      other.spans().forEach(span -> near(pattern, span, other).ifPresent(misses::add));
    }
    return misses.stream()
        .min(Comparator.comparingInt(miss -> miss.parts.size()))
        .map(miss -> "%s, %s: %s"
            .formatted(
                Words.span(miss.span),
                miss.trace.traceId().equals(trace.traceId())
                    ? place(trace, miss.span)
                    : inAnother(miss.trace, miss.span).lines().findFirst().orElse(""),
                String.join("; ", miss.parts)));
  }

  private static Optional<Miss> near(SpanPattern pattern, SpanData span, Trace trace) {
    int columns = PatternLine.missedColumns(pattern, span, trace);
    boolean named = PatternLine.matchesName(pattern, span.getName());
    boolean near = named
        ? columns <= MOST_COLUMNS
        : columns == 0 && Spelling.isNear(pattern.nameText(), span.getName());
    return near
        ? Optional.of(new Miss(span, trace, pattern.misses(span, trace)))
        : Optional.empty();
  }

  private record Miss(SpanData span, Trace trace, List<String> parts) {}
}
