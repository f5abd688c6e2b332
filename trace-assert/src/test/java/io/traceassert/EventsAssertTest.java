package io.traceassert;

import static io.traceassert.Fails.assertFailOnNull;
import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.failure;
import static io.traceassert.TestSpan.event;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EventsAssertTest {

  private static final EventData RETRY = event("retry", 3);
  private static final EventData CONNECT = event("connect", 1.5);
  private static final EventData AGAIN = event("retry", 4);
  private static final EventData DECLINED = event("declined", 4);

  private static final SpanData POST = post().build();
  private static final Trace TRACE = Trace.of(List.of(root("checkout", 1), POST));

  private static TestSpan post() {
    return span("POST", 2)
        .parent(1)
        .kind(SpanKind.CLIENT)
        .during(1, 5)
        .events(RETRY, CONNECT, AGAIN, DECLINED);
  }

  private static EventsAssert events() {
    return assertThat(TRACE).span("POST").events();
  }

  private static SpanAssert limited() {
    return assertThat(post().totalEvents(7).build());
  }

  private static SpanAssert none() {
    return assertThat(root("a", 1));
  }

  private static String message(String heading, String comment) {
    return """
        HEADING
        its events, from its start: "connect" +0.500 ms, "retry" +2.0 ms, "retry" +3.0 ms, "declined" +3.0 ms

        trace 4bf92f35: 2 spans, 5.0 ms
          checkout            1.0 ms
          └─ POST   [CLIENT]  4.0 ms  # COMMENT
        """.replace("HEADING", heading).replace("COMMENT", comment);
  }

  @Test
  void areInTimeOrderAndThoseOfEqualTimesAsRecorded() {
    events().isEqualTo(List.of(CONNECT, RETRY, AGAIN, DECLINED));
    events().first().isEqualTo(CONNECT);
    events().last().isEqualTo(DECLINED);
    events().element(2).isEqualTo(AGAIN);
  }

  @Test
  void everyCheckReturnsTheSameInstance() {
    EventsAssert events = events();
    assertThat(events.hasSize(4)).isSameAs(events);
    assertThat(events.isNotEmpty()).isSameAs(events);
    assertThat(events.contains("declined", "retry", "retry")).isSameAs(events);
    assertThat(events.containsSubsequence("connect", "retry", "declined")).isSameAs(events);
    assertThat(events.containsExactly("connect", "retry", "retry", "declined")).isSameAs(events);
    assertThat(events.containsExactlyInAnyOrder("retry", "declined", "connect", "retry"))
        .isSameAs(events);
    assertThat(events.doesNotContain("exception", "timeout")).isSameAs(events);
    EventsAssert none = none().events();
    assertThat(none.isEmpty()).isSameAs(none);
    SpanAssert post = assertThat(TRACE).span("POST");
    assertThat(post.hasEvent("retry")).isSameAs(post);
    assertThat(post.doesNotHaveEvent("timeout")).isSameAs(post);
    none()
        .doesNotHaveEvent("timeout")
        .events()
        .doesNotContain("timeout")
        .named("timeout")
        .isEmpty();
  }

  @Test
  void goesBackUpToTheSpan() {
    events().span().hasName("POST").trace().hasSpanCount(2);
    events().first().span().isEqualTo(POST);
    assertThat(TRACE).span("POST").event("connect").span().isEqualTo(POST);
  }

  @Test
  void eventFailsWhenThereIsNone() {
    String message = """
        span "POST" [CLIENT]: expected an event "conect", but there is none
        its events, from its start: "connect" +0.500 ms, "retry" +2.0 ms, "retry" +3.0 ms, "declined" +3.0 ms
        nearest to "conect": "connect", "declined", "retry"

        trace 4bf92f35: 2 spans, 5.0 ms
          checkout            1.0 ms
          └─ POST   [CLIENT]  4.0 ms  # expected an event "conect"
        """;
    SpanAssert post = assertThat(TRACE).span("POST");
    assertFails(() -> post.event("conect").isNotNull(), message);
    assertFails(() -> post.hasEvent("conect"), message);
    assertFails(() -> post.events().contains("conect"), message);
  }

  @Test
  void eventFailsOnASpanWithoutAny() {
    assertFails(() -> none().hasEvent("retry"), """
        span "a": expected an event "retry", but it has no events

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms  # expected an event "retry"
        """);
  }

  @Test
  void eventFailsWhenThereAreSeveral() {
    assertFails(
        () -> assertThat(TRACE).span("POST").event("retry").isNotNull(),
        message(
                "span \"POST\" [CLIENT]: expected 1 event \"retry\", but there are 2",
                "expected 1 event \"retry\"")
            + "\nSay events().named(\"retry\") for all of them.");
  }

  @Test
  void whatIsMissingMayHaveBeenDropped() {
    assertFails(() -> limited().event("timeout").isNotNull(), """
        span "POST" [CLIENT]: expected an event "timeout", but there is none
        its events, from its start: "connect" +0.500 ms, "retry" +2.0 ms, "retry" +3.0 ms, "declined" +3.0 ms
        nearest to "timeout": "connect", "retry", "declined"
        the span limits of the SDK dropped 3 of 7 events: what is missing may be among them

        trace 4bf92f35: 1 span, 4.0 ms
          POST  [CLIENT]  4.0 ms  # expected an event "timeout"; orphan: its parent 00000000 was not captured

        Raise the limit with SpanLimitsBuilder.setMaxNumberOfEvents (OTEL_SPAN_EVENT_COUNT_LIMIT), or record less.
        """);
    assertThat(failure(() -> limited().events().hasSize(5)))
        .hasMessageContaining("what is missing may be among them");
    assertThat(failure(() -> limited().events().containsExactlyInAnyOrder("timeout")))
        .hasMessageContaining("what is missing may be among them");
    assertThat(failure(() -> limited().events().element(4).isNotNull()))
        .hasMessageContaining("what is missing may be among them");
  }

  @Test
  void whatIsSaidOfAllEventsCannotBeDecidedWhenSomeWereDropped() {
    assertFails(() -> limited().doesNotHaveEvent("timeout"), """
        span "POST" [CLIENT]: expected no event "timeout", but cannot decide: the span limits of the SDK dropped 3 of 7 events
        its events, from its start: "connect" +0.500 ms, "retry" +2.0 ms, "retry" +3.0 ms, "declined" +3.0 ms

        trace 4bf92f35: 1 span, 4.0 ms
          POST  [CLIENT]  4.0 ms  # expected no event "timeout"; orphan: its parent 00000000 was not captured

        Raise the limit with SpanLimitsBuilder.setMaxNumberOfEvents (OTEL_SPAN_EVENT_COUNT_LIMIT), or record less.
        """);
    EventsAssert events = limited().events();
    List<Consumer<EventsAssert>> checks = List.of(
        all -> all.hasSize(4),
        all -> all.containsExactly("connect", "retry", "retry", "declined"),
        all -> all.containsExactlyInAnyOrder("retry", "retry", "declined", "connect"),
        all -> all.named("timeout").isEmpty(),
        all -> all.last().isNotNull());
    assertThat(checks)
        .allSatisfy(check -> assertThat(failure(() -> check.accept(events)))
            .hasMessageContaining(
                ", but cannot decide: the span limits of the SDK dropped 3 of 7 events\n"));
    events.contains("retry").containsSubsequence("connect", "retry").first().hasName("connect");
  }

  @Test
  void hasSizeFails() {
    TraceAssertionError error = assertFails(
        () -> events().hasSize(5),
        message("span \"POST\" [CLIENT]: expected 5 events, but there are 4", "expected 5 events"));
    assertThat(error.getExpected().getValue()).isEqualTo(5);
    assertThat(error.getActual().getValue()).isEqualTo(4);
    assertFails(
        () -> events().named("retry").hasSize(1),
        message(
            "span \"POST\" [CLIENT]: expected 1 event \"retry\", but there are 2",
            "expected 1 event \"retry\""));
    assertFails(() -> none().events().hasSize(1), """
        span "a": expected 1 event, but it has no events

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms  # expected 1 event
        """);
  }

  @Test
  void isEmptyFails() {
    assertFails(
        () -> events().named("connect").isEmpty(),
        message(
            "span \"POST\" [CLIENT]: expected no event \"connect\", but there is 1",
            "expected no event \"connect\""));
  }

  @Test
  void isNotEmptyFails() {
    assertFails(
        () -> events().named("timeout").isNotEmpty(),
        message(
            "span \"POST\" [CLIENT]: expected at least 1 event \"timeout\", but there is none",
            "expected at least 1 event \"timeout\""));
  }

  @Test
  void elementFails() {
    assertFails(
        () -> events().element(4).isNotNull(),
        message(
            "span \"POST\" [CLIENT]: expected at least 5 events, but there are 4",
            "expected at least 5 events"));
    assertFails(
        () -> events().named("timeout").last().isNotNull(),
        message(
            "span \"POST\" [CLIENT]: expected at least 1 event \"timeout\", but there is none",
            "expected at least 1 event \"timeout\""));
  }

  @Test
  void containsFails() {
    assertFails(
        () -> events().contains("connect", "connect"),
        message(
            "span \"POST\" [CLIENT]: expected the events \"connect\", \"connect\", but \"connect\" is missing",
            "expected the events \"connect\", \"connect\""));
  }

  @Test
  void containsSubsequenceFails() {
    assertFails(
        () -> events().containsSubsequence("retry", "connect"),
        message(
            "span \"POST\" [CLIENT]: expected the events \"retry\", \"connect\" in this order, but the order is"
                + " \"connect\", \"retry\", \"retry\", \"declined\"",
            "expected the events \"retry\", \"connect\" in this order"));
    assertThat(failure(() -> events().containsSubsequence("retry", "timeout")))
        .hasMessageStartingWith(
            "span \"POST\" [CLIENT]: expected the events \"retry\", \"timeout\", but \"timeout\" is missing\n");
  }

  @Test
  void containsExactlyFails() {
    TraceAssertionError error = assertFails(
        () -> events().containsExactly("connect", "retry", "declined", "retry"),
        message(
            "span \"POST\" [CLIENT]: expected exactly the events \"connect\", \"retry\", \"declined\", \"retry\" in this"
                + " order, but the order is \"connect\", \"retry\", \"retry\", \"declined\"",
            "expected exactly the events \"connect\", \"retry\", \"declined\", \"retry\" in this order"));
    assertThat(error.getExpected().getValue()).isEqualTo("connect\nretry\ndeclined\nretry");
    assertThat(error.getActual().getValue()).isEqualTo("connect\nretry\nretry\ndeclined");
  }

  @Test
  void containsExactlyInAnyOrderFails() {
    TraceAssertionError error = assertFails(
        () -> events().containsExactlyInAnyOrder("retry", "connect", "timeout", "timeout"), """
        span "POST" [CLIENT]: expected exactly the events "retry", "connect", "timeout", "timeout", but "timeout", "timeout" are missing and "retry", "declined" are unexpected
        its events, from its start: "connect" +0.500 ms, "retry" +2.0 ms, "retry" +3.0 ms, "declined" +3.0 ms
        nearest to "timeout": "connect", "retry", "declined"

        trace 4bf92f35: 2 spans, 5.0 ms
          checkout            1.0 ms
          └─ POST   [CLIENT]  4.0 ms  # expected exactly the events "retry", "connect", "timeout", "timeout"
        """);
    assertThat(error.getExpected().getValue()).isEqualTo("retry\nconnect\ntimeout\ntimeout");
    assertFails(
        () -> events().containsExactlyInAnyOrder("retry", "connect", "retry"),
        message(
            "span \"POST\" [CLIENT]: expected exactly the events \"retry\", \"connect\", \"retry\", but \"declined\" is unexpected",
            "expected exactly the events \"retry\", \"connect\", \"retry\""));
    assertThat(failure(() -> none().events().containsExactly("retry")))
        .hasMessageStartingWith(
            "span \"a\": expected exactly the events \"retry\", but it has no events\n");
  }

  @Test
  void doesNotContainFails() {
    String message = message(
        "span \"POST\" [CLIENT]: expected no event \"retry\", but there are \"retry\", \"retry\"",
        "expected no event \"retry\"");
    assertFails(() -> events().doesNotContain("retry"), message);
    assertFails(() -> events().span().doesNotHaveEvent("retry"), message);
    assertFails(
        () -> events().doesNotContain("timeout", "declined"),
        message(
            "span \"POST\" [CLIENT]: expected no event \"timeout\" or \"declined\", but there is \"declined\"",
            "expected no event \"timeout\" or \"declined\""));
    assertFails(
        () -> events().named("timeout").doesNotContain("retry"),
        message(
            "span \"POST\" [CLIENT]: expected no event \"retry\" among the events \"timeout\", but there is none",
            "expected no event \"retry\" among the events \"timeout\""));
  }

  @Test
  void whatIsInheritedFromAssertJNamesTheSpan() {
    assertFails(() -> events().matches(List::isEmpty, "none"), """
        events of span "POST" [CLIENT]: expected to match none

        trace 4bf92f35: 2 spans, 5.0 ms
          checkout            1.0 ms
          └─ POST   [CLIENT]  4.0 ms  # events: expected to match none
        """);
    assertFails(() -> events().named("retry").first().matches(retry -> false, "none"), """
        event "retry" at +2.0 ms of span "POST" [CLIENT]: expected to match none

        trace 4bf92f35: 2 spans, 5.0 ms
          checkout            1.0 ms
          └─ POST   [CLIENT]  4.0 ms  # event "retry" at +2.0 ms: expected to match none
        """);
  }

  @Test
  void namesAreWrittenOnOneLine() {
    SpanData odd = span("a", 1).events(event("two\nlines", -1)).build();
    assertFails(() -> assertThat(odd).hasEvent("one"), """
        span "a": expected an event "one", but there is none
        its events, from its start: "two\\nlines" -1.0 ms
        nearest to "one": "two\\nlines"

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms  # expected an event "one"
        """);
  }

  @Test
  void eventuallyLooksAgain() throws Exception {
    SpanData early = span("POST", 2).build();
    FakeRecording recording = new FakeRecording().with(early);
    CapturedTraces patient = recording.traces();
    SpanAssert span = assertThat(patient).eventually(Duration.ofMinutes(1)).span("POST");
    EventsAssert none = span.events();
    CompletableFuture<EventsAssert> all = CompletableFuture.supplyAsync(() -> none.hasSize(4));
    CompletableFuture<EventAssert> first = CompletableFuture.supplyAsync(none::first);
    CompletableFuture<EventAssert> connect =
        CompletableFuture.supplyAsync(() -> span.event("connect").hasDroppedAttributes(0));
    recording.listening.await();
    recording.with(POST);
    all.join().isEqualTo(List.of(CONNECT, RETRY, AGAIN, DECLINED)).span().isEqualTo(POST);
    first.join().hasName("connect").span().isEqualTo(POST);
    connect.join().isEqualTo(CONNECT);
  }

  @Test
  void describesWhatFollowsANavigation() {
    assertThatThrownBy(
            () -> assertThat(TRACE).as("order 42").span("POST").events().hasSize(1))
        .hasMessageStartingWith("[order 42] span \"POST\" [CLIENT]: expected 1 event");
    assertThatThrownBy(() -> events().as("order 42").first().span().isRoot())
        .hasMessageStartingWith("[order 42] span \"POST\" [CLIENT]: expected to be a root");
  }

  @Test
  void theStackTraceBeginsWithTheLineOfTheUser() {
    assertThat(failure(() -> events().isEmpty()).getStackTrace()[0].getClassName())
        .isEqualTo(EventsAssertTest.class.getName());
    assertThat(failure(() -> events().first().hasName("a")).getStackTrace()[0].getClassName())
        .isEqualTo(EventsAssertTest.class.getName());
  }

  @Test
  void nullFailsInAssertJsWords() {
    assertFailOnNull(List.of(
        span -> span.hasEvent("a"),
        span -> span.doesNotHaveEvent("a"),
        span -> span.event("a").isNotNull(),
        span -> span.events().isEmpty()));
  }

  @Test
  void refusesBadArguments() {
    EventsAssert events = events();
    List<Consumer<EventsAssert>> blanks = List.of(
        all -> all.named(" ").isNotNull(),
        all -> all.span().event(" ").isNotNull(),
        all -> all.span().hasEvent(" "),
        all -> all.span().doesNotHaveEvent(" "),
        all -> all.first().hasName(" "));
    assertThat(blanks)
        .allSatisfy(call -> assertThatIllegalArgumentException()
            .isThrownBy(() -> call.accept(events))
            .withMessage("name must not be blank"));
    List<Consumer<EventsAssert>> nothing = List.of(
        EventsAssert::contains,
        EventsAssert::containsSubsequence,
        EventsAssert::containsExactly,
        EventsAssert::containsExactlyInAnyOrder,
        EventsAssert::doesNotContain);
    assertThat(nothing)
        .allSatisfy(call -> assertThatIllegalArgumentException()
            .isThrownBy(() -> call.accept(events))
            .withMessage("names must not be empty: an assertion about nothing always holds"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> events.contains("a", ""))
        .withMessage("names[1] must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> events.hasSize(-1))
        .withMessage("size must not be negative, but is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> events.element(-1).isNotNull())
        .withMessage("index must not be negative, but is -1");
  }
}
