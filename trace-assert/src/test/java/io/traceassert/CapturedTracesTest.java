package io.traceassert;

import static io.traceassert.Fails.failure;
import static io.traceassert.TestSpan.child;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Capture;
import io.traceassert.capture.OpenSpan;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CapturedTracesTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final FakeRecording recording = new FakeRecording();
  private final CapturedTraces patient = CapturedTraces.of(List.of(recording), LONG);

  @Test
  void anAssertionWaitsUntilTheCaptureIsSettled() throws Exception {
    SpanData open = span("root", 1).open().build();
    recording.set(List.of(), List.of(new OpenSpan(open, "main", Duration.ZERO)));
    CompletableFuture<Void> assertion =
        CompletableFuture.runAsync(() -> assertThat(patient).hasSingleTrace().hasSpanCount(2));
    untilListening();
    assertThat(assertion).isNotDone();

    recording.with(root("root", 1), child("child", 2, 1));

    assertion.join();
    assertThat(recording.listeners()).isZero();
  }

  @Test
  void eventuallyWaitsForWhatBeginsLater() throws Exception {
    recording.with(root("first", 1));
    CompletableFuture<TraceAssert> assertion =
        CompletableFuture.supplyAsync(() -> assertThat(patient)
            .eventually(LONG)
            .hasTraceCount(2)
            .traceWithRoot("second")
            .hasSpanCount(2));
    untilListening();

    SpanData second = span("second", 2).trace("9").build();
    recording.with(root("first", 1), second);
    recording.with(
        root("first", 1), second, span("child", 3).trace("9").parent(2).build());

    assertThat(assertion.join()).isNotNull();
    assertThat(recording.listeners()).isZero();
  }

  @Test
  void eventuallyLooksAtTheLatestSpanAgain() throws Exception {
    recording.with(root("root", 1));
    TraceAssert early = assertThat(patient).eventually(LONG).hasSingleTrace();
    CompletableFuture<Void> assertion =
        CompletableFuture.runAsync(() -> early.hasSpanCount(2).span("root").hasChildren("late"));
    untilListening();
    recording.with(root("root", 1), child("late", 2, 1));
    assertion.join();
  }

  @Test
  void eventuallyFailsWithTheLastReason() {
    recording.with(root("first", 1));
    assertThat(
            failure(() -> assertThat(patient).eventually(Duration.ofMillis(1)).hasTraceCount(2)))
        .hasMessageStartingWith("not within 1 ms: expected 2 traces, but there is 1\n");
  }

  @Test
  void anInterruptedWaitFailsAndKeepsTheFlag() throws Exception {
    SpanData open = span("root", 1).open().build();
    recording.set(List.of(), List.of(new OpenSpan(open, "main", Duration.ofMillis(7))));
    AtomicInteger interrupted = new AtomicInteger();
    CompletableFuture<TraceAssertionError> error = new CompletableFuture<>();
    Thread waiting = new Thread(() -> {
      error.complete(failure(() -> assertThat(patient).hasTraceCount(1)));
      interrupted.set(Thread.currentThread().isInterrupted() ? 1 : 0);
    });
    waiting.start();
    untilListening();

    waiting.interrupt();

    assertThat(error.join()).hasMessage("""
        interrupted while waiting for the capture to settle
        "root" has been open for 7.0 ms, started on thread "main"

        trace 4bf92f35: 1 span, 0.0 ms, 1 open
          root  # open""");
    waiting.join();
    assertThat(interrupted).hasValue(1);
    assertThat(recording.listeners()).isZero();
  }

  @Test
  void anInterruptedThreadMayStillAssertOnASettledCapture() {
    recording.with(root("root", 1));
    Thread.currentThread().interrupt();
    assertThat(patient).hasTraceCount(1);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void awaitLooksOnceWhenThereIsNoTime() {
    Capture capture = patient.await(Duration.ZERO, found -> false);
    assertThat(capture).isSameAs(patient.capture());
  }

  @Test
  void mergesSourcesByTraceId() {
    CapturedTraces merged = CapturedTraces.of(
        List.of(
            new FakeRecording().with(root("client", 1)),
            new FakeRecording().with(child("server", 2, 1))),
        Duration.ZERO);
    assertThat(merged).hasSingleTrace().span("server").hasParent("client");
    assertThat(merged.traces()).hasSize(1);
  }

  @Test
  void isNotSettledWhileOneSourceIsNot() {
    SpanData open = span("server", 2).parent(1).open().build();
    CapturedTraces merged = CapturedTraces.of(
        List.of(
            new FakeRecording().with(root("client", 1)),
            new FakeRecording()
                .set(List.of(), List.of(new OpenSpan(open, "http-1", Duration.ZERO)))),
        Duration.ZERO);
    assertThat(failure(() -> assertThat(merged).hasTraceCount(1)))
        .hasMessageStartingWith("1 span is still open after 0 s, so the capture is not complete\n");
  }

  @Test
  void reportsEverythingItKnows() {
    recording.note("a note").with(root("root", 1), child("child", 2, 1));
    assertThat(recording.traces().report()).isEqualTo("""
        1 trace, 2 ended spans, 0 open

        trace 4bf92f35: 2 spans, 1.0 ms
          root      1.0 ms
          └─ child  1.0 ms

        SDK      fake
        started  0 spans
        note: a note
        """);
    assertThat(recording.traces()).hasToString("""
        trace 4bf92f35: 2 spans, 1.0 ms
          root      1.0 ms
          └─ child  1.0 ms
        """);
  }

  @Test
  void reportsEventsWithTheirStackTraces() {
    Attributes exception = Attributes.builder()
        .put("exception.type", "java.io.IOException")
        .put(
            "exception.stacktrace",
            "java.io.IOException: no route\n\tat shop.Client.send(Client.java:12)\n")
        .put("auth.token", "a\nb")
        .build();
    EventData event = EventData.create(1_700_000_000_000_500_000L, "exception", exception);
    recording.with(span("root", 1).events(event).build());
    assertThat(recording.traces().report()).startsWith("""
        1 trace, 1 ended span, 0 open

        trace 4bf92f35: 1 span, 1.0 ms
          root  throws java.io.IOException  1.0 ms
          "root" 00000000
            event "exception" at 0.500 ms
              auth.token=*
              exception.stacktrace=
                java.io.IOException: no route
                  at shop.Client.send(Client.java:12)
              exception.type=java.io.IOException

        """);
  }

  @Test
  void noTimeIsTooLongToBeWaitedFor() {
    Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
    recording.with(root("root", 1));
    assertThat(CapturedTraces.of(List.of(recording), longest))
        .hasTraceCount(1)
        .eventually(longest)
        .hasTraceCount(1);
  }

  @Test
  void refusesBadArguments() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CapturedTraces.of(List.of(), LONG))
        .withMessage("recordings must not be empty: a capture needs at least one source");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CapturedTraces.of(List.of(recording), Duration.ofSeconds(-1)))
        .withMessage("settleTimeout must not be negative, but is -1 s");
    assertThatNullPointerException()
        .isThrownBy(() -> patient.await(Fails.nothing(), capture -> true))
        .withMessage("atMost");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Capture.merged(List.of()))
        .withMessage("captures must not be empty: a capture needs at least one source");
  }

  /** Returns when an assertion waits: it listens then. */
  private void untilListening() throws InterruptedException {
    recording.listening.await();
  }
}
