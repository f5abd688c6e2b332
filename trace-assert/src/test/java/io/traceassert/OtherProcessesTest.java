package io.traceassert;

import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.failure;
import static io.traceassert.TestSpan.child;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Capture;
import io.traceassert.capture.OpenSpan;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Captures of which nobody knows whether more is still to come. */
@Timeout(30)
class OtherProcessesTest {

  private final FakeRecording remote = new FakeRecording().remote();
  private final CapturedTraces patient = CapturedTraces.of(List.of(remote), Duration.ofMinutes(1));

  @Test
  void whatHoldsIsNotWaitedFor() {
    remote.with(root("order", 1));
    assertThat(patient).hasSingleTrace().hasSpanCount(1);
    assertThat(remote.listeners()).isZero();
  }

  @Test
  void whatDoesNotHoldYetIsWaitedFor() throws Exception {
    remote.with(root("order", 1));
    CompletableFuture<Void> assertion = CompletableFuture.runAsync(
        () -> assertThat(patient).hasSingleTrace().hasSpanCount(2).span("pay").hasParent("order"));
    remote.listening.await();

    remote.with(root("order", 1), child("pay", 2, 1));

    assertion.join();
    assertThat(remote.listeners()).isZero();
  }

  @Test
  void whatNeverHoldsFailsWhenTheTimeIsOver() {
    remote.with(root("order", 1));
    assertFails(() -> assertThat(remote.traces()).hasSpan("pay"), """
        not within 0 s: no span "pay" in trace 4bf92f35
        nearest: "order"

        trace 4bf92f35: 1 span, 1.0 ms
          order  1.0 ms
        """);
  }

  @Test
  void aMissingParentOfTheSameProcessIsWaitedFor() {
    remote.with(
        span("POST /pay", 2).parent(1).kind(SpanKind.CLIENT).service("order").build(),
        span("charge", 4).parent(3).service("payment").build(),
        root("GET /", 5));
    assertFails(() -> assertThat(remote.traces()).hasSpan("charge"), """
        the parents of "POST /pay" [CLIENT], "charge" did not arrive within 0 s, so the capture is not complete
        "POST /pay" [CLIENT] of order refers to 00000000, a span of the same process
        "charge" of payment refers to 00000000, a span of the same process

          services that reported  no service.name (1 span), order (1 span), payment (1 span)

        trace 4bf92f35: 3 spans, 1.0 ms
          GET /                          1.0 ms
          POST /pay  [CLIENT]  @order    1.0 ms  # orphan: its parent 00000000 was not captured
          charge               @payment  1.0 ms  # orphan: its parent 00000000 was not captured

        A parent that does not come has not ended, was not sampled, or was not exported: let the service end and flush its spans, or assert with eventually(Duration) to wait longer.
        """);
  }

  @Test
  void oneMissingParent() {
    remote.with(child("charge", 4, 3));
    assertFails(() -> assertThat(remote.traces()).hasSpan("charge"), """
        the parent of "charge" did not arrive within 0 s, so the capture is not complete
        "charge" refers to 00000000, a span of the same process

          services that reported  no service.name (1 span)

        trace 4bf92f35: 1 span, 1.0 ms
          charge  1.0 ms  # orphan: its parent 00000000 was not captured

        A parent that does not come has not ended, was not sampled, or was not exported: let the service end and flush its spans, or assert with eventually(Duration) to wait longer.
        """);
  }

  @Test
  void aParentThatIsOpenElsewhereIsNotMissing() {
    SpanData open = span("order", 1).open().build();
    FakeRecording local =
        new FakeRecording().set(List.of(), List.of(new OpenSpan(open, "main", Duration.ZERO)));
    remote.with(child("charge", 2, 1));
    assertThat(
            CapturedTraces.of(List.of(local, remote), Duration.ZERO).capture().withoutParent())
        .isEmpty();
  }

  @Test
  void aRemoteParentIsNotWaitedFor() {
    remote.with(span("POST /pay", 2).remoteParent(1).build());
    assertThat(remote.traces()).hasSpan("POST /pay");
  }

  @Test
  void anOrphanOfThisProcessIsNotWaitedFor() {
    CapturedTraces traces = new FakeRecording().with(child("charge", 4, 3)).traces();
    assertThat(traces).hasSpan("charge");
  }

  @Test
  void spansThatKeepArriving() {
    remote.with(root("order", 1)).arriving();
    assertFails(() -> assertThat(remote.traces()).hasSpan("charge"), """
        spans were still arriving after 0 s, so the capture is not complete

          services that reported  no service.name (1 span)

        trace 4bf92f35: 1 span, 1.0 ms
          order  1.0 ms
        """);
  }

  @Test
  void aLossFailsEveryAssertion() {
    remote.with(root("order", 1)).loss("refused 3 spans of 127.0.0.1");
    assertFails(() -> assertThat(remote.traces()).hasSingleTrace(), """
        spans were lost on the way to the test: refused 3 spans of 127.0.0.1

          services that reported  no service.name (1 span)

        trace 4bf92f35: 1 span, 1.0 ms
          order  1.0 ms
        """);
    assertThat(failure(() -> assertThat(patient).eventually(Duration.ZERO).hasSingleTrace()))
        .hasMessageStartingWith("spans were lost on the way to the test: refused 3 spans");
  }

  @Test
  void severalLosses() {
    remote.loss("refused 3 spans of 127.0.0.1").loss("refused 4 spans of 127.0.0.1");
    assertFails(() -> assertThat(remote.traces()).hasNoSpans(), """
        spans were lost on the way to the test, so the capture is not complete
        refused 3 spans of 127.0.0.1
        refused 4 spans of 127.0.0.1

          services that reported  none
        """);
  }

  @Test
  void aSourceThatCannotBeRead() {
    remote.unread("Jaeger is closed", "Is it open on Monday?");
    assertFails(() -> assertThat(remote.traces()).hasNoSpans(), """
        no spans captured: Jaeger is closed

        Is it open on Monday?
        """);
  }

  @Test
  void whatTwoSourcesRecordedIsThereOnce() {
    FakeRecording local = new FakeRecording().with(root("order", 1), root("order", 1));
    remote.with(
        root("order", 1), span("order", 1).kind(SpanKind.SERVER).build(), child("charge", 2, 1));

    Capture capture = CapturedTraces.of(List.of(local, remote), Duration.ZERO).capture();

    assertThat(capture.spans())
        .containsExactly(
            root("order", 1),
            root("order", 1),
            span("order", 1).kind(SpanKind.SERVER).build(),
            child("charge", 2, 1));
  }

  @Test
  void sourcesLearnOfTheTracesOfEachOther() {
    SpanData open = span("order", 1).trace("7").open().build();
    FakeRecording local = new FakeRecording()
        .set(List.of(root("GET /", 2)), List.of(new OpenSpan(open, "main", Duration.ZERO)));

    CapturedTraces.of(List.of(remote, local), Duration.ZERO).capture();

    assertThat(remote.claimed())
        .containsExactlyInAnyOrder(open.getTraceId(), root("GET /", 2).getTraceId());
  }
}
