package io.traceassert.otlp;

import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.TraceAssertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.traceassert.TraceAssertionError;
import io.traceassert.otlp.backend.FakeBackend;
import io.traceassert.otlp.backend.SentSpans;
import io.traceassert.trace.Trace;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ZipkinTracesTest {

  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");

  private final FakeBackend server = new FakeBackend();
  private final ZipkinTraces zipkin = ZipkinTraces.at(server.uri())
      .withTimeout(Duration.ofSeconds(5))
      .withQuietWindow(Duration.ofMillis(20));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void readsWhatZipkinKeepsOfWhatWasSent() {
    server.thenRecorded("zipkin-trace.json");

    List<SpanData> read = zipkin.trace(SentSpans.TRACE_ID).traces().get(0).spans();

    List<SpanData> sent = SentSpans.all();
    assertThat(read.get(0))
        .isEqualTo(reduced(sent.get(0))
            .setInstrumentationScopeInfo(InstrumentationScopeInfo.builder("http.server")
                .setVersion("2.1")
                .build())
            .setAttributes(Attributes.builder()
                .put("cache.hit", "false")
                .put("empty", "")
                .put("http.request.method", "POST")
                .put("http.response.status_code", "500")
                .put("items", "a,b")
                .put("load", "0.25")
                .put("sizes", "1,2")
                .build())
            .setEndEpochNanos(sent.get(0).getStartEpochNanos() + 41_234_000)
            .build());
    assertThat(read.get(1)).isEqualTo(reduced(sent.get(1)).build());
    assertThat(read.get(2))
        .isEqualTo(reduced(sent.get(2))
            .setLinks(List.of())
            .setTotalRecordedLinks(0)
            .setEvents(List.of(
                EventData.create(
                    sent.get(2).getStartEpochNanos() + 1_000_000, "Checked", Attributes.empty()),
                EventData.create(
                    sent.get(2).getStartEpochNanos() + 2_000_000,
                    "exception",
                    // although the exporter does not escape the quotes in it
                    sent.get(2).getEvents().get(1).getAttributes())))
            .build());
    assertThat(read.get(3))
        .isEqualTo(reduced(sent.get(3))
            .setEndEpochNanos(sent.get(3).getStartEpochNanos() + 1_000)
            .setStatus(StatusData.error())
            .build());
    assertThat(server.paths()).allMatch(("/api/v2/trace/" + SentSpans.TRACE_ID)::equals);
  }

  private static TestSpanData.Builder reduced(SpanData sent) {
    SpanContext parent = sent.getParentSpanContext();
    TraceFlags sampled = TraceFlags.getSampled();
    TraceState none = TraceState.getDefault();
    TestSpanData.Builder copy = SentSpans.copy(sent)
        .setName(sent.getName().toLowerCase(Locale.ROOT))
        .setSpanContext(SpanContext.create(sent.getTraceId(), sent.getSpanId(), sampled, none))
        .setResource(Resource.create(Attributes.of(
            SERVICE, sent.getResource().getAttribute(SERVICE).toLowerCase(Locale.ROOT))));
    if (!parent.isValid()) {
      return copy;
    }
    return copy.setParentSpanContext(
        parent.isRemote()
            ? SpanContext.createFromRemoteParent(
                parent.getTraceId(), parent.getSpanId(), sampled, none)
            : SpanContext.create(parent.getTraceId(), parent.getSpanId(), sampled, none));
  }

  @Test
  void waitsUntilTheTraceIsThere() {
    server.then(404, SentSpans.TRACE_ID + " not found").thenRecorded("zipkin-trace.json");

    assertThat(zipkin.trace(SentSpans.TRACE_ID)).hasSingleTrace().hasShape("""
        post /orders          [SERVER]  @order    OK   http.response.status_code="500"
        └─ post               [CLIENT]  @order
           └─ post /charge    [SERVER]  @payment  ERROR "card \\"4111\\" declined"  event:Checked
              └─ charge card            @payment  ERROR
        """);
  }

  @Test
  void readsSharedSpansAndShortTraceIds() {
    server.thenRecorded("zipkin-brave.json");

    Trace trace = zipkin.trace("463ac35c9f6413ad").traces().get(0);

    assertThat(trace.traceId()).isEqualTo("0000000000000000463ac35c9f6413ad");
    assertThat(trace).hasShape("""
        get /                [SERVER]  @frontend
        └─ get               [CLIENT]  @frontend  peer.service=backend
           ├─ get /api       [SERVER]  @backend   ERROR  http.path=/api  event:foo
           └─ work                     @backend
        """);
  }

  @Test
  void readsWhatTheCollectorMakesOfEvents() {
    server.then(200, """
        [{"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","id":"00f067aa0ba902b7","name":"a","timestamp":1000000,
          "annotations":[{"timestamp":1000001,"value":"retry|{\\"attempt\\":2,\\"load\\":0.5,\\"by\\":[\\"x\\"]}|0"}],
          "tags":{"error":"false"},"debug":true}]""");

    assertThat(zipkin.trace(SentSpans.TRACE_ID))
        .span("a")
        .hasStatus(StatusCode.UNSET)
        .event("retry")
        .hasAttributesExactly(Attributes.builder()
            .put("attempt", 2)
            .put("load", 0.5)
            .put("by", new String[] {"x"})
            .build());
  }

  @Test
  void readsStackTracesThatAreNotEscaped() {
    server.then(200, """
        [{"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","id":"00f067aa0ba902b7","name":"a","timestamp":1000000,
          "annotations":[{"timestamp":1000001,"value":"\\"exception\\":{\\"exception.stacktrace\\":\\"E: x\\n\\tat Y\\"}"}]}]""");

    assertThat(zipkin.trace(SentSpans.TRACE_ID))
        .span("a")
        .event("exception")
        .hasAttribute("exception.stacktrace", "E: x\n\tat Y");
  }

  @Test
  void failuresSayWhatZipkinDoesNotKeep() {
    server.thenRecorded("zipkin-trace.json");

    assertThatThrownBy(
            () -> assertThat(zipkin.withTimeout(Duration.ofSeconds(2)).trace(SentSpans.TRACE_ID))
                .span("post /orders")
                .hasAttribute("http.response.status_code", 500))
        .isInstanceOf(TraceAssertionError.class)
        .extracting(e -> server.withoutPort(e.getMessage()))
        .asString()
        .startsWith(
            "not within 2 s: span \"post /orders\" [SERVER]: attribute http.response.status_code is present as STRING \"500\", expected LONG 500\n")
        .endsWith(
            "note: read from Zipkin at http://localhost:1234, which keeps names of spans and services in lower case, attributes as texts, times in microseconds, and no links, trace state, schema URLs or attributes of scopes");
  }

  @Test
  void searches() {
    server.thenRecorded("zipkin-search.json");

    assertThat(zipkin
            .search()
            .service("Order")
            .operation("POST /Orders")
            .attribute("http.response.status_code", 500)
            .attribute("http.request.method", "POST")
            .startedAfter(Instant.parse("2026-11-21T19:00:00Z"))
            .startedBefore(Instant.parse("2026-11-21T21:00:00Z"))
            .lastingAtMost(Duration.ofSeconds(1))
            .limit(3)
            .traces())
        .hasSingleTrace()
        .hasSpanCount(4);
    assertThat(URLDecoder.decode(server.paths().get(0), StandardCharsets.UTF_8))
        .isEqualTo(
            "/api/v2/traces?serviceName=Order&spanName=POST /Orders&annotationQuery=http.response.status_code=500 and http.request.method=POST&minDuration=1&maxDuration=1000000&endTs=1795294800000&lookback=7200000&limit=3");
  }

  @Test
  void looksItselfForWhatItsQueriesCannotSay() {
    server.thenRecorded("zipkin-search.json");

    assertThat(zipkin
            .search()
            .attribute("url.full", "http://payment/charge?a=1&b=2 and c")
            .lastingAtLeast(Duration.ofMillis(39))
            .traces())
        .hasSingleTrace();
    assertThat(server.paths().get(0))
        .startsWith("/api/v2/traces?minDuration=39000&endTs=")
        .endsWith("&limit=20");
  }

  @Test
  void namesServicesAndOperations() {
    server.thenRecorded("zipkin-services.json").thenRecorded("zipkin-operations.json");

    assertThat(zipkin.services()).containsExactly("order", "payment");
    assertThat(zipkin.operations("order")).containsExactly("post", "post /orders");
    assertThat(server.paths())
        .containsExactly("/api/v2/services", "/api/v2/spans?serviceName=order");
  }

  @Test
  void saysThatItsApiIsNotThere() {
    server.then(404, "404 Not Found");

    assertThatThrownBy(() -> assertThat(zipkin.trace(SentSpans.TRACE_ID)).hasSingleTrace())
        .isInstanceOf(TraceAssertionError.class)
        .extracting(e -> server.withoutPort(e.getMessage()))
        .isEqualTo("""
            no spans captured: Zipkin at http://localhost:1234 answered 404: its API is not there

            Is it running, and is this the address of its server (port 9411 unless configured), with its base path? It has to be Zipkin 2 or 3.""");
  }

  @Test
  void saysWhatCannotBeRead() {
    server.then(200, "{\"error\":").then(200, "[{\"id\":7}]");

    assertThatThrownBy(zipkin::services)
        .extracting(e -> server.withoutPort(e.getMessage()))
        .asString()
        .startsWith(
            "Zipkin at http://localhost:1234 answered what cannot be read: Unexpected end-of-input");
    assertThatThrownBy(() -> assertThat(zipkin.trace(SentSpans.TRACE_ID)).hasSingleTrace())
        .hasMessageContaining("answered what cannot be read: expected id: a string");
  }
}
