package io.traceassert.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.traceassert.capture.Capture;
import io.traceassert.capture.Extraction;
import io.traceassert.capture.Origin;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is known, where a span began, of the headers that were read and written. */
@SuppressWarnings("try") // scopes are only closed
class WatchedPropagatorTest {

  private static final String VALID = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private final TraceCapture capture = TraceCapture.create();
  private final OpenTelemetrySdk sdk = capture.openTelemetry();
  private final Tracer tracer = sdk.getTracer("test");
  private final TextMapPropagator propagator = sdk.getPropagators().getTextMapPropagator();

  @AfterEach
  void close() {
    capture.close();
  }

  @Test
  void itPropagatesAsBefore() {
    Map<String, String> headers = new HashMap<>();
    Span span = tracer.spanBuilder("sent").startSpan();
    Context context =
        Baggage.builder().put("tenant", "acme").build().storeInContext(Context.root());
    propagator.inject(context.with(span), headers, (to, name, value) -> put(headers, name, value));
    span.end();
    Context read = propagator.extract(Context.root(), headers, Getter.INSTANCE);

    assertThat(headers).containsKeys("traceparent", "baggage");
    assertThat(Span.fromContext(read).getSpanContext().getSpanId())
        .isEqualTo(span.getSpanContext().getSpanId());
    assertThat(Baggage.fromContext(read).getEntryValue("tenant")).isEqualTo("acme");
    assertThat(propagator.fields()).contains("traceparent", "tracestate", "baggage");
  }

  @Test
  void withoutHeadersNothingHadBeenLookedAt() {
    assertThat(extractionOf(root(Context.root()))).contains(Extraction.NONE);
  }

  @Test
  void headersThatCarryNothingAreKnown() {
    Context read =
        propagator.extract(Context.root(), Map.of("accept", "text/html"), Getter.INSTANCE);

    assertThat(extractionOf(root(read))).hasValueSatisfying(extraction -> {
      assertThat(extraction.fields()).contains("traceparent", "tracestate", "baggage");
      assertThat(extraction.headers()).isEmpty();
      assertThat(extraction.used()).isTrue();
    });
  }

  @Test
  void headersOfAnotherFormatAreKnown() {
    Context read = propagator.extract(Context.root(), Map.of("b3", "0"), Getter.INSTANCE);

    assertThat(extractionOf(root(read)))
        .hasValueSatisfying(
            extraction -> assertThat(extraction.headers()).containsEntry("b3", "0"));
  }

  @Test
  void whatWasReadOnTheThreadAndNotUsedIsKnown() {
    Context read =
        propagator.extract(Context.root(), Map.of("traceparent", VALID), Getter.INSTANCE);
    assertThat(Span.fromContext(read).getSpanContext().isValid()).isTrue();

    assertThat(extractionOf(root(Context.root()))).hasValueSatisfying(extraction -> {
      assertThat(extraction.headers()).containsEntry("traceparent", VALID);
      assertThat(extraction.used()).isFalse();
    });
  }

  @Test
  void whatWasUsedOnceIsNotHeldAgainstTheNextRoot() {
    Context read = propagator.extract(Context.root(), Map.of("b3", "0"), Getter.INSTANCE);
    root(read);

    assertThat(extractionOf(root(Context.root()))).contains(Extraction.NONE);
  }

  @Test
  void anOpenSpanKnowsHowItWasInjected() {
    Span sent = tracer.spanBuilder("sent").startSpan();
    Map<String, String> headers = new HashMap<>();
    propagator.inject(
        Context.root().with(sent), headers, (to, name, value) -> put(headers, name, value));
    Span received = tracer.spanBuilder("received").setNoParent().startSpan();
    received.end();
    sent.end();

    assertThat(origin(received).openThen())
        .singleElement()
        .satisfies(open -> assertThat(open.injectedAs()).containsExactly("traceparent"));
  }

  @Test
  void theSpanThatWasCurrentIsKnown() {
    Span current = tracer.spanBuilder("current").startSpan();
    Span root;
    try (Scope ignored = current.makeCurrent()) {
      root = root(Context.root());
    }
    current.end();

    assertThat(origin(root).current()).isEqualTo(current.getSpanContext());
    assertThat(origin(current).current()).isEqualTo(SpanContext.getInvalid());
  }

  @Test
  void baggageOfAnySpanIsKnown() {
    Context context =
        Baggage.builder().put("tenant", "acme").build().storeInContext(Context.root());
    Span parent = tracer.spanBuilder("parent").setParent(context).startSpan();
    Span child = tracer.spanBuilder("child").setParent(context.with(parent)).startSpan();
    child.end();
    parent.end();

    assertThat(origin(child).baggage().getEntryValue("tenant")).isEqualTo("acme");
  }

  @Test
  void inAnSdkOfTheApplicationsNobodyKnows() {
    try (SdkTracerProvider own =
        SdkTracerProvider.builder().addSpanProcessor(capture.spanProcessor()).build()) {
      Span root = own.get("test").spanBuilder("root").startSpan();
      root.end();

      assertThat(extractionOf(root)).isEmpty();
    }
  }

  private Span root(Context parent) {
    Span span = tracer.spanBuilder("root").setParent(parent).startSpan();
    span.end();
    return span;
  }

  private Optional<Extraction> extractionOf(Span span) {
    return origin(span).extraction();
  }

  private Origin origin(Span span) {
    Capture captured = capture.traces().capture();
    return captured.origins().apply(span.getSpanContext()).orElseThrow();
  }

  private static void put(Map<String, String> headers, String name, String value) {
    headers.put(name, value);
  }

  private enum Getter implements TextMapGetter<Map<String, String>> {
    INSTANCE;

    @Override
    public Iterable<String> keys(Map<String, String> carrier) {
      return carrier.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
      return carrier == null ? null : carrier.get(key);
    }
  }
}
