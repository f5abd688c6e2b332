package io.traceassert;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.traceassert.CallSpans.PAGE;
import static io.traceassert.CallSpans.http;
import static io.traceassert.CallSpans.sql;
import static io.traceassert.CallSpans.step;
import static io.traceassert.CallSpans.trace;
import static io.traceassert.Fails.assertFails;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.traceassert.capture.Origin;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** N+1, and calls that wait for each other without a reason. */
class RepeatedCallsTest {

  private static SpanData item(int id) {
    return sql(id, "SELECT * FROM item WHERE id = " + id).build();
  }

  private static Trace loop(int rounds) {
    List<SpanData> spans =
        new ArrayList<>(List.of(PAGE, sql(2, "SELECT * FROM orders").build()));
    for (int i = 0; i < rounds; i++) {
      spans.add(item(10 + i));
    }
    return Trace.of(spans);
  }

  @Test
  void twoMayBeMeant() {
    TraceAssert trace = assertThat(loop(2));
    assertThat(trace.hasNoRepeatedCalls()).isSameAs(trace);
    SpanAssert span = trace.span("GET /orders");
    assertThat(span.hasNoRepeatedCalls()).isSameAs(span);
    assertThat(loop(40)).databaseCalls().areRepeatedAtMost(40);
  }

  @Test
  void aQueryForEachRow() {
    assertFails(() -> assertThat(loop(40)).hasNoRepeatedCalls(), """
        "GET /orders" [SERVER] made the same call 40 times: SELECT * FROM item WHERE id = ?
        together they took 20.0 ms

        trace 4bf92f35: 42 spans, 100.0 ms
          GET /orders          [SERVER]  @shop  100.0 ms
          ├─ SELECT shop       [CLIENT]         0.500 ms
          └─ SELECT shop  x40  [CLIENT]          20.0 ms  # the same call 40 times

        When the number grows with the data, this is N+1: ask once for all, by a join, IN (…) or a batch. calls().areRepeatedAtMost(n) allows more than 2.
        """);
  }

  @Test
  void belowASpanAndWithAnotherThreshold() {
    assertFails(
        () -> assertThat(loop(5)).span("GET /orders").databaseCalls().areRepeatedAtMost(4), """
            "GET /orders" [SERVER] made the same call 5 times: SELECT * FROM item WHERE id = ?
            together they took 2.5 ms

            trace 4bf92f35: 7 spans, 100.0 ms
              GET /orders         [SERVER]  @shop  100.0 ms
              ├─ SELECT shop      [CLIENT]         0.500 ms
              └─ SELECT shop  x5  [CLIENT]           2.5 ms  # the same call 5 times

            When the number grows with the data, this is N+1: ask once for all, by a join, IN (…) or a batch. calls().areRepeatedAtMost(n) allows more than 4.
            """);
  }

  @Test
  void throughStepsOfOneName() {
    List<SpanData> spans = new ArrayList<>(List.of(PAGE));
    for (int i = 0; i < 4; i++) {
      spans.add(span("ItemRepository.find", 10 + i)
          .parent(1)
          .service("shop")
          .attributes(Attributes.of(
              stringKey("code.filepath"), "src/ItemRepository.java", longKey("code.lineno"), 31L))
          .during(10 + i, 11 + i)
          .build());
      spans.add(sql(20 + i, "SELECT * FROM item WHERE id = ?")
          .parent(10 + i)
          .during(10 + i, 10.5 + i)
          .build());
    }
    assertFails(() -> assertThat(Trace.of(spans)).hasNoRepeatedCalls(), """
        "GET /orders" [SERVER] made the same call 4 times: SELECT * FROM item WHERE id = ?
        called within "ItemRepository.find", at ItemRepository.java:31
        through 4 spans "ItemRepository.find"
        together they took 2.0 ms

        trace 4bf92f35: 9 spans, 100.0 ms
          GET /orders                 [SERVER]  @shop  100.0 ms
          └─ ItemRepository.find  x4                     4.0 ms
             └─ SELECT shop           [CLIENT]         0.500 ms  # the same call 4 times

        When the number grows with the data, this is N+1: ask once for all, by a join, IN (…) or a batch. calls().areRepeatedAtMost(n) allows more than 2.
        """);
  }

  @Test
  void severalCallsAndTheirLines() {
    List<SpanData> spans = new ArrayList<>(List.of(PAGE));
    for (int i = 0; i < 3; i++) {
      spans.add(item(10 + i));
      spans.add(http(20 + i, "GET", "stock", "/items/" + i)
          .during(20 + i, 20.5 + i)
          .attributes(Attributes.builder()
              .put("http.method", "GET")
              .put("http.url", "http://stock:8080/items/" + i)
              .put("code.file.path", "Stock.java")
              .put("code.line.number", 12)
              .build())
          .build());
    }
    spans.add(item(15));
    assertFails(() -> assertThat(Trace.of(spans)).hasNoRepeatedCalls(), """
        "GET /orders" [SERVER] made the same call 4 times: SELECT * FROM item WHERE id = ?
        together they took 2.0 ms
        "GET /orders" [SERVER] made the same call 3 times: GET stock/items/{id}
        called at Stock.java:12

        trace 4bf92f35: 8 spans, 100.0 ms
          GET /orders         [SERVER]  @shop  100.0 ms
          ├─ SELECT shop  x4  [CLIENT]           2.0 ms  # the same call 4 times
          └─ GET          x3  [CLIENT]           1.5 ms  # the same call 3 times

        When the number grows with the data, this is N+1: ask once for all, by a join, IN (…) or a batch. calls().areRepeatedAtMost(n) allows more than 2.
        """);
  }

  @Test
  void callsWithoutAParent() {
    List<SpanData> spans = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      spans.add(http(20 + i, "GET", "stock", "/items/" + i).parent(0).build());
    }
    FakeRecording recording = new FakeRecording()
        .with(spans.toArray(SpanData[]::new))
        .origin(
            spans.get(0),
            Origin.of(
                "main",
                List.of(new StackTraceElement("io.shop.Shop", "load", "Shop.java", 42)),
                List.of()));
    assertFails(() -> assertThat(recording.traces()).hasNoRepeatedCalls(), """
        without a parent there is the same call 3 times: GET stock/items/{id}
        called at Shop.java:42
        together they took 30.0 ms

        trace 4bf92f35: 3 spans, 30.0 ms
          GET  x3  [CLIENT]  @shop  30.0 ms  # the same call 3 times

        When the number grows with the data, this is N+1: ask once for all, by a join, IN (…) or a batch. calls().areRepeatedAtMost(n) allows more than 2.
        """);
  }

  @Test
  void nothingToRepeat() {
    assertFails(() -> assertThat(trace(step("save", 2))).hasNoRepeatedCalls(), """
        expected no repeated calls in trace 4bf92f35, but no call was captured at all

        trace 4bf92f35: 2 spans, 100.0 ms
          GET /orders  [SERVER]  @shop  100.0 ms
          └─ save                         1.0 ms

        Are the clients instrumented? A call is a span of kind CLIENT or PRODUCER. isEmpty() says that there shall be none.
        """);
  }

  private static final SpanData PRICE = http(2, "GET", "prices", "/items/1").build();
  private static final SpanData STOCK = http(3, "GET", "stock", "/items/1").build();
  private static final SpanData REVIEWS = http(4, "GET", "reviews", "/items/1").build();

  @Test
  void callsThatCouldRunAtTheSameTime() {
    assertFails(
        () -> assertThat(trace(PRICE, STOCK, REVIEWS)).hasNoSequentialCallsThatCouldRunInParallel(),
        """
            "GET /orders" [SERVER] made 3 calls one after the other that could run at the same time, as far as the trace shows: together they took 30.0 ms, the longest 10.0 ms
            GET prices/items/{id}: 10.0 ms
            GET stock/items/{id}: 10.0 ms
            GET reviews/items/{id}: 10.0 ms

            trace 4bf92f35: 4 spans, 100.0 ms
              GET /orders  [SERVER]  @shop  100.0 ms
              ├─ GET       [CLIENT]          10.0 ms  # 1 of 3 one after the other
              ├─ GET       [CLIENT]          10.0 ms  # 2 of 3 one after the other
              └─ GET       [CLIENT]          10.0 ms  # 3 of 3 one after the other

            This is a hint: nothing in the trace says that one of them needs the answer of another. A link, or a span between them, would say so.
            """);
  }

  @Test
  void severalPlacesWithCallsThatCouldRunAtTheSameTime() {
    SpanData load = span("load", 9).parent(1).service("shop").during(60, 95).build();
    assertFails(
        () -> assertThat(trace(
                PRICE,
                STOCK,
                load,
                http(6, "GET", "ads", "/").parent(9).during(60, 75).build(),
                http(7, "GET", "news", "/").parent(9).during(75, 95).build()))
            .hasNoSequentialCallsThatCouldRunInParallel(),
        """
            "load" made 2 calls one after the other that could run at the same time, as far as the trace shows: together they took 35.0 ms, the longest 20.0 ms
            GET ads/: 15.0 ms
            GET news/: 20.0 ms
            "GET /orders" [SERVER] made 2 calls one after the other that could run at the same time, as far as the trace shows: together they took 20.0 ms, the longest 10.0 ms

            trace 4bf92f35: 6 spans, 100.0 ms
              GET /orders  [SERVER]  @shop  100.0 ms
              ├─ GET       [CLIENT]          10.0 ms  # 1 of 2 one after the other
              ├─ GET       [CLIENT]          10.0 ms  # 2 of 2 one after the other
              └─ load                        35.0 ms
                 ├─ GET    [CLIENT]          15.0 ms  # 1 of 2 one after the other
                 └─ GET    [CLIENT]          20.0 ms  # 2 of 2 one after the other

            This is a hint: nothing in the trace says that one of them needs the answer of another. A link, or a span between them, would say so.
            """);
  }

  @Test
  void reasonsToWait() {
    assertPasses(PRICE, http(3, "POST", "stock", "/reserve").build());
    assertPasses(PRICE, http(3, "GET", "stock", "/items/1").links(PRICE).build());
    assertPasses(
        PRICE,
        span("choose", 9).parent(1).service("shop").during(30, 30).build(),
        http(3, "GET", "stock", "/items/1").during(31, 40).build());
    assertPasses(
        http(2, "GET", "prices", "/items/1").status(StatusData.error()).build(),
        http(3, "GET", "prices", "/items/1").build());
    assertPasses(PRICE, http(3, "GET", "stock", "/items/1").during(25, 40).build());
    assertPasses(
        PRICE, STOCK, http(4, "GET", "reviews", "/items/1").during(35, 50).build());
    assertPasses(
        http(2, "GET", "prices", "/items/1").build(),
        http(3, "GET", "stock", "/items/1").during(20, 35).build(),
        http(4, "GET", "reviews", "/items/1").during(40, 50).build());
    assertPasses(PRICE, sql(30, "SELECT 1").build(), sql(31, "SELECT 2").build());
  }

  private static void assertPasses(SpanData... spans) {
    TraceAssert trace = assertThat(trace(spans));
    assertThat(trace.hasNoSequentialCallsThatCouldRunInParallel()).isSameAs(trace);
    SpanAssert span = trace.span("GET /orders");
    assertThat(span.hasNoSequentialCallsThatCouldRunInParallel()).isSameAs(span);
  }

  @Test
  void aClientThatWrapsItsRequestIsOneCall() {
    SpanData wrapper = span("load stock", 8)
        .parent(1)
        .kind(SpanKind.CLIENT)
        .service("shop")
        .during(30, 40)
        .build();
    assertFails(
        () -> assertThat(trace(
                PRICE, wrapper, http(3, "GET", "stock", "/items/1").parent(8).build()))
            .hasNoSequentialCallsThatCouldRunInParallel(),
        """
            "GET /orders" [SERVER] made 2 calls one after the other that could run at the same time, as far as the trace shows: together they took 20.0 ms, the longest 10.0 ms
            GET prices/items/{id}: 10.0 ms
            GET stock/items/{id}: 10.0 ms

            trace 4bf92f35: 4 spans, 100.0 ms
              GET /orders    [SERVER]  @shop  100.0 ms
              ├─ GET         [CLIENT]          10.0 ms  # 1 of 2 one after the other
              └─ load stock  [CLIENT]          10.0 ms
                 └─ GET      [CLIENT]          10.0 ms  # 2 of 2 one after the other

            This is a hint: nothing in the trace says that one of them needs the answer of another. A link, or a span between them, would say so.
            """);
  }

  @Test
  void nothingThatCouldRunAtTheSameTime() {
    assertFails(
        () -> assertThat(trace(item(2), item(3))).hasNoSequentialCallsThatCouldRunInParallel(),
        """
            cannot tell whether calls in trace 4bf92f35 could run at the same time: no RPC call and no HTTP call of a safe method was captured
            statements share a connection, and what changes something may have to keep its order: only GET, HEAD, OPTIONS, TRACE and RPC are looked at

            trace 4bf92f35: 3 spans, 100.0 ms
              GET /orders     [SERVER]  @shop  100.0 ms
              ├─ SELECT shop  [CLIENT]         0.500 ms
              └─ SELECT shop  [CLIENT]         0.500 ms
            """);
  }
}
