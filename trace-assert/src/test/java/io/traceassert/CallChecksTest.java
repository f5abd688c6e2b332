package io.traceassert;

import static io.opentelemetry.api.trace.SpanKind.CLIENT;
import static io.opentelemetry.api.trace.SpanKind.PRODUCER;
import static io.opentelemetry.api.trace.SpanKind.SERVER;
import static io.traceassert.Fails.assertFails;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Origin;
import io.traceassert.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallChecksTest {

  private static final Attributes ADDRESS = Attributes.of(
      AttributeKey.stringKey("server.address"),
      "payment",
      AttributeKey.longKey("server.port"),
      80L);
  private static final SpanData ORDER =
      span("order", 1).service("shop").during(0, 90).build();
  private static final SpanData CALL = client(2, ADDRESS).build();
  private static final SpanData SERVED = span("POST /pay", 3)
      .remoteParent(2)
      .kind(SERVER)
      .service("payment")
      .during(11, 19)
      .build();

  private static TestSpan client(int id, Attributes attributes) {
    return span("POST", id)
        .parent(1)
        .kind(CLIENT)
        .service("shop")
        .attributes(attributes)
        .scope("okhttp", Attributes.empty())
        .during(id * 5, id * 5 + 10);
  }

  @Test
  void whatIsRightPasses() {
    TraceAssert trace = assertThat(Trace.of(List.of(ORDER, CALL, SERVED)));
    assertThat(trace.hasNoDoubleInstrumentation()).isSameAs(trace);
    assertThat(trace.hasNoUnansweredClientSpans()).isSameAs(trace);
    assertThat(trace.hasNoServerSpansWithoutClient()).isSameAs(trace);
    assertThat(trace.hasNoLateChildren()).isSameAs(trace);
  }

  @Test
  void aCallThatIsTracedTwice() {
    SpanData again = span("HTTP POST", 4)
        .parent(2)
        .kind(CLIENT)
        .service("shop")
        .scope("apache-httpclient", Attributes.empty())
        .during(11, 19)
        .build();
    assertFails(
        () -> assertThat(Trace.of(List.of(ORDER, CALL, again))).hasNoDoubleInstrumentation(), """
        "HTTP POST" [CLIENT] is traced twice: by "okhttp" as "POST", and within that by "apache-httpclient" as "HTTP POST"

        trace 4bf92f35: 3 spans, 90.0 ms
          order                      @shop  90.0 ms
          └─ POST          [CLIENT]         10.0 ms
             └─ HTTP POST  [CLIENT]          8.0 ms  # the same call as its parent

        Switch one of the two instrumentations off.
        """);
  }

  @Test
  void retriesAreNotDoubleInstrumentation() {
    SpanData first = span("attempt", 4).parent(2).kind(CLIENT).service("shop").build();
    SpanData second = span("attempt", 5).parent(2).kind(CLIENT).service("shop").build();
    assertThat(Trace.of(List.of(ORDER, CALL, first, second))).hasNoDoubleInstrumentation();
  }

  @Test
  void aCallThatWasNotReceived() {
    SpanData unanswered = client(5, ADDRESS).build();
    assertFails(
        () -> assertThat(Trace.of(List.of(ORDER, CALL, SERVED, unanswered)))
            .hasNoUnansweredClientSpans(),
        """
            "POST" [CLIENT] has no child of kind SERVER, but server.address="payment" server.port=80 leads to service "payment", which was captured

            trace 4bf92f35: 4 spans, 90.0 ms
              order                      @shop     90.0 ms
              ├─ POST          [CLIENT]            10.0 ms
              │  └─ POST /pay  [SERVER]  @payment   8.0 ms
              └─ POST          [CLIENT]            10.0 ms  # no SERVER span of "payment"

            Does the service extract the context, and is its server instrumented? If its span is in another trace, isContinuous() says why.
            """);
  }

  @Test
  void severalCallsThatWereNotReceived() {
    SpanData byName = client(5, Attributes.of(AttributeKey.stringKey("peer.service"), "payment"))
        .build();
    SpanData byAddress = client(6, ADDRESS).build();
    assertFails(
        () -> assertThat(FakeRecording.traces(ORDER, CALL, SERVED, byName, byAddress))
            .hasNoUnansweredClientSpans(),
        """
            2 spans were not received
            "POST" [CLIENT] has no child of kind SERVER, but peer.service="payment" leads to service "payment", which was captured
            "POST" [CLIENT] has no child of kind SERVER, but server.address="payment" server.port=80 leads to service "payment", which was captured

            trace 4bf92f35: 5 spans, 90.0 ms
              order                      @shop     90.0 ms
              ├─ POST          [CLIENT]            10.0 ms
              │  └─ POST /pay  [SERVER]  @payment   8.0 ms
              ├─ POST          [CLIENT]            10.0 ms  # no SERVER span of "payment"
              └─ POST          [CLIENT]            10.0 ms  # no SERVER span of "payment"

            Does the service extract the context, and is its server instrumented? If its span is in another trace, isContinuous() says why.
            """);
  }

  @Test
  void aCallToNobodyKnownNeedsNoAnswer() {
    Attributes bank = Attributes.of(
        AttributeKey.stringKey("server.address"),
        "bank",
        AttributeKey.longKey("server.port"),
        443L);
    assertThat(Trace.of(List.of(ORDER, CALL, SERVED, client(5, bank).build())))
        .hasNoUnansweredClientSpans();
  }

  @Test
  void aCallThatIsTracedWhereItIsReceivedOnly() {
    SpanData served = span("POST /pay", 3)
        .remoteParent(1)
        .kind(SERVER)
        .service("payment")
        .during(11, 19)
        .build();
    assertFails(
        () -> assertThat(Trace.of(List.of(ORDER, served))).hasNoServerSpansWithoutClient(), """
            "POST /pay" [SERVER] has no client span: its parent "order" is of kind INTERNAL

            trace 4bf92f35: 2 spans, 90.0 ms
              order                   @shop     90.0 ms
              └─ POST /pay  [SERVER]  @payment   8.0 ms  # expected a parent of kind CLIENT

            Is the client of the caller instrumented?
            """);
  }

  @Test
  void aChildThatBeganTooLate() {
    SpanData late =
        span("send mail", 4).parent(1).service("shop").during(120, 130).build();
    FakeRecording recording = new FakeRecording()
        .with(ORDER, late)
        .origin(ORDER, Origin.of("pool-1", List.of(), List.of()))
        .origin(late, Origin.of("pool-1", List.of(), List.of()));
    assertFails(() -> assertThat(recording.traces()).hasNoLateChildren(), """
        "send mail" began 30 ms after its parent "order" had ended, on the same thread "pool-1"

        trace 4bf92f35: 2 spans, 130.0 ms
          order         @shop  90.0 ms
          └─ send mail         10.0 ms  # began after its parent had ended

        Was the work handed on, so that the parent should wait for it or be linked? Or was a scope never closed, so that its context stayed on a thread of a pool? Check that each makeCurrent() is in try (…).
        """);
  }

  @Test
  void aMessageMayBeTakenLater() {
    SpanData publish = span("publish", 1).kind(PRODUCER).during(0, 1).build();
    SpanData late = span("process", 2).parent(1).during(120, 130).build();
    assertThat(Trace.of(List.of(publish, late))).hasNoLateChildren();
  }
}
