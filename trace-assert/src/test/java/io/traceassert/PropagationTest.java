package io.traceassert;

import static io.opentelemetry.api.trace.SpanKind.CLIENT;
import static io.opentelemetry.api.trace.SpanKind.CONSUMER;
import static io.opentelemetry.api.trace.SpanKind.PRODUCER;
import static io.opentelemetry.api.trace.SpanKind.SERVER;
import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.nothing;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.traceassert.capture.Origin;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.ServiceGraph;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PropagationTest {

  private static final SpanData GATEWAY =
      span("GET /checkout", 1).service("gateway").kind(SERVER).during(0, 90).build();
  private static final SpanData CALL =
      span("POST", 2).parent(1).service("gateway").kind(CLIENT).during(1, 80).build();
  private static final SpanData ORDER = span("POST /orders", 3)
      .remoteParent(2)
      .service("order")
      .kind(SERVER)
      .during(2, 70)
      .build();
  private static final SpanData PAY = span("POST", 4)
      .parent(3)
      .service("order")
      .kind(CLIENT)
      .status(StatusData.error())
      .during(3, 60)
      .build();
  private static final SpanData PAYMENT = span("POST /payments", 5)
      .remoteParent(4)
      .service("payment")
      .kind(SERVER)
      .during(4, 50)
      .build();
  private static final Trace TRACE = Trace.of(List.of(GATEWAY, CALL, ORDER, PAY, PAYMENT));
  private static final SpanData STRAY = span("POST /payments", 5)
      .trace("9")
      .service("payment")
      .kind(SERVER)
      .during(4, 50)
      .build();
  private static final CapturedTraces BROKEN =
      FakeRecording.traces(GATEWAY, CALL, ORDER, PAY, STRAY);

  @Test
  void everyCheckReturnsTheSameInstance() {
    TraceAssert trace = assertThat(TRACE);
    assertThat(trace.propagates("POST  @order", "POST /payments")).isSameAs(trace);
    assertThat(trace.hasServiceEdge("gateway", "order")).isSameAs(trace);
    assertThat(trace.doesNotHaveServiceEdge("gateway", "payment")).isSameAs(trace);
    assertThat(trace.hasServicePath("gateway", "order", "payment")).isSameAs(trace);
    assertThat(trace.hasServiceGraph("""
        gateway -> order
        order -> payment  x1  1 error
        """)).isSameAs(trace);
    CapturedTracesAssert traces =
        assertThat(FakeRecording.traces(GATEWAY, CALL, ORDER, PAY, PAYMENT));
    assertThat(traces.propagates(SpanPattern.named("POST"), SpanPattern.named("POST /orders")))
        .isSameAs(traces);
    assertThat(traces.hasServicePath("order", "payment")).isSameAs(traces);
  }

  @Test
  void aChildInATraceOfItsOwnDoesNotContinue() {
    assertFails(() -> assertThat(BROKEN).propagates("POST  @order", "POST /payments"), """
        "POST /payments" [SERVER] does not continue `POST  @order`: it is a root, of trace 99999999

        trace 99999999: 1 span, 46.0 ms
          POST /payments  [SERVER]  @payment  46.0 ms  # expected to continue `POST  @order`

        trace 4bf92f35: 4 spans, 90.0 ms
          GET /checkout       [SERVER]  @gateway         90.0 ms
          └─ POST             [CLIENT]                   79.0 ms
             └─ POST /orders  [SERVER]  @order           68.0 ms
                └─ POST       [CLIENT]            ERROR  57.0 ms
        """);
  }

  @Test
  void aChildOfAnotherDoesNotContinue() {
    assertFails(() -> assertThat(TRACE).propagates("GET /checkout", "POST /payments"), """
        "POST /payments" [SERVER] does not continue "GET /checkout": its parent is "POST" [CLIENT]

        trace 4bf92f35: 5 spans, 90.0 ms
          GET /checkout               [SERVER]  @gateway         90.0 ms
          └─ POST                     [CLIENT]                   79.0 ms
             └─ POST /orders          [SERVER]  @order           68.0 ms
                └─ POST               [CLIENT]            ERROR  57.0 ms  # expected "GET /checkout"
                   └─ POST /payments  [SERVER]  @payment         46.0 ms  # expected to continue "GET /checkout"
        """);
  }

  @Test
  void aChildThatIsNotThereDoesNotContinue() {
    assertFails(() -> assertThat(TRACE).propagates("POST  @order", "POST /payment"), """
        no span "POST /payment" in trace 4bf92f35
        nearest: "POST /payments", "POST /orders", "POST"

        trace 4bf92f35: 5 spans, 90.0 ms
          GET /checkout               [SERVER]  @gateway         90.0 ms
          └─ POST                     [CLIENT]                   79.0 ms
             └─ POST /orders          [SERVER]  @order           68.0 ms
                └─ POST               [CLIENT]            ERROR  57.0 ms
                   └─ POST /payments  [SERVER]  @payment         46.0 ms
        """);
  }

  @Test
  void aChildOfAnUncapturedParentDoesNotContinue() {
    assertFails(
        () ->
            assertThat(FakeRecording.traces(GATEWAY, PAYMENT)).propagates("POST", "POST /payments"),
        """
            "POST /payments" [SERVER] does not continue "POST": its parent 00000000 is remote and was not captured
            spans came from "gateway", "payment": if the parent is of another service, that one sent none

            trace 4bf92f35: 2 spans, 90.0 ms
              GET /checkout   [SERVER]  @gateway  90.0 ms
              POST /payments  [SERVER]  @payment  46.0 ms  # expected to continue "POST"; entry span: its parent 00000000 is remote and was not captured
            """);
  }

  @Test
  void aTraceStateThatIsLostIsNamed() {
    SpanData client =
        span("POST", 2).parent(1).kind(CLIENT).traceState("acme", "1").build();
    SpanData server =
        span("POST /orders", 3).remoteParent(2).traceState("other", "2").build();
    assertFails(
        () -> assertThat(FakeRecording.traces(GATEWAY, client, server))
            .propagates("POST", "POST /orders"),
        """
            "POST /orders" does not continue "POST": the trace state lost acme=1

              trace state of the parent  acme=1
              trace state                other=2

            trace 4bf92f35: 3 spans, 90.0 ms
              GET /checkout       [SERVER]  @gateway  90.0 ms
              └─ POST             [CLIENT]             1.0 ms
                 └─ POST /orders                       1.0 ms  # expected to continue "POST"
            """);
  }

  @Test
  void aMissingEdgeIsExplained() {
    assertFails(() -> assertThat(BROKEN).hasServiceEdge("order", "payment"), """
        no call from "order" to "payment" in the 2 traces
        "order" calls no other service
        "POST /payments" [SERVER] of "payment" is a root, of trace 99999999

        trace 99999999: 1 span, 46.0 ms
          POST /payments  [SERVER]  @payment  46.0 ms  # cut off here

        trace 4bf92f35: 4 spans, 90.0 ms
          GET /checkout       [SERVER]  @gateway         90.0 ms
          └─ POST             [CLIENT]                   79.0 ms
             └─ POST /orders  [SERVER]  @order           68.0 ms
                └─ POST       [CLIENT]            ERROR  57.0 ms
        """);
  }

  @Test
  void anUnknownServiceIsSpelled() {
    assertFails(() -> assertThat(TRACE).hasServiceEdge("order", "payments"), """
        no call from "order" to "payments" in trace 4bf92f35
        "order" calls "payment"
        no span is of service "payments"; nearest: "payment", "gateway", "order"

        trace 4bf92f35: 5 spans, 90.0 ms
          GET /checkout               [SERVER]  @gateway         90.0 ms
          └─ POST                     [CLIENT]                   79.0 ms
             └─ POST /orders          [SERVER]  @order           68.0 ms
                └─ POST               [CLIENT]            ERROR  57.0 ms
                   └─ POST /payments  [SERVER]  @payment         46.0 ms
        """);
  }

  @Test
  void anEdgeTooManyIsShown() {
    assertFails(() -> assertThat(TRACE).doesNotHaveServiceEdge("order", "payment"), """
        expected no call from "order" to "payment" in trace 4bf92f35, but there is 1

        trace 4bf92f35: 5 spans, 90.0 ms
          GET /checkout               [SERVER]  @gateway         90.0 ms
          └─ POST                     [CLIENT]                   79.0 ms
             └─ POST /orders          [SERVER]  @order           68.0 ms
                └─ POST               [CLIENT]            ERROR  57.0 ms
                   └─ POST /payments  [SERVER]  @payment         46.0 ms  # called by "order"
        """);
  }

  @Test
  void anEdgeFromAnUnknownServiceIsAMistake() {
    assertFails(() -> assertThat(TRACE).doesNotHaveServiceEdge("orders", "payment"), """
        no call can lead from "orders": no span is of service "orders"; nearest: "order", "gateway", "payment"

        trace 4bf92f35: 5 spans, 90.0 ms
          GET /checkout               [SERVER]  @gateway         90.0 ms
          └─ POST                     [CLIENT]                   79.0 ms
             └─ POST /orders          [SERVER]  @order           68.0 ms
                └─ POST               [CLIENT]            ERROR  57.0 ms
                   └─ POST /payments  [SERVER]  @payment         46.0 ms
        """);
  }

  @Test
  void aPathThatEndsEarlyIsExplained() {
    assertFails(() -> assertThat(BROKEN).hasServicePath("gateway", "order", "payment"), """
        no path "gateway" → "order" → "payment" in the 2 traces: it leads as far as "order", from which no call goes on to "payment"
        "order" calls no other service
        "POST /payments" [SERVER] of "payment" is a root, of trace 99999999

        trace 99999999: 1 span, 46.0 ms
          POST /payments  [SERVER]  @payment  46.0 ms  # cut off here

        trace 4bf92f35: 4 spans, 90.0 ms
          GET /checkout       [SERVER]  @gateway         90.0 ms
          └─ POST             [CLIENT]                   79.0 ms
             └─ POST /orders  [SERVER]  @order           68.0 ms
                └─ POST       [CLIENT]            ERROR  57.0 ms
        """);
  }

  @Test
  void aPathIsMoreThanItsEdges() {
    SpanData direct = span("GET /a", 6).trace("9").service("order").build();
    SpanData below = span("GET /b", 7).trace("9").parent(6).service("payment").build();
    assertThatThrownBy(() -> assertThat(FakeRecording.traces(GATEWAY, CALL, ORDER, direct, below))
            .hasServicePath("gateway", "order", "payment"))
        .hasMessageStartingWith(
            "no path \"gateway\" → \"order\" → \"payment\" in the 2 traces: it leads as far as \"order\", from which no call goes on to \"payment\"\n");
  }

  @Test
  void linksLeadOnPathsAndInGraphs() {
    SpanData publish =
        span("publish", 6).parent(3).service("order").kind(PRODUCER).build();
    SpanData receive = span("receive", 7)
        .trace("9")
        .service("mail")
        .kind(CONSUMER)
        .links(publish)
        .build();
    CapturedTraces traces = FakeRecording.traces(GATEWAY, CALL, ORDER, publish, receive);
    assertThat(traces).hasServicePath("gateway", "order", "mail").hasServiceGraph("""
        gateway -> order
        order -> mail
        """);
  }

  @Test
  void anotherGraphIsShownAsADifference() {
    String expected = "gateway -> order  x2\norder -> payment  1 error\norder -> inventory";
    assertFails(() -> assertThat(TRACE).hasServiceGraph(expected), """
        trace 4bf92f35 does not have the expected service graph: 2 missing, 1 not expected

          - gateway -> order  x2
          + gateway -> order  x1
          - order -> inventory  x1
            order -> payment  x1  1 error

        trace 4bf92f35: 5 spans, 90.0 ms
          GET /checkout               [SERVER]  @gateway         90.0 ms
          └─ POST                     [CLIENT]                   79.0 ms
             └─ POST /orders          [SERVER]  @order           68.0 ms
                └─ POST               [CLIENT]            ERROR  57.0 ms
                   └─ POST /payments  [SERVER]  @payment         46.0 ms
        """);
  }

  @Test
  void whatIsNotConnectedIsNotTheCause() {
    SpanData publish =
        span("orders publish", 6).parent(3).service("order").kind(PRODUCER).build();
    SpanData receive =
        span("orders process", 7).trace("9").service("mail").kind(CONSUMER).build();
    assertFails(
        () -> assertThat(FakeRecording.traces(GATEWAY, CALL, ORDER, publish, receive))
            .span("orders process")
            .isCausedBy("orders publish  [PRODUCER]"),
        """
            span "orders process" [CONSUMER]: expected to be caused by `orders publish  [PRODUCER]`, but it is a root and has no links
            not connected: "orders publish" [PRODUCER] of trace 4bf92f35

            trace 99999999: 1 span, 1.0 ms
              orders process  [CONSUMER]  @mail  1.0 ms  # expected to be caused by `orders publish  [PRODUCER]`

            trace 4bf92f35: 4 spans, 90.0 ms
              GET /checkout            [SERVER]    @gateway  90.0 ms
              └─ POST                  [CLIENT]              79.0 ms
                 └─ POST /orders       [SERVER]    @order    68.0 ms
                    └─ orders publish  [PRODUCER]             1.0 ms  # expected to lead to "orders process" [CONSUMER]
            """);
  }

  @Test
  void parentsAndLinksAreCauses() {
    SpanData publish =
        span("orders publish", 6).parent(3).service("order").kind(PRODUCER).build();
    SpanData receive = span("receive", 7).trace("9").links(publish).build();
    SpanData process = span("process", 8).trace("9").parent(7).build();
    SpanAssert span = assertThat(
            FakeRecording.traces(GATEWAY, CALL, ORDER, publish, receive, process))
        .span("process");
    assertThat(span.isCausedBy("orders publish")).isSameAs(span);
    assertThat(span.isCausedBy("GET /checkout  @gateway")).isSameAs(span);
    assertThatThrownBy(() -> span.isCausedBy("mail"))
        .hasMessageStartingWith(
            "span \"process\": expected to be caused by \"mail\", but it is caused by \"receive\", \"orders publish\" [PRODUCER], \"POST /orders\" [SERVER], \"POST\" [CLIENT], \"GET /checkout\" [SERVER]\n");
  }

  @Test
  void oneMessageOfABatchIsNotLinked() {
    SpanData one = span("publish", 6).kind(PRODUCER).build();
    SpanData two = span("publish", 7).trace("8").kind(PRODUCER).build();
    SpanData all = span("process", 8).trace("9").links(one, two).build();
    SpanData some = span("process", 8).trace("9").links(one).build();
    SpanAssert span = assertThat(FakeRecording.traces(one, two, all)).span("process");
    assertThat(span.linksToAll("publish  [PRODUCER]")).isSameAs(span);
    assertFails(
        () -> assertThat(FakeRecording.traces(one, two, some))
            .span("process")
            .linksToAll("publish  [PRODUCER]"),
        """
            span "process": expected links to all 2 spans `publish  [PRODUCER]`, but 1 of them is not linked
            not linked: "publish" [PRODUCER] of trace 88888888

            trace 99999999: 1 span, 1.0 ms
              process  1.0 ms  # expected links to all 2 spans `publish  [PRODUCER]`

            trace 88888888: 1 span, 1.0 ms
              publish  [PRODUCER]  1.0 ms  # not linked
            """);
  }

  @Test
  void nothingToLinkToIsAMistake() {
    assertFails(() -> assertThat(TRACE).span("POST /orders").linksToAll("publish"), """
        no span "publish" in trace 4bf92f35, so there is nothing to link to
        nearest: "POST", "POST /orders", "GET /checkout"

        trace 4bf92f35: 5 spans, 90.0 ms
          GET /checkout               [SERVER]  @gateway         90.0 ms
          └─ POST                     [CLIENT]                   79.0 ms
             └─ POST /orders          [SERVER]  @order           68.0 ms
                └─ POST               [CLIENT]            ERROR  57.0 ms
                   └─ POST /payments  [SERVER]  @payment         46.0 ms
        """);
  }

  @Test
  void baggageIsComparedAndMasked() {
    SpanAssert span = pay("tenant", "acme", "api.key", "s3cr3t");
    assertThat(span.hasBaggage("tenant")).isSameAs(span);
    assertThat(span.hasBaggage("tenant", "acme")).isSameAs(span);
    assertFails(() -> span.hasBaggage("tenant", "globex"), """
        span "GET /checkout" [SERVER]: expected baggage tenant="globex", but it was "acme"

        trace 4bf92f35: 1 span, 90.0 ms
          GET /checkout  [SERVER]  @gateway  90.0 ms  # expected baggage tenant="globex"
        """);
  }

  @Test
  void baggageThatIsNotThereIsNamed() {
    SpanAssert span = pay("tenant", "acme", "api.key", "s3cr3t");
    assertFails(() -> span.hasBaggage("user"), """
        span "GET /checkout" [SERVER]: expected baggage user, but there was only api.key=***, tenant="acme"

        trace 4bf92f35: 1 span, 90.0 ms
          GET /checkout  [SERVER]  @gateway  90.0 ms  # expected baggage user
        """);
  }

  @Test
  void baggageOfOthersIsNotKnown() {
    assertFails(() -> assertThat(TRACE).span("POST /orders").hasBaggage("tenant"), """
        span "POST /orders" [SERVER]: cannot tell its baggage

        trace 4bf92f35: 5 spans, 90.0 ms
          GET /checkout               [SERVER]  @gateway         90.0 ms
          └─ POST                     [CLIENT]                   79.0 ms
             └─ POST /orders          [SERVER]  @order           68.0 ms  # baggage is not known
                └─ POST               [CLIENT]            ERROR  57.0 ms
                   └─ POST /payments  [SERVER]  @payment         46.0 ms

        Baggage is seen only of spans that this JVM captures. For others let a BaggageSpanProcessor copy it to attributes, and assert on these.
        """);
  }

  private static SpanAssert pay(String key, String value, String otherKey, String otherValue) {
    Baggage baggage =
        Baggage.builder().put(key, value).put(otherKey, otherValue).build();
    return assertThat(new FakeRecording()
            .with(GATEWAY)
            .origin(
                GATEWAY,
                new Origin(
                    "main",
                    List.of(),
                    List.of(),
                    SpanContext.getInvalid(),
                    Optional.empty(),
                    baggage))
            .traces())
        .span("GET /checkout");
  }

  @Test
  void badInputIsNamed() {
    TraceAssert trace = assertThat(TRACE);
    String none = nothing();
    assertThatNullPointerException()
        .isThrownBy(() -> trace.propagates(none, "a"))
        .withMessage("parent");
    assertThatNullPointerException()
        .isThrownBy(() -> trace.propagates("a", none))
        .withMessage("child");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trace.hasServiceEdge("a", " "))
        .withMessage("services[1] must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trace.hasServicePath("a"))
        .withMessageStartingWith("services must be two or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trace.span("POST /orders").hasBaggage(" "))
        .withMessage("key must not be blank");
    assertThatNullPointerException()
        .isThrownBy(() -> trace.hasServiceGraph((ServiceGraph) nothing()))
        .withMessage("graph");
    Fails.assertFailOnNull(List.of(
        span -> span.isCausedBy("a"),
        span -> span.linksToAll("a"),
        span -> span.hasBaggage("a"),
        span -> span.hasBaggage("a", "b")));
  }
}
