package io.traceassert;

import static io.opentelemetry.api.trace.SpanKind.CLIENT;
import static io.opentelemetry.api.trace.SpanKind.CONSUMER;
import static io.opentelemetry.api.trace.SpanKind.PRODUCER;
import static io.opentelemetry.api.trace.SpanKind.SERVER;
import static io.traceassert.Fails.assertFailOnNull;
import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.nothing;
import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanLatencyAssertTest {

  private static final Trace CHECKOUT = trace(
      TestSpan.span("POST /checkout", 1).kind(SERVER).service("order").during(0, 100),
      TestSpan.span("validate cart", 2).service("order").parent(1).during(10, 20),
      TestSpan.span("charge card", 3).kind(CLIENT).service("order").parent(1).during(50, 90),
      TestSpan.span("POST /payments", 4)
          .kind(SERVER)
          .service("payment")
          .parent(3)
          .during(55, 85),
      TestSpan.span("send mail", 5).service("order").parent(1).during(90, 250));

  private static final Trace TWO_HOSTS = trace(
      TestSpan.span("POST", 1).kind(CLIENT).resource(host("a")).during(0, 100),
      TestSpan.span("serve", 2).kind(SERVER).resource(host("b")).parent(1).during(90_000, 90_080));

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

  private static SpanAssert span(String pattern) {
    return assertThat(CHECKOUT).span(pattern);
  }

  private static SpanAssert checkout() {
    return span("POST /checkout");
  }

  private static SpanAssert open() {
    return assertThat(trace(
            TestSpan.span("job", 1).during(0, 1),
            TestSpan.span("open", 2).parent(1).open()))
        .span("open");
  }

  @Test
  void durationNamesWhatTookMostOfIt() {
    SpanAssert span = checkout();
    assertThat(span.hasDurationLessThan(ms(101))).isSameAs(span);
    assertFails(() -> span.hasDurationLessThan(ms(50)), """
        span "POST /checkout" [SERVER] took 100.0 ms, expected less than 50 ms: nothing that was traced ran for 30.0 ms in "POST /checkout" [SERVER] @order after "validate cart" had ended (30 %)
        "send mail" ended 150.0 ms after its parent "POST /checkout" [SERVER]: what it did then is not on the critical path

        where the time went:
          50.0 ms   50 %  "POST /checkout" [SERVER] @order    itself  while "send mail" ran for 10.0 ms
          30.0 ms   30 %  "POST /payments" [SERVER] @payment
          10.0 ms   10 %  "validate cart" @order
          10.0 ms   10 %  "charge card" [CLIENT] @order       itself

        trace 4bf92f35: 5 spans, 250.0 ms
          POST /checkout        [SERVER]  @order    100.0 ms  # nothing that was traced ran for 30.0 ms after "validate cart" had ended
          ├─ validate cart                           10.0 ms
          ├─ charge card        [CLIENT]             40.0 ms
          │  └─ POST /payments  [SERVER]  @payment   30.0 ms
          └─ send mail                              160.0 ms

        A wait for a lock, a connection or another thread, a pause, or code without spans: a span around what runs there will say which.
        """);
  }

  @Test
  void durationOfALeafIsItsOwn() {
    assertFails(() -> span("validate cart").hasDurationLessThan(ms(5)), """
        span "validate cart" took 10.0 ms, expected less than 5 ms: it has no children, so nothing is known of what it did

        where the time went:
          10.0 ms  100 %  "validate cart" @order

        trace 4bf92f35: 5 spans, 250.0 ms
          POST /checkout        [SERVER]  @order    100.0 ms
          ├─ validate cart                           10.0 ms  # spent 10.0 ms (100 %)
          ├─ charge card        [CLIENT]             40.0 ms
          │  └─ POST /payments  [SERVER]  @payment   30.0 ms
          └─ send mail                              160.0 ms
        """);
  }

  @Test
  void durationOfAnOpenSpanIsNotKnown() {
    assertFails(() -> open().hasDurationLessThan(ms(5)), """
        span "open": expected to take less than 5 ms, but it has not ended

        trace 4bf92f35: 2 spans, 1.0 ms, 1 open
          job      1.0 ms
          └─ open          # expected to take less than 5 ms; open
        """);
  }

  @Test
  void subtreeIncludesWhatNobodyWaitsFor() {
    SpanAssert span = checkout();
    assertThat(span.hasSubtreeDurationLessThan(ms(251))).isSameAs(span);
    assertThat(span("charge card").hasSubtreeDurationLessThan(ms(41))).isNotNull();
    assertFails(() -> span.hasSubtreeDurationLessThan(ms(200)), """
        span "POST /checkout" [SERVER] with all below it took 250.0 ms, expected less than 200 ms: "send mail" @order spent 160.0 ms of it (64 %)
        "POST /checkout" [SERVER] itself took 100.0 ms; what took longest is "send mail" @order, for which nothing above it waits

        where the time went:
          160.0 ms   64 %  "send mail" @order

        trace 4bf92f35: 5 spans, 250.0 ms
          POST /checkout        [SERVER]  @order    100.0 ms
          ├─ validate cart                           10.0 ms
          ├─ charge card        [CLIENT]             40.0 ms
          │  └─ POST /payments  [SERVER]  @payment   30.0 ms
          └─ send mail                              160.0 ms  # spent 160.0 ms (64 %)
        """);
  }

  @Test
  void subtreeWithAnOpenSpanIsNotKnown() {
    Trace trace = trace(
        TestSpan.span("job", 1).during(0, 100),
        TestSpan.span("one", 2).parent(1).open(),
        TestSpan.span("two", 3).parent(1).open());
    assertFails(() -> assertThat(trace).span("job").hasSubtreeDurationLessThan(ms(200)), """
        span "job" with all below it: expected to take less than 200 ms, but that cannot be judged: "one", "two" have not ended

        trace 4bf92f35: 3 spans, 100.0 ms, 2 open
          job     100.0 ms
          ├─ one            # expected to have ended; open
          └─ two            # expected to have ended; open
        """);
  }

  @Test
  void subtreeOfTwoHostsBehindAQueueIsNotKnown() {
    Trace trace = trace(
        TestSpan.span("job", 1).resource(host("a")).during(0, 20),
        TestSpan.span("send", 2).kind(PRODUCER).resource(host("a")).parent(1).during(0, 10),
        TestSpan.span("consume", 3).kind(CONSUMER).resource(host("b")).parent(2).during(12, 90));
    SpanAssert span = assertThat(trace).span("job");
    assertThat(span.withClockTolerance(ms(1)).hasSubtreeDurationLessThan(ms(91)))
        .isNotNull();
    assertThatThrownBy(() -> span.withClockTolerance(ms(1)).hasSubtreeDurationLessThan(ms(90)))
        .hasMessageStartingWith(
            "span \"job\" with all below it took 90 ms, expected less than 90 ms: \"consume\" [CONSUMER] spent 78.0 ms of it (87 %)");
    assertFails(() -> span.hasSubtreeDurationLessThan(ms(91)), """
        span "job" with all below it: expected to take less than 91 ms, but that cannot be judged: "consume" [CONSUMER] was timed by another clock: host.name "a" and "b"
        all else took 20.0 ms

        trace 4bf92f35: 3 spans, 90.0 ms by several clocks
          job                        20.0 ms
          └─ send        [PRODUCER]  10.0 ms
             └─ consume  [CONSUMER]  78.0 ms  # host.name "b"

        The clocks of two hosts are never quite the same. If you know how far they may be apart, say so: withClockTolerance(Duration).
        """);
  }

  @Test
  void selfTimeIsWhenNoChildRan() {
    SpanAssert span = checkout();
    assertThat(span.hasSelfTimeLessThan(ms(41))).isSameAs(span);
    assertFails(() -> span.hasSelfTimeLessThan(ms(20)), """
        span "POST /checkout" [SERVER] has a self time of 40.0 ms, expected less than 20 ms: nothing that was traced ran for 30.0 ms after "validate cart" had ended
        and for 10.0 ms before "validate cart" began
        "send mail" ended 150.0 ms after its parent "POST /checkout" [SERVER]: what it did then is not on the critical path

        where the time went:
          50.0 ms   50 %  "POST /checkout" [SERVER] @order    itself  while "send mail" ran for 10.0 ms
          30.0 ms   30 %  "POST /payments" [SERVER] @payment
          10.0 ms   10 %  "validate cart" @order
          10.0 ms   10 %  "charge card" [CLIENT] @order       itself

        trace 4bf92f35: 5 spans, 250.0 ms
          POST /checkout        [SERVER]  @order    100.0 ms  # nothing that was traced ran for 30.0 ms after "validate cart" had ended
          ├─ validate cart                           10.0 ms
          ├─ charge card        [CLIENT]             40.0 ms
          │  └─ POST /payments  [SERVER]  @payment   30.0 ms
          └─ send mail                              160.0 ms

        A wait for a lock, a connection or another thread, a pause, or code without spans: a span around what runs there will say which.
        """);
  }

  @Test
  void selfTimeOfALeafIsAllOfIt() {
    assertFails(() -> span("validate cart").hasSelfTimeLessThan(ms(5)), """
        span "validate cart" has a self time of 10.0 ms, expected less than 5 ms: it has no children, so all of it is its own

        where the time went:
          10.0 ms  100 %  "validate cart" @order

        trace 4bf92f35: 5 spans, 250.0 ms
          POST /checkout        [SERVER]  @order    100.0 ms
          ├─ validate cart                           10.0 ms  # spent 10.0 ms (100 %)
          ├─ charge card        [CLIENT]             40.0 ms
          │  └─ POST /payments  [SERVER]  @payment   30.0 ms
          └─ send mail                              160.0 ms
        """);
  }

  @Test
  void selfTimeOfAnOpenSpanIsNotKnown() {
    assertFails(() -> open().hasSelfTimeLessThan(ms(5)), """
        span "open": expected a self time of less than 5 ms, but it has not ended

        trace 4bf92f35: 2 spans, 1.0 ms, 1 open
          job      1.0 ms
          └─ open          # expected a self time of less than 5 ms; open
        """);
  }

  @Test
  void gapsAreBetweenBeforeAndAfterChildren() {
    SpanAssert span = checkout();
    assertThat(span.hasNoGapLongerThan(ms(30))).isSameAs(span);
    assertFails(() -> span.hasNoGapLongerThan(ms(29)), """
        span "POST /checkout" [SERVER]: nothing that was traced ran for 30.0 ms after "validate cart" had ended, expected no gap longer than 29 ms
        "send mail" ended 150.0 ms after its parent "POST /checkout" [SERVER]: what it did then is not on the critical path

        where the time went:
          50.0 ms   50 %  "POST /checkout" [SERVER] @order    itself  while "send mail" ran for 10.0 ms
          30.0 ms   30 %  "POST /payments" [SERVER] @payment
          10.0 ms   10 %  "validate cart" @order
          10.0 ms   10 %  "charge card" [CLIENT] @order       itself

        trace 4bf92f35: 5 spans, 250.0 ms
          POST /checkout        [SERVER]  @order    100.0 ms  # nothing that was traced ran for 30.0 ms after "validate cart" had ended
          ├─ validate cart                           10.0 ms
          ├─ charge card        [CLIENT]             40.0 ms
          │  └─ POST /payments  [SERVER]  @payment   30.0 ms
          └─ send mail                              160.0 ms

        A wait for a lock, a connection or another thread, a pause, or code without spans: a span around what runs there will say which.
        """);
  }

  @Test
  void gapsMayBeMany() {
    List<SpanData> spans = new ArrayList<>();
    spans.add(TestSpan.span("job", 1).during(0, 80).build());
    for (int i = 0; i < 7; i++) {
      spans.add(TestSpan.span("step " + i, i + 2)
          .parent(1)
          .during(10 * i + 5, 10 * i + 10)
          .build());
    }
    assertFails(() -> assertThat(Trace.of(spans)).span("job").hasNoGapLongerThan(ms(4)), """
        span "job": nothing that was traced ran for 10.0 ms after "step 6" had ended, expected no gap longer than 4 ms
        and for 5.0 ms before "step 0" began
        and for 5.0 ms after "step 0" had ended
        and for 5.0 ms after "step 1" had ended
        and in 4 more gaps

        where the time went:
          45.0 ms   56 %  "job"     itself
           5.0 ms    6 %  "step 0"
           5.0 ms    6 %  "step 1"
           5.0 ms    6 %  "step 2"
           5.0 ms    6 %  "step 3"
           5.0 ms    6 %  "step 4"
           5.0 ms    6 %  "step 5"
           5.0 ms    6 %  "step 6"

        trace 4bf92f35: 8 spans, 80.0 ms
          job        80.0 ms  # spent 45.0 ms (56 %)
          ├─ step 0   5.0 ms
          ├─ step 1   5.0 ms
          ├─ step 2   5.0 ms
          ├─ step 3   5.0 ms
          ├─ step 4   5.0 ms
          ├─ step 5   5.0 ms
          └─ step 6   5.0 ms
        """);
  }

  @Test
  void gapOfALeafIsAllOfIt() {
    assertThat(span("validate cart").hasNoGapLongerThan(ms(10))).isNotNull();
    assertFails(() -> span("validate cart").hasNoGapLongerThan(ms(5)), """
        span "validate cart": nothing that was traced ran for 10.0 ms, since it has no children, expected no gap longer than 5 ms

        where the time went:
          10.0 ms  100 %  "validate cart" @order

        trace 4bf92f35: 5 spans, 250.0 ms
          POST /checkout        [SERVER]  @order    100.0 ms
          ├─ validate cart                           10.0 ms  # spent 10.0 ms (100 %)
          ├─ charge card        [CLIENT]             40.0 ms
          │  └─ POST /payments  [SERVER]  @payment   30.0 ms
          └─ send mail                              160.0 ms
        """);
  }

  @Test
  void firstChildBeginsSoon() {
    SpanAssert span = checkout();
    assertThat(span.hasTimeToFirstChildLessThan(ms(11))).isSameAs(span);
    assertFails(() -> span.hasTimeToFirstChildLessThan(ms(10)), """
        span "POST /checkout" [SERVER]: its first child "validate cart" began after 10 ms, expected less than 10 ms
        "send mail" ended 150.0 ms after its parent "POST /checkout" [SERVER]: what it did then is not on the critical path

        where the time went:
          50.0 ms   50 %  "POST /checkout" [SERVER] @order    itself  while "send mail" ran for 10.0 ms
          30.0 ms   30 %  "POST /payments" [SERVER] @payment
          10.0 ms   10 %  "validate cart" @order
          10.0 ms   10 %  "charge card" [CLIENT] @order       itself

        trace 4bf92f35: 5 spans, 250.0 ms
          POST /checkout        [SERVER]  @order    100.0 ms  # nothing that was traced ran for 30.0 ms after "validate cart" had ended
          ├─ validate cart                           10.0 ms  # began 10.0 ms after its parent
          ├─ charge card        [CLIENT]             40.0 ms
          │  └─ POST /payments  [SERVER]  @payment   30.0 ms
          └─ send mail                              160.0 ms

        A wait for a lock, a connection or another thread, a pause, or code without spans: a span around what runs there will say which.
        """);
  }

  @Test
  void firstChildIsThere() {
    assertFails(() -> span("validate cart").hasTimeToFirstChildLessThan(ms(10)), """
        span "validate cart": expected a child within 10 ms, but it has none

        trace 4bf92f35: 5 spans, 250.0 ms
          POST /checkout        [SERVER]  @order    100.0 ms
          ├─ validate cart                           10.0 ms  # expected a child within 10 ms, but it has none
          ├─ charge card        [CLIENT]             40.0 ms
          │  └─ POST /payments  [SERVER]  @payment   30.0 ms
          └─ send mail                              160.0 ms
        """);
  }

  @Test
  void firstChildOfAnotherHostIsNotKnown() {
    SpanAssert span = assertThat(TWO_HOSTS).span("POST");
    assertThat(span.withClockTolerance(ms(1)).hasTimeToFirstChildLessThan(ms(90_001)))
        .isNotNull();
    assertFails(() -> span.hasTimeToFirstChildLessThan(ms(50)), """
        span "POST" [CLIENT]: expected a child within 50 ms, but that cannot be judged: "serve" [SERVER] was timed by another clock: host.name "a" and "b"

        trace 4bf92f35: 2 spans, 90.08 s by several clocks
          POST      [CLIENT]  100.0 ms  # host.name "a"
          └─ serve  [SERVER]   80.0 ms  # host.name "b"

        The clocks of two hosts are never quite the same. If you know how far they may be apart, say so: withClockTolerance(Duration).
        """);
  }

  @Test
  void shareIsThatOfTheParent() {
    SpanAssert span = span("charge card");
    assertThat(span.hasShareOfParentLessThan(40.5)).isSameAs(span);
    assertFails(() -> span.hasShareOfParentLessThan(40), """
        span "charge card" [CLIENT] took 40.0 ms, which is 40 % of its parent "POST /checkout" [SERVER], expected less than 40 %: "POST /payments" [SERVER] @payment spent 30.0 ms of it (75 %)

        where the time went:
          30.0 ms   75 %  "POST /payments" [SERVER] @payment
          10.0 ms   25 %  "charge card" [CLIENT] @order       itself

        trace 4bf92f35: 5 spans, 250.0 ms
          POST /checkout        [SERVER]  @order    100.0 ms
          ├─ validate cart                           10.0 ms
          ├─ charge card        [CLIENT]             40.0 ms
          │  └─ POST /payments  [SERVER]  @payment   30.0 ms  # spent 30.0 ms (75 %)
          └─ send mail                              160.0 ms
        """);
  }

  @Test
  void shareOfAnotherHostIsOneOfDurations() {
    assertThat(assertThat(TWO_HOSTS).span("serve").hasShareOfParentLessThan(80.1))
        .isNotNull();
    assertFails(() -> assertThat(TWO_HOSTS).span("serve").hasShareOfParentLessThan(50), """
        span "serve" [SERVER] took 80.0 ms, which is 80 % of its parent "POST" [CLIENT], expected less than 50 %: it has no children, so nothing is known of what it did

        where the time went:
          80.0 ms  100 %  "serve" [SERVER]

        trace 4bf92f35: 2 spans, 90.08 s by several clocks
          POST      [CLIENT]  100.0 ms
          └─ serve  [SERVER]   80.0 ms  # spent 80.0 ms (100 %)
        """);
  }

  @Test
  void shareNeedsAParent() {
    assertFails(() -> checkout().hasShareOfParentLessThan(50), """
        span "POST /checkout" [SERVER]: expected less than 50 % of its parent, but it is a root

        trace 4bf92f35: 5 spans, 250.0 ms
          POST /checkout        [SERVER]  @order    100.0 ms  # expected less than 50 % of its parent, but it is a root
          ├─ validate cart                           10.0 ms
          ├─ charge card        [CLIENT]             40.0 ms
          │  └─ POST /payments  [SERVER]  @payment   30.0 ms
          └─ send mail                              160.0 ms
        """);
  }

  @Test
  void shareNeedsAParentThatHasEnded() {
    Trace trace = trace(
        TestSpan.span("open", 1).open(), TestSpan.span("child", 2).parent(1).during(0, 5));
    assertFails(() -> assertThat(trace).span("child").hasShareOfParentLessThan(50), """
        span "child": expected less than 50 % of its parent, but that has not ended

        trace 4bf92f35: 2 spans, 5.0 ms, 1 open
          open              # open
          └─ child  5.0 ms  # expected less than 50 % of its parent, but that has not ended
        """);
  }

  @Test
  void nothingHoldsOfNull() {
    assertFailOnNull(List.of(
        span -> span.hasDurationLessThan(ms(1)),
        span -> span.hasSubtreeDurationLessThan(ms(1)),
        span -> span.hasSelfTimeLessThan(ms(1)),
        span -> span.hasNoGapLongerThan(ms(1)),
        span -> span.hasTimeToFirstChildLessThan(ms(1)),
        span -> span.hasShareOfParentLessThan(1)));
  }

  private static Stream<BiFunction<SpanAssert, Duration, SpanAssert>> bounds() {
    return Stream.of(
        SpanAssert::hasDurationLessThan,
        SpanAssert::hasSubtreeDurationLessThan,
        SpanAssert::hasSelfTimeLessThan,
        SpanAssert::hasNoGapLongerThan,
        SpanAssert::hasTimeToFirstChildLessThan);
  }

  @Test
  void boundsArePositive() {
    bounds().forEach(bound -> {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bound.apply(checkout(), Duration.ZERO))
          .withMessage("duration must be positive, but is 0 s: nothing takes less than no time");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bound.apply(checkout(), ms(-1)))
          .withMessage("duration must be positive, but is -1 ms: nothing takes less than no time");
      assertThatNullPointerException()
          .isThrownBy(() -> bound.apply(checkout(), nothing()))
          .withMessage("duration");
    });
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 100.5, Double.NaN})
  void sharesArePercentages(double percent) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> checkout().hasShareOfParentLessThan(percent))
        .withMessageStartingWith("percent must be more than 0 and at most 100, but is ");
  }
}
