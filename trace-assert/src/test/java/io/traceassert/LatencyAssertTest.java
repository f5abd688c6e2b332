package io.traceassert;

import static io.opentelemetry.api.trace.SpanKind.CLIENT;
import static io.opentelemetry.api.trace.SpanKind.CONSUMER;
import static io.opentelemetry.api.trace.SpanKind.PRODUCER;
import static io.opentelemetry.api.trace.SpanKind.SERVER;
import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.nothing;
import static io.traceassert.FakeRecording.traces;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.latency.CriticalPath;
import io.traceassert.latency.LatencyScale;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyAssertTest {

  private static final Trace CHECKOUT = trace(
      span("POST /checkout", 1).kind(SERVER).service("order").during(0, 8_100),
      span("validate cart", 2).service("order").parent(1).during(10, 110),
      span("SELECT price", 3).kind(CLIENT).service("order").parent(1).during(120, 170),
      span("SELECT price", 4).kind(CLIENT).service("order").parent(1).during(175, 225),
      span("SELECT price", 5).kind(CLIENT).service("order").parent(1).during(230, 280),
      span("charge card", 6).kind(CLIENT).service("order").parent(1).during(400, 8_000),
      span("write log", 8).service("order").parent(1).during(300, 2_400),
      span("POST /payments", 7).kind(SERVER).service("payment").parent(6).during(500, 1_000));

  /** A checkout that waits for something that nobody traced. */
  private static final Trace WAITING = trace(
      span("POST /checkout", 1).kind(SERVER).service("order").during(0, 8_000),
      span("validate cart", 2).service("order").parent(1).during(10, 110),
      span("charge card", 3).kind(CLIENT).service("order").parent(1).during(6_310, 7_900));

  private static final Trace BEHIND_A_QUEUE = trace(
      span("POST /orders", 1).kind(SERVER).service("order").during(0, 20),
      span("send", 2).kind(PRODUCER).service("order").parent(1).during(5, 10),
      span("consume", 3).kind(CONSUMER).service("mail").parent(2).during(30, 3_000),
      span("SMTP", 4).kind(CLIENT).service("mail").parent(3).during(40, 2_900));

  private static final Trace TWO_HOSTS = trace(
      span("POST", 1).kind(CLIENT).resource(host("a")).during(0, 1_000),
      span("serve", 2).kind(SERVER).resource(host("b")).parent(1).during(90_000, 90_800));

  private static final Trace QUEUE_BETWEEN_HOSTS = trace(
      span("send", 1).kind(PRODUCER).resource(host("a")).during(0, 10),
      span("consume", 2).kind(CONSUMER).resource(host("b")).parent(1).during(12, 90));

  private static final Trace OPEN = trace(
      span("POST /checkout", 1).during(0, 100),
      span("charge card", 2).parent(1).during(10, 0).open());

  private static Trace trace(TestSpan... spans) {
    List<SpanData> built = new ArrayList<>();
    for (TestSpan span : spans) {
      built.add(span.build());
    }
    return Trace.of(built);
  }

  private static Attributes host(String name) {
    return Attributes.builder().put("host.name", name).build();
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  @Test
  void durationNamesTheSpanThatTookMostOfIt() {
    TraceAssert trace = assertThat(CHECKOUT);
    assertThat(trace.hasDurationLessThan(ms(8_101))).isSameAs(trace);
    assertFails(() -> trace.hasDurationLessThan(ms(500)), """
        trace 4bf92f35 ("POST /checkout") took 8.10 s, expected less than 500 ms: nothing that was traced ran for 7.00 s in "charge card" [CLIENT] @order after "POST /payments" [SERVER] had ended (86 %)

        where the time went:
            7.10 s   88 %  "charge card" [CLIENT] @order       itself  while "write log" ran for 1.50 s
          500.0 ms    6 %  "POST /payments" [SERVER] @payment          while "write log" ran for 500.0 ms
          250.0 ms    3 %  "POST /checkout" [SERVER] @order    itself  while "write log" ran for 100.0 ms
          150.0 ms    2 %  "SELECT price" [CLIENT] @order x3
          100.0 ms    1 %  "validate cart" @order

        trace 4bf92f35: 8 spans, 8.10 s
          POST /checkout        [SERVER]  @order      8.10 s
          ├─ validate cart                          100.0 ms
          ├─ SELECT price       [CLIENT]             50.0 ms
          ├─ SELECT price       [CLIENT]             50.0 ms
          ├─ SELECT price       [CLIENT]             50.0 ms
          ├─ write log                                2.10 s
          └─ charge card        [CLIENT]              7.60 s  # nothing that was traced ran for 7.00 s after "POST /payments" [SERVER] had ended
             └─ POST /payments  [SERVER]  @payment  500.0 ms

        A wait for a lock, a connection or another thread, a pause, or code without spans: a span around what runs there will say which.
        """);
  }

  @Test
  void durationIsNotTheBoundItself() {
    assertFails(
        () -> assertThat(trace(span("job", 1).during(0, 100))).hasDurationLessThan(ms(100)), """
        trace 4bf92f35 ("job") took 100 ms, expected less than 100 ms: "job" spent 100.0 ms of it (100 %)

        where the time went:
          100.0 ms  100 %  "job"

        trace 4bf92f35: 1 span, 100.0 ms
          job  100.0 ms  # spent 100.0 ms (100 %)
        """);
  }

  @Test
  void durationSaysWhatRanBesideAllSpansOfOneName() {
    List<SpanData> spans = new ArrayList<>();
    spans.add(span("GET /page", 1).during(0, 100).build());
    spans.add(span("poll", 9).parent(1).during(0, 95).build());
    for (int i = 0; i < 5; i++) {
      spans.add(span("load", i + 2).parent(1).during(20 * i, 20 * i + 20).build());
    }
    assertFails(() -> assertThat(Trace.of(spans)).hasDurationLessThan(ms(50)), """
        trace 4bf92f35 ("GET /page") took 100.0 ms, expected less than 50 ms: "load" x5 spent 100.0 ms of it (100 %)

        where the time went:
          100.0 ms  100 %  "load" x5  while "poll" ran for 95.0 ms

        trace 4bf92f35: 7 spans, 100.0 ms
          GET /page  100.0 ms
          ├─ load     20.0 ms  # one of 5 that spent 100.0 ms together (100 %)
          ├─ poll     95.0 ms
          ├─ load     20.0 ms
          ├─ load     20.0 ms
          ├─ load     20.0 ms
          └─ load     20.0 ms
        """);
  }

  @Test
  void durationFoldsSpansOfOneName() {
    List<SpanData> spans = new ArrayList<>();
    spans.add(span("POST /checkout", 1).during(0, 1_000).build());
    for (int i = 0; i < 40; i++) {
      spans.add(span("SELECT price", i + 2)
          .kind(CLIENT)
          .parent(1)
          .during(20 * i, 20 * i + 20)
          .build());
    }
    spans.add(span("render", 50).parent(1).during(800, 1_000).build());
    assertFails(() -> assertThat(Trace.of(spans)).hasDurationLessThan(ms(500)), """
        trace 4bf92f35 ("POST /checkout") took 1.00 s, expected less than 500 ms: "SELECT price" [CLIENT] x40 spent 800.0 ms of it (80 %)

        where the time went:
          800.0 ms   80 %  "SELECT price" [CLIENT] x40
          200.0 ms   20 %  "render"

        trace 4bf92f35: 42 spans, 1.00 s
          POST /checkout                    1.00 s
          ├─ SELECT price       [CLIENT]   20.0 ms  # one of 40 that spent 800.0 ms together (80 %)
          ├─ SELECT price  x39  [CLIENT]  780.0 ms
          └─ render                       200.0 ms
        """);
  }

  @Test
  void durationSumsUpWhatIsLeast() {
    List<SpanData> spans = new ArrayList<>();
    spans.add(span("job", 1).during(0, 138).build());
    int start = 0;
    for (int i = 1; i <= 16; i++) {
      spans.add(span("step " + i, i + 1).parent(1).during(start, start + i).build());
      start += i;
    }
    assertFails(() -> assertThat(Trace.of(spans)).hasDurationLessThan(ms(100)), """
        trace 4bf92f35 ("job") took 138.0 ms, expected less than 100 ms: "step 16" spent 16.0 ms of it (12 %)

        where the time went:
          16.0 ms   12 %  "step 16"
          15.0 ms   11 %  "step 15"
          14.0 ms   10 %  "step 14"
          13.0 ms    9 %  "step 13"
          12.0 ms    9 %  "step 12"
          11.0 ms    8 %  "step 11"
          10.0 ms    7 %  "step 10"
           9.0 ms    7 %  "step 9"
           8.0 ms    6 %  "step 8"
           7.0 ms    5 %  "step 7"
          … and 7 more, 23.0 ms together

        trace 4bf92f35: 17 spans, 138.0 ms
          job         138.0 ms
          ├─ step 1     1.0 ms
          ├─ step 2     2.0 ms
          ├─ step 3     3.0 ms
          ├─ step 4     4.0 ms
          ├─ step 5     5.0 ms
          ├─ step 6     6.0 ms
          ├─ step 7     7.0 ms
          ├─ step 8     8.0 ms
          ├─ step 9     9.0 ms
          ├─ step 10   10.0 ms
          ├─ step 11   11.0 ms
          ├─ step 12   12.0 ms
          ├─ step 13   13.0 ms
          ├─ step 14   14.0 ms
          ├─ step 15   15.0 ms
          └─ step 16   16.0 ms  # spent 16.0 ms (12 %)
        """);
  }

  @Test
  void durationNamesAGap() {
    assertFails(() -> assertThat(WAITING).hasDurationLessThan(ms(500)), """
        trace 4bf92f35 ("POST /checkout") took 8.00 s, expected less than 500 ms: nothing that was traced ran for 6.20 s in "POST /checkout" [SERVER] @order after "validate cart" had ended (78 %)

        where the time went:
            6.31 s   79 %  "POST /checkout" [SERVER] @order  itself
            1.59 s   20 %  "charge card" [CLIENT] @order
          100.0 ms    1 %  "validate cart" @order

        trace 4bf92f35: 3 spans, 8.00 s
          POST /checkout    [SERVER]  @order    8.00 s  # nothing that was traced ran for 6.20 s after "validate cart" had ended
          ├─ validate cart                    100.0 ms
          └─ charge card    [CLIENT]            1.59 s

        A wait for a lock, a connection or another thread, a pause, or code without spans: a span around what runs there will say which.
        """);
  }

  @Test
  void durationIncludesWhatNobodyWaitsFor() {
    assertFails(() -> assertThat(BEHIND_A_QUEUE).hasDurationLessThan(ms(500)), """
        trace 4bf92f35 ("POST /orders") took 3.00 s, expected less than 500 ms: "SMTP" [CLIENT] @mail spent 2.86 s of it (95 %)
        "POST /orders" [SERVER] itself took 20.0 ms; what took longest is "consume" [CONSUMER] @mail, for which nothing above it waits

        where the time went:
            2.86 s   95 %  "SMTP" [CLIENT] @mail
          110.0 ms    4 %  "consume" [CONSUMER] @mail  itself

        trace 4bf92f35: 4 spans, 3.00 s
          POST /orders   [SERVER]    @order  20.0 ms
          └─ send        [PRODUCER]           5.0 ms
             └─ consume  [CONSUMER]  @mail    2.97 s
                └─ SMTP  [CLIENT]             2.86 s  # spent 2.86 s (95 %)
        """);
  }

  @Test
  void durationNamesAGapBetweenTops() {
    Trace late = trace(
        span("POST /orders", 1).during(0, 20), span("retry", 2).parent(1).during(5_000, 5_010));
    assertFails(() -> assertThat(late).hasDurationLessThan(ms(500)), """
        trace 4bf92f35 ("POST /orders") took 5.01 s, expected less than 500 ms: nothing that was traced ran for 4.98 s after "POST /orders" had ended (99 %)
        "retry" ended 4.99 s after its parent "POST /orders": what it did then is not on the critical path

        where the time went:
          20.0 ms   <1 %  "POST /orders"  itself

        trace 4bf92f35: 2 spans, 5.01 s
          POST /orders  20.0 ms
          └─ retry      10.0 ms  # nothing that was traced ran for 4.98 s before it began
        """);
  }

  @Test
  void durationOfSeveralRootsIsFromTheFirstStartToTheLastEnd() {
    Trace roots = trace(span("one", 1).during(0, 50), span("two", 2).during(30, 120));
    assertThat(roots).hasDurationLessThan(ms(121));
    assertFails(() -> assertThat(roots).hasDurationLessThan(ms(100)), """
        trace 4bf92f35 ("one") took 120.0 ms, expected less than 100 ms: "two" spent 90.0 ms of it (75 %)
        "one" itself took 50.0 ms; what took longest is "two", for which nothing above it waits

        where the time went:
          90.0 ms   75 %  "two"

        trace 4bf92f35: 2 spans, 120.0 ms
          one  50.0 ms
          two  90.0 ms  # spent 90.0 ms (75 %)
        """);
  }

  @Test
  void durationAlignsClocks() {
    assertThat(TWO_HOSTS).hasDurationLessThan(ms(1_001));
    assertFails(() -> assertThat(TWO_HOSTS).hasDurationLessThan(ms(900)), """
        trace 4bf92f35 ("POST") took 1.00 s, expected less than 900 ms: "serve" [SERVER] spent 800.0 ms of it (80 %)
        "serve" [SERVER] was timed by another clock than its parent: host.name "a" and "b". When it ran is not known, only for how long; it counts as the middle of its parent

        where the time went:
          800.0 ms   80 %  "serve" [SERVER]
          200.0 ms   20 %  "POST" [CLIENT]   itself

        trace 4bf92f35: 2 spans, 90.80 s by several clocks
          POST      [CLIENT]    1.00 s
          └─ serve  [SERVER]  800.0 ms  # spent 800.0 ms (80 %)
        """);
  }

  @Test
  void durationOfTwoHostsBehindAQueueIsNotKnown() {
    assertThat(QUEUE_BETWEEN_HOSTS).withClockTolerance(ms(1)).hasDurationLessThan(ms(100));
    assertFails(() -> assertThat(QUEUE_BETWEEN_HOSTS).hasDurationLessThan(ms(100)), """
        trace 4bf92f35 ("send"): expected to take less than 100 ms, but that cannot be judged: "consume" [CONSUMER] was timed by another clock: host.name "a" and "b"
        all else took 10.0 ms

        trace 4bf92f35: 2 spans, 90.0 ms by several clocks
          send        [PRODUCER]  10.0 ms
          └─ consume  [CONSUMER]  78.0 ms  # host.name "b"

        The clocks of two hosts are never quite the same. If you know how far they may be apart, say so: withClockTolerance(Duration).
        """);
  }

  @Test
  void durationOfTwoHostsWithinTheToleranceIsTooLong() {
    assertFails(
        () -> assertThat(QUEUE_BETWEEN_HOSTS).withClockTolerance(ms(1)).hasDurationLessThan(ms(50)),
        """
            trace 4bf92f35 ("send") took 90.0 ms, expected less than 50 ms: "consume" [CONSUMER] spent 78.0 ms of it (87 %)
            "send" [PRODUCER] itself took 10.0 ms; what took longest is "consume" [CONSUMER], for which nothing above it waits

            where the time went:
              78.0 ms   87 %  "consume" [CONSUMER]

            trace 4bf92f35: 2 spans, 90.0 ms by several clocks
              send        [PRODUCER]  10.0 ms
              └─ consume  [CONSUMER]  78.0 ms  # spent 78.0 ms (87 %)
            """);
  }

  @Test
  void durationWithAnOpenSpanIsNotKnown() {
    assertFails(() -> assertThat(OPEN).hasDurationLessThan(ms(500)), """
        trace 4bf92f35 ("POST /checkout"): expected to take less than 500 ms, but that cannot be judged: "charge card" has not ended

        trace 4bf92f35: 2 spans, 100.0 ms, 1 open
          POST /checkout  100.0 ms
          └─ charge card            # expected to have ended; open
        """);
  }

  @Test
  void durationIsScaled() {
    System.setProperty(LatencyScale.PROPERTY, "3");
    try {
      assertThat(trace(span("job", 1).during(0, 299))).hasDurationLessThan(ms(100));
      assertFails(
          () -> assertThat(trace(span("job", 1).during(0, 300))).hasDurationLessThan(ms(100)), """
              trace 4bf92f35 ("job") took 300 ms, expected less than 300 ms (100 ms × 3, traceassert.latency.scale): "job" spent 300.0 ms of it (100 %)

              where the time went:
                300.0 ms  100 %  "job"

              trace 4bf92f35: 1 span, 300.0 ms
                job  300.0 ms  # spent 300.0 ms (100 %)
              """);
      System.setProperty(LatencyScale.PROPERTY, "fast");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> assertThat(CHECKOUT).hasDurationLessThan(ms(1)))
          .withMessageStartingWith("traceassert.latency.scale must be a number such as 3 or 0.5");
    } finally {
      System.clearProperty(LatencyScale.PROPERTY);
    }
  }

  @Test
  void durationOfACaptureIsThatOfEachTrace() {
    CapturedTracesAssert capture = assertThat(traces(
        span("quick", 1).during(0, 10).build(),
        span("slow", 2).trace("9d2e").during(5_000, 5_100).build()));
    assertThat(capture.hasDurationLessThan(ms(101))).isSameAs(capture);
    assertFails(() -> capture.hasDurationLessThan(ms(50)), """
        trace 9d2e9d2e ("slow") took 100.0 ms, expected less than 50 ms: "slow" spent 100.0 ms of it (100 %)

        where the time went:
          100.0 ms  100 %  "slow"

        trace 9d2e9d2e: 1 span, 100.0 ms
          slow  100.0 ms  # spent 100.0 ms (100 %)
        """);
  }

  @Test
  void timeInServiceIsTheUnionOfItsSpans() {
    TraceAssert trace = assertThat(CHECKOUT);
    assertThat(trace.hasTimeInServiceLessThan("payment", ms(501))).isSameAs(trace);
    assertThat(trace(
            span("job", 1).during(0, 100),
            span("one", 2).service("db").parent(1).during(0, 20),
            span("two", 3).service("db").parent(1).during(10, 30),
            span("three", 4).service("db").parent(1).during(90, 100)))
        .hasTimeInServiceLessThan("db", ms(41));
    assertFails(() -> trace.hasTimeInServiceLessThan("payment", ms(500)), """
        service "payment" took 500 ms in trace 4bf92f35 ("POST /checkout"), expected less than 500 ms: "POST /payments" [SERVER] @payment spent 500.0 ms of it (100 %)

        where the time went:
          500.0 ms  100 %  "POST /payments" [SERVER] @payment

        trace 4bf92f35: 8 spans, 8.10 s
          POST /checkout        [SERVER]  @order      8.10 s
          ├─ validate cart                          100.0 ms
          ├─ SELECT price       [CLIENT]             50.0 ms
          ├─ SELECT price       [CLIENT]             50.0 ms
          ├─ SELECT price       [CLIENT]             50.0 ms
          ├─ write log                                2.10 s
          └─ charge card        [CLIENT]              7.60 s
             └─ POST /payments  [SERVER]  @payment  500.0 ms  # spent 500.0 ms (100 %)
        """);
  }

  @Test
  void timeInServiceNeedsASpan() {
    assertFails(() -> assertThat(WAITING).hasTimeInServiceLessThan("ordr", ms(500)), """
        no span of service "ordr" in trace 4bf92f35 ("POST /checkout"); nearest: "order"

        trace 4bf92f35: 3 spans, 8.00 s
          POST /checkout    [SERVER]  @order    8.00 s
          ├─ validate cart                    100.0 ms
          └─ charge card    [CLIENT]            1.59 s
        """);
  }

  @Test
  void timeInServiceWithAnOpenSpanIsNotKnown() {
    Trace open = trace(
        span("job", 1).during(0, 100),
        span("call", 2).service("db").parent(1).during(10, 0).open());
    assertFails(() -> assertThat(open).hasTimeInServiceLessThan("db", ms(500)), """
        service "db": expected to take less than 500 ms, but that cannot be judged: "call" has not ended

        trace 4bf92f35: 2 spans, 100.0 ms, 1 open
          job           100.0 ms
          └─ call  @db            # expected to have ended; open
        """);
  }

  @Test
  void criticalPathGoesThroughWhatDecides() {
    TraceAssert trace = assertThat(CHECKOUT);
    assertThat(trace.hasCriticalPathThrough("POST /payments")).isSameAs(trace);
    assertThat(trace.hasCriticalPathThrough(SpanPattern.of("SELECT price"))).isSameAs(trace);
    assertFails(() -> trace.hasCriticalPathThrough("write log"), """
        the critical path of trace 4bf92f35 ("POST /checkout") does not go through "write log": while "write log" ran, "charge card" [CLIENT] was on it

        where the time went:
            7.10 s   88 %  "charge card" [CLIENT] @order       itself  while "write log" ran for 1.50 s
          500.0 ms    6 %  "POST /payments" [SERVER] @payment          while "write log" ran for 500.0 ms
          250.0 ms    3 %  "POST /checkout" [SERVER] @order    itself  while "write log" ran for 100.0 ms
          150.0 ms    2 %  "SELECT price" [CLIENT] @order x3
          100.0 ms    1 %  "validate cart" @order

        trace 4bf92f35: 8 spans, 8.10 s
          POST /checkout        [SERVER]  @order      8.10 s
          ├─ validate cart                          100.0 ms
          ├─ SELECT price       [CLIENT]             50.0 ms
          ├─ SELECT price       [CLIENT]             50.0 ms
          ├─ SELECT price       [CLIENT]             50.0 ms
          ├─ write log                                2.10 s  # not on the critical path
          └─ charge card        [CLIENT]              7.60 s
             └─ POST /payments  [SERVER]  @payment  500.0 ms
        """);
  }

  @Test
  void criticalPathIsOfSpansThatAreThere() {
    assertFails(() -> assertThat(WAITING).hasCriticalPathThrough("charge cart"), """
        no span "charge cart" in trace 4bf92f35, so nothing can be said of its critical path
        nearest: "charge card", "validate cart", "POST /checkout"

        trace 4bf92f35: 3 spans, 8.00 s
          POST /checkout    [SERVER]  @order    8.00 s
          ├─ validate cart                    100.0 ms
          └─ charge card    [CLIENT]            1.59 s
        """);
    assertThatThrownBy(() -> assertThat(WAITING).doesNotHaveCriticalPathThrough("charge cart"))
        .hasMessageStartingWith(
            "no span \"charge cart\" in trace 4bf92f35, so nothing can be said");
    assertThatThrownBy(() -> assertThat(WAITING).hasCriticalPathShareLessThan("charge cart", 50))
        .hasMessageStartingWith(
            "no span \"charge cart\" in trace 4bf92f35, so nothing can be said");
  }

  @Test
  void criticalPathIsThatOfOneRoot() {
    Trace roots = trace(span("one", 1).during(0, 50), span("two", 2).during(30, 120));
    assertFails(() -> assertThat(roots).hasCriticalPathThrough("one"), """
        trace 4bf92f35 ("one") has no critical path: there are 2 roots and entry spans

        trace 4bf92f35: 2 spans, 120.0 ms
          one  50.0 ms  # root
          two  90.0 ms  # root

        A critical path is that of one root or entry span. Find out why there are more with isContinuous().
        """);
  }

  @Test
  void criticalPathIsThatOfARootThatHasEnded() {
    assertFails(() -> assertThat(trace(span("one", 1).open())).hasCriticalPathThrough("one"), """
            trace 4bf92f35 ("one") has no critical path: "one" has not ended

            trace 4bf92f35: 1 span, 0.0 ms, 1 open
              one  # expected to have ended; open
            """);
  }

  @Test
  void criticalPathDoesNotGoThroughWhatNobodyWaitsFor() {
    TraceAssert trace = assertThat(CHECKOUT);
    assertThat(trace.doesNotHaveCriticalPathThrough("write log")).isSameAs(trace);
    assertThat(trace.doesNotHaveCriticalPathThrough(SpanPattern.of("write log")))
        .isSameAs(trace);
    assertFails(() -> trace.doesNotHaveCriticalPathThrough("SELECT price"), """
        the critical path of trace 4bf92f35 ("POST /checkout") goes through "SELECT price": "SELECT price" [CLIENT] @order and 2 more have 150.0 ms of it (2 %)

        where the time went:
            7.10 s   88 %  "charge card" [CLIENT] @order       itself  while "write log" ran for 1.50 s
          500.0 ms    6 %  "POST /payments" [SERVER] @payment          while "write log" ran for 500.0 ms
          250.0 ms    3 %  "POST /checkout" [SERVER] @order    itself  while "write log" ran for 100.0 ms
          150.0 ms    2 %  "SELECT price" [CLIENT] @order x3
          100.0 ms    1 %  "validate cart" @order

        trace 4bf92f35: 8 spans, 8.10 s
          POST /checkout        [SERVER]  @order      8.10 s
          ├─ validate cart                          100.0 ms
          ├─ SELECT price       [CLIENT]             50.0 ms  # on the critical path
          ├─ SELECT price       [CLIENT]             50.0 ms  # on the critical path
          ├─ SELECT price       [CLIENT]             50.0 ms  # on the critical path
          ├─ write log                                2.10 s
          └─ charge card        [CLIENT]              7.60 s
             └─ POST /payments  [SERVER]  @payment  500.0 ms
        """);
  }

  @Test
  void criticalPathShareIncludesWhatIsBelow() {
    TraceAssert trace = assertThat(CHECKOUT);
    assertThat(trace.hasCriticalPathShareLessThan("charge card", 93.9)).isSameAs(trace);
    assertThat(trace.hasCriticalPathShareLessThan(SpanPattern.of("SELECT price"), 2))
        .isSameAs(trace);
    assertFails(() -> trace.hasCriticalPathShareLessThan("charge card", 50), """
        "charge card" [CLIENT] @order has 94 % of the critical path of trace 4bf92f35 ("POST /checkout"), expected less than 50 %: 7.60 s of 8.10 s

        where the time went:
            7.10 s   88 %  "charge card" [CLIENT] @order       itself  while "write log" ran for 1.50 s
          500.0 ms    6 %  "POST /payments" [SERVER] @payment          while "write log" ran for 500.0 ms
          250.0 ms    3 %  "POST /checkout" [SERVER] @order    itself  while "write log" ran for 100.0 ms
          150.0 ms    2 %  "SELECT price" [CLIENT] @order x3
          100.0 ms    1 %  "validate cart" @order

        trace 4bf92f35: 8 spans, 8.10 s
          POST /checkout        [SERVER]  @order      8.10 s
          ├─ validate cart                          100.0 ms
          ├─ SELECT price       [CLIENT]             50.0 ms
          ├─ SELECT price       [CLIENT]             50.0 ms
          ├─ SELECT price       [CLIENT]             50.0 ms
          ├─ write log                                2.10 s
          └─ charge card        [CLIENT]              7.60 s  # expected less than 50 %
             └─ POST /payments  [SERVER]  @payment  500.0 ms
        """);
  }

  @Test
  void criticalPathShareIsNotRoundedToTheBound() {
    assertThatThrownBy(() -> assertThat(CHECKOUT).hasCriticalPathShareLessThan("charge card", 93.8))
        .hasMessageStartingWith(
            "\"charge card\" [CLIENT] @order has 94 % of the critical path of trace 4bf92f35");
    assertThatThrownBy(
            () -> assertThat(CHECKOUT).hasCriticalPathShareLessThan("SELECT price", 1.85))
        .hasMessageStartingWith(
            "\"SELECT price\" [CLIENT] @order and 2 more have 2 % of the critical path");
    assertThatThrownBy(
            () -> assertThat(CHECKOUT).hasCriticalPathShareLessThan("validate cart", 1.2))
        .hasMessageStartingWith("\"validate cart\" @order has 1.234568 % of the critical path");
  }

  @Test
  void slowestSpanHasMostOfTheCriticalPathForItself() {
    assertThat(CHECKOUT).slowestSpan().hasName("charge card").hasDuration(ms(7_600));
    assertThat(WAITING).slowestSpan().hasName("POST /checkout");
    assertThat(traces(
            span("quick", 1).during(0, 10).build(),
            span("slow", 2).trace("9d2e").during(5_000, 5_100).build()))
        .slowestSpan()
        .hasName("slow");
  }

  @Test
  void slowestSpanTookTime() {
    assertFails(
        () -> assertThat(trace(span("moment", 1).during(5, 5))).slowestSpan().hasEnded(), """
            no span is the slowest: none took any time

            trace 4bf92f35: 1 span, 0.0 ms
              moment  0.0 ms
            """);
  }

  @Test
  void criticalPathIsAValue() {
    assertThat(CHECKOUT)
        .extracting(CriticalPath::of)
        .satisfies(path -> assertThat(path.duration()).isEqualTo(ms(8_100)));
  }

  @Test
  void saysWhatOutlivesItsParent() {
    Trace late = trace(
        span("POST /orders", 1).during(0, 200),
        span("compute", 2).parent(1).during(0, 150),
        span("mail 1", 3).parent(1).during(140, 230),
        span("mail 2", 4).parent(1).during(300, 400),
        span("mail 3", 5).parent(1).during(310, 410),
        span("mail 4", 6).parent(1).during(320, 420));
    assertFails(() -> assertThat(late).hasDurationLessThan(ms(100)), """
        trace 4bf92f35 ("POST /orders") took 420.0 ms, expected less than 100 ms: "compute" spent 150.0 ms of it (36 %)
        "mail 1" ended 30.0 ms after its parent "POST /orders": what it did then is not on the critical path
        "mail 2" ended 200.0 ms after its parent "POST /orders": what it did then is not on the critical path
        "mail 3" ended 210.0 ms after its parent "POST /orders": what it did then is not on the critical path
        and 1 more ended after their parents

        where the time went:
          150.0 ms   36 %  "compute"               while "mail 1" ran for 10.0 ms
           50.0 ms   12 %  "POST /orders"  itself  while "mail 1" ran for 50.0 ms

        trace 4bf92f35: 6 spans, 420.0 ms
          POST /orders  200.0 ms
          ├─ compute    150.0 ms  # spent 150.0 ms (36 %)
          ├─ mail 1      90.0 ms
          ├─ mail 2     100.0 ms
          ├─ mail 3     100.0 ms
          └─ mail 4     100.0 ms
        """);
  }

  @Test
  void nothingHoldsOfAnEmptyCapture() {
    for (Consumer<CapturedTracesAssert> check : checks()) {
      assertThatThrownBy(() -> check.accept(assertThat(traces())))
          .isInstanceOf(TraceAssertionError.class)
          .hasMessageStartingWith("no spans captured");
    }
  }

  @Test
  void nothingHoldsOfNull() {
    CapturedTraces none = null;
    for (Consumer<CapturedTracesAssert> check : checks()) {
      assertThatThrownBy(() -> check.accept(assertThat(none)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("Expecting actual not to be null");
    }
  }

  private static List<Consumer<CapturedTracesAssert>> checks() {
    return List.of(
        traces -> traces.hasDurationLessThan(ms(1)),
        traces -> traces.hasTimeInServiceLessThan("order", ms(1)),
        traces -> traces.hasCriticalPathThrough("a"),
        traces -> traces.doesNotHaveCriticalPathThrough("a"),
        traces -> traces.hasCriticalPathShareLessThan("a", 50),
        traces -> traces.slowestSpan().hasEnded());
  }

  @Test
  void boundsArePositive() {
    TraceAssert trace = assertThat(CHECKOUT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trace.hasDurationLessThan(Duration.ZERO))
        .withMessage("duration must be positive, but is 0 s: nothing takes less than no time");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trace.hasTimeInServiceLessThan("order", ms(-5)))
        .withMessage("duration must be positive, but is -5 ms: nothing takes less than no time");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trace.hasTimeInServiceLessThan(" ", ms(5)))
        .withMessage("service must not be blank");
    assertThatNullPointerException()
        .isThrownBy(() -> trace.hasDurationLessThan(nothing()))
        .withMessage("duration");
    assertThatNullPointerException()
        .isThrownBy(() -> trace.hasTimeInServiceLessThan(nothing(), ms(5)))
        .withMessage("service");
    assertThatNullPointerException()
        .isThrownBy(() -> trace.hasTimeInServiceLessThan("order", nothing()))
        .withMessage("duration");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 100.5, Double.NaN, Double.POSITIVE_INFINITY})
  void sharesArePercentages(double percent) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertThat(CHECKOUT).hasCriticalPathShareLessThan("a", percent))
        .withMessageStartingWith("percent must be more than 0 and at most 100, but is ");
  }

  @Test
  void patternsAreNotNull() {
    TraceAssert trace = assertThat(CHECKOUT);
    String line = nothing();
    SpanPattern pattern = nothing();
    List.<Consumer<TraceAssert>>of(
            asserted -> asserted.hasCriticalPathThrough(line),
            asserted -> asserted.hasCriticalPathThrough(pattern),
            asserted -> asserted.doesNotHaveCriticalPathThrough(line),
            asserted -> asserted.doesNotHaveCriticalPathThrough(pattern),
            asserted -> asserted.hasCriticalPathShareLessThan(line, 5),
            asserted -> asserted.hasCriticalPathShareLessThan(pattern, 5))
        .forEach(check -> assertThatNullPointerException()
            .isThrownBy(() -> check.accept(trace))
            .withMessage("pattern"));
  }
}
