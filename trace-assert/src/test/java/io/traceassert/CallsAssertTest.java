package io.traceassert;

import static io.traceassert.CallSpans.http;
import static io.traceassert.CallSpans.served;
import static io.traceassert.CallSpans.sql;
import static io.traceassert.CallSpans.step;
import static io.traceassert.CallSpans.trace;
import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.nothing;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.TraceAssertions.assertThatIllegalArgumentException;
import static io.traceassert.TraceAssertions.assertThatNullPointerException;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.trace.Trace;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CallsAssertTest {

  private static final Trace TRACE = trace(
      sql(2, "SELECT * FROM orders WHERE buyer = 7").build(),
      sql(3, "SELECT * FROM item WHERE id = 1").build(),
      sql(4, "SELECT * FROM item WHERE id = 2").build(),
      http(5, "GET", "stock", "/items/1").build(),
      served(6, 5, "stock-service"),
      span("orders publish", 7)
          .parent(1)
          .kind(SpanKind.PRODUCER)
          .service("shop")
          .build());

  private static CallsAssert databaseCalls() {
    return assertThat(TRACE).databaseCalls();
  }

  @Test
  void numbersThatHold() {
    CallsAssert calls = databaseCalls();
    assertThat(calls.hasSize(3)).isSameAs(calls);
    assertThat(calls.hasSizeBetween(2, 3)).isSameAs(calls);
    assertThat(calls.hasSizeAtLeast(3)).isSameAs(calls);
    assertThat(calls.hasSizeAtMost(3)).isSameAs(calls);
    assertThat(calls.isNotEmpty()).isSameAs(calls);
    assertThat(calls.areNotRepeated()).isSameAs(calls);
    assertThat(calls.areRepeatedAtMost(2)).isSameAs(calls);
    assertThat(calls.hasLongestChainAtMost(3)).isSameAs(calls);
    assertThat(calls.hasFanOutAtMost(3)).isSameAs(calls);
    CallsAssert none = assertThat(TRACE).rpcCalls();
    assertThat(none.isEmpty()).isSameAs(none);
    assertThat(none.hasSize(0)).isSameAs(none);
    assertThat(TRACE).calls().hasSize(5);
    assertThat(TRACE).messagingCalls().hasSize(1);
    assertThat(FakeRecording.traces(TRACE.spans().toArray(SpanData[]::new)))
        .httpCalls()
        .hasSize(1);
  }

  @Test
  void callsFromAndToServices() {
    assertThat(TRACE).calls().from("shop").hasSize(5).to("stock-service").hasSize(1);
    assertThat(TRACE).calls().to("postgresql").hasSize(3).from("shop").hasSizeAtMost(3);
    assertThat(TRACE).calls().from("stock-service").isEmpty();
  }

  @Test
  void callsBelowASpan() {
    assertThat(TRACE).span("GET  [CLIENT]").calls().isEmpty();
    assertThat(TRACE).span("GET /orders").databaseCalls().hasSize(3);
    assertThat(TRACE).span("serve").databaseCalls().hasSizeAtMost(2);
  }

  @Test
  void tooMany() {
    assertFails(() -> databaseCalls().hasSizeAtMost(2), """
        expected at most 2 database calls in trace 4bf92f35, but there are 3
        SELECT * FROM item WHERE id = ?  x2
        SELECT * FROM orders WHERE buyer = ?

        trace 4bf92f35: 7 spans, 100.0 ms
          GET /orders        [SERVER]    @shop           100.0 ms
          ├─ orders publish  [PRODUCER]                    1.0 ms
          ├─ SELECT shop     [CLIENT]                    0.500 ms  # 1 of 3
          ├─ SELECT shop     [CLIENT]                    0.500 ms  # 2 of 3
          ├─ SELECT shop     [CLIENT]                    0.500 ms  # 3 of 3
          └─ GET             [CLIENT]                     10.0 ms
             └─ serve        [SERVER]    @stock-service    8.0 ms
        """);
  }

  @Test
  void tooManyBelowASpan() {
    assertFails(() -> assertThat(TRACE).span("GET /orders").httpCalls().isEmpty(), """
        expected no HTTP call below "GET /orders" [SERVER] in trace 4bf92f35, but there is 1
        GET stock/items/{id}

        trace 4bf92f35: 7 spans, 100.0 ms
          GET /orders        [SERVER]    @shop           100.0 ms
          ├─ orders publish  [PRODUCER]                    1.0 ms
          ├─ SELECT shop     [CLIENT]                    0.500 ms
          ├─ SELECT shop     [CLIENT]                    0.500 ms
          ├─ SELECT shop     [CLIENT]                    0.500 ms
          └─ GET             [CLIENT]                     10.0 ms  # 1 of 1
             └─ serve        [SERVER]    @stock-service    8.0 ms
        """);
  }

  @Test
  void tooFewToAService() {
    assertFails(() -> assertThat(TRACE).calls().from("shop").to("payment").hasSize(1), """
        expected 1 call from "shop" to "payment" in trace 4bf92f35, but there are none
        calls lead to "postgresql", "stock-service"

        trace 4bf92f35: 7 spans, 100.0 ms
          GET /orders        [SERVER]    @shop           100.0 ms
          ├─ orders publish  [PRODUCER]                    1.0 ms
          ├─ SELECT shop     [CLIENT]                    0.500 ms
          ├─ SELECT shop     [CLIENT]                    0.500 ms
          ├─ SELECT shop     [CLIENT]                    0.500 ms
          └─ GET             [CLIENT]                     10.0 ms
             └─ serve        [SERVER]    @stock-service    8.0 ms
        """);
  }

  @Test
  void tooFewFromAService() {
    assertFails(() -> assertThat(TRACE).calls().from("order").isNotEmpty(), """
        expected at least 1 call from "order" in trace 4bf92f35, but there are none
        calls come from "shop"

        trace 4bf92f35: 7 spans, 100.0 ms
          GET /orders        [SERVER]    @shop           100.0 ms
          ├─ orders publish  [PRODUCER]                    1.0 ms
          ├─ SELECT shop     [CLIENT]                    0.500 ms
          ├─ SELECT shop     [CLIENT]                    0.500 ms
          ├─ SELECT shop     [CLIENT]                    0.500 ms
          └─ GET             [CLIENT]                     10.0 ms
             └─ serve        [SERVER]    @stock-service    8.0 ms
        """);
  }

  @Test
  void noneWhereNothingIsInstrumented() {
    assertFails(() -> assertThat(TRACE).rpcCalls().hasSizeAtLeast(1), """
        expected at least 1 RPC call in trace 4bf92f35, but there are none
        no RPC call was captured at all

        trace 4bf92f35: 7 spans, 100.0 ms
          GET /orders        [SERVER]    @shop           100.0 ms
          ├─ orders publish  [PRODUCER]                    1.0 ms
          ├─ SELECT shop     [CLIENT]                    0.500 ms
          ├─ SELECT shop     [CLIENT]                    0.500 ms
          ├─ SELECT shop     [CLIENT]                    0.500 ms
          └─ GET             [CLIENT]                     10.0 ms
             └─ serve        [SERVER]    @stock-service    8.0 ms

        Is the RPC client instrumented? Its spans have the kind CLIENT and attributes rpc.*.
        """);
  }

  @Test
  void aBoundThatNothingCanBreak() {
    assertFails(() -> assertThat(trace(step("save", 2))).databaseCalls().hasSizeAtMost(5), """
        expected at most 5 database calls in trace 4bf92f35, but no database call was captured at all

        trace 4bf92f35: 2 spans, 100.0 ms
          GET /orders  [SERVER]  @shop  100.0 ms
          └─ save                         1.0 ms

        Is the database driver instrumented? Its spans have the kind CLIENT and attributes db.*. isEmpty() says that there shall be none.
        """);
  }

  @Test
  void aBoundOnAServiceThatNobodyCalls() {
    assertFails(() -> assertThat(TRACE).calls().to("stock").hasSizeBetween(0, 5), """
        expected at most 5 calls to "stock" in trace 4bf92f35, but no call to "stock" was captured at all
        nearest: "postgresql", "stock-service"

        trace 4bf92f35: 7 spans, 100.0 ms
          GET /orders        [SERVER]    @shop           100.0 ms
          ├─ orders publish  [PRODUCER]                    1.0 ms
          ├─ SELECT shop     [CLIENT]                    0.500 ms
          ├─ SELECT shop     [CLIENT]                    0.500 ms
          ├─ SELECT shop     [CLIENT]                    0.500 ms
          └─ GET             [CLIENT]                     10.0 ms
             └─ serve        [SERVER]    @stock-service    8.0 ms

        isEmpty() says that there shall be none.
        """);
  }

  @Test
  void whatKindOfCallItIsMayHaveBeenDropped() {
    SpanData unknown = span("call", 9)
        .parent(1)
        .kind(SpanKind.CLIENT)
        .service("shop")
        .attributesBeyondTheLimit(3)
        .build();
    assertFails(() -> assertThat(trace(unknown)).httpCalls().isEmpty(), """
        expected no HTTP call in trace 4bf92f35, but cannot decide for 1 span
        "call" [CLIENT]: the span limits of the SDK dropped 3 of 131 attributes: what kind of call it is may be among them

        trace 4bf92f35: 2 spans, 100.0 ms
          GET /orders  [SERVER]  @shop  100.0 ms
          └─ call      [CLIENT]           1.0 ms  # cannot decide

        Raise the limit with SpanLimitsBuilder.setMaxNumberOfAttributes (OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT), or record less.
        """);
  }

  @Test
  void tooLongAChain() {
    assertFails(() -> databaseCalls().hasLongestChainAtMost(2), """
        expected no chain of more than 2 database calls in trace 4bf92f35, but there is one of 3
        SELECT * FROM orders WHERE buyer = ?
        SELECT * FROM item WHERE id = ?
        SELECT * FROM item WHERE id = ?

        trace 4bf92f35: 7 spans, 100.0 ms
          GET /orders        [SERVER]    @shop           100.0 ms
          ├─ orders publish  [PRODUCER]                    1.0 ms
          ├─ SELECT shop     [CLIENT]                    0.500 ms  # 1 of 3
          ├─ SELECT shop     [CLIENT]                    0.500 ms  # 2 of 3
          ├─ SELECT shop     [CLIENT]                    0.500 ms  # 3 of 3
          └─ GET             [CLIENT]                     10.0 ms
             └─ serve        [SERVER]    @stock-service    8.0 ms

        Each of them starts after the one before has ended, or is made within it.
        """);
  }

  @Test
  void callsThatOverlapAreNoChain() {
    assertThat(trace(
            http(2, "GET", "a", "/").during(10, 20).build(),
            http(3, "GET", "b", "/").during(11, 30).build(),
            http(4, "GET", "c", "/").during(12, 25).build()))
        .calls()
        .hasLongestChainAtMost(1);
  }

  @Test
  void aCallMadeWithinAnotherWaits() {
    SpanData inner = http(4, "GET", "stock", "/").parent(3).service("payment").build();
    assertFails(
        () -> assertThat(trace(http(2, "GET", "pay", "/").build(), served(3, 2, "payment"), inner))
            .calls()
            .hasLongestChainAtMost(1),
        """
            expected no chain of more than 1 call in trace 4bf92f35, but there is one of 2
            GET pay/
            GET stock/

            trace 4bf92f35: 4 spans, 100.0 ms
              GET /orders   [SERVER]  @shop     100.0 ms
              └─ GET        [CLIENT]             10.0 ms  # 1 of 2
                 └─ serve   [SERVER]  @payment    8.0 ms
                    └─ GET  [CLIENT]             10.0 ms  # 2 of 2

            Each of them starts after the one before has ended, or is made within it.
            """);
  }

  @Test
  void tooGreatAFanOut() {
    assertFails(() -> assertThat(TRACE).calls().hasFanOutAtMost(4), """
        expected that one span makes at most 4 calls in trace 4bf92f35, but "GET /orders" [SERVER] makes 5
        SELECT * FROM item WHERE id = ?  x2
        orders publish
        SELECT * FROM orders WHERE buyer = ?
        GET stock/items/{id}

        trace 4bf92f35: 7 spans, 100.0 ms
          GET /orders        [SERVER]    @shop           100.0 ms  # makes 5 calls
          ├─ orders publish  [PRODUCER]                    1.0 ms  # 1 of 5
          ├─ SELECT shop     [CLIENT]                    0.500 ms  # 2 of 5
          ├─ SELECT shop     [CLIENT]                    0.500 ms  # 3 of 5
          ├─ SELECT shop     [CLIENT]                    0.500 ms  # 4 of 5
          └─ GET             [CLIENT]                     10.0 ms  # 5 of 5
             └─ serve        [SERVER]    @stock-service    8.0 ms
        """);
  }

  @Test
  void tooManySpansPerCall() {
    Trace trace = trace(
        http(2, "GET", "stock", "/items/1").during(10, 20).build(),
        span("serve", 3)
            .parent(2)
            .kind(SpanKind.SERVER)
            .service("stock")
            .during(11, 19)
            .build(),
        span("look up", 4).parent(3).service("stock").during(12, 18).build(),
        http(5, "GET", "stock", "/items/2").during(30, 40).build(),
        span("serve", 6)
            .parent(5)
            .kind(SpanKind.SERVER)
            .service("stock")
            .during(31, 39)
            .build());
    CallsAssert calls = assertThat(trace).calls().to("stock");

    assertThat(calls.hasSpansPerCallAtMost(2)).isSameAs(calls);
    assertFails(() -> calls.hasSpansPerCallAtMost(1), """
        expected at most 1 span below each call to "stock" in trace 4bf92f35, but "GET" [CLIENT] has 2
        GET stock/items/{id}

        trace 4bf92f35: 6 spans, 100.0 ms
          GET /orders       [SERVER]  @shop   100.0 ms
          ├─ GET            [CLIENT]           10.0 ms  # 2 spans below it
          │  └─ serve       [SERVER]  @stock    8.0 ms
          │     └─ look up                      6.0 ms
          └─ GET            [CLIENT]           10.0 ms
             └─ serve       [SERVER]  @stock    8.0 ms
        """);
  }

  @Test
  void spansPerCallOfWhatIsNotTraced() {
    assertFails(() -> databaseCalls().hasSpansPerCallAtMost(5), """
        expected at most 5 spans below each database call in trace 4bf92f35, but no span below any of them was captured

        trace 4bf92f35: 7 spans, 100.0 ms
          GET /orders        [SERVER]    @shop           100.0 ms
          ├─ orders publish  [PRODUCER]                    1.0 ms
          ├─ SELECT shop     [CLIENT]                    0.500 ms
          ├─ SELECT shop     [CLIENT]                    0.500 ms
          ├─ SELECT shop     [CLIENT]                    0.500 ms
          └─ GET             [CLIENT]                     10.0 ms
             └─ serve        [SERVER]    @stock-service    8.0 ms

        Is what answers traced, and does it continue the trace? A bound on what is not there would hold for ever.
        """);
    assertThat(Fails.failure(() -> assertThat(TRACE).rpcCalls().hasSpansPerCallAtMost(5)))
        .hasMessageStartingWith(
            "expected at most 5 spans below each RPC call in trace 4bf92f35, but no RPC call was captured at all");
  }

  @Test
  void chainsAndFanOutOfNothing() {
    Trace none = trace(step("save", 2));
    assertFails(() -> assertThat(none).calls().hasLongestChainAtMost(5), """
        expected no chain of more than 5 calls in trace 4bf92f35, but no call was captured at all

        trace 4bf92f35: 2 spans, 100.0 ms
          GET /orders  [SERVER]  @shop  100.0 ms
          └─ save                         1.0 ms

        Are the clients instrumented? A call is a span of kind CLIENT or PRODUCER. isEmpty() says that there shall be none.
        """);
    assertThat(Fails.failure(() -> assertThat(none).calls().hasFanOutAtMost(5)))
        .hasMessageStartingWith(
            "expected that one span makes at most 5 calls in trace 4bf92f35, but no call was captured at all");
  }

  @Test
  void argumentsThatSayNothing() {
    CallsAssert calls = databaseCalls();
    assertRefused(() -> calls.hasSize(-1), "size must not be negative, but is -1");
    assertRefused(() -> calls.hasSizeBetween(-1, 2), "min must not be negative, but is -1");
    assertRefused(
        () -> calls.hasSizeAtLeast(0),
        "min must be 1 or more, but is 0: there are always 0 or more");
    assertRefused(() -> calls.hasSizeAtMost(0), "max must be 1 or more, but is 0; use isEmpty()");
    assertRefused(
        () -> calls.areRepeatedAtMost(0), "times must be 1 or more, but is 0; use isEmpty()");
    assertRefused(
        () -> calls.hasLongestChainAtMost(0), "max must be 1 or more, but is 0; use isEmpty()");
    assertRefused(() -> calls.hasFanOutAtMost(0), "max must be 1 or more, but is 0; use isEmpty()");
    assertRefused(
        () -> calls.hasSpansPerCallAtMost(0),
        "max must be 1 or more, but is 0; use doesNotHaveSpan(pattern)");
    assertRefused(() -> calls.from(" ").isEmpty(), "service must not be blank");
    assertRefused(() -> calls.to(" ").isEmpty(), "service must not be blank");
    assertThatNullPointerException()
        .isThrownBy(() -> calls.to(nothing()).isEmpty())
        .withMessage("service");
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }

  @Test
  void assertJsOwn() {
    assertFails(
        () -> databaseCalls().as("load orders").matches(calls -> calls.size() > 3, "many"), """
            [load orders] 3 database calls in trace 4bf92f35: expected to match many

            trace 4bf92f35: 7 spans, 100.0 ms
              GET /orders        [SERVER]    @shop           100.0 ms
              ├─ orders publish  [PRODUCER]                    1.0 ms
              ├─ SELECT shop     [CLIENT]                    0.500 ms  # selected
              ├─ SELECT shop     [CLIENT]                    0.500 ms  # selected
              ├─ SELECT shop     [CLIENT]                    0.500 ms  # selected
              └─ GET             [CLIENT]                     10.0 ms
                 └─ serve        [SERVER]    @stock-service    8.0 ms
            """);
  }
}
