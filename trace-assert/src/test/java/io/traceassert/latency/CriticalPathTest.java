package io.traceassert.latency;

import static io.opentelemetry.api.trace.SpanKind.CLIENT;
import static io.opentelemetry.api.trace.SpanKind.CONSUMER;
import static io.opentelemetry.api.trace.SpanKind.PRODUCER;
import static io.opentelemetry.api.trace.SpanKind.SERVER;
import static io.traceassert.TestSpan.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.TestSpan;
import io.traceassert.text.Durations;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CriticalPathTest {

  private static final Attributes HOST_A = host("a");
  private static final Attributes HOST_B = host("b");

  @Test
  void goesThroughTheChildrenThatEndedLast() {
    assertThat(path(
            span("root", 1).during(0, 100),
            span("first", 2).parent(1).during(10, 30),
            span("beside", 3).parent(1).during(10, 25),
            span("second", 4).parent(1).during(40, 90),
            span("below", 5).parent(4).during(50, 80)))
        .isEqualTo("root 10, first 20, root 10, second 10, below 30, second 10, root 10");
  }

  @Test
  void passesOverWhatEndsAfterWhatFollowed() {
    assertThat(path(
            span("root", 1).during(0, 100),
            span("beside", 2).parent(1).during(0, 60),
            span("last", 3).parent(1).during(50, 100)))
        .isEqualTo("root 50, last 50");
  }

  @Test
  void allowsAnOverlapOfOnePercentOfTheParent() {
    assertThat(path(
            span("root", 1).during(0, 100),
            span("first", 2).parent(1).during(0, 51),
            span("last", 3).parent(1).during(50, 100)))
        .isEqualTo("first 50, last 50");
  }

  @Test
  void clipsChildrenToTheirParentAndReportsThem() {
    Trace trace = trace(
        span("root", 1).during(0, 100),
        span("early", 2).parent(1).during(-20, 10),
        span("jitter", 3).parent(1).during(90, 101),
        span("after", 4).parent(1).during(200, 300),
        span("below", 5).parent(3).during(95, 101));
    CriticalPath path = CriticalPath.of(trace);
    assertThat(text(path)).isEqualTo("early 10, root 80, jitter 5, below 5");
    assertThat(path.outside())
        .extracting(SpanData::getName)
        .containsExactly("early", "jitter", "after");
  }

  @Test
  void doesNotWaitForWhatRunsOnAfterItsParent() {
    assertThat(path(
            span("root", 1).during(0, 100),
            span("audit", 2).parent(1).during(5, 150),
            span("charge", 3).parent(1).during(10, 95)))
        .isEqualTo("root 10, charge 85, root 5");
  }

  @Test
  void waitsForACallUntilItIsGivenUp() {
    assertThat(path(
            span("POST", 1).kind(CLIENT).during(0, 100),
            span("serve", 2).kind(SERVER).parent(1).during(5, 300)))
        .isEqualTo("POST 5, serve 95");
  }

  @Test
  void doesNotWaitForConsumers() {
    Trace trace = trace(
        span("send", 1).kind(PRODUCER).during(0, 100),
        span("ack", 2).kind(CLIENT).parent(1).during(0, 40),
        span("consume", 3).kind(CONSUMER).parent(1).during(10, 90));
    assertThat(text(CriticalPath.of(trace))).isEqualTo("ack 40, send 60");
    assertThat(CriticalPath.of(trace).outside()).isEmpty();
  }

  @Test
  void doesNotWaitForAnotherServiceBehindAMessage() {
    assertThat(path(
            span("send", 1).kind(PRODUCER).service("shop").during(0, 100),
            span("handle", 2).service("mail").parent(1).during(10, 90)))
        .isEqualTo("send 100");
  }

  @Test
  void putsWhatAnotherClockTimedIntoTheMiddleOfItsParent() {
    Trace trace = trace(
        span("POST", 1).kind(CLIENT).resource(HOST_A).during(0, 100),
        span("serve", 2).kind(SERVER).resource(HOST_B).parent(1).during(5_000, 5_060),
        span("query", 3).resource(HOST_B).parent(2).during(5_010, 5_050));
    CriticalPath path = CriticalPath.of(trace);
    assertThat(text(path)).isEqualTo("POST 20, serve 10, query 40, serve 10, POST 20");
    assertThat(path.aligned()).extracting(SpanData::getName).containsExactly("serve");
    assertThat(path.outside()).isEmpty();
  }

  @Test
  void keepsTheDistancesOfWhatOneOtherClockTimed() {
    assertThat(path(
            span("job", 1).resource(HOST_A).during(0, 100),
            span("one", 2).resource(HOST_B).parent(1).during(-5_000, -4_980),
            span("local", 3).resource(HOST_A).parent(1).during(0, 10),
            span("two", 4).resource(HOST_B).parent(1).during(-4_960, -4_930)))
        .isEqualTo("local 10, job 5, one 20, job 20, two 30, job 15");
  }

  @Test
  void beginsWithItsParentWhatIsLongerThanThat() {
    Trace trace = trace(
        span("POST", 1).kind(CLIENT).resource(HOST_A).during(0, 100),
        span("serve", 2).kind(SERVER).resource(HOST_B).parent(1).during(5_000, 5_300));
    assertThat(text(CriticalPath.of(trace))).isEqualTo("serve 100");
    assertThat(CriticalPath.of(trace).outside())
        .extracting(SpanData::getName)
        .containsExactly("serve");
  }

  @Test
  void doesNotKnowWhenAConsumerOfAnotherHostRan() {
    Trace trace = trace(
        span("send", 1).kind(PRODUCER).resource(HOST_A).during(0, 100),
        span("consume", 2).kind(CONSUMER).resource(HOST_B).parent(1).during(10, 50));
    assertThat(text(CriticalPath.of(trace))).isEqualTo("send 100");
    assertThat(SelfTimes.of(trace).of(trace.root())).isEqualTo(Duration.ofMillis(100));
    assertThat(CriticalPath.of(trace).aligned()).isEmpty();
  }

  @Test
  void isThatOfAPartOfTheTrace() {
    Trace trace = trace(
        span("root", 1).during(0, 100),
        span("part", 2).parent(1).during(10, 30),
        span("below", 3).parent(2).during(10, 20));
    CriticalPath path = CriticalPath.of(trace, trace.spans().get(1));
    assertThat(text(path)).isEqualTo("below 10, part 10");
    assertThat(path.top().getName()).isEqualTo("part");
    assertThat(path.duration()).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void addsUpTheTimeOfEachSpan() {
    CriticalPath path = CriticalPath.of(trace(
        span("root", 1).during(0, 100),
        span("a", 2).parent(1).during(10, 30),
        span("b", 3).parent(1).during(40, 90)));
    assertThat(path.shares().stream()
            .map(share -> share.span().getName() + " " + share.time().toMillis()))
        .containsExactly("b 50", "root 30", "a 20");
  }

  @Test
  void letsAnOpenChildRunToTheEndOfItsParent() {
    Trace trace = trace(
        span("root", 1).during(0, 100), span("open", 2).parent(1).during(40, 0).open());
    assertThat(CriticalPath.of(trace).duration()).isEqualTo(Duration.ofMillis(100));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CriticalPath.of(trace, trace.spans().get(1)))
        .withMessage("span \"open\" has not ended: how long it took is not known");
  }

  @Test
  void takesNoTimeWhenItsSpanEndedBeforeItStarted() {
    Trace trace =
        trace(span("back", 1).during(100, 0), span("child", 2).parent(1).during(100, 110));
    assertThat(CriticalPath.of(trace).segments()).isEmpty();
    assertThat(CriticalPath.of(trace).duration()).isZero();
    assertThat(SelfTimes.of(trace).of(trace.root())).isZero();
  }

  @Test
  void ofATraceNeedsOneBeginning() {
    assertThatIllegalStateException()
        .isThrownBy(() -> CriticalPath.of(trace(span("a", 1), span("b", 2))))
        .withMessageEndingWith("has 2 roots and entry spans, not one: [a, b]");
  }

  @Test
  void isFoundInDeepAndInWideTraces() {
    List<SpanData> deep = new ArrayList<>();
    List<SpanData> wide = new ArrayList<>();
    int size = 100_000;
    for (int i = 1; i <= size; i++) {
      deep.add(span("span", i).parent(i - 1).duringNanos(i, 3L * size - i).build());
      wide.add(
          i == 1
              ? span("root", 1).duringNanos(0, 3L * size).build()
              : span("span", i)
                  .parent(1)
                  .duringNanos(i, 2L * size - i % 7 * 1000L)
                  .build());
    }
    Trace trace = Trace.of(deep);
    CriticalPath path = CriticalPath.of(trace);
    assertThat(path.segments()).hasSize(2 * size - 1);
    assertThat(path.shares()).hasSize(size);
    assertThat(SelfTimes.of(trace).of(path.top())).isEqualTo(Duration.ofNanos(2));
    assertThat(CriticalPath.of(Trace.of(wide)).duration()).isEqualTo(Duration.ofNanos(3L * size));
  }

  private static Attributes host(String name) {
    return Attributes.of(AttributeKey.stringKey("host.name"), name);
  }

  private static Trace trace(TestSpan... spans) {
    List<SpanData> built = new ArrayList<>();
    for (TestSpan span : spans) {
      built.add(span.build());
    }
    return Trace.of(built);
  }

  private static String path(TestSpan... spans) {
    return text(CriticalPath.of(trace(spans)));
  }

  private static String text(CriticalPath path) {
    return path.segments().stream()
        .map(segment -> segment.span().getName() + " "
            + Durations.between(segment.startEpochNanos(), segment.endEpochNanos())
                .toMillis())
        .collect(Collectors.joining(", "));
  }
}
