package io.traceassert.otlp.backend;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The spans that were sent to a real Jaeger (by OTLP) and to a real Zipkin (by the SDK's Zipkin
 * exporter) when the answers beside this class were recorded.
 */
public final class SentSpans {

  public static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

  private static final long START =
      TimeUnit.SECONDS.toNanos(Instant.parse("2026-11-21T20:00:00Z").getEpochSecond());
  private static final TraceState STATE =
      TraceState.builder().put("vendor", "a").build();

  private SentSpans() {}

  /** Two services: a request that fails in the called one. */
  public static List<SpanData> all() {
    return List.of(order(), call(), payment(), charge());
  }

  /** Begins a span that differs from another. */
  public static TestSpanData.Builder copy(SpanData span) {
    return TestSpanData.builder()
        .setName(span.getName())
        .setSpanContext(span.getSpanContext())
        .setParentSpanContext(span.getParentSpanContext())
        .setKind(span.getKind())
        .setStartEpochNanos(span.getStartEpochNanos())
        .setEndEpochNanos(span.getEndEpochNanos())
        .setHasEnded(span.hasEnded())
        .setStatus(span.getStatus())
        .setResource(span.getResource())
        .setInstrumentationScopeInfo(span.getInstrumentationScopeInfo())
        .setAttributes(span.getAttributes())
        .setTotalAttributeCount(span.getTotalAttributeCount())
        .setEvents(span.getEvents())
        .setTotalRecordedEvents(span.getTotalRecordedEvents())
        .setLinks(span.getLinks())
        .setTotalRecordedLinks(span.getTotalRecordedLinks());
  }

  private static SpanData order() {
    return span("POST /Orders", "00f067aa0ba902b7", SpanKind.SERVER, 0, 41_234_567)
        .setResource(resource("Order"))
        .setInstrumentationScopeInfo(InstrumentationScopeInfo.builder("http.server")
            .setVersion("2.1")
            .setSchemaUrl("https://opentelemetry.io/schemas/1.30.0")
            .setAttributes(Attributes.of(AttributeKey.stringKey("flavour"), "plain"))
            .build())
        .setAttributes(Attributes.builder()
            .put("http.request.method", "POST")
            .put("http.response.status_code", 500)
            .put("cache.hit", false)
            .put("load", 0.25)
            .put("empty", "")
            .put("items", "a", "b")
            .put("sizes", 1L, 2L)
            .build())
        .setTotalAttributeCount(9)
        .setStatus(StatusData.ok())
        .build();
  }

  private static SpanData call() {
    return span("POST", "00f067aa0ba902b8", SpanKind.CLIENT, 1_000_000, 40_000_000)
        .setParentSpanContext(context("00f067aa0ba902b7", false))
        .setResource(resource("Order"))
        .setInstrumentationScopeInfo(InstrumentationScopeInfo.create("http.client"))
        .setAttributes(Attributes.builder()
            .put("server.address", "payment")
            .put("url.full", "http://payment/charge?a=1&b=2 and c")
            .build())
        .setTotalAttributeCount(2)
        .build();
  }

  private static SpanData payment() {
    LinkData link = LinkData.create(
        SpanContext.createFromRemoteParent(
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb", TraceFlags.getSampled(), STATE),
        Attributes.of(AttributeKey.longKey("batch"), 7L));
    return span("POST /charge", "00f067aa0ba902b9", SpanKind.SERVER, 2_000_000, 39_000_000)
        .setParentSpanContext(context("00f067aa0ba902b8", true))
        .setResource(resource("Payment"))
        .setLinks(List.of(link))
        .setTotalRecordedLinks(2)
        .setStatus(StatusData.create(StatusCode.ERROR, "card \"4111\" declined"))
        .setEvents(List.of(
            EventData.create(START + 3_000_999, "Checked", Attributes.empty()),
            EventData.create(
                START + 4_000_000,
                "exception",
                Attributes.builder()
                    .put("exception.type", "java.lang.IllegalStateException")
                    .put("exception.message", "no | \"funds\": {left}")
                    .put("attempt", 2)
                    .put("final", true)
                    .put("codes", 1L, 2L)
                    .build())))
        .setTotalRecordedEvents(3)
        .build();
  }

  private static SpanData charge() {
    return span("Charge card", "00f067aa0ba902ba", SpanKind.INTERNAL, 3_000_000, 3_000_400)
        .setParentSpanContext(context("00f067aa0ba902b9", false))
        .setResource(resource("Payment"))
        .setStatus(StatusData.error())
        .build();
  }

  private static TestSpanData.Builder span(
      String name, String id, SpanKind kind, long start, long end) {
    return TestSpanData.builder()
        .setName(name)
        .setSpanContext(context(id, false))
        .setKind(kind)
        .setStartEpochNanos(START + start)
        .setEndEpochNanos(START + end)
        .setHasEnded(true)
        .setStatus(StatusData.unset());
  }

  private static SpanContext context(String id, boolean remote) {
    return remote
        ? SpanContext.createFromRemoteParent(TRACE_ID, id, TraceFlags.getSampled(), STATE)
        : SpanContext.create(TRACE_ID, id, TraceFlags.getSampled(), STATE);
  }

  private static Resource resource(String service) {
    return Resource.create(
        Attributes.builder()
            .put("service.name", service)
            .put("deployment.environment", "test")
            .build(),
        "https://opentelemetry.io/schemas/1.31.0");
  }
}
