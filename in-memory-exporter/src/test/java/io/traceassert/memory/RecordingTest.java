package io.traceassert.memory;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.time.TestClock;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Recording;
import io.traceassert.capture.Recording.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecordingTest {

  private final TraceCapture capture = TraceCapture.create();
  private final Tracer tracer = capture.openTelemetry().getTracer("test");

  private Span start(String name) {
    return tracer.spanBuilder(name).setNoParent().startSpan();
  }

  private static List<String> names(Recording recording) {
    return recording.capture().spans().stream().map(SpanData::getName).toList();
  }

  private List<String> outside() {
    return capture.traces().capture().spans().stream().map(SpanData::getName).toList();
  }

  @Test
  void ownsTheTracesThatBeginWhileItIsOpen() {
    start("before").end();
    Recording recording = capture.record();
    start("during").end();
    recording.close();
    start("after").end();

    assertThat(names(recording)).containsExactly("during");
    assertThat(outside()).containsExactly("before", "after");
  }

  @Test
  void aSpanThatComesLateStaysWithTheOwnerOfItsTrace() {
    Recording first = capture.record();
    Span root = start("first");
    first.close();
    Recording second = capture.record();
    tracer
        .spanBuilder("late child")
        .setParent(Context.root().with(root))
        .startSpan()
        .end();
    root.end();
    start("second").end();

    assertThat(names(second)).containsExactly("second");
    assertThat(second.capture().settled()).isTrue();
    assertThat(first.capture().openSpans()).hasSize(1);
    second.close();
  }

  @Test
  void recordingsNest() {
    Recording outer = capture.record();
    start("outer before").end();
    Recording inner = outer.record();
    start("inner").end();
    inner.close();
    start("outer after").end();

    assertThat(names(inner)).containsExactly("inner");
    assertThat(names(outer)).containsExactly("outer before", "outer after");
    outer.close();
  }

  @Test
  void whatSeveralCouldOwnIsKeptAsideAndMentioned() {
    Recording one = capture.record();
    Recording two = capture.record();
    start("whose?").end();

    assertThat(names(one)).isEmpty();
    assertThat(names(two)).isEmpty();
    assertThat(outside()).isEmpty();
    assertThat(one.capture().notes())
        .singleElement()
        .satisfies(
            note -> assertThat(note.replaceAll("java:\\d+ on thread \".*\"", "java:1"))
                .isEqualTo(
                    "1 span belongs to no test, since its trace began outside the context of each: \"whose?\" at RecordingTest.java:1"));
    two.close();
    start("mine").end();
    assertThat(names(one)).containsExactly("mine");
    Recording three = one.record();
    assertThat(three.capture().notes()).isEmpty();
    three.close();
    one.close();
  }

  @Test
  void theSnapshotIsTheSameUntilSomethingHappens() {
    Recording recording = capture.record();
    assertThat(recording.capture()).isSameAs(recording.capture());
    Span span = start("a");
    assertThat(recording.capture().openSpans()).hasSize(1);
    span.end();
    assertThat(recording.capture().openSpans()).isEmpty();
    assertThat(recording.capture()).isSameAs(recording.capture());
    recording.close();
    assertThat(recording.capture()).isSameAs(recording.capture());
  }

  @Test
  void anOpenSpanGrowsOlder() {
    TestClock clock = TestClock.create();
    try (TraceCapture slow = TraceCapture.builder().setClock(clock).build();
        Recording recording = slow.record()) {
      Span span = slow.openTelemetry().getTracer("test").spanBuilder("a").startSpan();
      assertThat(recording.capture().openSpans().get(0).age()).isZero();
      clock.advance(Duration.ofSeconds(5));
      assertThat(recording.capture().openSpans().get(0).age()).isEqualTo(Duration.ofSeconds(5));
      span.end();
    }
  }

  @Test
  void listenersAreCalledUntilTheyAreClosed() {
    Recording recording = capture.record();
    AtomicInteger calls = new AtomicInteger();
    Runnable listener = calls::incrementAndGet;
    Subscription one = recording.onChange(listener);
    Subscription two = recording.onChange(listener);
    start("a").end();
    assertThat(calls).hasValue(2);
    one.close();
    one.close();
    start("b").end();
    assertThat(calls).hasValue(3);
    two.close();
    start("c").end();
    assertThat(calls).hasValue(3);
    recording.close();
  }
}
