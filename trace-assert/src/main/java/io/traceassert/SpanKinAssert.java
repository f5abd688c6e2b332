package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is asserted of the relatives of a span: its parent, its children, all above it. */
abstract sealed class SpanKinAssert extends AttributedAssert<SpanAssert, SpanData>
    permits SpanCountAssert {

  SpanKinAssert(@Nullable SpanData actual, View view, Function<Scene, Found<SpanData>> selector) {
    super(actual, SpanAssert.class, view, selector);
  }

  /**
   * Verifies that the span has no parent, neither in this process nor in another.
   *
   * <pre>{@code
   * assertThat(traces).span("checkout").isRoot(); // fails when the caller sent a traceparent
   * }</pre>
   *
   * @return this
   * @throws TraceAssertionError if it has one; the message tells whether the parent was captured
   */
  public SpanAssert isRoot() {
    return verify((span, scene) -> {
      Trace trace = scene.traceOf(span);
      return trace.roots().contains(span)
          ? null
          : SpanFailure.of(
              span,
              scene,
              "expected to be a root, but " + parentPhrase(trace, span),
              "expected to be a root");
    });
  }

  /**
   * Verifies that the parent is as described.
   *
   * <pre>{@code
   * assertThat(traces).span("POST").hasParent("checkout"); // fails when "charge card" is between them
   * }</pre>
   *
   * @param pattern the parent, as {@link SpanPattern#of} reads it; a name will do
   * @return this
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if the parent is another, the span has none, or it was not captured
   */
  public SpanAssert hasParent(String pattern) {
    return hasParent(SpanPattern.of(requireNonNull(pattern, "pattern")));
  }

  /**
   * Verifies that the parent is as described.
   *
   * @param pattern the parent
   * @return this
   * @throws TraceAssertionError if the parent is another, the span has none, or it was not captured
   */
  public SpanAssert hasParent(SpanPattern pattern) {
    requireNonNull(pattern, "pattern");
    return verify((span, scene) -> {
      Trace trace = scene.traceOf(span);
      Optional<SpanData> parent = trace.parentOf(span);
      if (parent.filter(actual -> pattern.matches(actual, trace)).isPresent()) {
        scene.lookedAt(pattern, parent.stream().toList());
        return null;
      }
      Failure failure = SpanFailure.of(
          span,
          scene,
          "expected the parent %s, but %s".formatted(pattern.phrase(), parentPhrase(trace, span)),
          "parent: expected " + pattern.phrase());
      if (!pattern.isExactName()) {
        parent.ifPresent(actual -> pattern.misses(actual, trace).forEach(failure::because));
        pattern.attributeKeys().forEach(failure::showing);
      }
      return failure.comparing(
          pattern.toString(),
          parent.map(actual -> Notation.name(actual.getName())).orElse("none"));
    });
  }

  /**
   * Verifies that the children are exactly as described, in any order: each pattern matches a child
   * of its own.
   *
   * <pre>{@code
   * assertThat(traces).span("checkout").hasChildren("reserve item"); // fails when there are two, or another child
   * }</pre>
   *
   * @param patterns the children, as {@link SpanPattern#of} reads them, at least one; names will do
   * @return this
   * @throws IllegalArgumentException if a pattern cannot be read
   * @throws TraceAssertionError if a child is missing, or there is another
   */
  public SpanAssert hasChildren(String... patterns) {
    return hasChildren(Arguments.patterns(patterns, "patterns"));
  }

  /**
   * Verifies that the children are exactly as described, in any order: each pattern matches a child
   * of its own.
   *
   * @param patterns the children, at least one
   * @return this
   * @throws TraceAssertionError if a child is missing, or there is another
   */
  public SpanAssert hasChildren(SpanPattern... patterns) {
    List<SpanPattern> expected = Arguments.notEmpty(patterns, "patterns");
    String names =
        expected.stream().map(SpanPattern::phrase).sorted().collect(Collectors.joining(", "));
    return verify((span, scene) -> {
      Trace trace = scene.traceOf(span);
      List<SpanData> children = trace.childrenOf(span);
      if (PatternSearch.assignExactly(expected, children, trace)) {
        expected.forEach(pattern -> scene.lookedAt(pattern, children));
        return null;
      }
      List<String> actual = children.stream().map(Words::span).sorted().toList();
      Failure failure = SpanFailure.of(
          span,
          scene,
          "expected the children %s, but there %s %s"
              .formatted(
                  names,
                  Words.isAre(actual.size()),
                  actual.isEmpty() ? "none" : Words.list(actual)),
          "children: expected " + names);
      expected.forEach(pattern -> pattern.attributeKeys().forEach(failure::showing));
      return failure.comparing(
          expected.stream().map(SpanPattern::toString).sorted().collect(Collectors.joining("\n")),
          String.join("\n", actual));
    });
  }

  /**
   * Verifies that a span as described is above this one, at any distance.
   *
   * <pre>{@code
   * assertThat(traces).span("POST").isDescendantOf("checkout"); // fails when that is of another trace
   * }</pre>
   *
   * @param pattern the ancestor, as {@link SpanPattern#of} reads it; a name will do
   * @return this
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if no ancestor is so; the message says so when the chain of parents
   *     was not captured
   */
  public SpanAssert isDescendantOf(String pattern) {
    return isDescendantOf(SpanPattern.of(requireNonNull(pattern, "pattern")));
  }

  /**
   * Verifies that a span as described is above this one, at any distance.
   *
   * @param pattern the ancestor
   * @return this
   * @throws TraceAssertionError if no ancestor is so; the message says so when the chain of parents
   *     was not captured
   */
  public SpanAssert isDescendantOf(SpanPattern pattern) {
    requireNonNull(pattern, "pattern");
    return verify((span, scene) -> {
      Trace trace = scene.traceOf(span);
      List<SpanData> ancestors = trace.ancestorsOf(span);
      if (ancestors.stream().anyMatch(ancestor -> pattern.matches(ancestor, trace))) {
        scene.lookedAt(pattern, ancestors);
        return null;
      }
      return SpanFailure.of(
          span,
          scene,
          "expected to be below %s, but %s"
              .formatted(pattern.phrase(), ancestorsPhrase(trace, span, ancestors)),
          "expected below " + pattern.phrase());
    });
  }

  /**
   * Verifies that a span as described led to this one: it is its parent, or linked from it, or led
   * to such a span in turn. So it holds for the consumer of a message however it is instrumented:
   * in the producer's trace, or in one of its own with a link.
   *
   * <pre>{@code
   * assertThat(traces).span("orders process  [CONSUMER]").isCausedBy("orders publish  [PRODUCER]"); // fails when the message lost its headers
   * }</pre>
   *
   * @param pattern the cause, as {@link SpanPattern#of} reads it; a name will do
   * @return this
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws TraceAssertionError if no such span did; the message says what did, and what is known
   *     of a context that was lost
   */
  public SpanAssert isCausedBy(String pattern) {
    return isCausedBy(SpanPattern.of(requireNonNull(pattern, "pattern")));
  }

  /**
   * Verifies that a span as described led to this one, through parents and links.
   *
   * @param pattern the cause
   * @return this
   * @throws TraceAssertionError if no such span did
   */
  public SpanAssert isCausedBy(SpanPattern pattern) {
    requireNonNull(pattern, "pattern");
    return verify((span, scene) -> Causes.check(span, pattern, scene));
  }

  /**
   * Verifies that the context in which the span began had an entry of baggage with this key. Known
   * of spans that this JVM captures.
   *
   * @param key the name of the entry
   * @return this
   * @throws IllegalArgumentException if the key is blank
   * @throws TraceAssertionError if it had none, or that is not known
   */
  public SpanAssert hasBaggage(String key) {
    Arguments.notBlank(key, "key");
    return verify((span, scene) -> BaggageCheck.entry(span, scene, key, null));
  }

  /**
   * Verifies an entry of the baggage in the context in which the span began. Known of spans that
   * this JVM captures.
   *
   * <pre>{@code
   * assertThat(traces).span("charge card").hasBaggage("tenant", "acme"); // fails when a service does not propagate baggage
   * }</pre>
   *
   * @param key the name of the entry
   * @param value the expected value, as it was set
   * @return this
   * @throws IllegalArgumentException if the key is blank
   * @throws TraceAssertionError if there was none, or another value, or that is not known
   */
  public SpanAssert hasBaggage(String key, String value) {
    Arguments.notBlank(key, "key");
    requireNonNull(value, "value");
    return verify((span, scene) -> BaggageCheck.entry(span, scene, key, value));
  }

  /** Says which span is the parent, or why there is none. */
  static String parentPhrase(Trace trace, SpanData span) {
    Predicate<SpanData> same = span::equals;
    return trace
        .parentOf(span)
        .map(parent -> "its parent is " + Words.span(parent))
        .orElseGet(() -> trace.roots().stream().anyMatch(same)
            ? "it is a root"
            : "its parent " + Words.uncapturedParent(span));
  }

  static String ancestorsPhrase(Trace trace, SpanData span, List<SpanData> ancestors) {
    return ancestors.isEmpty()
        ? parentPhrase(trace, span)
        : "it is below " + Words.names(ancestors.stream().map(SpanData::getName).toList());
  }
}
