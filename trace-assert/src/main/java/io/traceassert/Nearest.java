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
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Says where a span that is missing in its place may be instead. */
final class Nearest {

  private static final int MOST_COLUMNS = 2;

  private final Scene scene;
  private final Trace trace;
  private final List<SpanData> elsewhere;
  private final Set<SpanData> spare;

  /**
   * Begins a search.
   *
   * @param trace where the span is missing
   * @param diff what else differs there
   * @param spare spans of other traces that no line is laid on there
   */
  Nearest(Scene scene, Trace trace, ShapeDiff diff, Set<SpanData> spare) {
    this.scene = scene;
    this.trace = trace;
    elsewhere = diff.unused();
    this.spare = spare;
  }

  /** Says where a missing span may be instead; nothing, when it is one of several and nowhere. */
  Optional<String> explain(Missing missing) {
    return moved(missing)
        .map(span -> "it is " + place(trace, span))
        .or(() ->
            strayed(missing).map(span -> "it is " + inAnother(scene.traceOf(span), span, scene)))
        .or(() -> nearMiss(missing).map(miss -> "the nearest span is " + miss))
        .or(() -> missing.count().isEmpty()
            ? Optional.of("no other captured span is like it")
            : Optional.empty());
  }

  private Optional<SpanData> moved(Missing missing) {
    return elsewhere.stream()
        .filter(span -> missing.deep() || !trace.parentOf(span).equals(missing.parent()))
        .filter(matching(missing.pattern(), trace))
        .findFirst();
  }

  /** Finds another trace in which a missing span is, if it is not in this one. */
  Optional<Trace> stray(Missing missing) {
    return strayed(missing).map(scene::traceOf);
  }

  private Optional<SpanData> strayed(Missing missing) {
    return moved(missing).isPresent()
        ? Optional.empty()
        : others().stream().flatMap(other -> lost(other, missing)).findFirst();
  }

  /**
   * Finds what another trace should not have. One that is whole and began on its own has spans like
   * the missing one for reasons of its own, unless no line is laid on them.
   */
  private Stream<SpanData> lost(Trace other, Missing missing) {
    boolean began =
        other.roots().stream().anyMatch(root -> Strays.describe(root, scene).isPresent());
    return other.spans().stream()
        .filter(span -> began || other.parentOf(span).isEmpty() || spare.contains(span))
        .filter(matching(missing.pattern(), other));
  }

  private static Predicate<SpanData> matching(SpanPattern pattern, Trace trace) {
    return span -> pattern.matches(span, trace);
  }

  private List<Trace> others() {
    return scene.traces().stream()
        .filter(other -> !other.traceId().equals(trace.traceId()))
        .toList();
  }

  /** Says where in its trace a span is. */
  static String place(Trace trace, SpanData span) {
    return trace
        .parentOf(span)
        .map(parent -> "a child of " + Words.span(parent))
        .orElseGet(() -> trace.roots().contains(span)
            ? "a root"
            : "at the top, because its parent " + Words.uncapturedParent(span));
  }

  /** Says where in another trace a span is, and where that trace began, if that is suspect. */
  static String inAnother(Trace other, SpanData span, Scene scene) {
    String id = Words.trace(other.traceId());
    String where =
        other.roots().contains(span) ? "the root of " + id : "in " + id + ", " + place(other, span);
    return other.roots().stream()
        .flatMap(root -> Strays.describe(root, scene).stream())
        .findFirst()
        .map(began -> where + ",\nwhich began " + began)
        .orElse(where);
  }

  private Optional<String> nearMiss(Missing missing) {
    SpanPattern pattern = missing.pattern();
    List<Miss> misses = new ArrayList<>();
    elsewhere.stream()
        .filter(span -> !trace.parentOf(span).equals(missing.parent()))
        .forEach(span -> near(pattern, span, trace).ifPresent(misses::add));
    for (Trace other : others()) {
      other.spans().forEach(span -> near(pattern, span, other).ifPresent(misses::add));
    }
    return misses.stream()
        .min(Comparator.comparingInt(miss -> miss.parts.size()))
        .map(miss -> "%s, %s%s"
            .formatted(
                Words.span(miss.span),
                miss.trace.traceId().equals(trace.traceId())
                    ? place(trace, miss.span)
                    : inAnother(miss.trace, miss.span, scene),
                miss.parts.isEmpty() ? "" : ": " + String.join("; ", miss.parts)));
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
