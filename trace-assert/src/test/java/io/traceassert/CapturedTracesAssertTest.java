package io.traceassert;

import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.failure;
import static io.traceassert.FakeRecording.traces;
import static io.traceassert.TestSpan.child;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.OpenSpan;
import io.traceassert.capture.Origin;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.opentest4j.MultipleFailuresError;

class CapturedTracesAssertTest {

  private static final SpanData ORDER = span("POST /orders", 1)
      .kind(SpanKind.SERVER)
      .service("order-service")
      .during(0, 41.2)
      .build();
  private static final SpanData CHARGE =
      span("charge card", 2).parent(1).service("order-service").during(3, 24.7).build();
  private static final SpanData STRAY =
      span("cook noodles", 3).trace("9").service("noodle-service").during(5, 8).build();

  @Test
  void hasSingleTraceGoesOnToTheTrace() {
    assertThat(traces(ORDER, CHARGE)).hasSingleTrace().hasSpanCount(2);
  }

  @Test
  void hasSingleTraceFailsWhenNothingWasCaptured() {
    assertFails(() -> assertThat(traces()).hasSingleTrace().isNotNull(), """
        no spans captured: the fake has nothing

          SDK      fake
          started  0 spans

        Give the fake some spans.
        """);
  }

  @Test
  void hasSingleTraceFailsOnASecondTraceAndNamesItsOrigin() {
    StackTraceElement frame = new StackTraceElement("NoodleShop", "cook", "NoodleShop.java", 57);
    OpenSpan open = new OpenSpan(ORDER, "main", Duration.ZERO);
    CapturedTraces traces = new FakeRecording()
        .origin(STRAY, Origin.of("kitchen-1", List.of(frame), List.of(open)))
        .with(ORDER, CHARGE, STRAY)
        .traces();

    TraceAssertionError error =
        assertFails(() -> assertThat(traces).hasSingleTrace().isNotNull(), """
        expected a single trace, but there are 2
        "cook noodles" began trace 99999999 at NoodleShop.java:57 on thread "kitchen-1"
        while "POST /orders" [SERVER] of trace 4bf92f35 was open on thread "main"

        trace 4bf92f35: 2 spans, 41.2 ms
          POST /orders    [SERVER]  @order-service  41.2 ms  # was open when "cook noodles" began
          └─ charge card                            21.7 ms

        trace 99999999: 1 span, 3.0 ms
          cook noodles  @noodle-service  3.0 ms  # began here

        Was the context carried to that thread? Context.taskWrapping(executor) or Context.current().wrap(task) does it.
        """);
    assertThat(error.getExpected().getValue()).isEqualTo(1);
    assertThat(error.getActual().getValue()).isEqualTo(2);
    assertThat(error.capture()).isPresent();
  }

  @Test
  void hasSingleTraceSaysThatTracesAreLinked() {
    SpanData publish = span("publish mails", 2)
        .parent(1)
        .kind(SpanKind.PRODUCER)
        .during(3, 24.7)
        .build();
    SpanData consume = span("consume mails", 3)
        .trace("9")
        .kind(SpanKind.CONSUMER)
        .links(publish)
        .during(30, 32)
        .build();
    Origin origin =
        Origin.of("mail-1", List.of(), List.of(new OpenSpan(ORDER, "main", Duration.ZERO)));
    CapturedTraces traces = new FakeRecording()
        .origin(consume, origin)
        .with(ORDER, publish, consume)
        .traces();

    assertFails(() -> assertThat(traces).hasSingleTrace().isNotNull(), """
        expected a single trace, but there are 2
        "publish mails" [PRODUCER] of trace 4bf92f35 is linked from "consume mails" [CONSUMER] of trace 99999999

        trace 4bf92f35: 2 spans, 41.2 ms
          POST /orders      [SERVER]    @order-service  41.2 ms
          └─ publish mails  [PRODUCER]                  21.7 ms

        trace 99999999: 1 span, 2.0 ms
          consume mails  [CONSUMER]  2.0 ms  # link to "publish mails" [PRODUCER] of trace 4bf92f35

        A link does not make one trace of two. If they are meant to be two, look at each: traceWithRoot(…).
        """);
  }

  @Test
  void onlySomeLinksBetweenTracesAreListed() {
    SpanData target = span("publish", 2).build();
    SpanData linked =
        span("consume", 3).trace("9").links(target, target, target, target).build();
    assertThat(failure(() -> assertThat(traces(target, linked)).hasTraceCount(1)))
        .hasMessageContaining("\nand 1 more between traces\n\n");
  }

  @Test
  void adviceDependsOnTheThreadAndTheKind() {
    OpenSpan open = new OpenSpan(ORDER, "main", Duration.ZERO);
    SpanData server =
        span("GET /noodles", 3).trace("9").kind(SpanKind.SERVER).during(5, 8).build();
    CapturedTraces sameThread = new FakeRecording()
        .origin(STRAY, Origin.of("main", List.of(), List.of(open)))
        .with(ORDER, STRAY)
        .traces();
    CapturedTraces remote = new FakeRecording()
        .origin(server, Origin.of("http-1", List.of(), List.of(open)))
        .with(ORDER, server)
        .traces();

    assertThat(failure(() -> assertThat(sameThread).hasSingleTrace().isNotNull()))
        .hasMessageContaining("""
            "cook noodles" began trace 99999999 on thread "main"
            while "POST /orders" [SERVER] of trace 4bf92f35 was open on the same thread
            """)
        .hasMessageEndingWith(
            "Was the open span made current (try (Scope scope = span.makeCurrent()) …), or its context passed on?");
    assertThat(failure(() -> assertThat(remote).hasSingleTrace().isNotNull()))
        .hasMessageEndingWith(
            "Did the request carry the trace context? Check that the sender injects it and the receiver"
                + " extracts it, with the same propagators.");
  }

  @Test
  void hasTraceCountReturnsItself() {
    CapturedTracesAssert assertion = assertThat(traces(ORDER, STRAY));
    assertThat(assertion.hasTraceCount(2)).isSameAs(assertion);
  }

  @Test
  void hasTraceCountFails() {
    assertFails(() -> assertThat(traces(ORDER, STRAY)).hasTraceCount(3), """
        expected 3 traces, but there are 2

        trace 4bf92f35: 1 span, 41.2 ms
          POST /orders  [SERVER]  @order-service  41.2 ms

        trace 99999999: 1 span, 3.0 ms
          cook noodles  @noodle-service  3.0 ms
        """);
  }

  @Test
  void hasTraceCountFailsOnAnEmptyCapture() {
    assertThat(failure(() -> assertThat(traces()).hasTraceCount(1)))
        .hasMessageStartingWith("no spans captured: ");
  }

  @Test
  void hasNoSpansPassesOnAnEmptyCaptureOnly() {
    CapturedTracesAssert assertion = assertThat(traces());
    assertThat(assertion.hasNoSpans()).isSameAs(assertion);
    assertFails(() -> assertThat(traces(ORDER, CHARGE)).hasNoSpans(), """
        expected no spans, but there are 2 spans in 1 trace

        trace 4bf92f35: 2 spans, 41.2 ms
          POST /orders    [SERVER]  @order-service  41.2 ms
          └─ charge card                            21.7 ms
        """);
  }

  @Test
  void traceWithRootFindsTheTraceByItsRootOrEntrySpan() {
    SpanData entry = span("GET /menu", 7).trace("7").remoteParent(99).build();
    assertThat(traces(ORDER, CHARGE, STRAY, entry))
        .traceWithRoot("cook noodles")
        .hasSpanCount(1);
    assertThat(traces(ORDER, CHARGE, STRAY, entry)).traceWithRoot("GET /menu").hasSpanCount(1);
  }

  @Test
  void traceWithRootFailsWithTheNearestNames() {
    assertFails(
        () -> assertThat(traces(ORDER, CHARGE, STRAY))
            .traceWithRoot("cook noodle")
            .isNotNull(),
        """
        no trace has the root "cook noodle"
        nearest: "cook noodles", "POST /orders"

        trace 4bf92f35: 2 spans, 41.2 ms
          POST /orders    [SERVER]  @order-service  41.2 ms
          └─ charge card                            21.7 ms

        trace 99999999: 1 span, 3.0 ms
          cook noodles  @noodle-service  3.0 ms
        """);
    assertThat(failure(() -> assertThat(traces()).traceWithRoot("cook noodle").isNotNull()))
        .hasMessageStartingWith("no spans captured: ");
  }

  @Test
  void traceWithRootFailsOnSeveral() {
    assertFails(
        () -> assertThat(traces(root("a", 1), span("a", 2).trace("9").build()))
            .traceWithRoot("a")
            .isNotNull(),
        """
        2 traces have the root "a", expected exactly one

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms

        trace 99999999: 1 span, 1.0 ms
          a  1.0 ms
        """);
  }

  @Test
  void everyAssertionFailsWhenASpanStaysOpen() {
    SpanData open = span("settle invoice", 4)
        .parent(1)
        .kind(SpanKind.CLIENT)
        .during(9, 9)
        .open()
        .build();
    SpanData openRoot =
        span("POST /orders", 1).kind(SpanKind.SERVER).during(0, 0).open().build();
    FakeRecording recording = new FakeRecording()
        .origin(
            openRoot,
            Origin.of(
                "http-1",
                List.of(new StackTraceElement("Shop", "order", "Shop.java", 42)),
                List.of()))
        .set(
            List.of(CHARGE),
            List.of(
                new OpenSpan(openRoot, "http-1", Duration.ofMillis(5012)),
                new OpenSpan(open, "pool-1-thread-1", Duration.ofMillis(5003))));
    String message = """
        2 spans are still open after 0 s, so the capture is not complete
        "POST /orders" [SERVER] has been open for 5.01 s, started at Shop.java:42 on thread "http-1"
        "settle invoice" [CLIENT] has been open for 5.00 s, started on thread "pool-1-thread-1"

        trace 4bf92f35: 3 spans, 24.7 ms, 2 open
          POST /orders       [SERVER]                           # open
          ├─ charge card               @order-service  21.7 ms
          └─ settle invoice  [CLIENT]                           # open

        End each span on every path (try … finally), or let the test wait for the code that ends it.
        """;
    assertFails(() -> assertThat(recording.traces()).hasSingleTrace().isNotNull(), message);
    assertFails(() -> assertThat(recording.traces()).hasNoSpans(), message);
    assertFails(() -> assertThat(recording.traces()).hasTraceCount(1), message);
    assertFails(() -> recording.traces().traces(), message);
    assertFails(
        () -> assertThat(recording.traces()).eventually(Duration.ZERO).hasTraceCount(1), message);
  }

  @Test
  void ofManyOpenSpansTenAreNamed() {
    assertThat(failureOfOpen(10)).hasMessageContaining("""
        "open 9" has been open for 0.0 ms, started on thread "main"

        trace 4bf92f35: 10 spans, 0.0 ms, 10 open
        """);
    assertThat(failureOfOpen(12)).hasMessageStartingWith("""
        12 spans are still open after 0 s, so the capture is not complete
        "open 0" has been open for 0.0 ms, started on thread "main"
        """).hasMessageContaining("""
        "open 9" has been open for 0.0 ms, started on thread "main"
        and 2 more

        trace 4bf92f35: 12 spans, 0.0 ms, 12 open
        """);
  }

  private static TraceAssertionError failureOfOpen(int count) {
    List<OpenSpan> open = IntStream.range(0, count)
        .mapToObj(i -> span("open " + i, i + 1).open().build())
        .map(span -> new OpenSpan(span, "main", Duration.ZERO))
        .toList();
    CapturedTraces traces = new FakeRecording().set(List.of(), open).traces();
    return failure(() -> assertThat(traces).hasTraceCount(1));
  }

  @Test
  void traceWithRootFailsWhenNoTraceHasOne() {
    assertFails(() -> assertThat(traces(CHARGE)).traceWithRoot("POST /orders").isNotNull(), """
        no trace has the root "POST /orders"
        no trace has a root

        trace 4bf92f35: 1 span, 21.7 ms
          charge card  @order-service  21.7 ms  # orphan: its parent 00000000 was not captured
        """);
  }

  @Test
  void aParagraphIsAddedToTheSameFailure() {
    TraceAssertionError error = failure(() -> assertThat(traces(ORDER, STRAY)).hasTraceCount(3));
    error.addSuppressed(new IllegalStateException("also"));
    TraceAssertionError longer = error.withParagraph("Later, one more arrived.");
    assertThat(longer.getMessage()).isEqualTo(error.getMessage() + "\n\nLater, one more arrived.");
    assertThat(longer.getExpected().getValue()).isEqualTo(3);
    assertThat(longer.getActual().getValue()).isEqualTo(2);
    assertThat(longer.capture()).isEqualTo(error.capture()).isPresent();
    assertThat(longer.getStackTrace()).isEqualTo(error.getStackTrace());
    assertThat(longer).hasSuppressedException(error.getSuppressed()[0]);
  }

  @Test
  void theStackTraceBeginsWithTheLineOfTheUser() {
    assertThat(failure(() -> assertThat(traces(ORDER)).hasNoSpans())
            .getStackTrace()[0]
            .getClassName())
        .isEqualTo(CapturedTracesAssertTest.class.getName());
    assertThat(
            failure(() -> assertThat(traces(ORDER)).hasSingleTrace().span("x").isNotNull())
                .getStackTrace()[0]
                .getClassName())
        .isEqualTo(CapturedTracesAssertTest.class.getName());
  }

  @Test
  void notesOfTheCaptureEndTheMessage() {
    CapturedTraces traces = new FakeRecording()
        .note("com.acme.Broken threw an exception")
        .with(ORDER)
        .traces();
    assertThat(failure(() -> assertThat(traces).hasNoSpans()))
        .hasMessageEndingWith("\n\nnote: com.acme.Broken threw an exception");
  }

  @Test
  void describesAndOverrides() {
    assertThat(failure(
            () -> assertThat(traces(ORDER)).as("order %d", 42).hasSingleTrace().hasRoot("x")))
        .hasMessageStartingWith("[order 42] expected the root \"x\"");
    assertThat(failure(
            () -> assertThat(traces(ORDER)).overridingErrorMessage("my own").hasNoSpans()))
        .hasMessage("my own");
    assertThat(failure(
            () -> assertThat(traces()).as("order").eventually(Duration.ZERO).hasTraceCount(2)))
        .hasMessageStartingWith("[order] not within 0 s: no spans captured: ");
  }

  @Test
  void softAssertionsCollectSeveral() {
    SoftAssertions softly = new SoftAssertions();
    softly.check(() -> assertThat(traces(ORDER)).hasNoSpans());
    softly.check(() -> assertThat(traces(ORDER)).hasTraceCount(2));
    org.assertj.core.api.Assertions.assertThatThrownBy(softly::assertAll)
        .isInstanceOf(MultipleFailuresError.class)
        .hasMessageContaining("expected no spans")
        .hasMessageContaining("expected 2 traces");
  }

  @Test
  void nullFailsInAssertJsWords() {
    CapturedTraces none = null;
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> assertThat(none).hasTraceCount(1))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expecting actual not to be null");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> assertThat(none).hasSingleTrace().isNotNull())
        .hasMessageContaining("Expecting actual not to be null");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> assertThat(none).eventually(Duration.ZERO).hasNoSpans())
        .hasMessageContaining("Expecting actual not to be null");
  }

  @Test
  void refusesBadArguments() {
    CapturedTracesAssert assertion = assertThat(traces(ORDER, child("x", 2, 1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertion.hasTraceCount(0))
        .withMessage("count must be 1 or more, but is 0; say hasNoSpans() for an empty capture");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertion.hasTraceCount(-1))
        .withMessage("count must be 1 or more, but is -1; say hasNoSpans() for an empty capture");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertion.traceWithRoot(" ").isNotNull())
        .withMessage(
            "cannot read the pattern, column 1\n  \n  ^ expected the name of a span; the line is empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertion.traceWithRoot("a  b").isNotNull())
        .withMessage("""
            cannot read the pattern, column 4
              a  b
                 ^ unknown column; expected an attribute, key=value, or [KIND], @service, ERROR, throws TYPE, event:NAME, link:NAME, scope:NAME, < 50 ms""");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertion.eventually(Duration.ofMillis(-1)).hasNoSpans())
        .withMessage("atMost must not be negative, but is -1 ms");
  }
}
