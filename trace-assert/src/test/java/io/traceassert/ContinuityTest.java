package io.traceassert;

import static io.opentelemetry.api.trace.SpanKind.CLIENT;
import static io.opentelemetry.api.trace.SpanKind.CONSUMER;
import static io.opentelemetry.api.trace.SpanKind.SERVER;
import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.nothing;
import static io.traceassert.TestSpan.child;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.OpenSpan;
import io.traceassert.capture.Origin;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContinuityTest {

  private static final SpanData ORDER = span("order", 1).service("shop").build();

  @Test
  void wholeTracesAreContinuous() {
    TraceAssert trace = assertThat(Trace.of(List.of(root("order", 1), child("pay", 2, 1))));
    assertThat(trace.isContinuous()).isSameAs(trace);
    CapturedTracesAssert traces = assertThat(
        FakeRecording.traces(span("order", 1).remoteParent(9).build(), child("pay", 2, 1)));
    assertThat(traces.isContinuous()).isSameAs(traces);
    assertThat(traces.isContinuous(Continuity.strict())).isSameAs(traces);
  }

  @Test
  void twoTracesAreNotOne() {
    SpanData mail = span("send mail", 2).trace("9").service("shop").during(1, 2).build();
    StackTraceElement task =
        new StackTraceElement("java.util.concurrent.ThreadPoolExecutor$Worker", "run", null, 1);
    StackTraceElement shop = new StackTraceElement("shop.Shop", "mail", "Shop.java", 42);
    FakeRecording recording = new FakeRecording()
        .with(ORDER, mail)
        .origin(
            mail,
            Origin.of(
                "pool-1",
                List.of(shop, task),
                List.of(new OpenSpan(ORDER, "main", Duration.ZERO))));
    assertFails(() -> assertThat(recording.traces()).isContinuous(), """
        expected 1 continuous trace, but there are 2: "send mail" began one of its own
        "send mail" began trace 99999999 at Shop.java:42 on thread "pool-1", in a task of an executor
        while "order" of trace 4bf92f35 was open on thread "main"

        trace 4bf92f35: 1 span, 1.0 ms
          order  @shop  1.0 ms  # was open when "send mail" began

        trace 99999999: 1 span, 1.0 ms
          send mail  @shop  1.0 ms  # began here

        Was the context carried to that thread? Context.taskWrapping(executor) or Context.current().wrap(task) does it.
        """);
  }

  @Test
  void aSpanWithoutItsParentIsNamed() {
    SpanData pay = span("pay", 3).parent(2).service("shop").build();
    assertFails(() -> assertThat(Trace.of(List.of(ORDER, pay))).isContinuous(), """
        trace 4bf92f35 is not continuous: "pay" is cut off: its parent 00000000 was not captured
        it is of the same process, of which 2 spans came: it could be dropped by a sampler or filter, or not exported

        trace 4bf92f35: 2 spans, 1.0 ms
          order  @shop  1.0 ms
          pay    @shop  1.0 ms  # cut off here; orphan: its parent 00000000 was not captured
        """);
  }

  @Test
  void aSecondRootIsNamed() {
    assertFails(
        () -> assertThat(Trace.of(List.of(ORDER, span("audit", 2).during(1, 2).build())))
            .isContinuous(),
        """
        trace 4bf92f35 is not continuous: "audit" is a second root beside "order"

        trace 4bf92f35: 2 spans, 2.0 ms
          order  @shop  1.0 ms
          audit         1.0 ms  # cut off here
        """);
  }

  @Test
  void anEntryBesideARootIsABreak() {
    SpanData receive =
        span("POST /pay", 3).remoteParent(2).service("payment").kind(SERVER).build();
    assertFails(() -> assertThat(Trace.of(List.of(ORDER, receive))).isContinuous(), """
        trace 4bf92f35 is not continuous: "POST /pay" [SERVER] is a second beginning beside "order": its parent 00000000 is remote and was not captured
        spans came from "payment", "shop": if the parent is of another service, that one sent none

        trace 4bf92f35: 2 spans, 1.0 ms
          POST /pay  [SERVER]  @payment  1.0 ms  # cut off here; entry span: its parent 00000000 is remote and was not captured
          order                @shop     1.0 ms
        """);
  }

  @Test
  void aParentThatWasSampledOutIsSaid() {
    SpanData receive = span("POST /pay", 3)
        .unsampledRemoteParent(2)
        .service("payment")
        .kind(SERVER)
        .build();
    assertFails(() -> assertThat(Trace.of(List.of(ORDER, receive))).isContinuous(), """
        trace 4bf92f35 is not continuous: "POST /pay" [SERVER] is a second beginning beside "order": its parent 00000000 is remote and was not captured
        the context of that parent says that it was not sampled, and "POST /pay" [SERVER] was sampled all the same

        trace 4bf92f35: 2 spans, 1.0 ms
          POST /pay  [SERVER]  @payment  1.0 ms  # cut off here; entry span: its parent 00000000 is remote and was not captured
          order                @shop     1.0 ms

        Let the sampler keep what the caller decided: Sampler.parentBased(…), or otel.traces.sampler=parentbased_….
        """);
  }

  @Test
  void aParentInAnotherTraceIsFound() {
    SpanData client = span("POST", 2).parent(1).kind(CLIENT).service("shop").build();
    SpanData receive = span("POST /pay", 3)
        .trace("9")
        .remoteParent(2)
        .service("payment")
        .kind(SERVER)
        .build();
    SpanData inside = span("check", 4).trace("9").parent(7).service("payment").build();
    assertFails(
        () -> assertThat(FakeRecording.traces(ORDER, client, receive, inside))
            .isContinuous(Continuity.strict().inTraces(2)),
        """
            trace 99999999 is not continuous: "check" is cut off: its parent 00000000 was not captured, and 1 more break
            "check" is cut off: its parent 00000000 was not captured
            it is of the same process, of which 2 spans came: it could be dropped by a sampler or filter, or not exported
            "POST /pay" [SERVER] continues a span of another trace
            the span with the id of its parent, "POST" [CLIENT], is in trace 4bf92f35: the trace id was changed on the way

            trace 99999999: 2 spans, 1.0 ms
              POST /pay  [SERVER]  @payment  1.0 ms  # cut off here; entry span: its parent 00000000 is remote and was not captured
              check                @payment  1.0 ms  # cut off here; orphan: its parent 00000000 was not captured
            """);
  }

  @Test
  void idsThatDifferInTheirSpellingOnlyAreFound() {
    SpanData first =
        span("order", 1).traceId("4bf92f3577b34da6a3ce929d0e0e4736").build();
    SpanData cut = span("pay", 2)
        .traceId("0000000000000000a3ce929d0e0e4736")
        .during(1, 2)
        .remoteParent(1)
        .build();
    assertFails(() -> assertThat(FakeRecording.traces(first, cut)).isContinuous(), """
        expected 1 continuous trace, but there are 2
        trace ids 0000000000000000a3ce929d0e0e4736 and 4bf92f3577b34da6a3ce929d0e0e4736 are equal in their lower 64 bits: one side cuts them to 64 bits
        the span with the id of its parent, "order", is in trace 4bf92f35: the trace id was changed on the way

        trace 00000000: 1 span, 1.0 ms
          pay  1.0 ms  # cut off here; entry span: its parent 00000000 is remote and was not captured

        trace 4bf92f35: 1 span, 1.0 ms
          order  1.0 ms
        """);
    SpanData decimal = span("pay", 2)
        .traceId("00000000000011803532876627986230")
        .during(1, 2)
        .remoteParent(1)
        .build();
    assertThatThrownBy(() -> assertThat(FakeRecording.traces(first, decimal)).isContinuous())
        .hasMessageContaining(
            "trace ids 00000000000011803532876627986230 and 4bf92f3577b34da6a3ce929d0e0e4736 are the same number, once in decimal and once in hexadecimal digits");
  }

  @Test
  void cyclesAndDuplicatesAreBreaks() {
    Trace cycle = Trace.of(List.of(ORDER, child("a", 2, 3), child("b", 3, 2)));
    assertFails(() -> assertThat(cycle).isContinuous(), """
        trace 4bf92f35 is not continuous: "a" is its own ancestor

        trace 4bf92f35: 3 spans, 1.0 ms
          order  @shop  1.0 ms
          a             1.0 ms  # cut off here; its parent is itself or below it: the parents form a cycle
          └─ b          1.0 ms
        """);
  }

  @Test
  void aSpanIdThatIsUsedTwiceIsABreak() {
    Trace twice = Trace.of(List.of(ORDER, child("a", 2, 1), child("b", 2, 1)));
    assertFails(() -> assertThat(twice).isContinuous(), """
        trace 4bf92f35 is not continuous: "a" shares its span id 00000000 with another span, and 1 more break
        "a" shares its span id 00000000 with another span
        "b" shares its span id 00000000 with another span

        trace 4bf92f35: 3 spans, 1.0 ms
          order  @shop  1.0 ms
          ├─ a          1.0 ms  # span id is used twice
          └─ b          1.0 ms  # span id is used twice
        """);
  }

  @Test
  void severalEntrySpansAreAllowedOnRequest() {
    CapturedTraces traces = FakeRecording.traces(
        span("GET /a", 1).remoteParent(8).kind(SERVER).build(),
        span("GET /b", 2).remoteParent(9).kind(SERVER).during(2, 3).build());
    assertThat(traces).isContinuous(Continuity.strict().allowingSeveralEntrySpans());
    assertFails(() -> assertThat(traces).isContinuous(), """
        trace 4bf92f35 is not continuous: "GET /b" [SERVER] is a second beginning beside "GET /a" [SERVER]: its parent 00000000 is remote and was not captured
        no span says of which service it is

        trace 4bf92f35: 2 spans, 3.0 ms
          GET /a  [SERVER]  1.0 ms  # entry span: its parent 00000000 is remote and was not captured
          GET /b  [SERVER]  1.0 ms  # cut off here; entry span: its parent 00000000 is remote and was not captured
        """);
  }

  @Test
  void linksConnectOnRequest() {
    SpanData receive =
        span("receive", 2).trace("9").kind(CONSUMER).links(ORDER).during(1, 2).build();
    CapturedTraces traces = FakeRecording.traces(ORDER, receive);
    assertThat(traces).isContinuous(Continuity.strict().followingLinks());
    assertThat(traces).isContinuous(Continuity.strict().inTraces(2));
    assertFails(() -> assertThat(traces).isContinuous(), """
        expected 1 continuous trace, but there are 2
        "order" of trace 4bf92f35 is linked from "receive" [CONSUMER] of trace 99999999

        trace 4bf92f35: 1 span, 1.0 ms
          order  @shop  1.0 ms

        trace 99999999: 1 span, 1.0 ms
          receive  [CONSUMER]  1.0 ms  # link to "order" of trace 4bf92f35

        A link does not make one trace of two. If they are meant to be two, look at each: traceWithRoot(…).
        """);
  }

  @Test
  void whatABatchLinksMayHaveBegunApart() {
    SpanData other = span("order", 2).trace("8").during(0, 1).build();
    SpanData batch = span("receive", 3)
        .trace("9")
        .kind(CONSUMER)
        .links(ORDER, other)
        .during(1, 2)
        .build();
    CapturedTraces traces = FakeRecording.traces(ORDER, other, batch);
    assertThat(traces).isContinuous(Continuity.strict().followingLinks());
    assertThat(traces).isContinuous(Continuity.strict().inTraces(3));
  }

  @Test
  void whatABatchDoesNotLinkIsNamed() {
    SpanData other = span("order", 2).trace("8").during(0, 1).build();
    SpanData batch =
        span("receive", 3).trace("9").kind(CONSUMER).links(ORDER).during(1, 2).build();
    CapturedTraces traces = FakeRecording.traces(ORDER, other, batch);
    assertFails(() -> assertThat(traces).isContinuous(Continuity.strict().followingLinks()), """
        expected 1 continuous trace, but there are 2
        no link connects "order" of trace 88888888 with trace 4bf92f35

        trace 4bf92f35: 1 span, 1.0 ms
          order  @shop  1.0 ms

        trace 88888888: 1 span, 1.0 ms
          order  1.0 ms  # not connected

        trace 99999999: 1 span, 1.0 ms
          receive  [CONSUMER]  1.0 ms

        Whoever takes many messages at once links to each: spanBuilder.addLink(Span.fromContext(extracted).getSpanContext()), of what was extracted from its headers.
        """);
  }

  @Test
  void fewerTracesThanExpectedFail() {
    assertFails(
        () -> assertThat(FakeRecording.traces(ORDER))
            .isContinuous(Continuity.strict().inTraces(2)),
        """
            expected 2 continuous traces, but there is 1

            trace 4bf92f35: 1 span, 1.0 ms
              order  @shop  1.0 ms
            """);
  }

  @Test
  void nothingIsNotContinuous() {
    assertFails(() -> assertThat(new FakeRecording().traces()).isContinuous(), """
        no spans captured: the fake has nothing

          SDK      fake
          started  0 spans

        Give the fake some spans.
        """);
  }

  @Test
  void badInputIsNamed() {
    assertThatNullPointerException()
        .isThrownBy(() -> assertThat(FakeRecording.traces(ORDER)).isContinuous(nothing()))
        .withMessage("continuity");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Continuity.strict().inTraces(0))
        .withMessage("count must be 1 or more, but is 0");
    Trace none = null;
    assertThatThrownBy(() -> assertThat(none).isContinuous())
        .hasMessageContaining("Expecting actual not to be null");
  }
}
