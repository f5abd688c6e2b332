package io.traceassert;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.testing.time.TestClock;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The spans of a shop, made by an SDK as an application has it. */
final class ShopSpans {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  static final AttributeKey<String> PROVIDER = stringKey("payment.provider");
  static final AttributeKey<Long> AMOUNT = longKey("payment.amount");
  static final AttributeKey<Long> ATTEMPT = longKey("attempt");
  static final AttributeKey<String> SERVICE = stringKey("service.name");
  static final AttributeKey<String> HOST = stringKey("host.name");
  static final String SCHEMA = "https://opentelemetry.io/schemas/1.38.0";
  static final Resource RESOURCE =
      Resource.create(Attributes.of(SERVICE, "shop", HOST, "a"), SCHEMA);

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final TestClock clock = TestClock.create(START);
  private final Tracer tracer = OpenTelemetrySdk.builder()
      .setTracerProvider(SdkTracerProvider.builder()
          .setClock(clock)
          .setResource(RESOURCE)
          .setSpanLimits(SpanLimits.builder().setMaxNumberOfEvents(2).build())
          .addSpanProcessor(SimpleSpanProcessor.create(exporter))
          .build())
      .build()
      .tracerBuilder("shop.payment")
      .setInstrumentationVersion("1.2")
      .build();

  private ShopSpans() {}

  /** Makes two traces: an order that was published, and its checkout, which fails. */
  static List<SpanData> make() {
    ShopSpans spans = new ShopSpans();
    spans.checkout(spans.publishOrder());
    return spans.exporter.getFinishedSpanItems();
  }

  private SpanContext publishOrder() {
    Span span = tracer
        .spanBuilder("publish order")
        .setNoParent()
        .setSpanKind(SpanKind.PRODUCER)
        .setAttribute(AttributeKey.stringArrayKey("tags"), List.of("a", "b"))
        .setAttribute(AttributeKey.booleanArrayKey("flags"), List.of(true, false))
        .setAttribute(AttributeKey.longArrayKey("sizes"), List.of(1L, 2L))
        .setAttribute(AttributeKey.doubleArrayKey("weights"), List.of(0.5, 1.5))
        .startSpan()
        .setStatus(StatusCode.OK);
    List.of("one", "two", "three").forEach(span::addEvent);
    span.end();
    return span.getSpanContext();
  }

  private void checkout(SpanContext published) {
    SpanContext caller = SpanContext.createFromRemoteParent(
        TRACE_ID,
        "b7ad6b7169203331",
        TraceFlags.getSampled(),
        TraceState.builder().put("vendor", "7").build());
    Span checkout = tracer
        .spanBuilder("checkout")
        .setParent(Context.root().with(Span.wrap(caller)))
        .setSpanKind(SpanKind.SERVER)
        .startSpan();
    Context inCheckout = Context.root().with(checkout);
    chargeCard(inCheckout, published);
    Span fraud = tracer.spanBuilder("check for fraud").setParent(inCheckout).startSpan();
    fraud.recordException(new IllegalStateException("too late"));
    fraud.end();
    checkout.end();
  }

  private void chargeCard(Context parent, SpanContext published) {
    clock.advance(Duration.ofSeconds(1));
    Span span = tracer
        .spanBuilder("charge card")
        .setParent(parent)
        .setSpanKind(SpanKind.CLIENT)
        .addLink(published, Attributes.of(longKey("batch.index"), 0L))
        .setAttribute(PROVIDER, "stripe")
        .setAttribute(AMOUNT, 4200L)
        .startSpan();
    clock.advance(Duration.ofSeconds(1));
    span.addEvent("retry", Attributes.of(ATTEMPT, 2L));
    clock.advance(Duration.ofSeconds(1));
    span.addEvent("declined");
    span.setStatus(StatusCode.ERROR, "card declined");
    clock.advance(Duration.ofSeconds(1));
    span.end();
  }

  /** Makes a span of its own that is neither sampled nor ended, and has nothing to tell. */
  static SpanData idle() {
    SdkTracerProvider provider = SdkTracerProvider.builder()
        .setResource(Resource.empty())
        .setSampler(new RecordOnly())
        .addSpanProcessor(SimpleSpanProcessor.create(InMemorySpanExporter.create()))
        .build();
    return ((ReadableSpan) provider.get("idle").spanBuilder("idle").startSpan()).toSpanData();
  }

  private static final class RecordOnly implements Sampler {

    @Override
    public SamplingResult shouldSample(
        Context parentContext,
        String traceId,
        String name,
        SpanKind spanKind,
        Attributes attributes,
        List<LinkData> parentLinks) {
      return SamplingResult.recordOnly();
    }

    @Override
    public String getDescription() {
      return "record only";
    }
  }
}
