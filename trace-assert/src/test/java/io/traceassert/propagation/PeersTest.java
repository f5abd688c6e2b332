package io.traceassert.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.contrib.awsxray.propagator.AwsXrayPropagator;
import io.opentelemetry.extension.trace.propagation.B3Propagator;
import io.opentelemetry.extension.trace.propagation.JaegerPropagator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * What the propagators of OpenTelemetry write is read as what they meant, and what they refuse to
 * read is malformed here as well.
 */
class PeersTest {

  private static final TextMapGetter<Map<String, String>> GETTER = new TextMapGetter<>() {
    @Override
    public Iterable<String> keys(Map<String, String> carrier) {
      return carrier.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
      return carrier == null ? null : carrier.get(key);
    }
  };

  private static Context context(long seed) {
    Random random = new Random(seed);
    TraceStateBuilder state = TraceState.builder();
    for (int i = random.nextInt(4); i > 0; i--) {
      state.put("vendor" + i, Long.toHexString(random.nextLong()));
    }
    SpanContext span = SpanContext.create(
        hex(random) + hex(random),
        hex(random),
        TraceFlags.fromByte((byte) random.nextInt(4)),
        state.build());
    return Context.root().with(Span.wrap(span));
  }

  private static String hex(Random random) {
    return String.format("%016x", random.nextLong() | 1);
  }

  private static ContextReading injected(
      TextMapPropagator propagator, Context context, PropagationFormat format) {
    Map<String, String> carrier = new HashMap<>();
    propagator.inject(context, carrier, (map, key, value) -> {
      if (map != null) {
        map.put(key, value);
      }
    });
    return Propagation.of(Carrier.of(carrier)).in(format).orElseThrow();
  }

  private static void isRead(TextMapPropagator propagator, long seed, PropagationFormat format) {
    Context context = context(seed);
    SpanContext span = Span.fromContext(context).getSpanContext();
    ContextReading reading = injected(propagator, context, format);
    assertThat(reading.violations()).isEmpty();
    assertThat(reading.isContext()).isTrue();
    assertThat(reading.traceId()).extracting(WrittenId::id).isEqualTo(span.getTraceId());
    assertThat(reading.spanId()).extracting(WrittenId::id).isEqualTo(span.getSpanId());
    assertThat(reading.sampling())
        .isEqualTo(span.isSampled() ? Sampling.SAMPLED : Sampling.NOT_SAMPLED);
    if (format == PropagationFormat.W3C) {
      assertThat(reading.traceState()).isEqualTo(span.getTraceState().asMap());
    }
  }

  @Property(tries = 200)
  void w3c(@ForAll long seed) {
    isRead(W3CTraceContextPropagator.getInstance(), seed, PropagationFormat.W3C);
  }

  @Property(tries = 200)
  void b3Single(@ForAll long seed) {
    isRead(B3Propagator.injectingSingleHeader(), seed, PropagationFormat.B3_SINGLE);
  }

  @Property(tries = 200)
  void b3Multi(@ForAll long seed) {
    isRead(B3Propagator.injectingMultiHeaders(), seed, PropagationFormat.B3_MULTI);
  }

  @Property(tries = 200)
  void jaeger(@ForAll long seed) {
    isRead(JaegerPropagator.getInstance(), seed, PropagationFormat.JAEGER);
  }

  @Property(tries = 200)
  void xray(@ForAll long seed) {
    isRead(AwsXrayPropagator.getInstance(), seed, PropagationFormat.XRAY);
  }

  @Property(tries = 500)
  void baggage(@ForAll("entries") Map<String, String> entries) {
    BaggageBuilder builder = Baggage.builder();
    entries.forEach(builder::put);
    Map<String, String> carrier = new HashMap<>();
    W3CBaggagePropagator.getInstance()
        .inject(Context.root().with(builder.build()), carrier, (map, key, value) -> {
          if (map != null) {
            map.put(key, value);
          }
        });
    BaggageReading reading = Propagation.of(Carrier.of(carrier)).baggage();
    Map<String, String> read = new TreeMap<>();
    reading.members().forEach(member -> read.put(member.key(), member.value()));
    assertThat(reading.violations()).isEmpty();
    assertThat(read).isEqualTo(entries);
  }

  @Provide
  Arbitrary<Map<String, String>> entries() {
    return Arbitraries.maps(
            Arbitraries.strings().withChars("abcXYZ019-_.*").ofMinLength(1).ofMaxLength(8),
            Arbitraries.strings()
                .withChars("abc 09,;=%\"\\+\u00e9\u20ac")
                .ofMinLength(1)
                .ofMaxLength(12))
        .ofMaxSize(5)
        .map(TreeMap::new);
  }

  private static void agree(
      TextMapPropagator propagator, String header, String value, PropagationFormat format) {
    Map<String, String> carrier = Map.of(header, value);
    SpanContext theirs =
        Span.fromContext(propagator.extract(Context.root(), carrier, GETTER)).getSpanContext();
    ContextReading ours = Propagation.of(Carrier.of(carrier)).in(format).orElseThrow();
    assertThat(ours.isContext()).as("%s: %s, %s", header, value, ours).isEqualTo(theirs.isValid());
    if (theirs.isValid()) {
      assertThat(ours.traceId()).extracting(WrittenId::id).isEqualTo(theirs.getTraceId());
      assertThat(ours.spanId()).extracting(WrittenId::id).isEqualTo(theirs.getSpanId());
      assertThat(ours.sampling() == Sampling.SAMPLED).isEqualTo(theirs.isSampled());
    }
  }

  @Property(tries = 2000)
  void traceparentIsReadAndRefusedAsByOpenTelemetry(@ForAll("nearly") String value) {
    agree(W3CTraceContextPropagator.getInstance(), "traceparent", value, PropagationFormat.W3C);
  }

  @Property(tries = 2000)
  void b3IsReadAndRefusedAsByOpenTelemetry(@ForAll("nearly") String value) {
    agree(B3Propagator.injectingSingleHeader(), "b3", value, PropagationFormat.B3_SINGLE);
  }

  /** Which headers are nearly right. */
  private static final List<String> RIGHT = List.of(
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
      "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
      "a3ce929d0e0e4736-00f067aa0ba902b7-d");

  /** One of the right headers, with one character changed, left out or added. */
  @Provide
  Arbitrary<String> nearly() {
    Arbitrary<Integer> at = Arbitraries.integers().between(0, 56);
    return Combinators.combine(
            Arbitraries.of(RIGHT), at, Arbitraries.of("", "0", "f", "F", "g", "-"), at)
        .as((header, from, inserted, length) -> {
          int start = Math.min(from, header.length());
          int end = Math.min(header.length(), start + length % 3);
          return header.substring(0, start) + inserted + header.substring(end);
        });
  }
}
