package io.traceassert;

import static io.opentelemetry.api.trace.SpanKind.CLIENT;
import static io.opentelemetry.api.trace.SpanKind.CONSUMER;
import static io.opentelemetry.api.trace.SpanKind.SERVER;
import static io.traceassert.Fails.failure;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Extraction;
import io.traceassert.capture.OpenSpan;
import io.traceassert.capture.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of the cause, from what is known where a root began. */
class LostContextTest {

  private static final List<String> W3C = List.of("traceparent", "tracestate", "baggage");
  private static final SpanData ORDER = span("order", 1).service("shop").build();
  private static final SpanData CALL =
      span("POST", 2).parent(1).kind(CLIENT).service("shop").build();
  private static final SpanData SERVED = span("POST /pay", 3)
      .trace("9")
      .kind(SERVER)
      .service("payment")
      .during(1, 2)
      .build();
  private static final SpanData MAIL =
      span("send mail", 3).trace("9").service("shop").during(1, 2).build();

  @Test
  void aParentThatWasSetToNone() {
    assertCause(
        MAIL,
        new Origin(
            "main",
            List.of(),
            List.of(open(ORDER), open(CALL)),
            ORDER.getSpanContext(),
            Optional.empty(),
            Baggage.empty()),
        """
        "send mail" began trace 99999999 on thread "main"
        while "order" of trace 4bf92f35 was open on the same thread
        "order" was current there, and the parent was set to none: setNoParent(), or a context without a span
        """,
        "If it is meant to begin a trace, expect one more; a link says where it came from: addLink(spanContext). If not, leave setNoParent() out.");
  }

  @Test
  void headersThatNobodyLookedAt() {
    assertCause(
        SERVED,
        received(Extraction.NONE, Set.of("traceparent")),
        """
        "POST /pay" [SERVER] began trace 99999999 on thread "http-1"
        while "POST" [CLIENT] of trace 4bf92f35 was open on thread "main"
        no propagator had looked at any headers before it began
        the context of "POST" [CLIENT] had been injected as traceparent
        """,
        "The receiver must extract the context before it starts the span: parent = propagator.extract(Context.current(), request, getter), then spanBuilder.setParent(parent).");
  }

  @Test
  void aContextThatWasNotInjected() {
    assertCause(
        SERVED,
        received(new Extraction(W3C, Map.of(), true), Set.of()),
        """
        "POST /pay" [SERVER] began trace 99999999 on thread "http-1"
        while "POST" [CLIENT] of trace 4bf92f35 was open on thread "main"
        its headers carried no trace context: a propagator looked for traceparent, tracestate
        the context of "POST" [CLIENT] had not been injected into any headers
        """,
        "The sender must inject the context into the headers: openTelemetry.getPropagators().getTextMapPropagator().inject(Context.current(), request, setter), while its span is current.");
  }

  @Test
  void aContextThatWasLostOnTheWay() {
    assertCause(
        SERVED,
        received(new Extraction(W3C, Map.of(), true), Set.of("traceparent")),
        """
        "POST /pay" [SERVER] began trace 99999999 on thread "http-1"
        while "POST" [CLIENT] of trace 4bf92f35 was open on thread "main"
        its headers carried no trace context: a propagator looked for traceparent, tracestate
        the context of "POST" [CLIENT] had been injected as traceparent: could be lost on the way, or be of another request
        """,
        "Did the request carry the trace context? Check that the sender injects it and the receiver extracts it, with the same propagators.");
  }

  @Test
  void anotherFormat() {
    assertCause(
        SERVED,
        received(new Extraction(W3C, Map.of("b3", "1"), true), Set.of("b3")),
        """
        "POST /pay" [SERVER] began trace 99999999 on thread "http-1"
        while "POST" [CLIENT] of trace 4bf92f35 was open on thread "main"
        its headers carried b3, which its propagators do not read: they look for traceparent, tracestate
        """,
        "Give both sides a propagator for the same format: setPropagators(…), or otel.propagators.");
  }

  @Test
  void aContextThatWasExtractedAndNotUsed() {
    String valid = "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000002-01";
    assertCause(
        SERVED,
        received(new Extraction(W3C, Map.of("traceparent", valid), false), Set.of()),
        """
        "POST /pay" [SERVER] began trace 99999999 on thread "http-1"
        while "POST" [CLIENT] of trace 4bf92f35 was open on thread "main"
        its headers carried traceparent, which had been extracted, and the span was started without it
        """,
        "Start the span with what was extracted: spanBuilder.setParent(extracted).");
  }

  @Test
  void aMalformedHeader() {
    String wrong = "00-4BF92F3577B34DA6A3CE929D0E0E4736-0000000000000002-01";
    assertCause(
        SERVED,
        received(new Extraction(W3C, Map.of("traceparent", wrong), true), Set.of()),
        """
        "POST /pay" [SERVER] began trace 99999999 on thread "http-1"
        while "POST" [CLIENT] of trace 4bf92f35 was open on thread "main"
        """,
        "Whoever wrote these headers must follow the format; a propagator of OpenTelemetry on that side does.");
  }

  @Test
  void aMessageWithoutHeaders() {
    SpanData processed = span("process", 3)
        .trace("9")
        .kind(CONSUMER)
        .service("mail")
        .during(2, 3)
        .build();
    assertCause(
        processed,
        new Origin(
            "consumer",
            List.of(),
            List.of(),
            SpanContext.getInvalid(),
            Optional.of(new Extraction(W3C, Map.of(), true)),
            Baggage.empty()),
        """
        "process" [CONSUMER] began trace 99999999 on thread "consumer"
        its headers carried no trace context: a propagator looked for traceparent, tracestate
        """,
        "The sender must inject the context into the headers: openTelemetry.getPropagators().getTextMapPropagator().inject(Context.current(), message, setter), while its span is current.");
  }

  @Test
  void aCallerOutsideTheTestHasLostNothing() {
    SpanData again = span("POST /pay", 3)
        .trace("9")
        .kind(SERVER)
        .service("payment")
        .during(2, 3)
        .build();
    Origin origin = new Origin(
        "http-1",
        List.of(),
        List.of(),
        SpanContext.getInvalid(),
        Optional.of(new Extraction(W3C, Map.of(), true)),
        Baggage.empty());
    FakeRecording recording = new FakeRecording().with(ORDER, again).origin(again, origin);

    assertThat(failure(() -> assertThat(recording.traces()).isContinuous()))
        .hasMessageStartingWith("expected 1 continuous trace, but there are 2\n\n");
  }

  @ParameterizedTest
  @CsvSource({
    "java.util.concurrent.CompletableFuture$AsyncRun, in a stage of a CompletableFuture",
    "java.util.stream.ForEachOps$ForEachTask, in a parallel stream",
    "java.util.TimerThread, in a task of a Timer",
    "reactor.core.publisher.FluxMap, in a Reactor operator",
    "java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask, in a task of a ScheduledExecutorService",
    "java.util.concurrent.ThreadPoolExecutor$Worker, in a task of an executor",
  })
  void howTheThreadCameToItsWork(String frame, String phrase) {
    List<StackTraceElement> stack = List.of(
        new StackTraceElement(frame, "run", null, 1),
        new StackTraceElement("java.util.concurrent.ThreadPoolExecutor$Worker", "run", null, 1),
        new StackTraceElement("java.lang.Thread", "run", null, 1));
    Origin origin = Origin.of("pool-1", stack, List.of(open(ORDER)));
    FakeRecording recording = new FakeRecording().with(ORDER, MAIL).origin(MAIL, origin);

    assertThat(failure(() -> assertThat(recording.traces()).isContinuous()))
        .hasMessageContaining("on thread \"pool-1\", %s\nwhile \"order\"".formatted(phrase))
        .hasMessageEndingWith(Handoff.of(origin).advice());
  }

  private static OpenSpan open(SpanData span) {
    return new OpenSpan(span, "main", Duration.ZERO);
  }

  private static Origin received(Extraction extraction, Set<String> injectedAs) {
    return new Origin(
        "http-1",
        List.of(),
        List.of(open(ORDER), new OpenSpan(CALL, "main", Duration.ZERO, injectedAs)),
        SpanContext.getInvalid(),
        Optional.of(extraction),
        Baggage.empty());
  }

  private static void assertCause(SpanData root, Origin origin, String evidence, String advice) {
    FakeRecording recording = new FakeRecording().with(ORDER, CALL, root).origin(root, origin);
    TraceAssertionError error = failure(() -> assertThat(recording.traces()).isContinuous());
    assertThat(error.getMessage())
        .startsWith("expected 1 continuous trace, but there are 2: ")
        .contains("\n" + evidence)
        .endsWith(advice);
  }
}
