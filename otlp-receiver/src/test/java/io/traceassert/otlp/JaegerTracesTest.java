package io.traceassert.otlp;

import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.TraceAssertions.assertThatExceptionOfType;
import static io.traceassert.TraceAssertions.assertThatThrownBy;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfoBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.CapturedTraces;
import io.traceassert.TraceAssertionError;
import io.traceassert.otlp.backend.FakeBackend;
import io.traceassert.otlp.backend.SentSpans;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JaegerTracesTest {

  private static final String ABSENT =
      "{\"error\":{\"httpCode\":404,\"message\":\"No traces found\"}}";

  private final FakeBackend server = new FakeBackend();
  private final JaegerTraces jaeger = JaegerTraces.at(server.uri())
      .withTimeout(Duration.ofSeconds(5))
      .withQuietWindow(Duration.ofMillis(20));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void readsATraceAsItWasSentButForSchemaUrls() {
    server.thenRecorded("jaeger-trace.json");

    List<SpanData> read = jaeger.trace(SentSpans.TRACE_ID).traces().get(0).spans();

    List<SpanData> sent = SentSpans.all();
    assertThat(read).hasSameSizeAs(sent);
    for (SpanData expected : sent) {
      SpanData actual = read.stream()
          .filter(span -> span.getSpanId().equals(expected.getSpanId()))
          .findFirst()
          .orElseThrow();
      assertThat(actual).isEqualTo(asJaegerKeeps(expected));
    }
    assertThat(server.paths())
        .allMatch(("/api/v3/traces/" + SentSpans.TRACE_ID + "?raw_traces=true")::equals);
  }

  @Test
  void waitsUntilTheTraceIsThere() {
    server
        .then(404, ABSENT)
        .then(404, ABSENT)
        .then(503, "starting")
        .thenRecorded("jaeger-trace.json");

    assertThat(jaeger.trace(SentSpans.TRACE_ID)).hasSingleTrace().hasShape("""
        POST /Orders          [SERVER]  @Order    OK
        └─ POST               [CLIENT]  @Order    url.full=*
           └─ POST /charge    [SERVER]  @Payment  ERROR "card \\"4111\\" declined"  event:Checked
              └─ Charge card            @Payment  ERROR
        """);
  }

  @Test
  void waitsUntilTheAnswerStaysTheSame() {
    server
        .then(200, FakeBackend.recorded("jaeger-trace.json").replaceAll(",\\{\"resource.*", "]}}"))
        .thenRecorded("jaeger-trace.json");

    assertThat(jaeger.trace(SentSpans.TRACE_ID)).hasSingleTrace().hasSpanCount(4);
    assertThat(server.paths()).hasSizeGreaterThan(2);
  }

  @Test
  void failsWithWhatIsMissing() {
    server.then(404, ABSENT);

    assertThat(failure(jaeger.withTimeout(Duration.ofSeconds(2)).trace(SentSpans.TRACE_ID)))
        .isEqualTo("""
            not within 2 s: no spans captured: Jaeger at http://localhost:1234 has no trace 4bf92f3577b34da6a3ce929d0e0e4736

            Is its root sampled, and do its services send to this Jaeger, soon enough (OTEL_BSP_SCHEDULE_DELAY=100)?""");
  }

  @Test
  void hasNoSpansHoldsAfterTheQuietWindow() {
    server.then(404, ABSENT);

    CapturedTraces traces = jaeger.trace(SentSpans.TRACE_ID);
    assertThat(traces).hasNoSpans();
    assertThat(server.paths()).hasSizeGreaterThan(1);
  }

  @Test
  void searches() {
    server.thenRecorded("jaeger-search.json");

    assertThat(jaeger
            .search()
            .service("Order")
            .operation("POST /Orders")
            .attribute("http.response.status_code", 500)
            .attribute("http.request.method", "POST")
            .startedAfter(Instant.parse("2026-11-21T19:00:00Z"))
            .startedBefore(Instant.parse("2026-11-21T21:00:00.5Z"))
            .lasting(Duration.ofMillis(41), Duration.ofSeconds(1))
            .limit(3)
            .traces())
        .hasSingleTrace()
        .hasSpanCount(4);
    assertThat(decoded(server.paths().get(0)))
        .isEqualTo(
            "/api/v3/traces?query.service_name=Order&query.operation_name=POST /Orders"
                + "&query.start_time_min=2026-11-21T19:00:00Z&query.start_time_max=2026-11-21T21:00:00.500Z"
                + "&query.duration_min=41000000ns&query.duration_max=1000000000ns&query.num_traces=3&query.raw_traces=true"
                + "&query.attributes={\"http.response.status_code\":\"500\",\"http.request.method\":\"POST\"}");
  }

  @Test
  void looksForAttributesItselfSinceOlderVersionsDoNot() {
    server.thenRecorded("jaeger-search.json");

    CapturedTraces traces = jaeger
        .withTimeout(Duration.ofSeconds(2))
        .search()
        .attribute("http.response.status_code", 404)
        .attribute("api.key", "k")
        .startedAfter(Instant.parse("2026-11-21T19:00:00Z"))
        .limit(1)
        .traces();

    assertThat(failure(traces)).isEqualTo("""
        not within 2 s: no spans captured: Jaeger at http://localhost:1234 has no trace with http.response.status_code=404, api.key=***

          searched  spans that began at 2026-11-21T19:00:00Z or later

        One span has to fulfil all of it. Has it arrived yet, and is it within the time that is searched?

        note: Jaeger returned 1 trace, as many as it may (limit); 0 of them have a span with all that is asked for, and there may be more""");
  }

  @Test
  void namesServicesAndOperations() {
    server.thenRecorded("jaeger-services.json").thenRecorded("jaeger-operations.json");

    assertThat(jaeger.services()).containsExactly("Order", "Payment", "jaeger");
    assertThat(jaeger.operations("Order")).containsExactly("POST", "POST /Orders");
    assertThat(server.paths())
        .containsExactly("/api/v3/services", "/api/v3/operations?service=Order");
  }

  @Test
  void sendsHeadersAndNeverPrintsThem() {
    server.then(401, "no");
    JaegerTraces known = jaeger.withHeader("Authorization", "Bearer s3cr3t");

    String message = failure(known.trace(SentSpans.TRACE_ID));

    assertThat(server.authorizations()).containsOnly("Bearer s3cr3t");
    assertThat(message).isEqualTo("""
        no spans captured: Jaeger at http://localhost:1234 answered 401 (unauthorized)

        The credentials that were sent (header Authorization) do not suffice.""");
    assertThat(known).hasToString("Jaeger at " + server.uri());
    assertThatThrownBy(() -> jaeger.withHeader("Authorization", "s3cr3t\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the header Authorization cannot be sent: the name is not allowed, or the value has characters that are not")
        .hasNoCause();
  }

  @Test
  void failsAtOnceWhenCredentialsAreMissing() {
    server.then(403, "no");

    assertThat(failure(jaeger.trace(SentSpans.TRACE_ID))).isEqualTo("""
        no spans captured: Jaeger at http://localhost:1234 answered 403 (forbidden)

        It wants credentials: give them by withHeader("Authorization", …).""");
  }

  @Test
  void nothingHoldsWhileItCannotBeRead() {
    server.then(403, "no");

    assertThatExceptionOfType(TraceAssertionError.class)
        .isThrownBy(() -> assertThat(jaeger.trace(SentSpans.TRACE_ID)).hasNoSpans());
  }

  @Test
  void saysThatAPageIsNoAnswer() {
    server.then(200, "<!DOCTYPE html><html></html>");

    assertThat(failure(jaeger.trace(SentSpans.TRACE_ID))).isEqualTo("""
        no spans captured: Jaeger at http://localhost:1234 answered with a page of HTML instead of JSON

        Is there a login or a proxy in front of it, or a user interface that answers for an API that is not there? Is it running, and is this the address of its query service (port 16686 unless configured), with its base path? It has to be Jaeger 2, or a Jaeger 1 with api/v3.""");
  }

  @Test
  void saysThatItsApiIsNotThere() {
    server.then(404, "404 page not found");

    assertThat(failure(jaeger.trace(SentSpans.TRACE_ID)))
        .startsWith(
            "no spans captured: Jaeger at http://localhost:1234 answered 404: its API is not there\n");
  }

  @Test
  void saysWhereItIsRedirectedTo() {
    server.thenRedirect("https://login.example/start?state=s3cr3t");

    assertThat(failure(jaeger.trace(SentSpans.TRACE_ID))).isEqualTo("""
        no spans captured: Jaeger at http://localhost:1234 answered 302, a redirect to https://login.example/start

        Give the address behind it, or, if it is a login, credentials by withHeader("Authorization", …).""");
  }

  @Test
  void quotesWhatItSaysOfARequest() {
    server.then(400, "{\"error\":{\"httpCode\":400,\"message\":\"malformed\"}}\n");

    assertThat(failure(jaeger.search().traces())).isEqualTo("""
        no spans captured: Jaeger at http://localhost:1234 answered 400: "{\\"error\\":{\\"httpCode\\":400,\\"message\\":\\"malformed\\"}}"

        It does not accept the request.""");
  }

  @Test
  void saysWhatCannotBeRead() {
    server.then(200, "{\"result\":{\"resourceSpans\":[7]}}");

    assertThat(failure(jaeger.trace(SentSpans.TRACE_ID)))
        .startsWith(
            "no spans captured: Jaeger at http://localhost:1234 answered what cannot be read: result.resource_spans: expected an object, at byte 28\n");
  }

  @Test
  void saysThatNobodyListens() {
    server.close();

    assertThat(failure(jaeger.withTimeout(Duration.ofSeconds(2)).trace(SentSpans.TRACE_ID)))
        .isEqualTo("""
            no spans captured: Jaeger at http://localhost:1234 cannot be reached: the connection is refused

            Is it running, and is this the address of its query service (port 16686 unless configured), with its base path? It has to be Jaeger 2, or a Jaeger 1 with api/v3.""");
    assertThatThrownBy(jaeger::services)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot be reached: the connection is refused. Is it running");
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertThatThrownBy(() -> JaegerTraces.at(URI.create("localhost:16686")))
        .hasMessage("uri must be like http://localhost:16686, but is localhost:16686");
    assertThatThrownBy(() -> JaegerTraces.at(URI.create("http://a:b@localhost")))
        .hasMessage("uri must not hold credentials; give them by withHeader(\"Authorization\", …)");
    assertThatThrownBy(() -> JaegerTraces.at(URI.create("http://localhost?a=b")))
        .hasMessage("uri must have neither a query nor a fragment");
  }

  @Test
  void refusesWhatIsNoTraceId() {
    assertThatThrownBy(() -> jaeger.trace("4bf9"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("traceId must be 32 or 16 hexadecimal digits, but is 4bf9");
  }

  @Test
  void keepsTheBasePath() {
    server.then(404, ABSENT);

    CapturedTraces traces = JaegerTraces.at(URI.create(server.uri() + "/jaeger/"))
        .withTimeout(Duration.ofSeconds(2))
        .trace(SentSpans.TRACE_ID);

    assertThat(failure(traces)).contains("Jaeger at http://localhost:1234/jaeger ");
    assertThat(server.paths().get(0)).startsWith("/jaeger/api/v3/traces/");
  }

  /** Its storage in memory forgets schema URLs. */
  private static SpanData asJaegerKeeps(SpanData sent) {
    InstrumentationScopeInfo scope = sent.getInstrumentationScopeInfo();
    InstrumentationScopeInfoBuilder kept =
        InstrumentationScopeInfo.builder(scope.getName()).setAttributes(scope.getAttributes());
    if (scope.getVersion() != null) {
      kept.setVersion(scope.getVersion());
    }
    return SentSpans.copy(sent)
        .setInstrumentationScopeInfo(kept.build())
        .setResource(Resource.create(sent.getResource().getAttributes()))
        .build();
  }

  private String failure(CapturedTraces traces) {
    try {
      assertThat(traces).hasTraceCount(1);
    } catch (TraceAssertionError e) {
      return server.withoutPort(e.getMessage());
    }
    throw new IllegalStateException("held");
  }

  private static String decoded(String path) {
    return URLDecoder.decode(path, StandardCharsets.UTF_8);
  }
}
