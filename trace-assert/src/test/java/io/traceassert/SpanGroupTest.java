package io.traceassert;

import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.failure;
import static io.traceassert.Fails.nothing;
import static io.traceassert.FakeRecording.traces;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpanGroupTest {

  private static final Trace TRACE = Trace.of(List.of(
      span("checkout", 1).during(0, 60).build(),
      span("validate", 2).parent(1).during(1, 5).build(),
      span("charge", 3).parent(1).kind(SpanKind.CLIENT).during(5, 25).build(),
      span("ship", 4).parent(1).during(17, 50).build()));

  private static final Trace POSTS = Trace.of(List.of(
      span("order", 1).during(0, 20).build(),
      post(2, 4, 9, 200),
      post(3, 1, 3, 201),
      post(4, 8, 12, 202)));

  private static final Trace TWO_HOSTS = Trace.of(List.of(
      onHost("order", 1, "web").during(0, 10).build(),
      onHost("ship", 2, "db").parent(1).during(8, 12).build(),
      onHost("bill", 3, "web").parent(1).during(11, 14).build()));

  private static SpanData post(int id, int start, int end, int code) {
    return span("POST", id)
        .parent(1)
        .kind(SpanKind.CLIENT)
        .during(start, end)
        .attributes(Attributes.builder().put("code", code).build())
        .build();
  }

  private static TestSpan onHost(String name, int id, String host) {
    return span(name, id).resource(Attributes.builder().put("host.name", host).build());
  }

  @Test
  void runConcurrently() {
    TraceAssert trace = assertThat(TRACE);
    assertThat(trace.runConcurrently("checkout", "charge", "ship")).isSameAs(trace);
    assertThat(trace.runConcurrently(SpanPattern.named("checkout"), SpanPattern.named("validate")))
        .isSameAs(trace);
    CapturedTracesAssert captured = assertThat(traces(TRACE.spans().toArray(SpanData[]::new)));
    assertThat(captured.runConcurrently("charge", "ship")).isSameAs(captured);
    SpansAssert spans = trace.spans("ch...");
    assertThat(spans.runConcurrently()).isSameAs(spans);
  }

  @Test
  void runConcurrentlyFailsWithTheTwoThatAreFarthestApart() {
    assertFails(
        () -> assertThat(TRACE).runConcurrently("ship", "checkout", "charge", "validate"), """
        expected "ship", "checkout", "charge", "validate" in trace 4bf92f35 to run concurrently, but "validate" ended 12.0 ms before "ship" started

        trace 4bf92f35: 4 spans, 60.0 ms
          checkout               60.0 ms  # from 0.0 ms to 60.0 ms of the trace
          ├─ validate             4.0 ms  # from 1.0 ms to 5.0 ms of the trace: expected to overlap "ship"
          ├─ charge    [CLIENT]  20.0 ms  # from 5.0 ms to 25.0 ms of the trace
          └─ ship                33.0 ms  # from 17.0 ms to 50.0 ms of the trace
        """);
    assertThat(failure(() -> assertThat(TRACE).runConcurrently("validate", "charge")))
        .hasMessageContaining("but \"validate\" ended as \"charge\" [CLIENT] started\n");
  }

  @Test
  void runSequentially() {
    TraceAssert trace = assertThat(TRACE);
    assertThat(trace.runSequentially("validate", "charge")).isSameAs(trace);
    assertThat(trace.runSequentially(SpanPattern.named("validate"), SpanPattern.named("ship")))
        .isSameAs(trace);
    CapturedTracesAssert captured = assertThat(traces(TRACE.spans().toArray(SpanData[]::new)));
    assertThat(captured.runSequentially("validate", "ship")).isSameAs(captured);
    SpansAssert posts = assertThat(POSTS).spans("POST");
    SpansAssert two = posts.matching("...  code~=200|201");
    assertThat(two.doNotOverlap()).isSameAs(two);
  }

  @Test
  void runSequentiallyFails() {
    assertFails(() -> assertThat(TRACE).runSequentially("validate", "charge", "ship"), """
        expected "validate", "charge", "ship" in trace 4bf92f35 to run sequentially, but "charge" [CLIENT] ended 8.0 ms after "ship" started

        trace 4bf92f35: 4 spans, 60.0 ms
          checkout               60.0 ms
          ├─ validate             4.0 ms  # from 1.0 ms to 5.0 ms of the trace
          ├─ charge    [CLIENT]  20.0 ms  # from 5.0 ms to 25.0 ms of the trace: expected to end before "ship" starts
          └─ ship                33.0 ms  # from 17.0 ms to 50.0 ms of the trace
        """);
    assertThat(failure(() -> assertThat(TRACE).runSequentially("charge", "validate")))
        .hasMessageContaining("""
            but "charge" [CLIENT] ended 24.0 ms after "validate" started
            it is the other way round: "validate" ended as "charge" [CLIENT] started
            """);
  }

  @Test
  void ofASelectionTheSpansAreNumberedByStart() {
    SpansAssert posts = assertThat(POSTS).spans("POST");
    assertFails(() -> posts.doNotOverlap(), """
        expected the 3 spans "POST" in trace 4bf92f35 not to overlap, but "POST" [CLIENT] (2 of 3) overlaps "POST" [CLIENT] (3 of 3) for 1.0 ms

        trace 4bf92f35: 4 spans, 20.0 ms
          order              20.0 ms
          ├─ POST  [CLIENT]   2.0 ms  # 1 of 3, from 1.0 ms to 3.0 ms of the trace
          ├─ POST  [CLIENT]   5.0 ms  # 2 of 3, from 4.0 ms to 9.0 ms of the trace: expected not to overlap "POST" [CLIENT] (3 of 3)
          └─ POST  [CLIENT]   4.0 ms  # 3 of 3, from 8.0 ms to 12.0 ms of the trace
        """);
    assertFails(() -> posts.runConcurrently(), """
        expected the 3 spans "POST" in trace 4bf92f35 to run concurrently, but "POST" [CLIENT] (1 of 3) ended 5.0 ms before "POST" [CLIENT] (3 of 3) started

        trace 4bf92f35: 4 spans, 20.0 ms
          order              20.0 ms
          ├─ POST  [CLIENT]   2.0 ms  # 1 of 3, from 1.0 ms to 3.0 ms of the trace: expected to overlap "POST" [CLIENT] (3 of 3)
          ├─ POST  [CLIENT]   5.0 ms  # 2 of 3, from 4.0 ms to 9.0 ms of the trace
          └─ POST  [CLIENT]   4.0 ms  # 3 of 3, from 8.0 ms to 12.0 ms of the trace
        """);
  }

  @Test
  void aSelectionOfFewerThanTwoFails() {
    SpansAssert one = assertThat(POSTS).spans("order");
    String tooFew = """
        expected at least 2 spans "order" in trace 4bf92f35, but there is 1

        trace 4bf92f35: 4 spans, 20.0 ms
          order              20.0 ms  # 1 of 1
          ├─ POST  [CLIENT]   2.0 ms
          ├─ POST  [CLIENT]   5.0 ms
          └─ POST  [CLIENT]   4.0 ms
        """;
    assertFails(() -> one.doNotOverlap(), tooFew);
    assertFails(() -> one.runConcurrently(), tooFew);
    assertThat(failure(() -> assertThat(POSTS).spans("GET").runConcurrently()))
        .hasMessageStartingWith(
            "expected at least 2 spans \"GET\" in trace 4bf92f35, but there are none\nnearest: ");
    assertThat(failure(() -> assertThat(POSTS).spans("GET").startInOrder("GET")))
        .hasMessageStartingWith(
            "no span \"GET\" in trace 4bf92f35, so nothing started in order\nnearest: ");
    assertThat(failure(() -> assertThat(traces()).runConcurrently("a", "b")))
        .hasMessageStartingWith("no spans captured: the fake has nothing\n");
  }

  @Test
  void eachPatternIsASpanOfItsOwn() {
    assertFails(() -> assertThat(TRACE).runSequentially("validate", "vali...", "ship"), """
        expected two spans, but "validate" and `vali...` are both "validate"

        trace 4bf92f35: 4 spans, 60.0 ms
          checkout               60.0 ms
          ├─ validate             4.0 ms  # both
          ├─ charge    [CLIENT]  20.0 ms
          └─ ship                33.0 ms
        """);
    assertThat(failure(() -> assertThat(TRACE).runConcurrently("checkout", "valdate")))
        .hasMessageStartingWith("no span \"valdate\" in trace 4bf92f35\nnearest: \"validate\"");
    assertThat(failure(() -> assertThat(POSTS).runConcurrently("order", "POST")))
        .hasMessageStartingWith("3 spans \"POST\" in trace 4bf92f35, expected exactly one\n");
  }

  @Test
  void spansOfSeveralTraces() {
    CapturedTracesAssert captured = assertThat(traces(
        span("send", 1).during(0, 3).build(),
        span("receive", 2).trace("9").during(2, 5).build()));
    captured.runConcurrently("send", "receive");
    assertFails(() -> captured.runSequentially("send", "receive"), """
        expected "send", "receive" in the 2 traces to run sequentially, but "send" ended 1.0 ms after "receive" started

        trace 4bf92f35: 1 span, 3.0 ms
          send  3.0 ms  # from 0.0 ms to 3.0 ms of the first trace: expected to end before "receive" starts

        trace 99999999: 1 span, 3.0 ms
          receive  3.0 ms  # from 2.0 ms to 5.0 ms of the first trace
        """);
  }

  @Test
  void startInOrder() {
    SpansAssert spans = assertThat(TRACE).spans("...");
    assertThat(spans.startInOrder("checkout", "validate", "charge", "ship")).isSameAs(spans);
    SpansAssert two = spans.matching("ch...");
    assertThat(two.startInOrder(SpanPattern.named("checkout"), SpanPattern.named("charge")))
        .isSameAs(two);
    assertThat(POSTS).spans("POST").startInOrder("...  code=201", "POST", "...  code=202");
  }

  @Test
  void startInOrderFailsOnAnotherOrder() {
    TraceAssertionError error = assertFails(
        () -> assertThat(TRACE)
            .spans("~validate|charge|ship")
            .startInOrder("validate", "ship", "charge"),
        """
        expected the spans `~validate|charge|ship` in trace 4bf92f35 to start in the order "validate", "ship", "charge", but it is "validate", "charge" [CLIENT], "ship"
        2 of 3: expected "ship", but that started 12.0 ms after "charge" [CLIENT]

        trace 4bf92f35: 4 spans, 60.0 ms
          checkout               60.0 ms
          ├─ validate             4.0 ms  # 1 of 3, from 1.0 ms of the trace
          ├─ charge    [CLIENT]  20.0 ms  # 2 of 3, from 5.0 ms of the trace
          └─ ship                33.0 ms  # 3 of 3, from 17.0 ms of the trace
        """);
    assertThat(error.getExpected().getValue()).isEqualTo("\"validate\"\n\"ship\"\n\"charge\"");
    assertThat(error.getActual().getValue())
        .isEqualTo("\"validate\"\n\"charge\" [CLIENT]\n\"ship\"");
  }

  @Test
  void startInOrderFailsOnOtherSpans() {
    SpansAssert posts = assertThat(POSTS).spans("POST");
    assertFails(() -> posts.startInOrder("POST  code=201", "POST  code=404", "POST"), """
        expected the spans "POST" in trace 4bf92f35 to start in the order `POST  code=201`, `POST  code=404`, "POST", but it is "POST" [CLIENT], "POST" [CLIENT], "POST" [CLIENT]
        2 of 3: code: expected 404, but was 200

        trace 4bf92f35: 4 spans, 20.0 ms
          order                        20.0 ms
          ├─ POST  [CLIENT]  code=201   2.0 ms  # 1 of 3, from 1.0 ms of the trace
          ├─ POST  [CLIENT]  code=200   5.0 ms  # 2 of 3, from 4.0 ms of the trace
          └─ POST  [CLIENT]  code=202   4.0 ms  # 3 of 3, from 8.0 ms of the trace
        """);
    assertThat(failure(() -> posts.startInOrder("POST", "POST")))
        .hasMessageContaining("\n3 of 3: no more was expected, but \"POST\" [CLIENT] started\n");
    assertThat(failure(() -> posts.startInOrder("POST", "POST", "POST", "GET")))
        .hasMessageContaining("\nnone is left for \"GET\"\n");
  }

  @Test
  void spansThatStartedAtTheSameTimeMayBeInAnyOrder() {
    Trace trace = Trace.of(List.of(
        span("z", 1).during(1, 2).build(),
        span("b", 2).during(3, 4).build(),
        span("a", 3).during(3, 9).build(),
        span("c", 4).during(5, 6).build()));
    SpansAssert spans = assertThat(trace).spans("...");
    spans.startInOrder("z", "a", "b", "c").startInOrder("z", "b", "a", "c");
    assertThat(failure(() -> spans.startInOrder("a", "z", "b", "c")))
        .hasMessageContaining("\n1 of 4: expected \"a\", but that started 2.0 ms after \"z\"\n");
    assertThat(failure(() -> spans.startInOrder("z", "b", "b", "c")))
        .hasMessageContaining("\n3 of 4: none is left for \"b\"\n");
    assertThat(failure(() -> spans.startInOrder("z", "b", "c", "a")))
        .hasMessageContaining("\n3 of 4: expected \"c\", but that started 2.0 ms after \"b\"\n");
  }

  @Test
  void timesOfTwoHostsAreNotCompared() {
    String advice =
        "The clocks of two hosts are never quite the same. If you know how far they may be apart, say so: withClockTolerance(Duration).";
    assertFails(() -> assertThat(TWO_HOSTS).runSequentially("order", "bill", "ship"), """
        expected "order", "bill", "ship" in trace 4bf92f35 to run sequentially, but "bill" and "ship" were timed by two clocks: host.name "web" and "db"

        trace 4bf92f35: 3 spans, 14.0 ms by several clocks
          order    10.0 ms
          ├─ ship   4.0 ms  # host.name "db"
          └─ bill   3.0 ms  # host.name "web"

        """ + advice);
    SpansAssert all = assertThat(TWO_HOSTS).spans("...");
    assertThat(failure(() -> assertThat(TWO_HOSTS).runConcurrently("bill", "ship")))
        .hasMessageStartingWith(
            "expected \"bill\", \"ship\" in trace 4bf92f35 to run concurrently, but \"")
        .hasMessageContaining(" were timed by two clocks: host.name \"")
        .hasMessageEndingWith(advice);
    assertThat(failure(() -> all.runConcurrently())).hasMessageContaining("by two clocks");
    assertThat(failure(() -> all.doNotOverlap())).hasMessageContaining("by two clocks");
    assertThat(failure(() -> all.startInOrder("order", "ship", "bill")))
        .hasMessageStartingWith(
            "expected the 3 spans `...` in trace 4bf92f35 to start in order, but \"order\" (1 of 3) and \"ship\" (2 of 3) were timed by two clocks: host.name \"web\" and \"db\"\n");
  }

  @Test
  void aToleranceLetsClocksBeApart() {
    TraceAssert trace = assertThat(TWO_HOSTS).withClockTolerance(Duration.ofMillis(2));
    trace.runSequentially("order", "ship", "bill").runConcurrently("order", "ship");
    assertThat(failure(() -> trace.runConcurrently("order", "bill")))
        .hasMessageContaining("but \"order\" ended 1.0 ms before \"bill\" started\n\n");
    SpansAssert all = assertThat(TWO_HOSTS).spans("...").withClockTolerance(Duration.ofMillis(4));
    assertThat(all.doNotOverlap()).isSameAs(all);
    all.startInOrder("order", "ship", "bill").startInOrder("order", "bill", "ship");
    failure(() -> all.startInOrder("bill", "order", "ship"));
    assertThat(failure(() -> trace.runConcurrently("order", "ship", "bill")))
        .hasMessageContaining("but \"order\" ended 1.0 ms before \"bill\" started\n\n");
    assertThat(failure(() -> assertThat(TWO_HOSTS)
            .withClockTolerance(Duration.ofMillis(1))
            .runSequentially("order", "ship")))
        .hasMessageContaining("""
            but "order" ended 2.0 ms after "ship" started
            they were timed by two clocks that may be 1 ms apart: host.name "web" and "db"
            """);
  }

  @Test
  void aToleranceLeavesTheOrderOfEachHostAsItIs() {
    Trace trace = Trace.of(List.of(
        onHost("a", 1, "web").during(0, 9).build(),
        onHost("b", 2, "db").during(1, 9).build(),
        onHost("c", 3, "web").during(2, 9).build()));
    SpansAssert all = assertThat(trace).spans("...").withClockTolerance(Duration.ofSeconds(1));
    all.startInOrder("a", "b", "c").startInOrder("a", "c", "b").startInOrder("b", "a", "c");
    assertThat(failure(() -> all.startInOrder("c", "a", "b")))
        .hasMessageContaining("\n1 of 3: expected \"c\", but that started 2.0 ms after \"a\"\n");
    assertThat(failure(() -> all.startInOrder("b", "c", "a")))
        .hasMessageContaining("\n2 of 3: expected \"c\", but that started 1.0 ms after \"b\"\n");
  }

  @Test
  void theFirstDifferenceIsNamedAlsoWhenThereAreMoreSpans() {
    SpansAssert spans = assertThat(TRACE).spans("~validate|charge|ship");
    assertThat(failure(() -> spans.startInOrder("charge", "validate")))
        .hasMessageContaining(
            "\n1 of 3: expected \"charge\", but that started 4.0 ms after \"validate\"\n");
  }

  @Test
  void ofManySpansOnlyTheGuiltyOnesAreMarked() {
    assertThat(failure(() -> assertThat(steps(20)).spans("step").runConcurrently()))
        .hasMessageContaining("# 2 of 20, from 1.0 ms to 2.0 ms of the trace\n");
    assertThat(failure(() -> assertThat(steps(21)).spans("step").runConcurrently()))
        .hasMessageContaining("# 1 of 21, from 0.0 ms to 1.0 ms of the trace: expected to overlap")
        .satisfies(error -> assertThat(error.getMessage()).doesNotContain("# 2 of 21"));
  }

  private static Trace steps(int count) {
    return Trace.of(IntStream.range(0, count)
        .mapToObj(i -> span("step", i + 1).during(i, i + 1).build())
        .toList());
  }

  @Test
  void manySpansOfOneClockAreComparedInTime() {
    Trace trace = steps(20_000);
    assertThat(trace).spans("step").doNotOverlap();
    assertThat(failure(() -> assertThat(trace).spans("step").runConcurrently()))
        .hasMessageContaining(
            "but \"step\" (1 of 20000) ended 20.00 s before \"step\" (20000 of 20000) started\n")
        .hasMessageContaining("# 20000 of 20000, at 20.00 s of the trace");
  }

  @Test
  void nullFailsInAssertJsWords() {
    Trace none = null;
    CapturedTraces noTraces = null;
    String words = "Expecting actual not to be null";
    assertThatThrownBy(() -> assertThat(none).runConcurrently("a", "b"))
        .hasMessageContaining(words);
    assertThatThrownBy(() -> assertThat(none).runSequentially("a", "b"))
        .hasMessageContaining(words);
    assertThatThrownBy(() -> assertThat(noTraces).runSequentially("a", "b"))
        .hasMessageContaining(words);
    assertThatThrownBy(() -> assertThat(none).withClockTolerance(Duration.ZERO).isNotNull())
        .hasMessageContaining(words);
    assertThatThrownBy(() -> assertThat(none).spans("a").startInOrder("a"))
        .hasMessageContaining(words);
  }

  @Test
  void refusesBadArguments() {
    TraceAssert trace = assertThat(TRACE);
    List<Function<String[], TraceAssert>> checks =
        List.of(trace::runConcurrently, trace::runSequentially);
    for (Function<String[], TraceAssert> check : checks) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> check.apply(new String[0]))
          .withMessageContaining("patterns must not be empty");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> check.apply(new String[] {"a"}))
          .withMessage("patterns must be two or more: there is nothing to compare one with");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> check.apply(new String[] {"a", " "}))
          .withMessage("patterns[1] must not be blank");
      assertThatNullPointerException()
          .isThrownBy(() -> check.apply(nothing()))
          .withMessage("patterns");
    }
    assertThatNullPointerException()
        .isThrownBy(() -> trace.runConcurrently(SpanPattern.named("a"), nothing()))
        .withMessage("patterns[1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trace.runSequentially(SpanPattern.named("a")))
        .withMessageStartingWith("patterns must be two or more");
    SpansAssert spans = trace.spans("...");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spans.startInOrder("a", " "))
        .withMessage("patterns[1] must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spans.startInOrder(new SpanPattern[0]))
        .withMessageContaining("patterns must not be empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spans.withClockTolerance(Duration.ofNanos(-1)).isNotEmpty())
        .withMessage("tolerance must not be negative, but is -1 ns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trace.withClockTolerance(Duration.ofNanos(-1)).isNotNull())
        .withMessage("tolerance must not be negative, but is -1 ns");
  }
}
