package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.shape.ShapeDetail;
import io.traceassert.shape.TraceShape;
import io.traceassert.text.Notation;
import io.traceassert.text.Spelling;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Assertions on one trace. */
public final class TraceAssert extends LatencyAssert<TraceAssert, Trace> {

  private static final int MOST_EXPLAINED = 5;

  TraceAssert(@Nullable Trace actual) {
    this(
        actual,
        new View.Still(actual == null ? Scene.empty() : Scene.of(actual)),
        scene -> Found.value(scene.traces().get(0)));
  }

  TraceAssert(@Nullable Trace actual, View view, Function<Scene, Found<Trace>> selector) {
    super(actual, TraceAssert.class, view, selector);
  }

  /**
   * Verifies how many spans the trace has.
   *
   * @param count the expected number of captured spans, 1 or more
   * @return this
   * @throws IllegalArgumentException if the count is not positive
   * @throws TraceAssertionError if there are more or fewer
   */
  public TraceAssert hasSpanCount(int count) {
    Arguments.atLeastOne(count, "count", ": a trace has spans");
    return verify((trace, scene) -> trace.size() == count
        ? null
        : Failure.of("expected %s in %s, but there %s %d"
                .formatted(
                    Words.count(count, "span"),
                    Words.trace(trace.traceId()),
                    Words.isAre(trace.size()),
                    trace.size()))
            .drawing(trace)
            .comparing(count, trace.size()));
  }

  /**
   * Verifies the id.
   *
   * @param id 32 hexadecimal digits
   * @return this
   * @throws TraceAssertionError if the trace has another id
   */
  public TraceAssert hasTraceId(String id) {
    Arguments.notBlank(id, "id");
    return verify((trace, scene) -> trace.traceId().equals(id)
        ? null
        : Failure.of("expected the trace id %s, but it is %s".formatted(id, trace.traceId()))
            .drawing(trace)
            .comparing(id, trace.traceId()));
  }

  /**
   * Verifies that the trace begins with one span, its root or its entry span, and that it is as
   * described.
   *
   * <pre>{@code
   * assertThat(traces).hasSingleTrace().hasRoot("checkout"); // fails when there is a second root
   * }</pre>
   *
   * @param pattern the root, as {@link SpanPattern#of} reads it; a name will do
   * @return this
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if the trace has another root, none, or several
   */
  public TraceAssert hasRoot(String pattern) {
    return hasRoot(SpanPattern.of(requireNonNull(pattern, "pattern")));
  }

  /**
   * Verifies that the trace begins with one span, its root or its entry span, and that it is as
   * described.
   *
   * @param pattern the root
   * @return this
   * @throws TraceAssertionError if the trace has another root, none, or several
   */
  public TraceAssert hasRoot(SpanPattern pattern) {
    requireNonNull(pattern, "pattern");
    return verify((trace, scene) -> {
      List<SpanData> tops = trace.beginnings();
      if (tops.size() == 1 && pattern.matches(tops.get(0), trace)) {
        scene.lookedAt(pattern, tops);
        return null;
      }
      return wrongRoot(pattern, trace, tops);
    });
  }

  private static Failure wrongRoot(SpanPattern pattern, Trace trace, List<SpanData> tops) {
    Failure failure = Failure.of("expected the root %s in %s, but %s"
        .formatted(pattern.phrase(), Words.trace(trace.traceId()), actualRoot(tops)));
    tops.forEach(top -> failure.marking(top, "root"));
    if (tops.size() == 1) {
      if (!pattern.isExactName()) {
        pattern.misses(tops.get(0), trace).forEach(failure::because);
        pattern.attributeKeys().forEach(failure::showing);
      }
      failure.comparing(pattern.toString(), Notation.name(tops.get(0).getName()));
    }
    return failure.drawing(trace);
  }

  private static String actualRoot(List<SpanData> tops) {
    return switch (tops.size()) {
      case 0 -> "it has no root";
      case 1 -> "it is " + Words.span(tops.get(0));
      default ->
        "there are " + tops.size() + ": "
            + Words.names(tops.stream().map(SpanData::getName).toList());
    };
  }

  /**
   * Verifies that the trace has a span of each of these names. A name given twice asks for two
   * spans. More spans are allowed.
   *
   * <pre>{@code
   * assertThat(traces).hasSingleTrace().containsSpanNames("POST", "POST"); // fails when there is one
   * }</pre>
   *
   * @param names the names, at least one
   * @return this
   * @throws TraceAssertionError if a name is missing; the message has the nearest names
   */
  public TraceAssert containsSpanNames(String... names) {
    List<String> expected = Arguments.notBlank(names, "names");
    return verify((trace, scene) -> {
      List<String> missing = Names.without(expected, namesOf(trace));
      return missing.isEmpty() ? null : differentNames(trace, missing, List.of());
    });
  }

  /**
   * Verifies that the trace has spans of exactly these names, in any order. A name given twice asks
   * for two spans.
   *
   * @param names the names, at least one
   * @return this
   * @throws TraceAssertionError if a name is missing, or there are spans of other names
   */
  public TraceAssert hasSpanNamesExactlyInAnyOrder(String... names) {
    List<String> expected = Arguments.notBlank(names, "names");
    return verify((trace, scene) -> {
      List<String> missing = Names.without(expected, namesOf(trace));
      List<String> unexpected = Names.without(namesOf(trace), expected);
      return missing.isEmpty() && unexpected.isEmpty()
          ? null
          : differentNames(trace, missing, unexpected)
              .comparing(sortedLines(expected), sortedLines(namesOf(trace)));
    });
  }

  private static Failure differentNames(
      Trace trace, List<String> missing, List<String> unexpected) {
    List<String> parts = new ArrayList<>();
    if (!missing.isEmpty()) {
      parts.add("missing " + Words.names(missing));
    }
    if (!unexpected.isEmpty()) {
      parts.add("unexpected " + Words.names(unexpected));
    }
    Failure failure = Failure.of(Words.trace(trace.traceId()) + " has other spans than expected: "
        + String.join("; ", parts));
    Map<String, Long> there = counts(namesOf(trace));
    missing.stream()
        .distinct()
        .limit(MOST_EXPLAINED)
        .forEach(name -> failure.because(explainMissing(name, there)));
    Map<String, Long> tooMany = counts(unexpected);
    for (SpanData span : trace.spans()) {
      String name = span.getName();
      if (tooMany.containsKey(name)) {
        failure.marking(
            span, tooManyComment(there.getOrDefault(name, 0L), tooMany.getOrDefault(name, 0L)));
      }
    }
    return failure.drawing(trace);
  }

  private static String explainMissing(String name, Map<String, Long> there) {
    Long times = there.get(name);
    return times == null
        ? "nearest to %s: %s"
            .formatted(Notation.quoted(name), Words.names(Spelling.nearest(name, there.keySet())))
        : "%s is there %s".formatted(Notation.quoted(name), Words.count(times.intValue(), "time"));
  }

  private static String tooManyComment(long there, long unexpected) {
    return there == unexpected
        ? "unexpected"
        : "one of " + there + ", expected " + (there - unexpected);
  }

  private static Map<String, Long> counts(List<String> names) {
    return names.stream().collect(Collectors.groupingBy(name -> name, Collectors.counting()));
  }

  private static List<String> namesOf(Trace trace) {
    return trace.spans().stream().map(SpanData::getName).toList();
  }

  private static String sortedLines(List<String> names) {
    return String.join("\n", names.stream().sorted().toList());
  }

  /**
   * Verifies that the trace has exactly a shape: every span is expected, and nothing is missing.
   *
   * <pre>{@code
   * assertThat(traces).hasSingleTrace().hasShape("""
   *     POST /checkout     [SERVER]  @order-service
   *     ├─ validate cart
   *     ├─ reserve item    x3
   *     └─ charge card     payment.provider=stripe
   *        └─ POST         [CLIENT]  http.response.status_code=200
   *     """); // fails when there is any other span
   * }</pre>
   *
   * @param shape the shape, as {@link TraceShape#parse} reads it
   * @return this
   * @throws IllegalArgumentException if the shape cannot be read
   * @throws TraceAssertionError if a span is missing, was not expected, or differs; the message has
   *     the difference, which can be pasted back as the shape that the trace has
   */
  public TraceAssert hasShape(String shape) {
    return hasShape(TraceShape.parse(requireNonNull(shape, "shape")));
  }

  /**
   * Verifies that the trace has exactly a shape: every span is expected, and nothing is missing.
   *
   * @param shape the shape
   * @return this
   * @throws TraceAssertionError if a span is missing, was not expected, or differs
   */
  public TraceAssert hasShape(TraceShape shape) {
    requireNonNull(shape, "shape");
    return verify((trace, scene) -> ShapeFailure.exactly(shape, trace, scene));
  }

  /**
   * Verifies that the trace has a shape somewhere, among any other spans. A child line is still a
   * direct child.
   *
   * <pre>{@code
   * assertThat(traces).hasSingleTrace().containsShape("checkout\n└─ POST"); // fails when "charge card" is between them
   * }</pre>
   *
   * @param shape the shape, as {@link TraceShape#parse} reads it
   * @return this
   * @throws IllegalArgumentException if the shape cannot be read
   * @throws TraceAssertionError if a span is missing or differs; the message has the part of the
   *     trace that comes nearest
   */
  public TraceAssert containsShape(String shape) {
    return containsShape(TraceShape.parse(requireNonNull(shape, "shape")));
  }

  /**
   * Verifies that the trace has a shape somewhere, among any other spans. A child line is still a
   * direct child.
   *
   * @param shape the shape
   * @return this
   * @throws TraceAssertionError if a span is missing or differs
   */
  public TraceAssert containsShape(TraceShape shape) {
    requireNonNull(shape, "shape");
    return verify((trace, scene) -> ShapeFailure.within(shape, trace, scene));
  }

  /**
   * Prints the shape of the trace, to be copied into a test: run once, copy, delete what does not
   * matter.
   *
   * @param out where to print, for example {@code System.out}
   * @return this
   */
  public TraceAssert printShapeTo(PrintStream out) {
    return printShapeTo(out, ShapeDetail.standard());
  }

  /**
   * Prints the shape of the trace, to be copied into a test: run once, copy, delete what does not
   * matter.
   *
   * @param out where to print, for example {@code System.out}
   * @param detail what to say of each span
   * @return this
   */
  public TraceAssert printShapeTo(PrintStream out, ShapeDetail detail) {
    requireNonNull(out, "out");
    requireNonNull(detail, "detail");
    TraceAssert settled = verify((trace, scene) -> null);
    out.print(TraceShape.of(settled.actual, detail));
    return settled;
  }

  @Override
  String phrase(Trace trace, Scene scene) {
    return Words.trace(trace.traceId());
  }

  @Override
  Failure show(Failure failure, Trace trace, Scene scene, String comment) {
    return failure.drawing(trace);
  }

  @Override
  Found<List<Trace>> tracesOf(Trace trace, Scene scene) {
    return trace.size() == 0
        ? Found.failed(Failure.of("no spans captured: the trace is empty"))
        : Found.value(List.of(trace));
  }

  @Override
  TraceAssert on(Trace value, View view, Function<Scene, Found<Trace>> selector) {
    return new TraceAssert(value, view, selector);
  }
}
