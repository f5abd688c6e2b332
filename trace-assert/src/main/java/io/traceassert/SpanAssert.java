package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions;
import io.opentelemetry.sdk.testing.assertj.SpanDataAssert;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.annotation.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/** Assertions on one span. A failure draws the whole trace with the span marked. */
public final class SpanAssert extends TracingAssert<SpanAssert, SpanData> {

  SpanAssert(@Nullable SpanData actual) {
    this(
        actual,
        new View.Still(actual == null ? Scene.empty() : Scene.of(Trace.of(List.of(actual)))),
        scene -> Found.value(scene.traces().get(0).spans().get(0)));
  }

  SpanAssert(@Nullable SpanData actual, View view, Function<Scene, Found<SpanData>> selector) {
    super(actual, SpanAssert.class, view, selector);
  }

  /**
   * Verifies the name.
   *
   * @param name the expected name
   * @return this
   * @throws TraceAssertionError if the span has another name
   */
  public SpanAssert hasName(String name) {
    Arguments.notBlank(name, "name");
    return has("name", name, SpanData::getName, Notation::quoted);
  }

  /**
   * Verifies the kind.
   *
   * @param kind the expected kind
   * @return this
   * @throws TraceAssertionError if the span is of another kind
   */
  public SpanAssert hasKind(SpanKind kind) {
    return has("kind", requireNonNull(kind, "kind"), SpanData::getKind, SpanKind::name);
  }

  /**
   * Verifies the status code, whatever its description.
   *
   * @param code the expected code; {@link StatusCode#UNSET} unless the application set one
   * @return this
   * @throws TraceAssertionError if the status is another
   */
  public SpanAssert hasStatus(StatusCode code) {
    requireNonNull(code, "code");
    return has("status", code, span -> span.getStatus().getStatusCode(), StatusCode::name);
  }

  /**
   * Verifies the service that the span comes from, which is {@code service.name} of its resource.
   *
   * @param name the expected name
   * @return this
   * @throws TraceAssertionError if the span comes from another service
   */
  public SpanAssert hasService(String name) {
    Arguments.notBlank(name, "name");
    return has("service", name, Words::service, Notation::quoted);
  }

  private <V> SpanAssert has(
      String what, V expected, Function<SpanData, V> part, Function<V, String> print) {
    return verify((span, scene) -> {
      V actual = part.apply(span);
      return actual.equals(expected)
          ? null
          : different(span, scene, what, print.apply(expected), print.apply(actual))
              .comparing(expected, actual);
    });
  }

  /**
   * Verifies that the span has an attribute with this key, of the type of the key, and with this
   * value.
   *
   * @param key the key; constants of the semantic conventions work
   * @param value the expected value
   * @return this
   * @throws TraceAssertionError if the attribute is absent, of another type, or of another value:
   *     three different messages
   */
  public <V> SpanAssert hasAttribute(AttributeKey<V> key, V value) {
    requireNonNull(key, "key");
    Arguments.notBlank(key.getKey(), "key");
    requireNonNull(value, "value");
    return verify((span, scene) -> AttributeCheck.of(key, value).failure(span, scene));
  }

  /**
   * Verifies that the span has an attribute with this key and value, both of the same type: a whole
   * number is a LONG, a floating-point number a DOUBLE, and a list has elements of one type.
   *
   * <pre>{@code
   * assertThat(traces).hasSingleTrace().span("GET").hasAttribute("http.response.status_code", 200); // fails for "200"
   * }</pre>
   *
   * @param key the name of the attribute
   * @param value a String, a boolean, a number, or a list of one of these
   * @return this
   * @throws IllegalArgumentException if no attribute can have such a value
   * @throws TraceAssertionError if the attribute is absent, of another type, or of another value:
   *     three different messages
   */
  public SpanAssert hasAttribute(String key, Object value) {
    Arguments.notBlank(key, "key");
    requireNonNull(value, "value");
    Map.Entry<AttributeKey<?>, Object> expected = Values.attribute(key, value);
    return verify((span, scene) ->
        AttributeCheck.of(expected.getKey(), expected.getValue()).failure(span, scene));
  }

  /**
   * Verifies that the span has no parent, neither in this process nor in another.
   *
   * @return this
   * @throws TraceAssertionError if it has one; the message tells whether the parent was captured
   */
  public SpanAssert isRoot() {
    return verify((span, scene) -> {
      Trace trace = scene.traceOf(span);
      return trace.roots().contains(span)
          ? null
          : failed(
              span,
              scene,
              "expected to be a root, but " + parentPhrase(trace, span),
              "expected to be a root");
    });
  }

  /**
   * Verifies that the parent is as described.
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
        return null;
      }
      Failure failure = failed(
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
   * @param patterns the children, as {@link SpanPattern#of} reads them, at least one; names will do
   * @return this
   * @throws IllegalArgumentException if a pattern cannot be read
   * @throws TraceAssertionError if a child is missing, or there is another
   */
  public SpanAssert hasChildren(String... patterns) {
    return hasChildren(Arguments.notBlank(patterns, "patterns").stream()
        .map(SpanPattern::of)
        .toArray(SpanPattern[]::new));
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
        return null;
      }
      List<String> actual = children.stream().map(Words::span).sorted().toList();
      Failure failure = failed(
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
      return ancestors.stream().anyMatch(ancestor -> pattern.matches(ancestor, trace))
          ? null
          : failed(
              span,
              scene,
              "expected to be below %s, but %s"
                  .formatted(pattern.phrase(), ancestorsPhrase(trace, span, ancestors)),
              "expected below " + pattern.phrase());
    });
  }

  /**
   * Goes on with the assertions of OpenTelemetry's own {@code opentelemetry-sdk-testing}.
   *
   * @return assertions on the same span
   */
  @CheckReturnValue
  public SpanDataAssert asSpanData() {
    isNotNull();
    return OpenTelemetryAssertions.assertThat(actual);
  }

  private static String parentPhrase(Trace trace, SpanData span) {
    Predicate<SpanData> same = span::equals;
    return trace
        .parentOf(span)
        .map(parent -> "its parent is " + Words.span(parent))
        .orElseGet(() -> trace.roots().stream().anyMatch(same)
            ? "it is a root"
            : "its parent " + Words.uncapturedParent(span));
  }

  private static String ancestorsPhrase(Trace trace, SpanData span, List<SpanData> ancestors) {
    return ancestors.isEmpty()
        ? parentPhrase(trace, span)
        : "it is below " + Words.names(ancestors.stream().map(SpanData::getName).toList());
  }

  private static Failure different(
      SpanData span, Scene scene, String what, String expected, String actual) {
    return failed(
        span,
        scene,
        "%s: expected %s, but was %s".formatted(what, expected, actual),
        "%s: expected %s".formatted(what, expected));
  }

  private static Failure failed(SpanData span, Scene scene, String problem, String comment) {
    return Failure.of("span %s: %s".formatted(Words.span(span), problem))
        .drawing(scene.traceOf(span))
        .marking(span, comment);
  }

  @Override
  SpanAssert on(SpanData value, View view, Function<Scene, Found<SpanData>> selector) {
    return new SpanAssert(value, view, selector);
  }
}
