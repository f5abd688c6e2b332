package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.propagation.Carrier;
import io.traceassert.propagation.Propagation;
import io.traceassert.propagation.PropagationFormat;
import io.traceassert.propagation.TraceContextLevel;
import java.util.function.Function;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on headers: which trace they continue, and how. Formats are those of
 * {@link PropagationFormat}. A failure shows the headers that carry a context or baggage, secrets
 * masked, and never another header.
 *
 * <pre>{@code
 * assertThatCarrier(server.takeRequest()).continues(assertThat(traces).span("POST  [CLIENT]"));
 * }</pre>
 */
public final class CarrierAssert extends AbstractAssert<CarrierAssert, Carrier> {

  CarrierAssert(@Nullable Object source) {
    super(source == null ? null : Carrier.of(source), CarrierAssert.class);
  }

  /**
   * Verifies that whoever receives the headers continues a span: it finds the id of the span's
   * trace, the span as the parent, the same sampled flag and the members of its trace state. Every
   * format that is there must say so. A failure draws the trace, and says which other span of it is
   * continued instead.
   *
   * <pre>{@code
   * assertThatCarrier(request).continues(assertThat(traces).span("POST")); // fails when the context of its parent was injected
   * }</pre>
   *
   * @param span the span that sent the headers
   * @return this
   * @throws TraceAssertionError if the headers carry no context, a malformed one, or another
   */
  public CarrierAssert continues(SpanAssert span) {
    requireNonNull(span, "span").isNotNull();
    isNotNull();
    View.Answer<SpanData> answer = span.view().ask(scene -> span.selector().apply(scene));
    Failure failure = answer.found().failure();
    return verified(
        failure == null
            ? Continuation.of(answer.found().value(), answer.scene()).check(actual)
            : failure,
        answer.scene());
  }

  /**
   * Verifies the same of a span whose trace is not known.
   *
   * @param span the span that sent the headers
   * @return this
   * @throws IllegalArgumentException if its ids are not valid
   * @throws TraceAssertionError if the headers carry no context, a malformed one, or another
   */
  public CarrierAssert continues(SpanData span) {
    Continuation continuation = Continuation.of(requireNonNull(span, "span"));
    return verify(continuation::check);
  }

  /**
   * Verifies the same of a span of which only the context is known.
   *
   * @param span the context of the span that sent the headers
   * @return this
   * @throws IllegalArgumentException if its ids are not valid
   * @throws TraceAssertionError if the headers carry no context, a malformed one, or another
   */
  public CarrierAssert continues(SpanContext span) {
    Continuation continuation = Continuation.of(requireNonNull(span, "span"));
    return verify(continuation::check);
  }

  /**
   * Verifies that a receiver finds a trace context, in any format.
   *
   * @return this
   * @throws TraceAssertionError if there is none, or it is malformed
   */
  public CarrierAssert carriesContext() {
    return verify(carrier -> CarrierCheck.of(carrier).context());
  }

  /**
   * Verifies that a receiver finds a trace context in one format.
   *
   * @param format the expected format
   * @return this
   * @throws TraceAssertionError if there is none, it is malformed, or it has another format
   */
  public CarrierAssert carriesContextIn(PropagationFormat format) {
    requireNonNull(format, "format");
    return verify(carrier -> CarrierCheck.of(carrier).contextIn(format));
  }

  /**
   * Verifies that the headers carry no trace context, as those of a call to somebody else's service
   * may have to. A malformed one is one. A decision to sample alone, such as {@code b3: 0}, is
   * none, and neither is baggage.
   *
   * @return this
   * @throws TraceAssertionError if a format has an id or a trace state
   */
  public CarrierAssert carriesNoContext() {
    return verify(carrier -> CarrierCheck.of(carrier).noContext());
  }

  /**
   * Verifies {@code traceparent}, and {@code tracestate} if there is one, by level 2 of the W3C
   * recommendation.
   *
   * @return this
   * @throws TraceAssertionError if there is no {@code traceparent}, or a rule is broken; names each
   *     with its section
   */
  public CarrierAssert carriesValidTraceparent() {
    return carriesValidTraceparent(TraceContextLevel.LEVEL_2);
  }

  /**
   * Verifies {@code traceparent}, and {@code tracestate} if there is one, by a level of the W3C
   * recommendation. What the recommendation only advises does not fail.
   *
   * @param level the level, since the first knows one flag and fewer keys
   * @return this
   * @throws TraceAssertionError if there is no {@code traceparent}, or a rule is broken; names each
   *     with its section
   */
  public CarrierAssert carriesValidTraceparent(TraceContextLevel level) {
    requireNonNull(level, "level");
    return verify(
        carrier -> new CarrierCheck(carrier, Propagation.of(carrier, level)).validTraceparent());
  }

  /**
   * Verifies a member of {@code tracestate}.
   *
   * @param key the key of a vendor
   * @param value its value
   * @return this
   * @throws TraceAssertionError if there is another value, or none
   */
  public CarrierAssert hasTraceState(String key, String value) {
    Arguments.notBlank(key, "key");
    requireNonNull(value, "value");
    return verify(carrier -> CarrierCheck.of(carrier).traceState(key, value));
  }

  /**
   * Verifies a member of the baggage, in {@code baggage} or as Jaeger writes it.
   *
   * @param key its key
   * @param value its value, decoded
   * @return this
   * @throws TraceAssertionError if there is another value, several, or none
   */
  public CarrierAssert hasBaggage(String key, String value) {
    Arguments.notBlank(key, "key");
    requireNonNull(value, "value");
    return verify(carrier -> CarrierCheck.of(carrier).baggage(key, value));
  }

  /**
   * Verifies that no member of the baggage looks like a secret, by its key, its value or its
   * properties. Baggage goes to every service that is called.
   *
   * @return this
   * @throws TraceAssertionError if one does; names it, and masks its value
   */
  public CarrierAssert hasNoSecretsInBaggage() {
    return verify(carrier -> CarrierCheck.of(carrier).noSecrets());
  }

  /**
   * Verifies the decision to record the trace, in every format that is there.
   *
   * @param sampled true if the caller records
   * @return this
   * @throws TraceAssertionError if a format says otherwise, or leaves it open, or there is none
   */
  public CarrierAssert hasSampledFlag(boolean sampled) {
    return verify(carrier -> CarrierCheck.of(carrier).sampled(sampled));
  }

  private CarrierAssert verify(Function<Carrier, @Nullable Failure> check) {
    isNotNull();
    return verified(check.apply(actual), Scene.empty());
  }

  private CarrierAssert verified(@Nullable Failure failure, Scene scene) {
    if (failure != null) {
      throw failure.error(info, scene);
    }
    return this;
  }
}
