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
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.testing.time.TestClock;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTimeAssertTest {

  private static final Instant EPOCH = Instant.ofEpochSecond(1_700_000_000);

  private static final Trace TRACE = Trace.of(List.of(
      span("checkout", 1).during(0, 60).build(),
      span("validate", 2).parent(1).during(1, 5).build(),
      span("charge card", 3).parent(1).kind(SpanKind.CLIENT).during(5, 25).build(),
      span("ship order", 4).parent(1).during(17, 70).build()));

  private static final Trace TWO_HOSTS = Trace.of(List.of(
      onHost("order", 1, "web").during(0, 10).build(),
      onHost("ship", 2, "db").parent(1).during(8, 12).build(),
      onHost("pack", 3, "db").parent(2).during(9, 12).build()));

  private static TestSpan onHost(String name, int id, String host) {
    return span(name, id).resource(Attributes.builder().put("host.name", host).build());
  }

  private static SpanAssert checkout() {
    return assertThat(TRACE).span("checkout");
  }

  private static SpanAssert validate() {
    return assertThat(TRACE).span("validate");
  }

  private static SpanAssert charge() {
    return assertThat(TRACE).span("charge card");
  }

  private static SpanAssert ship() {
    return assertThat(TRACE).span("ship order");
  }

  /** Two spans, "a" and "b", whose times are milliseconds. */
  private static Trace pair(double start, double end, double otherStart, double otherEnd) {
    return Trace.of(List.of(
        span("a", 1).during(start, end).build(),
        span("b", 2).parent(1).during(otherStart, otherEnd).build()));
  }

  private static String reason(Consumer<SpanAssert> check, Trace trace) {
    TraceAssertionError error = failure(() -> check.accept(assertThat(trace).span("a")));
    String firstLine =
        Objects.requireNonNull(error.getMessage()).lines().findFirst().orElseThrow();
    return firstLine.replaceFirst("span \"a\": expected [^,]*, but ", "");
  }

  @Test
  void everyCheckReturnsTheSameInstance() {
    SpanAssert validate = validate();
    assertThat(validate.startsAt(EPOCH.plusMillis(1))).isSameAs(validate);
    assertThat(validate.startsAt(1_700_000_000_001_000_000L)).isSameAs(validate);
    assertThat(validate.endsAt(EPOCH.plusMillis(5))).isSameAs(validate);
    assertThat(validate.endsAt(1_700_000_000_005_000_000L)).isSameAs(validate);
    assertThat(validate.hasDuration(Duration.ofMillis(4))).isSameAs(validate);
    assertThat(validate.startsBefore("charge card")).isSameAs(validate);
    assertThat(validate.endsBefore("checkout")).isSameAs(validate);
    assertThat(validate.happensBefore("charge card")).isSameAs(validate);
    assertThat(validate.overlaps("checkout")).isSameAs(validate);
    assertThat(validate.doesNotOverlap("charge card")).isSameAs(validate);
    assertThat(validate.isWithinParent()).isSameAs(validate);
    assertThat(validate.startsBefore(SpanPattern.named("charge card"))).isSameAs(validate);
    assertThat(validate.endsBefore(SpanPattern.named("charge card"))).isSameAs(validate);
    assertThat(validate.happensBefore(SpanPattern.named("charge card"))).isSameAs(validate);
    assertThat(validate.overlaps(SpanPattern.named("checkout"))).isSameAs(validate);
    assertThat(validate.doesNotOverlap(SpanPattern.named("ship order"))).isSameAs(validate);
  }

  @Test
  void timesAreExactWithATestClock() {
    TestClock clock = TestClock.create();
    InMemorySpanExporter exporter = InMemorySpanExporter.create();
    try (SdkTracerProvider provider = SdkTracerProvider.builder()
        .setClock(clock)
        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
        .build()) {
      Tracer tracer = provider.get("test");
      long start = clock.now();
      io.opentelemetry.api.trace.Span span = tracer.spanBuilder("wait").startSpan();
      clock.advance(Duration.ofSeconds(3));
      span.end();
      assertThat(Trace.of(exporter.getFinishedSpanItems()))
          .span("wait")
          .startsAt(start)
          .endsAt(start + 3_000_000_000L)
          .hasDuration(Duration.ofSeconds(3));
    }
  }

  @Test
  void startsAtFails() {
    TraceAssertionError error = assertFails(() -> validate().startsAt(EPOCH), """
        span "validate": expected to start at 2023-11-14T22:13:20Z, but started 1.0 ms later, at 2023-11-14T22:13:20.001Z

        trace 4bf92f35: 4 spans, 70.0 ms
          checkout                  60.0 ms
          ├─ validate                4.0 ms  # expected to start at 2023-11-14T22:13:20Z
          ├─ charge card  [CLIENT]  20.0 ms
          └─ ship order             53.0 ms
        """);
    assertThat(error.getExpected().getValue()).isEqualTo(EPOCH);
    assertThat(error.getActual().getValue()).isEqualTo(EPOCH.plusMillis(1));
    assertThat(failure(() -> validate().startsAt(1_700_000_000_001_000_001L)))
        .hasMessageStartingWith(
            "span \"validate\": expected to start at 2023-11-14T22:13:20.001000001Z, but started 1 ns earlier, at 2023-11-14T22:13:20.001Z\n");
  }

  @Test
  void endsAtFails() {
    assertFails(() -> validate().endsAt(EPOCH.plusMillis(4)), """
        span "validate": expected to end at 2023-11-14T22:13:20.004Z, but ended 1.0 ms later, at 2023-11-14T22:13:20.005Z

        trace 4bf92f35: 4 spans, 70.0 ms
          checkout                  60.0 ms
          ├─ validate                4.0 ms  # expected to end at 2023-11-14T22:13:20.004Z
          ├─ charge card  [CLIENT]  20.0 ms
          └─ ship order             53.0 ms
        """);
    assertThat(failure(() -> validate().endsAt(1_700_000_000_006_000_000L)))
        .hasMessageStartingWith(
            "span \"validate\": expected to end at 2023-11-14T22:13:20.006Z, but ended 1.0 ms earlier, at");
  }

  @Test
  void hasDurationFails() {
    TraceAssertionError error = assertFails(() -> validate().hasDuration(Duration.ofNanos(1)), """
        span "validate": duration: expected 1 ns, but was 4 ms

        trace 4bf92f35: 4 spans, 70.0 ms
          checkout                  60.0 ms
          ├─ validate                4.0 ms  # duration: expected 1 ns
          ├─ charge card  [CLIENT]  20.0 ms
          └─ ship order             53.0 ms
        """);
    assertThat(error.getExpected().getValue()).isEqualTo(Duration.ofNanos(1));
    SpanData backwards = span("a", 1).during(3, 1).build();
    assertThat(failure(() -> assertThat(backwards).hasDuration(Duration.ofMillis(2))))
        .hasMessageStartingWith("span \"a\": duration: expected 2 ms, but was -2 ms\n");
  }

  @Test
  void startsBeforeFails() {
    assertFails(() -> ship().startsBefore("charge card"), """
        span "ship order": expected to start before "charge card" [CLIENT], but started 12.0 ms after it

        trace 4bf92f35: 4 spans, 70.0 ms
          checkout                  60.0 ms
          ├─ validate                4.0 ms
          ├─ charge card  [CLIENT]  20.0 ms  # from 5.0 ms to 25.0 ms of the trace
          └─ ship order             53.0 ms  # from 17.0 ms to 70.0 ms of the trace: expected to start before "charge card" [CLIENT]
        """);
    assertThat(reason(a -> a.startsBefore("b"), pair(1, 2, 1, 3)))
        .isEqualTo("started at the same time as it");
  }

  @Test
  void endsBeforeFails() {
    assertFails(() -> ship().endsBefore("checkout"), """
        span "ship order": expected to end before "checkout", but ended 10.0 ms after it

        trace 4bf92f35: 4 spans, 70.0 ms
          checkout                  60.0 ms  # from 0.0 ms to 60.0 ms of the trace
          ├─ validate                4.0 ms
          ├─ charge card  [CLIENT]  20.0 ms
          └─ ship order             53.0 ms  # from 17.0 ms to 70.0 ms of the trace: expected to end before "checkout"
        """);
    assertThat(reason(a -> a.endsBefore("b"), pair(1, 3, 2, 3)))
        .isEqualTo("ended at the same time as it");
  }

  @Test
  void happensBeforeFails() {
    assertFails(() -> charge().happensBefore("ship order"), """
        span "charge card" [CLIENT]: expected to end before "ship order" starts, but ended 8.0 ms after it started

        trace 4bf92f35: 4 spans, 70.0 ms
          checkout                  60.0 ms
          ├─ validate                4.0 ms
          ├─ charge card  [CLIENT]  20.0 ms  # from 5.0 ms to 25.0 ms of the trace: expected to end before "ship order" starts
          └─ ship order             53.0 ms  # from 17.0 ms to 70.0 ms of the trace
        """);
    assertFails(() -> ship().happensBefore("validate"), """
        span "ship order": expected to end before "validate" starts, but ended 69.0 ms after it started
        it is the other way round: "validate" ended 12.0 ms before "ship order" started

        trace 4bf92f35: 4 spans, 70.0 ms
          checkout                  60.0 ms
          ├─ validate                4.0 ms  # from 1.0 ms to 5.0 ms of the trace
          ├─ charge card  [CLIENT]  20.0 ms
          └─ ship order             53.0 ms  # from 17.0 ms to 70.0 ms of the trace: expected to end before "validate" starts
        """);
    assertThat(reason(a -> a.happensBefore("b"), pair(1, 1, 1, 1)))
        .isEqualTo("took no time, at the same moment as it");
  }

  @Test
  void overlapsFails() {
    assertFails(() -> validate().overlaps("ship order"), """
        span "validate": expected to overlap "ship order", but ended 12.0 ms before it started

        trace 4bf92f35: 4 spans, 70.0 ms
          checkout                  60.0 ms
          ├─ validate                4.0 ms  # from 1.0 ms to 5.0 ms of the trace: expected to overlap "ship order"
          ├─ charge card  [CLIENT]  20.0 ms
          └─ ship order             53.0 ms  # from 17.0 ms to 70.0 ms of the trace
        """);
    assertThat(reason(a -> a.overlaps("b"), pair(1, 2, 2, 3))).isEqualTo("ended as it started");
    assertThat(reason(a -> a.overlaps("b"), pair(2, 3, 1, 2))).isEqualTo("started as it ended");
    assertThat(reason(a -> a.overlaps("b"), pair(5, 6, 1, 2)))
        .isEqualTo("started 3.0 ms after it ended");
  }

  @Test
  void doesNotOverlapFails() {
    assertFails(() -> charge().doesNotOverlap("ship order"), """
        span "charge card" [CLIENT]: expected not to overlap "ship order", but overlaps it for 8.0 ms

        trace 4bf92f35: 4 spans, 70.0 ms
          checkout                  60.0 ms
          ├─ validate                4.0 ms
          ├─ charge card  [CLIENT]  20.0 ms  # from 5.0 ms to 25.0 ms of the trace: expected not to overlap "ship order"
          └─ ship order             53.0 ms  # from 17.0 ms to 70.0 ms of the trace
        """);
    Consumer<SpanAssert> check = a -> a.doesNotOverlap("b");
    assertThat(reason(check, pair(2, 2, 1, 3))).isEqualTo("took no time while it was open");
    assertThat(reason(check, pair(1, 3, 2, 2))).isEqualTo("was open while it took no time");
    assertThat(reason(check, pair(1, 1, 1, 1))).isEqualTo("took no time, at the same moment as it");
  }

  @Test
  void isWithinParentFails() {
    assertFails(() -> ship().isWithinParent(), """
        span "ship order": expected to be within its parent "checkout", but ended 10.0 ms after it

        trace 4bf92f35: 4 spans, 70.0 ms
          checkout                  60.0 ms  # from 0.0 ms to 60.0 ms of the trace
          ├─ validate                4.0 ms
          ├─ charge card  [CLIENT]  20.0 ms
          └─ ship order             53.0 ms  # from 17.0 ms to 70.0 ms of the trace: expected to be within its parent "checkout"

        A child may outlive its parent when its work is asynchronous and nobody waits for it. Otherwise check whether the parent is ended too soon, or the child is never joined, is ended too late or has the wrong parent.
        """);
    Trace early = Trace.of(List.of(
        span("b", 1).during(2, 4).build(), span("a", 2).parent(1).during(0, 5).build()));
    assertThat(failure(() -> assertThat(early).span("a").isWithinParent()))
        .hasMessageStartingWith(
            "span \"a\": expected to be within its parent \"b\", but started 2.0 ms before it and ended 1.0 ms after it\n")
        .hasMessageEndingWith(
            "A span that starts before its parent was given a start time, was timed by another clock, or has the wrong parent.");
    Trace exact = Trace.of(List.of(
        span("b", 1).during(2, 4).build(), span("a", 2).parent(1).during(2, 4).build()));
    assertThat(exact).span("a").isWithinParent();
    Trace late = Trace.of(List.of(
        span("b", 1).during(2, 4).build(), span("a", 2).parent(1).during(2, 5).build()));
    assertThat(failure(() -> assertThat(late).span("a").isWithinParent()))
        .hasMessageContaining("\n\nA child may outlive its parent ");
    Trace onlyEarly = Trace.of(List.of(
        span("b", 1).during(2, 6).build(), span("a", 2).parent(1).during(1, 3).build()));
    assertThat(reason(SpanAssert::isWithinParent, onlyEarly)).isEqualTo("started 1.0 ms before it");
  }

  @Test
  void isWithinParentNeedsAParent() {
    assertThat(failure(() -> checkout().isWithinParent()))
        .hasMessageStartingWith(
            "span \"checkout\": expected to be within its parent, but it is a root\n");
    assertFails(() -> assertThat(span("a", 1).parent(9).build()).isWithinParent(), """
        span "a": expected to be within its parent, but its parent 00000000 was not captured

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms  # expected to be within its parent; orphan: its parent 00000000 was not captured
        """);
  }

  /** Times of a and of b; whether a starts before, ends before, happens before and overlaps b. */
  @ParameterizedTest
  @CsvSource({
    "1, 2,  3, 4,  true,  true,  true,  false",
    "1, 2,  2, 3,  true,  true,  true,  false",
    "2, 3,  1, 2,  false, false, false, false",
    "1, 3,  2, 4,  true,  true,  false, true",
    "1, 4,  2, 3,  true,  false, false, true",
    "2, 3,  1, 4,  false, true,  false, true",
    "1, 2,  1, 2,  false, false, false, true",
    "1, 1,  1, 1,  false, false, false, true",
    "1, 1,  1, 2,  false, true,  true,  false",
    "1, 2,  2, 2,  true,  false, true,  false",
    "2, 2,  1, 2,  false, false, false, false",
    "2, 2,  1, 3,  false, true,  false, true",
    "2, 1,  2, 2,  false, false, false, true",
    "2, 1,  1, 3,  false, true,  false, true",
    "2, 0,  1, 2,  false, false, false, false"
  })
  void relationsOfTouchingEmptyAndBackwardSpans(
      double start,
      double end,
      double otherStart,
      double otherEnd,
      boolean starts,
      boolean ends,
      boolean happens,
      boolean overlaps) {
    Trace trace = pair(start, end, otherStart, otherEnd);
    check(starts, trace, SpanAssert::startsBefore);
    check(ends, trace, SpanAssert::endsBefore);
    check(happens, trace, SpanAssert::happensBefore);
    check(overlaps, trace, SpanAssert::overlaps);
    check(!overlaps, trace, SpanAssert::doesNotOverlap);
  }

  private static void check(
      boolean holds, Trace trace, BiFunction<SpanAssert, String, SpanAssert> check) {
    SpanAssert a = assertThat(trace).span("a");
    if (holds) {
      assertThat(check.apply(a, "b")).isSameAs(a);
    } else {
      failure(() -> check.apply(a, "b"));
    }
  }

  @Test
  void aSpanThatEndedBeforeItStartedCountsAsTakingNoTime() {
    Trace trace = pair(5, 2, 3, 9);
    assertFails(() -> assertThat(trace).span("a").doesNotOverlap("b"), """
        span "a": expected not to overlap "b", but took no time while it was open
        "a" ended 3.0 ms before it started, and so counts as if it took no time

        trace 4bf92f35: 2 spans, 6.0 ms
          a     -3.0 ms  # from 2.0 ms to -1.0 ms of the trace: expected not to overlap "b"
          └─ b   6.0 ms  # from 0.0 ms to 6.0 ms of the trace
        """);
  }

  @Test
  void spansThatHaveNotEnded() {
    Trace open = Trace.of(List.of(
        span("a", 1).during(1, 2).open().build(),
        span("b", 2).parent(1).during(3, 4).build()));
    assertThat(open).span("a").startsBefore("b").overlaps("b");
    assertThat(open).span("b").endsBefore("a").isWithinParent();
    assertThat(reason(a -> a.happensBefore("b"), open)).isEqualTo("has not ended");
    assertThat(reason(a -> a.endsBefore("b"), open)).isEqualTo("has not ended");
    assertThat(reason(a -> a.doesNotOverlap("b"), open)).isEqualTo("overlaps it for 1.0 ms");
    assertThat(reason(a -> a.hasDuration(Duration.ofMillis(1)), open)).isEqualTo("has not ended");
    assertFails(() -> assertThat(open).span("a").endsAt(EPOCH), """
        span "a": expected to end at 2023-11-14T22:13:20Z, but has not ended

        trace 4bf92f35: 2 spans, 3.0 ms, 1 open
          a             # expected to end at 2023-11-14T22:13:20Z; open
          └─ b  1.0 ms
        """);
    Trace bothOpen = Trace.of(
        List.of(span("b", 1).open().build(), span("a", 2).parent(1).open().build()));
    assertThat(bothOpen).span("a").overlaps("b").isWithinParent();
    assertThat(reason(a -> a.doesNotOverlap("b"), bothOpen))
        .isEqualTo("overlaps it, and neither has ended");
    Trace closedParent =
        Trace.of(List.of(span("b", 1).build(), span("a", 2).parent(1).open().build()));
    assertThat(reason(a -> a.isWithinParent(), closedParent)).isEqualTo("has not ended");
  }

  @Test
  void onlyWhatExplainsTheFailureIsSaid() {
    assertFails(() -> assertThat(pair(3, 4, 1, 2)).span("a").startsBefore("b"), """
        span "a": expected to start before "b", but started 2.0 ms after it

        trace 4bf92f35: 2 spans, 3.0 ms
          a     1.0 ms  # from 2.0 ms to 3.0 ms of the trace: expected to start before "b"
          └─ b  1.0 ms  # from 0.0 ms to 1.0 ms of the trace
        """);
    Trace open = Trace.of(List.of(
        span("a", 1).during(1, 2).open().build(),
        span("b", 2).parent(1).during(3, 1).build()));
    assertFails(() -> assertThat(open).span("a").happensBefore("b"), """
        span "a": expected to end before "b" starts, but has not ended
        "b" ended 2.0 ms before it started, and so counts as if it took no time

        trace 4bf92f35: 2 spans, 0.0 ms, 1 open
          a              # from 0.0 ms of the trace on: expected to end before "b" starts; open
          └─ b  -2.0 ms  # from 2.0 ms to 0.0 ms of the trace
        """);
  }

  @Test
  void aFailureToHappenBeforeSaysByHowMuch() {
    Consumer<SpanAssert> check = a -> a.happensBefore("b");
    assertThat(reason(check, pair(1, 2, 1, 2))).isEqualTo("ended 1.0 ms after it started");
    assertThat(reason(check, pair(2, 2, 1, 3))).isEqualTo("ended 1.0 ms after it started");
    assertThat(reason(check, pair(1, 1, 1, 1))).isEqualTo("took no time, at the same moment as it");
  }

  @Test
  void whatTookLongerThanItsParentIsNotWithinItHoweverFarTheClocksAreApart() {
    Trace trace = Trace.of(List.of(
        onHost("b", 1, "web").during(2, 8).build(),
        onHost("a", 2, "db").parent(1).during(0, 10).build()));
    assertThat(reason(a -> a.withClockTolerance(Duration.ofSeconds(1)).isWithinParent(), trace))
        .isEqualTo("started 2.0 ms before it and ended 2.0 ms after it");
  }

  @Test
  void theOtherSpanIsOneOtherOfTheSameTrace() {
    assertFails(() -> ship().overlaps("ship..."), """
        span "ship order": expected to overlap "ship order", but that is the span itself

        trace 4bf92f35: 4 spans, 70.0 ms
          checkout                  60.0 ms
          ├─ validate                4.0 ms
          ├─ charge card  [CLIENT]  20.0 ms
          └─ ship order             53.0 ms  # expected to overlap "ship order"
        """);
    assertThat(failure(() -> ship().happensBefore("chrage card")))
        .hasMessageStartingWith("""
            no span "chrage card" in trace 4bf92f35
            nearest: "charge card"
            """.stripTrailing());
    assertThat(failure(() -> ship().happensBefore("...")))
        .hasMessageStartingWith("4 spans `...` in trace 4bf92f35, expected exactly one\n");
    SpanData stray = span("validate", 9).trace("9").during(100, 101).build();
    SpanData[] all = TRACE.spans().toArray(new SpanData[5]);
    all[4] = stray;
    assertThat(traces(all)).span("charge card").overlaps("ship order").doesNotOverlap("validate");
  }

  @Test
  void theOtherSpanIsInAnotherTrace() {
    CapturedTraces traces = traces(
        span("checkout", 1).during(0, 9).build(),
        span("send mail", 2).trace("9").during(10, 12).build());
    assertFails(() -> assertThat(traces).span("checkout").happensBefore("send mail"), """
        no span "send mail" in trace 4bf92f35
        it is the root of trace 99999999

        trace 4bf92f35: 1 span, 9.0 ms
          checkout  9.0 ms

        trace 99999999: 1 span, 2.0 ms
          send mail  2.0 ms  # in another trace
        """);
  }

  @Test
  void theOtherSpanIsInManyOtherTraces() {
    SpanData[] spans = {
      span("checkout", 1).during(0, 9).build(),
      span("send mail", 2).trace("9").during(10, 12).build(),
      span("send mail", 3).trace("a").parent(8).during(11, 12).build(),
      span("send mail", 4).trace("b").during(12, 13).build(),
      span("send mail", 5).trace("c").during(13, 14).build()
    };
    assertThat(failure(() -> assertThat(traces(spans)).span("checkout").startsBefore("send mail")))
        .hasMessageStartingWith("""
            no span "send mail" in trace 4bf92f35
            one is the root of trace 99999999
            one is in trace aaaaaaaa, at the top, because its parent 00000000 was not captured
            one is the root of trace bbbbbbbb
            and 1 more in other traces
            """);
  }

  @Test
  void timesOfTwoHostsAreNotCompared() {
    assertFails(() -> assertThat(TWO_HOSTS).span("order").startsBefore("ship"), """
        span "order": expected to start before "ship", but they were timed by two clocks: host.name "web" and "db"

        trace 4bf92f35: 3 spans, 12.0 ms by several clocks
          order       10.0 ms  # host.name "web"
          └─ ship      4.0 ms  # host.name "db"
             └─ pack   3.0 ms

        The clocks of two hosts are never quite the same. If you know how far they may be apart, say so: withClockTolerance(Duration).
        """);
    assertThat(TWO_HOSTS).span("pack").isWithinParent().overlaps("ship");
    assertThat(failure(() -> assertThat(TWO_HOSTS).span("ship").isWithinParent()))
        .hasMessageStartingWith(
            "span \"ship\": expected to be within its parent \"order\", but they were timed by two clocks: host.name \"db\" and \"web\"\n")
        .hasMessageEndingWith("withClockTolerance(Duration).");
  }

  @Test
  void aToleranceLetsClocksBeApart() {
    Duration two = Duration.ofMillis(2);
    SpanAssert order = assertThat(TWO_HOSTS).span("order").withClockTolerance(two);
    assertThat(order.happensBefore("ship")).isSameAs(order);
    order.startsBefore("ship").endsBefore("ship").overlaps("ship").doesNotOverlap("ship");
    assertThat(TWO_HOSTS)
        .withClockTolerance(two)
        .span("ship")
        .isWithinParent()
        .trace()
        .span("order")
        .happensBefore("ship");
    assertThat(TWO_HOSTS).span("order").withClockTolerance(Duration.ZERO).startsBefore("ship");
    assertThat(TWO_HOSTS)
        .withClockTolerance(Duration.ofDays(1_000_000))
        .span("ship")
        .happensBefore("order");
    assertFails(
        () -> assertThat(TWO_HOSTS)
            .span("order")
            .withClockTolerance(Duration.ofMillis(1))
            .happensBefore("ship"),
        """
        span "order": expected to end before "ship" starts, but ended 2.0 ms after it started
        they were timed by two clocks that may be 1 ms apart: host.name "web" and "db"

        trace 4bf92f35: 3 spans, 12.0 ms by several clocks
          order       10.0 ms  # from 0.0 ms to 10.0 ms of the trace: expected to end before "ship" starts
          └─ ship      4.0 ms  # from 8.0 ms to 12.0 ms of the trace
             └─ pack   3.0 ms
        """);
    assertThat(failure(() -> assertThat(TWO_HOSTS)
            .withClockTolerance(Duration.ofDays(1))
            .span("pack")
            .startsBefore("ship")))
        .hasMessageStartingWith(
            "span \"pack\": expected to start before \"ship\", but started 1.0 ms after it\n\n");
  }

  @Test
  void aToleranceIsKeptAlongTheChain() {
    CapturedTraces captured = traces(TWO_HOSTS.spans().toArray(SpanData[]::new));
    Duration two = Duration.ofMillis(2);
    assertThat(captured).withClockTolerance(two).span("order").happensBefore("ship");
    assertThat(captured)
        .withClockTolerance(two)
        .eventually(Duration.ZERO)
        .hasSingleTrace()
        .span("order")
        .happensBefore("ship");
    assertThat(captured)
        .withClockTolerance(two)
        .withRoot("order")
        .span("order")
        .happensBefore("ship");
    assertThat(captured)
        .as("order")
        .withClockTolerance(Duration.ZERO)
        .withClockTolerance(two)
        .span("order")
        .happensBefore("ship");
    assertThat(failure(() -> assertThat(TWO_HOSTS)
            .as("my order")
            .withClockTolerance(Duration.ZERO)
            .span("order")
            .happensBefore("ship")))
        .hasMessageStartingWith("[my order] span \"order\"");
  }

  @Test
  void eventuallyLooksForTheOtherSpanAgain() throws Exception {
    FakeRecording recording = new FakeRecording().with(TRACE.spans().get(0));
    assertThat(failure(() -> assertThat(recording.traces())
            .eventually(Duration.ZERO)
            .span("checkout")
            .overlaps("validate")))
        .hasMessageStartingWith("not within 0 s: no span \"validate\" in trace 4bf92f35");
  }

  @Test
  void nullFailsInAssertJsWords() {
    SpanData none = null;
    SpanAssert assertion = assertThat(none);
    String words = "Expecting actual not to be null";
    assertThatThrownBy(() -> assertion.startsAt(1)).hasMessageContaining(words);
    assertThatThrownBy(() -> assertion.endsAt(1)).hasMessageContaining(words);
    assertThatThrownBy(() -> assertion.hasDuration(Duration.ZERO)).hasMessageContaining(words);
    assertThatThrownBy(() -> assertion.startsBefore("a")).hasMessageContaining(words);
    assertThatThrownBy(() -> assertion.endsBefore("a")).hasMessageContaining(words);
    assertThatThrownBy(() -> assertion.happensBefore("a")).hasMessageContaining(words);
    assertThatThrownBy(() -> assertion.overlaps("a")).hasMessageContaining(words);
    assertThatThrownBy(() -> assertion.doesNotOverlap("a")).hasMessageContaining(words);
    assertThatThrownBy(() -> assertion.isWithinParent()).hasMessageContaining(words);
    assertThatThrownBy(() -> assertion.withClockTolerance(Duration.ZERO).isNotNull())
        .hasMessageContaining(words);
  }

  @Test
  void refusesBadArguments() {
    SpanAssert assertion = validate();
    assertThatNullPointerException()
        .isThrownBy(() -> assertion.startsAt(nothing()))
        .withMessage("start");
    assertThatNullPointerException()
        .isThrownBy(() -> assertion.endsAt(nothing()))
        .withMessage("end");
    assertThatNullPointerException()
        .isThrownBy(() -> assertion.hasDuration(nothing()))
        .withMessage("duration");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertion.hasDuration(Duration.ofNanos(-1)))
        .withMessage("duration must not be negative, but is -1 ns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertion.withClockTolerance(Duration.ofNanos(-1)).isNotNull())
        .withMessage("tolerance must not be negative, but is -1 ns");
    assertThatNullPointerException()
        .isThrownBy(() -> assertion.withClockTolerance(nothing()).isNotNull())
        .withMessage("tolerance");
    List<BiFunction<SpanAssert, String, SpanAssert>> checks = List.of(
        SpanAssert::startsBefore,
        SpanAssert::endsBefore,
        SpanAssert::happensBefore,
        SpanAssert::overlaps,
        SpanAssert::doesNotOverlap);
    for (BiFunction<SpanAssert, String, SpanAssert> check : checks) {
      assertThatNullPointerException()
          .isThrownBy(() -> check.apply(assertion, nothing()))
          .withMessage("pattern");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> check.apply(assertion, " "))
          .withMessageContaining("expected the name of a span; the line is empty");
    }
    assertThatNullPointerException()
        .isThrownBy(() -> assertion.overlaps(Fails.<SpanPattern>nothing()))
        .withMessage("pattern");
  }
}
