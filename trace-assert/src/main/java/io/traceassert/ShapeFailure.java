package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.PatternLine;
import io.traceassert.shape.ShapeAssignment;
import io.traceassert.shape.ShapeDiff;
import io.traceassert.shape.TraceShape;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Explains why traces do not have shapes: the difference, and where what is missing may be. */
final class ShapeFailure {

  private static final int MOST_EXPLAINED = 5;
  private static final int MOST_DRAWN = 3;

  private ShapeFailure() {}

  /** Checks that a trace has exactly a shape. */
  static @Nullable Failure exactly(TraceShape shape, Trace trace, Scene scene) {
    ShapeDiff diff = shape.compareWith(trace);
    return diff.matches()
        ? verdict(diff, trace, scene)
        : failure(heading(trace, "have", diff), shape, diff, trace, scene);
  }

  /** Checks that a trace has a shape among other spans. */
  static @Nullable Failure within(TraceShape shape, Trace trace, Scene scene) {
    ShapeDiff diff = shape.lookIn(trace);
    if (diff.matches()) {
      return verdict(diff, trace, scene);
    }
    Failure failure =
        failure(heading(trace, "contain", diff), shape, diff, trace, scene).drawing(trace);
    diff.laidOn().forEach(span -> failure.marking(span, "nearest to the expected shape"));
    return failure;
  }

  /**
   * Nothing differs: lines that are about errors have looked at those of their spans. Only an order
   * that was told by two clocks cannot be decided.
   */
  private static @Nullable Failure verdict(ShapeDiff diff, Trace trace, Scene scene) {
    Optional<ShapeDiff.Undecided> undecided =
        scene.clockTolerance() == null ? diff.undecidedOrder() : Optional.empty();
    if (undecided.isPresent()) {
      return undecided(
          TimedPair.of(undecided.get().first(), undecided.get().second(), scene), trace);
    }
    diff.spansOf(PatternLine::isAboutErrors).forEach(scene::lookedAtErrorsOf);
    return null;
  }

  private static Failure undecided(TimedPair pair, Trace trace) {
    Failure failure = Failure.of("%s: expected %s before %s (in order), but cannot decide: they %s"
            .formatted(
                Words.trace(trace.traceId()),
                Words.span(pair.one()),
                Words.span(pair.other()),
                pair.refusal()))
        .drawing(trace);
    return pair.explain(failure, TimeRelation.HAPPENS_BEFORE, Words::span, Words::span);
  }

  private static String heading(Trace trace, String verb, ShapeDiff diff) {
    return "%s does not %s the expected shape: %s"
        .formatted(Words.trace(trace.traceId()), verb, diff.summary());
  }

  private static Failure failure(
      String heading, TraceShape shape, ShapeDiff diff, Trace trace, Scene scene) {
    Failure failure = Failure.of(heading)
        .difference(diff.toString())
        .comparing(shape.toString(), diff.found().toString());
    for (Trace stray : explain(failure, diff, trace, scene, Set.of(), "")) {
      failure.drawing(stray);
      stray.roots().stream()
          .filter(root -> Strays.advice(root, scene).isPresent())
          .forEach(root -> failure.marking(root, "began here"));
    }
    return failure;
  }

  /**
   * Names, directly below the heading, the guilty spans and the causes.
   *
   * @param spare spans of other traces that no line is laid on there
   * @param where says in which trace they are, if not the heading does
   * @return other traces that have what is missing here
   */
  private static Set<Trace> explain(
      Failure failure,
      ShapeDiff diff,
      Trace trace,
      Scene scene,
      Set<SpanData> spare,
      String where) {
    Nearest nearest = new Nearest(scene, trace, diff, spare);
    List<String> causes = new ArrayList<>();
    Set<Trace> strays = new LinkedHashSet<>();
    for (ShapeDiff.Missing missing : diff.missing()) {
      if (causes.size() < MOST_EXPLAINED) {
        causes.add(missing(missing, where)
            + nearest
                .explain(missing)
                .map(place -> (missing.count().isEmpty() ? ": " : "; ") + place)
                .orElse(""));
        nearest.stray(missing).ifPresent(strays::add);
      }
    }
    diff.different()
        .forEach(different -> causes.add("%s%s: %s"
            .formatted(
                Words.span(different.span()), where, String.join("; ", different.reasons()))));
    diff.unexpected().forEach(unexpected -> causes.add(unexpected(unexpected, trace, where)));
    causes.stream().limit(MOST_EXPLAINED).forEach(failure::because);
    int more =
        diff.missing().size() + diff.different().size() + diff.unexpected().size() - MOST_EXPLAINED;
    if (more > 0) {
      failure.because("and " + more + " more");
    }
    strays.forEach(stray ->
        stray.roots().forEach(root -> Strays.advice(root, scene).ifPresent(failure::advising)));
    return strays;
  }

  private static String missing(ShapeDiff.Missing missing, String where) {
    String below = missing.deep() ? ", below " : ", a child of ";
    return "missing " + missing.pattern().phrase() + where
        + missing.parent().map(parent -> below + Words.span(parent)).orElse("")
        + (missing.count().isEmpty() ? "" : ": " + missing.count());
  }

  private static String unexpected(ShapeDiff.Unexpected unexpected, Trace trace, String where) {
    return "unexpected %s%s, %s%s"
        .formatted(
            Words.span(unexpected.span()),
            where,
            Nearest.place(trace, unexpected.span()),
            unexpected.count().isEmpty() ? "" : ": " + unexpected.count());
  }

  /** Checks that one of several traces has exactly a shape. */
  static @Nullable Failure oneOf(TraceShape shape, Scene scene) {
    List<Trace> same = scene.traces().stream().filter(shape::matches).toList();
    if (!same.isEmpty()) {
      return verdict(shape.compareWith(same.get(0)), same.get(0), scene);
    }
    Trace nearest = ShapeAssignment.of(List.of(shape), scene.traces()).different().stream()
        .map(ShapeAssignment.Different::trace)
        .findFirst()
        .orElse(
            scene.traces().stream().max(Comparator.comparingInt(Trace::size)).orElseThrow());
    ShapeDiff diff = shape.compareWith(nearest);
    String heading = "none of %s has the expected shape; the nearest is %s: %s"
        .formatted(
            Words.count(scene.traces().size(), "trace"),
            Words.trace(nearest.traceId()),
            diff.summary());
    return failure(
        scene.traces().size() == 1 ? heading(nearest, "have", diff) : heading,
        shape,
        diff,
        nearest,
        scene);
  }

  /** Checks that each trace has one of several shapes. */
  static @Nullable Failure each(List<TraceShape> shapes, Scene scene) {
    ShapeAssignment assignment = ShapeAssignment.of(shapes, scene.traces());
    if (assignment.matches()) {
      return eachVerdict(shapes, assignment, scene);
    }
    Failure failure =
        Failure.of("the traces do not have the expected shapes: " + counts(assignment));
    Set<SpanData> spare = assignment.different().stream()
        .flatMap(different -> different.diff().unused().stream())
        .collect(Collectors.toSet());
    assignment.different().stream().limit(MOST_DRAWN).forEach(different -> {
      failure.difference("%s is nearest to shape %d: %s\n%s"
          .formatted(
              Words.trace(different.trace().traceId()),
              different.shape() + 1,
              different.diff().summary(),
              different.diff()));
      String where = assignment.different().size() == 1
          ? ""
          : " in " + Words.trace(different.trace().traceId());
      explain(failure, different.diff(), different.trace(), scene, spare, where);
    });
    assignment.missing().stream()
        .limit(MOST_DRAWN)
        .forEach(shape -> failure.difference("no trace is like shape %d:\n%s"
            .formatted(shape + 1, shapes.get(shape).toString().indent(2))));
    return failure.drawing(assignment.unexpected()).comparing(text(shapes), found(scene));
  }

  private static @Nullable Failure eachVerdict(
      List<TraceShape> shapes, ShapeAssignment assignment, Scene scene) {
    for (ShapeAssignment.Same same : assignment.same()) {
      ShapeDiff diff = shapes.get(same.shape()).compareWith(same.trace());
      Failure failure = verdict(diff, same.trace(), scene);
      if (failure != null) {
        return failure;
      }
    }
    return null;
  }

  private static String counts(ShapeAssignment assignment) {
    List<String> counts = new ArrayList<>();
    add(counts, assignment.missing().size(), "shape", " without a trace");
    add(counts, assignment.unexpected().size(), "trace", " unexpected");
    add(counts, assignment.different().size(), "trace", " different");
    if (!assignment.same().isEmpty()) {
      counts.add(assignment.same().size() + " as expected");
    }
    return String.join(", ", counts);
  }

  private static void add(List<String> counts, int count, String noun, String what) {
    if (count > 0) {
      counts.add(Words.count(count, noun) + what);
    }
  }

  private static String text(List<TraceShape> shapes) {
    return shapes.stream().map(TraceShape::toString).collect(Collectors.joining("\n"));
  }

  private static String found(Scene scene) {
    return text(scene.traces().stream().map(TraceShape::of).toList());
  }
}
