package io.traceassert;

import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.nothing;
import static io.traceassert.FakeRecording.traces;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.TraceAssertions.assertThatCarrier;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which span headers continue. */
class CarrierContinuesTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String LOWER = "a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String VALID = "00-" + TRACE + "-" + SPAN + "-01";
  private static final SpanData CHECKOUT =
      span("checkout", 0x1111111111111111L).during(0, 5).build();
  private static final SpanData POST = span("POST", 0x00f067aa0ba902b7L)
      .parent(0x1111111111111111L)
      .kind(SpanKind.CLIENT)
      .during(1, 4)
      .build();
  private static final SpanData RESERVE =
      span("reserve item", 0x2222222222222222L).parent(0x1111111111111111L).build();

  private static final String DRAWN = """

      trace 4bf92f35: 3 spans, 5.0 ms
        checkout                   5.0 ms
        ├─ reserve item            1.0 ms
        └─ POST          [CLIENT]  3.0 ms  # not continued
      """;

  private static SpanAssert post() {
    return assertThat(traces(CHECKOUT, POST, RESERVE)).span("POST");
  }

  private static Map<String, String> headers(String... namesAndValues) {
    Map<String, String> headers = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }

  private static void failsAlone(Map<String, String> headers, String message) {
    assertFails(() -> assertThatCarrier(headers).continues(POST), message);
  }

  @Test
  void headersContinueASpan() {
    CarrierAssert headers = assertThatCarrier(headers("traceparent", VALID));
    assertThat(headers.continues(post())).isSameAs(headers);
    assertThat(headers.continues(POST)).isSameAs(headers);
    assertThat(headers.continues(POST.getSpanContext())).isSameAs(headers);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-03",
        "b3: 4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
        "uber-trace-id: 4bf92f3577b34da6a3ce929d0e0e4736%3Af067aa0ba902b7%3A0%3A1",
        "X-Amzn-Trace-Id: Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=00f067aa0ba902b7;Sampled=1",
      })
  void inAnyFormat(String header) {
    String[] parts = header.split(": ", 2);
    assertThatCarrier(headers(parts[0], parts[1])).continues(POST);
    assertThatCarrier(headers(parts[0], parts[1], "traceparent", VALID, "X-B3-Sampled", "1"))
        .continues(POST);
  }

  @Test
  void inSeveralHeaders() {
    assertThatCarrier(headers("X-B3-TraceId", TRACE, "X-B3-SpanId", SPAN, "X-B3-Sampled", "1"))
        .continues(POST);
    assertThatCarrier(headers(
            "x-datadog-trace-id", "11803532876627986230",
            "x-datadog-parent-id", "67667974448284343",
            "x-datadog-sampling-priority", "1",
            "x-datadog-tags", "_dd.p.tid=4bf92f3577b34da6"))
        .continues(POST);
  }

  @Test
  void nothingIsCarried() {
    assertFails(
        () -> assertThatCarrier(headers("Authorization", "Bearer abcdefgh")).continues(post()),
        "the headers do not continue span \"POST\" [CLIENT]: they carry no trace context\n"
            + DRAWN
            + """

            Was a context injected? openTelemetry.getPropagators().getTextMapPropagator().inject(context, request, setter) does it.
            """);
    assertFails(() -> assertThatCarrier(headers("b3", "1")).continues(POST.getSpanContext()), """
        the headers do not continue span 00f067aa of trace 4bf92f35: they carry no trace context, only a decision to sample

          b3  1

        Was a context injected? openTelemetry.getPropagators().getTextMapPropagator().inject(context, request, setter) does it.
        """);
  }

  @Test
  void aDecisionThatIsNotWellWrittenIsNoContextEither() {
    assertFails(
        () -> assertThatCarrier(headers("X-B3-Sampled", "true", "tracestate", "rojo=1"))
            .continues(POST),
        """
        the headers do not continue span "POST" [CLIENT]: they carry no trace context, only a decision to sample
        tracestate-alone: found no traceparent, but it is discarded without a traceparent (W3C Trace Context level 2, 4.1.1 No traceparent Received)
        b3-sampling: found "true", but it must be 1 or 0, in one header also d, or be absent (B3 Propagation, Sampling State)

          tracestate    rojo=1
          X-B3-Sampled  true

        Was a context injected? openTelemetry.getPropagators().getTextMapPropagator().inject(context, request, setter) does it.
        """);
  }

  @Test
  void theParentIsContinuedInstead() {
    assertFails(
        () -> assertThatCarrier(headers("traceparent", "00-" + TRACE + "-1111111111111111-01"))
            .continues(post()),
        """
        the headers do not continue span "POST" [CLIENT]: traceparent: span id: expected 00f067aa, but was 11111111
        11111111 is span "checkout", the parent of "POST" [CLIENT]

          traceparent  00-4bf92f3577b34da6a3ce929d0e0e4736-1111111111111111-01

        trace 4bf92f35: 3 spans, 5.0 ms
          checkout                   5.0 ms  # continued instead
          ├─ reserve item            1.0 ms
          └─ POST          [CLIENT]  3.0 ms  # not continued

        Was the span current when the context was injected? span.makeCurrent() or context.with(span) does it.
        """);
  }

  @Test
  void anotherSpanOfTheTraceIsContinuedInstead() {
    assertFails(
        () -> assertThatCarrier(headers("b3", TRACE + "-2222222222222222-1")).continues(post()),
        """
        the headers do not continue span "POST" [CLIENT]: b3: span id: expected 00f067aa, but was 22222222
        22222222 is span "reserve item" of the same trace

          b3  4bf92f3577b34da6a3ce929d0e0e4736-2222222222222222-1

        trace 4bf92f35: 3 spans, 5.0 ms
          checkout                   5.0 ms
          ├─ reserve item            1.0 ms  # continued instead
          └─ POST          [CLIENT]  3.0 ms  # not continued

        Was the span current when the context was injected? span.makeCurrent() or context.with(span) does it.
        """);
  }

  @Test
  void anotherTraceIsContinued() {
    failsAlone(headers("traceparent", "00-" + "9".repeat(32) + "-" + "8".repeat(16) + "-00"), """
        the headers do not continue span "POST" [CLIENT]: traceparent: trace id: expected 4bf92f35, but was 99999999
        traceparent: span id: expected 00f067aa, but was 88888888
        traceparent: sampled flag: expected true, but was false

          traceparent  00-99999999999999999999999999999999-8888888888888888-00
        """);
    failsAlone(headers("traceparent", "00-4bf92f35" + "0".repeat(24) + "-" + SPAN + "-01"), """
        the headers do not continue span "POST" [CLIENT]: traceparent: trace id: expected 4bf92f3577b34da6a3ce929d0e0e4736, but was 4bf92f35000000000000000000000000

          traceparent  00-4bf92f35000000000000000000000000-00f067aa0ba902b7-01
        """);
  }

  @Test
  void formatsDisagree() {
    failsAlone(
        headers("traceparent", VALID, "b3", TRACE + "-1111111111111111-0", "uber-trace-id", "what"),
        """
        the headers do not continue span "POST" [CLIENT]: b3: span id: expected 00f067aa, but was 11111111
        b3: sampled flag: expected true, but was false
        uber-trace-id: malformed: jaeger-fields: found "what", but it must be traceid:spanid:parentid:flags (Jaeger client libraries, Trace/Span Identity)
        traceparent continues it

          traceparent    00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
          b3             4bf92f3577b34da6a3ce929d0e0e4736-1111111111111111-0
          uber-trace-id  what
        """);
  }

  @Test
  void idsAreTheSameButForTheirEncoding() {
    failsAlone(headers("b3", LOWER + "-" + SPAN + "-1"), """
        the headers do not continue span "POST" [CLIENT]: b3: trace id: expected 4bf92f3577b34da6a3ce929d0e0e4736, but was a3ce929d0e0e4736, which is the lower 64 of the same 128 bits

          b3  a3ce929d0e0e4736-00f067aa0ba902b7-1
        """);
    failsAlone(
        headers(
            "x-datadog-trace-id", "11803532876627986230",
            "x-datadog-parent-id", "67667974448284343",
            "x-datadog-sampling-priority", "1"),
        """
        the headers do not continue span "POST" [CLIENT]: Datadog: trace id: expected 4bf92f3577b34da6a3ce929d0e0e4736, but was 11803532876627986230, which is the lower 64 of the same 128 bits

          x-datadog-trace-id           11803532876627986230
          x-datadog-parent-id          67667974448284343
          x-datadog-sampling-priority  1
        """);
    failsAlone(headers("X-B3-TraceId", TRACE, "X-B3-SpanId", "67667974448284343"), """
        the headers do not continue span "POST" [CLIENT]: B3 multi: malformed: b3-span-id: found "67667974448284343", but it must be 16 lower-case hexadecimal digits, not all zero (B3 Propagation, SpanId)
        B3 multi: span id: expected 00f067aa0ba902b7, but was 67667974448284343, which is the same number in decimal

          X-B3-TraceId  4bf92f3577b34da6a3ce929d0e0e4736
          X-B3-SpanId   67667974448284343
        """);
    failsAlone(headers("traceparent", VALID.replace("4bf92", "4BF92")), """
        the headers do not continue span "POST" [CLIENT]: traceparent: malformed: trace-id-upper-case: found "4BF92f3577b34da6a3ce929d0e0e4736", but it must be lower case (W3C Trace Context level 2, 3.2.2.3 trace-id)
        traceparent: trace id: expected 4bf92f3577b34da6a3ce929d0e0e4736, but was 4BF92f3577b34da6a3ce929d0e0e4736, which is the same in upper case

          traceparent  00-4BF92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
        """);
  }

  @Test
  void aPartIsMissing() {
    failsAlone(headers("X-Amzn-Trace-Id", "Root=1-4bf92f35-77b34da6a3ce929d0e0e4736"), """
        the headers do not continue span "POST" [CLIENT]: X-Amzn-Trace-Id: span id: expected 00f067aa, but there is none
        X-Amzn-Trace-Id: sampled flag: expected true, but it is left to the receiver

          X-Amzn-Trace-Id  Root=1-4bf92f35-77b34da6a3ce929d0e0e4736
        """);
  }

  @Test
  void theTraceStateIsKept() {
    SpanContext context = SpanContext.create(
        TRACE,
        SPAN,
        TraceFlags.getSampled(),
        TraceState.builder().put("rojo", "1").put("congo", "2").build());
    String order = String.join(",", context.getTraceState().asMap().keySet());
    assertThat(order).isEqualTo("congo,rojo");
    assertThatCarrier(headers("traceparent", VALID, "tracestate", "new=3,congo=2,rojo=1"))
        .continues(context);
    assertFails(
        () -> assertThatCarrier(headers("traceparent", VALID, "tracestate", "congo=7"))
            .continues(context),
        """
        the headers do not continue span 00f067aa of trace 4bf92f35: traceparent: tracestate congo: expected "2", but was "7"
        traceparent: tracestate rojo: expected "1", but it has no such member

          traceparent  00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
          tracestate   congo=7
        """);
    assertFails(
        () -> assertThatCarrier(headers("traceparent", VALID, "tracestate", "rojo=1,congo=2"))
            .continues(context),
        """
        the headers do not continue span 00f067aa of trace 4bf92f35: traceparent: tracestate: expected the order congo, rojo, but was rojo, congo

          traceparent  00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
          tracestate   rojo=1,congo=2
        """);
  }

  @Test
  void secretsAndOtherHeadersAreNotPrinted() {
    assertFails(
        () -> assertThatCarrier(headers(
                "traceparent", "00-Bearer abcdefgh1234-x-01",
                "tracestate", "token=abc",
                "baggage", "user=1,password=hunter2",
                "Cookie", "a=b"))
            .continues(POST.getSpanContext()),
        """
        the headers do not continue span 00f067aa of trace 4bf92f35: traceparent: malformed: trace-id-length: found ***, but it must be 32 characters (W3C Trace Context level 2, 3.2.2.3 trace-id)
        traceparent: malformed: trace-id-characters: found ***, but it must be hexadecimal (W3C Trace Context level 2, 3.2.2.3 trace-id)
        traceparent: malformed: parent-id-length: found "x", but it must be 16 characters (W3C Trace Context level 2, 3.2.2.4 parent-id)
        traceparent: malformed: parent-id-characters: found "x", but it must be hexadecimal (W3C Trace Context level 2, 3.2.2.4 parent-id)

          traceparent  ***
          tracestate   token=***
          baggage      user=1,password=***
        """);
  }

  @Test
  void argumentsAndNullAreNamed() {
    CarrierAssert headers = assertThatCarrier(headers("traceparent", VALID));
    assertThatNullPointerException()
        .isThrownBy(() -> headers.continues(Fails.<SpanData>nothing()))
        .withMessage("span");
    assertThatNullPointerException()
        .isThrownBy(() -> headers.continues(Fails.<SpanContext>nothing()))
        .withMessage("span");
    assertThatNullPointerException()
        .isThrownBy(() -> headers.continues(Fails.<SpanAssert>nothing()))
        .withMessage("span");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> headers.continues(SpanContext.getInvalid()))
        .withMessage(
            "span must have valid ids, but has trace id 00000000000000000000000000000000 and span id 0000000000000000");
    for (CarrierAssert none :
        List.of(assertThatCarrier(null), assertThatCarrier(null, nothing()))) {
      assertThatThrownBy(() -> none.continues(POST))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("Expecting actual not to be null");
    }
    assertFails(
        () -> headers.as("call of %s", "payment").continues(CHECKOUT.getSpanContext()), """
        [call of payment] the headers do not continue span 11111111 of trace 4bf92f35: traceparent: span id: expected 11111111, but was 00f067aa

          traceparent  00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
        """);
  }
}
