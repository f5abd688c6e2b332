package io.traceassert.memory;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Recording;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages whose headers carry baggage and no trace context. */
class StampTest {

  private static final TextMapPropagator BAGGAGE = W3CBaggagePropagator.getInstance();

  private final TraceCapture capture = TraceCapture.builder().stampBaggage().build();
  private final Tracer tracer = capture.openTelemetry().getTracer("test");
  private final Recording one = capture.record();
  private final Recording two = capture.record();

  @AfterEach
  void close() {
    one.close();
    two.close();
    capture.close();
  }

  private static Map<String, String> headers(Context context) {
    Map<String, String> headers = new HashMap<>();
    BAGGAGE.inject(
        context,
        headers,
        (carrier, key, value) -> Objects.requireNonNull(carrier).put(key, value));
    return headers;
  }

  private static Context received(Map<String, String> headers) {
    return BAGGAGE.extract(Context.root(), headers, new Getter());
  }

  private static List<String> names(Recording recording) {
    return recording.capture().spans().stream().map(SpanData::getName).toList();
  }

  private void consume(String name, Map<String, String> headers) {
    tracer.spanBuilder(name).setParent(received(headers)).startSpan().end();
  }

  @Test
  void whatComesBackWithTheBaggageOfATestIsItsOwn() {
    consume("one", headers(one.context(Context.root())));
    consume("two", headers(two.context(Context.root())));
    consume("whose?", Map.of());

    assertThat(names(one)).containsExactly("one");
    assertThat(names(two)).containsExactly("two");
    assertThat(one.capture().notes()).hasSize(2);
  }

  @Test
  void thePresentBaggageIsKept() {
    Context context =
        one.context(Context.root().with(Baggage.builder().put("tenant", "ramen").build()));
    assertThat(headers(context).get("baggage"))
        .matches(
            "tenant=ramen,traceassert.test=[0-9a-f]{16}|traceassert.test=[0-9a-f]{16},tenant=ramen");
    assertThat(headers(one.context(Context.root())))
        .isEqualTo(headers(one.context(Context.root())));
  }

  @Test
  @SuppressWarnings("try")
  void itGoesBeforeTheContextInWhichTheConsumerWasStarted() {
    Context loop = one.context(Context.root());
    Context message = BAGGAGE.extract(loop, headers(two.context(Context.root())), new Getter());
    try (Scope scope = message.makeCurrent()) {
      tracer.spanBuilder("two").setNoParent().startSpan().end();
    }
    assertThat(names(two)).containsExactly("two");
  }

  @Test
  void theStampOfAnInnerRecordingReplacesThatOfTheOuter() {
    Recording inner = one.record();
    Recording beside = one.record();
    consume("inner", headers(inner.context(one.context(Context.root()))));
    assertThat(names(inner)).containsExactly("inner");
    beside.close();
    inner.close();
  }

  @Test
  void twoCapturesShareOneStamp() {
    try (TraceCapture other = TraceCapture.builder().stampBaggage().build();
        Recording mine = other.record();
        Recording beside = other.record()) {
      Map<String, String> headers = headers(mine.context(one.context(Context.root())));
      consume("here", headers);
      other
          .openTelemetry()
          .getTracer("test")
          .spanBuilder("there")
          .setParent(received(headers))
          .startSpan()
          .end();
      assertThat(names(one)).containsExactly("here");
      assertThat(names(mine)).containsExactly("there");
      assertThat(names(beside)).isEmpty();
    }
  }

  @Test
  void whatComesBackAfterTheTestIsOverIsNobodys() {
    Map<String, String> headers = headers(one.context(Context.root()));
    one.close();
    consume("late", headers);
    assertThat(names(two)).isEmpty();
    assertThat(two.capture().notes()).isEmpty();
  }

  @Test
  void nothingIsSentUnlessItIsAskedFor() {
    try (TraceCapture silent = TraceCapture.create();
        Recording recording = silent.record()) {
      Context context = recording.context(Context.root());
      assertThat(headers(context)).isEmpty();
      Map<String, String> headers = new HashMap<>();
      Span span = silent
          .openTelemetry()
          .getTracer("test")
          .spanBuilder("a")
          .setParent(context)
          .startSpan();
      silent
          .openTelemetry()
          .getPropagators()
          .getTextMapPropagator()
          .inject(
              context.with(span),
              headers,
              (carrier, key, value) -> Objects.requireNonNull(carrier).put(key, value));
      span.end();
      assertThat(headers).containsOnlyKeys("traceparent");
    }
  }

  private static final class Getter implements TextMapGetter<Map<String, String>> {

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
