package io.traceassert.latency;

import static io.opentelemetry.api.trace.SpanKind.CONSUMER;
import static io.opentelemetry.api.trace.SpanKind.PRODUCER;
import static io.traceassert.TestSpan.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.TestSpan;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTimesTest {

  private static final SpanData ROOT =
      span("root", 1).service("shop").during(0, 100).build();
  private static final SpanData FIRST =
      span("first", 2).service("db").parent(1).during(10, 40).build();
  private static final SpanData BESIDE =
      span("beside", 3).service("db").parent(1).during(20, 50).build();
  private static final SpanData LAST =
      span("last", 4).service("db").parent(1).during(60, 80).build();
  private static final Trace TRACE = Trace.of(List.of(ROOT, FIRST, BESIDE, LAST));

  private final TraceTimes times = TraceTimes.of(TRACE);

  @Test
  void countsEachMomentOfAServiceOnce() {
    assertThat(times.inService("db")).isEqualTo(Duration.ofMillis(60));
    assertThat(times.inService("shop")).isEqualTo(Duration.ofMillis(100));
    assertThat(times.inService("mail")).isZero();
  }

  @Test
  void findsGapsBeforeBetweenAndAfterChildren() {
    assertThat(times.gapsIn(ROOT))
        .containsExactly(
            new Gap(null, FIRST, Duration.ofMillis(10)),
            new Gap(BESIDE, LAST, Duration.ofMillis(10)),
            new Gap(LAST, null, Duration.ofMillis(20)));
    assertThat(times.gapsIn(LAST)).containsExactly(new Gap(null, null, Duration.ofMillis(20)));
    assertThat(times.selfTimes().of(ROOT)).isEqualTo(Duration.ofMillis(40));
  }

  @Test
  void saysWhatWasOnThePathAndWhatRanBesideIt() {
    CriticalPath path = times.criticalPath(ROOT);
    assertThat(path.during(FIRST))
        .containsExactly(
            new CriticalPath.Share(BESIDE, Duration.ofMillis(20)),
            new CriticalPath.Share(ROOT, Duration.ofMillis(10)));
    assertThat(path.beside(BESIDE))
        .containsExactly(new CriticalPath.Share(FIRST, Duration.ofMillis(20)));
    assertThat(path.timeIn(List.of(BESIDE, LAST, BESIDE))).isEqualTo(Duration.ofMillis(50));
    assertThat(path.timeIn(List.of(ROOT, LAST))).isEqualTo(Duration.ofMillis(100));
    assertThat(path.timeIn(List.of())).isZero();
  }

  @Test
  void measuresWhatCanBeCompared() {
    SpanData send = host("send", 1, "a").kind(PRODUCER).during(0, 10).build();
    SpanData consume =
        host("consume", 2, "b").parent(1).kind(CONSUMER).during(-50, 900).build();
    SpanData open = host("open", 3, "a").parent(1).during(2, 0).open().build();
    Extent extent = TraceTimes.of(Trace.of(List.of(send, consume))).extent();
    assertThat(extent)
        .isEqualTo(new Extent(Duration.ofMillis(10), send, List.of(), List.of(consume), List.of()));
    assertThat(TraceTimes.of(Trace.of(List.of(send, open))).extentOf(send).open())
        .containsExactly(open);
  }

  private static TestSpan host(String name, int id, String host) {
    return span(name, id).resource(Attributes.of(AttributeKey.stringKey("host.name"), host));
  }

  @Test
  void findsGapsBetweenRoots() {
    SpanData one = span("one", 1).during(0, 50).build();
    SpanData two = span("two", 2).during(70, 90).build();
    Extent extent = TraceTimes.of(Trace.of(List.of(one, two))).extent();
    assertThat(extent.duration()).isEqualTo(Duration.ofMillis(90));
    assertThat(extent.longest()).isEqualTo(one);
    assertThat(extent.gaps()).containsExactly(new Gap(one, two, Duration.ofMillis(20)));
  }

  @Test
  void needsSpans() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TraceTimes.of(Trace.of(List.of())).extent())
        .withMessage("the trace has no spans");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> times.gapsIn(span("other", 9).build()))
        .withMessageStartingWith("span \"other\" (0000000000000009) is not of trace");
  }
}
