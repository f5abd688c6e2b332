package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.traceassert.pattern.ExpectedAttribute;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.shape.TraceShape;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.annotation.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the traces that a test captured.
 *
 * <p>Before it looks, an assertion waits until the capture is settled: every span that was started
 * has ended. It then looks once. Nothing holds of an empty capture but {@link #hasNoSpans()}.
 */
public final class CapturedTracesAssert
    extends LatencyAssert<CapturedTracesAssert, CapturedTraces> {

  private static final SpanPattern ANY_SPAN = SpanPattern.of("...");

  CapturedTracesAssert(@Nullable CapturedTraces actual) {
    this(actual, actual == null ? new View.Still(Scene.empty()) : new View.Settled(actual));
  }

  private CapturedTracesAssert(@Nullable CapturedTraces actual, View view) {
    super(actual, CapturedTracesAssert.class, view, scene -> Found.value(requireNonNull(actual)));
  }

  /**
   * Makes what follows wait until it holds: for work that starts only later, so that the capture is
   * settled before it began. The wait is woken by each span that ends. An expectation holds only on
   * a capture in which no span is open.
   *
   * <pre>{@code
   * assertThat(traces).eventually(Duration.ofSeconds(2)).hasTraceCount(2);
   * }</pre>
   *
   * @param atMost the longest time to wait, counted from this call for all that follows in the
   *     chain
   * @return assertions that wait
   * @throws IllegalArgumentException if the duration is negative
   */
  @CheckReturnValue
  public CapturedTracesAssert eventually(Duration atMost) {
    Arguments.notNegative(atMost, "atMost");
    isNotNull();
    return on(view().eventual(atMost));
  }

  /**
   * Verifies that nothing was captured. What the sampler dropped is not captured.
   *
   * @return this
   * @throws TraceAssertionError if there is a span, or one is still open
   */
  public CapturedTracesAssert hasNoSpans() {
    return verify((traces, scene) -> scene.traces().isEmpty()
        ? null
        : Failure.of("expected no spans, but there %s %s in %s"
                .formatted(
                    Words.isAre(CaptureFailure.spanCount(scene)),
                    Words.count(CaptureFailure.spanCount(scene), "span"),
                    Words.count(scene.traces().size(), "trace")))
            .drawing(scene.traces()));
  }

  /**
   * Verifies how many traces there are.
   *
   * @param count the expected number of trace ids, 1 or more
   * @return this
   * @throws IllegalArgumentException if the count is not positive; say {@link #hasNoSpans()} for
   *     none
   * @throws TraceAssertionError if there are more or fewer
   */
  public CapturedTracesAssert hasTraceCount(int count) {
    Arguments.atLeastOne(count, "count", "; say hasNoSpans() for an empty capture");
    return check((traces, scene) -> scene.traces().size() == count
        ? null
        : CaptureFailure.unexpectedCount(Words.count(count, "trace"), count, scene));
  }

  /**
   * Verifies that all captured spans are of one trace.
   *
   * @return assertions on that trace
   * @throws TraceAssertionError if there is no trace, or more than one; the message says where each
   *     unexpected root began and which span was open then
   */
  public TraceAssert hasSingleTrace() {
    return navigate(
        (traces, scene) -> scene.traces().size() == 1
            ? Found.value(scene.traces().get(0))
            : Found.failed(
                scene.traces().isEmpty()
                    ? CaptureFailure.nothing(scene)
                    : CaptureFailure.unexpectedCount("a single trace", 1, scene)),
        TraceAssert::new);
  }

  /**
   * Verifies that exactly one trace begins with a span as described: its root, or its entry span
   * when the caller was not captured.
   *
   * @param pattern the root, as {@link SpanPattern#of} reads it; a name will do
   * @return assertions on that trace
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if no trace begins so, or several do
   */
  @CheckReturnValue
  public TraceAssert traceWithRoot(String pattern) {
    return traceWithRoot(SpanPattern.of(requireNonNull(pattern, "pattern")));
  }

  /**
   * Verifies that exactly one trace begins with a span as described: its root, or its entry span
   * when the caller was not captured.
   *
   * @param pattern the root
   * @return assertions on that trace
   * @throws TraceAssertionError if no trace begins so, or several do
   */
  @CheckReturnValue
  public TraceAssert traceWithRoot(SpanPattern pattern) {
    requireNonNull(pattern, "pattern");
    return navigate((traces, scene) -> single(pattern, scene), TraceAssert::new);
  }

  /**
   * Verifies that each trace has one of the shapes, each shape is of one trace, and nothing is left
   * over. The order does not matter.
   *
   * @param shapes the shapes, as {@link TraceShape#parse} reads them, at least one
   * @return this
   * @throws IllegalArgumentException if a shape cannot be read
   * @throws TraceAssertionError if they cannot be assigned to each other; the message has the
   *     differences of the nearest
   */
  public CapturedTracesAssert hasShapes(String... shapes) {
    return hasShapes(Arguments.notEmpty(shapes, "shapes").stream()
        .map(TraceShape::parse)
        .toArray(TraceShape[]::new));
  }

  /**
   * Verifies that each trace has one of the shapes, each shape is of one trace, and nothing is left
   * over. The order does not matter.
   *
   * @param shapes the shapes, at least one
   * @return this
   * @throws TraceAssertionError if they cannot be assigned to each other
   */
  public CapturedTracesAssert hasShapes(TraceShape... shapes) {
    List<TraceShape> expected = Arguments.notEmpty(shapes, "shapes");
    return check((traces, scene) -> ShapeFailure.each(expected, scene));
  }

  /**
   * Verifies that one of the traces has exactly a shape.
   *
   * @param shape the shape, as {@link TraceShape#parse} reads it
   * @return this
   * @throws IllegalArgumentException if the shape cannot be read
   * @throws TraceAssertionError if no trace has it; the message has the difference of the nearest
   */
  public CapturedTracesAssert containsTrace(String shape) {
    return containsTrace(TraceShape.parse(requireNonNull(shape, "shape")));
  }

  /**
   * Verifies that one of the traces has exactly a shape.
   *
   * @param shape the shape
   * @return this
   * @throws TraceAssertionError if no trace has it
   */
  public CapturedTracesAssert containsTrace(TraceShape shape) {
    requireNonNull(shape, "shape");
    return check((traces, scene) -> ShapeFailure.oneOf(shape, scene));
  }

  /**
   * Goes on to the traces that have a span as described.
   *
   * <pre>{@code
   * assertThat(traces).withSpan("charge card  ERROR").hasTraceCount(1);
   * }</pre>
   *
   * @param pattern the span, as {@link SpanPattern#of} reads it
   * @return assertions on these traces, of which there is at least one
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if there is no such trace, with the spans that come nearest
   */
  @CheckReturnValue
  public CapturedTracesAssert withSpan(String pattern) {
    return withSpan(SpanPattern.of(requireNonNull(pattern, "pattern")));
  }

  /**
   * Goes on to the traces that have a span as described.
   *
   * @param pattern the span
   * @return assertions on these traces, of which there is at least one
   * @throws TraceAssertionError if there is no such trace, with the spans that come nearest
   */
  @CheckReturnValue
  public CapturedTracesAssert withSpan(SpanPattern pattern) {
    return withSpan(
        requireNonNull(pattern, "pattern"), selection -> PatternSearch.none(selection, ""));
  }

  private CapturedTracesAssert withSpan(
      SpanPattern pattern, Function<Selection, Failure> explanation) {
    return narrowed(scene -> {
      Selection selection = Selection.of(pattern, scene.traces());
      scene.lookedAt(pattern, selection);
      return selection.isEmpty()
          ? Found.failed(explanation.apply(selection))
          : Found.value(selection.tracesOf(selection));
    });
  }

  /**
   * Goes on to the traces that have a span with an attribute.
   *
   * <pre>{@code
   * assertThat(traces).withAttribute("order.id", "42").hasSingleTrace();
   * }</pre>
   *
   * @param key the name of the attribute
   * @param value as {@link SpanPattern#attribute(String, Object)} takes it
   * @return assertions on these traces, of which there is at least one
   * @throws IllegalArgumentException if no attribute can have such a value
   * @throws TraceAssertionError if there is no such trace, with the spans that come nearest
   */
  @CheckReturnValue
  public CapturedTracesAssert withAttribute(String key, Object value) {
    SpanPattern pattern = ANY_SPAN.attribute(key, value);
    String phrase = "with the attribute " + ExpectedAttribute.of(key, value);
    return withSpan(pattern, selection -> PatternSearch.none(selection.called(phrase), ""));
  }

  /**
   * Goes on to the traces that a service takes part in.
   *
   * @param name {@code service.name} of the resource of one of their spans
   * @return assertions on these traces, of which there is at least one
   * @throws TraceAssertionError if there is no such trace
   */
  @CheckReturnValue
  public CapturedTracesAssert withService(String name) {
    return withSpan(ANY_SPAN.service(name), selection -> CaptureFailure.noService(name, selection));
  }

  /**
   * Goes on to the traces that begin with a span as described.
   *
   * @param pattern the root, or the entry span, as {@link SpanPattern#of} reads it
   * @return assertions on these traces, of which there is at least one
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if there is no such trace, with the roots that come nearest
   */
  @CheckReturnValue
  public CapturedTracesAssert withRoot(String pattern) {
    return withRoot(SpanPattern.of(requireNonNull(pattern, "pattern")));
  }

  /**
   * Goes on to the traces that begin with a span as described.
   *
   * @param pattern the root, or the entry span
   * @return assertions on these traces, of which there is at least one
   * @throws TraceAssertionError if there is no such trace, with the roots that come nearest
   */
  @CheckReturnValue
  public CapturedTracesAssert withRoot(SpanPattern pattern) {
    requireNonNull(pattern, "pattern");
    return narrowed(scene -> {
      List<Trace> candidates = withRoot(pattern, scene);
      return candidates.isEmpty()
          ? Found.failed(CaptureFailure.noRoot(pattern, scene))
          : Found.value(candidates);
    });
  }

  private CapturedTracesAssert narrowed(Function<Scene, Found<List<Trace>>> choice) {
    CapturedTracesAssert narrowed = on(new View.Narrowed(
        view(),
        scene -> captured(scene)
            .then(traces -> choice.apply(scene))
            .then(some -> Found.value(scene.narrowedTo(some)))));
    return narrowed.verify((traces, scene) -> null);
  }

  private CapturedTracesAssert on(View view) {
    isNotNull();
    CapturedTracesAssert other = new CapturedTracesAssert(actual, view);
    return info.hasDescription() ? other.as(info.description()) : other;
  }

  private static List<Trace> withRoot(SpanPattern pattern, Scene scene) {
    List<Trace> found = scene.traces().stream()
        .filter(trace -> trace.beginnings().stream().anyMatch(span -> pattern.matches(span, trace)))
        .toList();
    found.forEach(trace -> scene.lookedAt(pattern, trace.beginnings()));
    return found;
  }

  private static Found<Trace> single(SpanPattern pattern, Scene scene) {
    if (scene.traces().isEmpty()) {
      return Found.failed(CaptureFailure.nothing(scene));
    }
    List<Trace> candidates = withRoot(pattern, scene);
    if (candidates.size() == 1) {
      return Found.value(candidates.get(0));
    }
    return Found.failed(
        candidates.isEmpty()
            ? CaptureFailure.noRoot(pattern, scene)
            : CaptureFailure.severalRoots(pattern, candidates));
  }

  @Override
  String phrase(CapturedTraces traces, Scene scene) {
    return Words.count(scene.traces().size(), "captured trace");
  }

  @Override
  Failure show(Failure failure, CapturedTraces traces, Scene scene, String comment) {
    return failure.drawing(scene.traces());
  }

  @Override
  Found<List<Trace>> tracesOf(CapturedTraces traces, Scene scene) {
    return captured(scene);
  }

  private static Found<List<Trace>> captured(Scene scene) {
    return scene.traces().isEmpty()
        ? Found.failed(CaptureFailure.nothing(scene))
        : Found.value(scene.traces());
  }

  @Override
  CapturedTracesAssert on(
      CapturedTraces value, View view, Function<Scene, Found<CapturedTraces>> selector) {
    return new CapturedTracesAssert(value, view);
  }
}
