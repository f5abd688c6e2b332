package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions;
import io.opentelemetry.sdk.testing.assertj.SpanDataAssert;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.annotation.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/** Assertions on one span. A failure draws the whole trace with the span marked. */
public final class SpanAssert extends SpanPartsAssert {

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
