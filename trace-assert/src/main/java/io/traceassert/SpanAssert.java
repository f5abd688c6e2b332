package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions;
import io.opentelemetry.sdk.testing.assertj.SpanDataAssert;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.annotation.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/** Assertions on one span. A failure draws the whole trace with the span marked. */
public final class SpanAssert extends SpanPartsAssert {

  /** The second bit of the trace flags. */
  private static final int RANDOM = 2;

  SpanAssert(@Nullable SpanData actual) {
    this(
        actual,
        new View.Still(actual == null ? Scene.empty() : Scene.of(Trace.of(List.of(actual)))),
        scene -> Found.value(scene.traces().get(0).spans().get(0)));
  }

  SpanAssert(@Nullable SpanData actual, View view, Function<Scene, Found<SpanData>> selector) {
    super(actual, view, selector);
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
   * <pre>{@code
   * assertThat(traces).span("POST").hasKind(SpanKind.CLIENT); // fails when no kind was set: INTERNAL
   * }</pre>
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
   * <pre>{@code
   * assertThat(traces).span("checkout").hasStatus(StatusCode.OK); // fails when no status was set: UNSET
   * }</pre>
   *
   * @param code the expected code; {@link StatusCode#UNSET} unless the application set one
   * @return this
   * @throws TraceAssertionError if the status is another
   */
  public SpanAssert hasStatus(StatusCode code) {
    requireNonNull(code, "code");
    return has("status", code, span -> span.getStatus().getStatusCode(), StatusCode::name)
        .lookedAtErrors();
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

  /**
   * Verifies that a regular expression matches the name.
   *
   * <pre>{@code
   * assertThat(traces).span("GET ...").hasNameMatching("GET /orders"); // fails for "GET /orders/42"
   * }</pre>
   *
   * @param regex must match the whole name
   * @return this
   * @throws IllegalArgumentException if the expression is blank or not valid
   * @throws TraceAssertionError if it does not match
   */
  public SpanAssert hasNameMatching(String regex) {
    SpanPattern pattern = SpanPattern.nameMatching(regex);
    return verify((span, scene) -> pattern.matches(span, scene.traceOf(span))
        ? null
        : SpanFailure.different(
            span, scene, "name", "a match of " + regex, Notation.quoted(span.getName())));
  }

  /**
   * Verifies the id of the trace.
   *
   * @param id 32 hexadecimal digits
   * @return this
   * @throws TraceAssertionError if the span is of another trace
   */
  public SpanAssert hasTraceId(String id) {
    Arguments.notBlank(id, "id");
    return has("trace id", id, SpanData::getTraceId, Function.identity());
  }

  /**
   * Verifies the id of the span.
   *
   * @param id 16 hexadecimal digits
   * @return this
   * @throws TraceAssertionError if the span has another id
   */
  public SpanAssert hasSpanId(String id) {
    Arguments.notBlank(id, "id");
    return has("span id", id, SpanData::getSpanId, Function.identity());
  }

  /**
   * Verifies the id of the parent, whether that was captured or not.
   *
   * @param id 16 hexadecimal digits
   * @return this
   * @throws TraceAssertionError if the span has another parent, or none
   */
  public SpanAssert hasParentSpanId(String id) {
    Arguments.notBlank(id, "id");
    return has("parent span id", id, SpanData::getParentSpanId, Function.identity());
  }

  /**
   * Verifies that the sampled flag is set.
   *
   * @return this
   * @throws TraceAssertionError if it is not, so that other services may drop their part of the
   *     trace
   */
  public SpanAssert isSampled() {
    return has("sampled flag", true, span -> span.getSpanContext().isSampled(), String::valueOf);
  }

  /**
   * Verifies that the sampled flag is not set.
   *
   * @return this
   * @throws TraceAssertionError if it is
   */
  public SpanAssert isNotSampled() {
    return has("sampled flag", false, span -> span.getSpanContext().isSampled(), String::valueOf);
  }

  /**
   * Verifies that the random flag is set: the last seven bytes of the trace id were chosen at
   * random (W3C Trace Context Level 2).
   *
   * @return this
   * @throws TraceAssertionError if it is not
   */
  public SpanAssert hasRandomTraceId() {
    return has(
        "random flag",
        true,
        span -> (span.getSpanContext().getTraceFlags().asByte() & RANDOM) != 0,
        String::valueOf);
  }

  /**
   * Verifies an entry of the trace state.
   *
   * @param key the key of a vendor
   * @param value its value
   * @return this
   * @throws TraceAssertionError if there is another value, or none, with the entries that there are
   */
  public SpanAssert hasTraceState(String key, String value) {
    Arguments.notBlank(key, "key");
    requireNonNull(value, "value");
    return verify((span, scene) -> {
      TraceState state = span.getSpanContext().getTraceState();
      String actual = state.get(key);
      if (value.equals(actual)) {
        return null;
      }
      String what = "trace state %s: expected %s".formatted(key, Notation.quoted(value));
      String problem = actual == null
          ? what + ", but it has no such entry"
          : what + ", but was " + Notation.quoted(actual);
      return SpanFailure.of(span, scene, problem, what)
          .because("trace state: " + Words.entries(state.asMap()))
          .comparing(value, String.valueOf(actual));
    });
  }

  /**
   * Verifies the whole trace state: these entries in this order, and no others.
   *
   * @param state the expected state
   * @return this
   * @throws TraceAssertionError if the span has another
   */
  public SpanAssert hasTraceState(TraceState state) {
    return has(
        "trace state",
        requireNonNull(state, "state"),
        span -> span.getSpanContext().getTraceState(),
        some -> Words.entries(some.asMap()));
  }

  /**
   * Verifies that an entry of the trace state is absent.
   *
   * @param key the key of the entry, for example of a vendor
   * @return this
   * @throws TraceAssertionError if there is such an entry, whatever its value
   */
  public SpanAssert doesNotHaveTraceState(String key) {
    Arguments.notBlank(key, "key");
    return verify((span, scene) -> {
      TraceState state = span.getSpanContext().getTraceState();
      String actual = state.get(key);
      String what = "trace state %s: expected none".formatted(Notation.escaped(key));
      return actual == null
          ? null
          : SpanFailure.of(span, scene, what + ", but was " + Notation.quoted(actual), what)
              .because("trace state: " + Words.entries(state.asMap()));
    });
  }

  /**
   * Verifies that the trace state has no entries.
   *
   * @return this
   * @throws TraceAssertionError if it has one
   */
  public SpanAssert hasNoTraceState() {
    return hasTraceState(TraceState.getDefault());
  }

  /**
   * Verifies that the span has ended.
   *
   * @return this
   * @throws TraceAssertionError if it has not
   */
  public SpanAssert hasEnded() {
    return has("ended", true, SpanData::hasEnded, String::valueOf);
  }

  /**
   * Verifies that the span has not ended. Captured spans have; this is for a span that was obtained
   * in another way, for example by {@code ReadableSpan.toSpanData()}.
   *
   * @return this
   * @throws TraceAssertionError if it has
   */
  public SpanAssert hasNotEnded() {
    return has("ended", false, SpanData::hasEnded, String::valueOf);
  }

  private <V> SpanAssert has(
      String what, V expected, Function<SpanData, V> part, Function<V, String> print) {
    return verify((span, scene) -> {
      V actual = part.apply(span);
      return actual.equals(expected)
          ? null
          : SpanFailure.different(span, scene, what, print.apply(expected), print.apply(actual))
              .comparing(expected, actual);
    });
  }

  /**
   * Goes on with the assertions of OpenTelemetry's own {@code opentelemetry-sdk-testing}. Nobody
   * knows what they look at, so the errors of the span count as looked at.
   *
   * @return assertions on the same span
   */
  @CheckReturnValue
  public SpanDataAssert asSpanData() {
    return OpenTelemetryAssertions.assertThat(lookedAtErrors().actual);
  }

  /**
   * Goes on to the resource that the span comes from.
   *
   * @return assertions on it and its attributes
   */
  @CheckReturnValue
  public ResourceAssert resource() {
    return navigate(
        (span, scene) -> Found.value(span.getResource()),
        (resource, view, path) -> new ResourceAssert(resource, view, path, selector()));
  }

  /**
   * Goes on to the instrumentation scope that recorded the span.
   *
   * @return assertions on it and its attributes
   */
  @CheckReturnValue
  public ScopeAssert instrumentationScope() {
    return navigate(
        (span, scene) -> Found.value(span.getInstrumentationScopeInfo()),
        (info, view, path) -> new ScopeAssert(info, view, path, selector()));
  }

  /**
   * Goes back up to the trace of the span.
   *
   * @return assertions on the whole trace
   */
  @CheckReturnValue
  public TraceAssert trace() {
    return navigate((span, scene) -> Found.value(scene.traceOf(span)), TraceAssert::new);
  }

  @Override
  Attributed attributed(SpanData span, Scene scene) {
    return Attributed.of(span);
  }

  @Override
  SpanAssert on(SpanData value, View view, Function<Scene, Found<SpanData>> selector) {
    return new SpanAssert(value, view, selector);
  }
}
