package io.traceassert;

import static io.traceassert.Fails.assertFails;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.traceassert.capture.OpenSpan;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which assertions look at the errors of a span. */
class LookedAtTest {

  private static final SpanData CHECKOUT = root("checkout", 1);
  private static final SpanData PAY = span("pay", 2).parent(1).build();
  private static final SpanData DECLINED = declined(3).build();

  private static TestSpan declined(int id) {
    return span("charge card", id)
        .parent(1)
        .during(id, id + 1)
        .status(StatusData.create(StatusCode.ERROR, "declined"))
        .attributes(Attributes.of(AttributeKey.stringKey("error.type"), "402"))
        .exception("java.io.IOException", "no money", "\tat io.acme.Bank.pay(Bank.java:9)");
  }

  @FunctionalInterface
  private interface Assertion {
    Object on(CapturedTracesAssert traces);
  }

  private static void looks(Assertion assertion) {
    CapturedTraces traces = FakeRecording.traces(CHECKOUT, PAY, DECLINED);
    assertion.on(assertThat(traces));
    assertThat(traces.unexpectedErrors()).isEmpty();
  }

  private static void doesNotLook(Assertion assertion) {
    CapturedTraces traces = FakeRecording.traces(CHECKOUT, PAY, DECLINED);
    assertion.on(assertThat(traces));
    assertThat(traces.unexpectedErrors()).isPresent();
  }

  @Test
  void theFailureNamesTheSpanAndTheCause() {
    CapturedTraces traces = FakeRecording.traces(CHECKOUT, PAY, DECLINED);
    assertFails(() -> traces.unexpectedErrors().ifPresent(LookedAtTest::rethrow), """
        "charge card" has an error that no assertion looked at
        "charge card": java.io.IOException "no money" at Bank.java:9

        trace 4bf92f35: 3 spans, 4.0 ms
          checkout                                                      1.0 ms
          ├─ pay                                                        1.0 ms
          └─ charge card  ERROR "declined"  throws java.io.IOException  1.0 ms  # has an error

        If it was meant, say so: span(…).failsWith(…), errorsOnlyIn(…), or ERROR in the pattern or shape.
        """);
    CapturedTraces several =
        FakeRecording.traces(CHECKOUT, DECLINED, declined(4).build());
    assertFails(() -> several.unexpectedErrors().ifPresent(LookedAtTest::rethrow), """
        2 spans have errors that no assertion looked at
        "charge card": java.io.IOException "no money" at Bank.java:9
        "charge card": java.io.IOException "no money" at Bank.java:9

        trace 4bf92f35: 3 spans, 5.0 ms
          checkout                                                      1.0 ms
          ├─ charge card  ERROR "declined"  throws java.io.IOException  1.0 ms  # has an error
          └─ charge card  ERROR "declined"  throws java.io.IOException  1.0 ms  # has an error

        If it was meant, say so: span(…).failsWith(…), errorsOnlyIn(…), or ERROR in the pattern or shape.
        """);
  }

  private static void rethrow(TraceAssertionError error) {
    throw error;
  }

  @Test
  void anAssertionAboutTheErrorsOfASpanLooksAtThem() {
    looks(traces -> traces.span("charge card").failsWith(IOException.class));
    looks(traces -> traces.span("charge card").hasException(IOException.class, "no money"));
    looks(traces -> traces.span("charge card").hasStackTraceContaining("Bank.pay"));
    looks(traces -> traces.span("charge card").hasStatus(StatusCode.ERROR));
    looks(traces -> traces.span("charge card").hasStatus(StatusCode.ERROR, "declined"));
    looks(traces -> traces.span("charge card").hasStatusDescriptionMatching("decl.*"));
    looks(traces -> traces.span("charge card").doesNotHaveErrorPropagatedTo("checkout"));
    looks(traces -> traces.span("charge card").hasAttribute("error.type", "402"));
    looks(traces -> traces.span("charge card").hasAttribute("error.type"));
    looks(traces -> traces.span("charge card").hasEvent("exception"));
    looks(traces -> traces.span("charge card").event("exception"));
    looks(traces -> traces.errorsOnlyIn("charge card"));
    looks(traces -> traces.eventually(Duration.ZERO).errorsOnlyIn("charge card"));
    looks(traces -> traces.hasSingleTrace().errorsOnlyIn("charge card"));
  }

  @Test
  void anAssertionAboutAnotherEventDoesNot() {
    SpanData retried = span("charge card", 3)
        .status(StatusData.error())
        .events(TestSpan.event("retry", 1))
        .build();
    CapturedTraces traces = FakeRecording.traces(retried);
    assertThat(traces).span("charge card").hasEvent("retry");
    assertThat(traces).span("charge card").event("retry").isNotNull();
    assertThat(traces.unexpectedErrors()).isPresent();
  }

  @Test
  void aPatternAboutTheErrorsOfOneSpanSaysNothingOfItsSibling() {
    SpanData refund = span("refund", 4).parent(1).status(StatusData.error()).build();
    CapturedTraces traces = FakeRecording.traces(CHECKOUT, DECLINED, refund);
    assertThat(traces).span("checkout").hasChildren("charge card  ERROR", "refund");
    assertThat(traces.unexpectedErrors())
        .hasValueSatisfying(error -> assertThat(error)
            .hasMessageStartingWith("\"refund\" has an error that no assertion looked at\n"));
  }

  @Test
  void anAssertionAboutSomethingElseDoesNot() {
    doesNotLook(traces -> traces.hasTraceCount(1));
    doesNotLook(traces -> traces.span("charge card").hasParent("checkout"));
    doesNotLook(traces -> traces.span("charge card").satisfies(span -> {}));
    doesNotLook(traces -> traces.span("pay").hasNoErrors());
    doesNotLook(traces -> traces.spans("pay").hasNoErrors());
    doesNotLook(traces -> traces.spans("...").hasSize(3));
    doesNotLook(traces -> traces.span("checkout").hasStatus(StatusCode.UNSET));
  }

  @Test
  void anAssertionThatFailsDoesNot() {
    CapturedTraces traces = FakeRecording.traces(CHECKOUT, DECLINED);
    assertThatThrownBy(() -> assertThat(traces).hasNoErrors())
        .isInstanceOf(TraceAssertionError.class);
    assertThatThrownBy(
            () -> assertThat(traces).span("charge card").failsWith(NumberFormatException.class))
        .isInstanceOf(TraceAssertionError.class);
    assertThat(traces.unexpectedErrors()).isPresent();
  }

  @Test
  void aPatternAboutErrorsLooksAtThoseOfTheSpansThatItSelects() {
    looks(traces -> traces.span("charge card  ERROR"));
    looks(traces -> traces.span("charge card  throws IOException"));
    looks(traces -> traces.span("charge card  event:exception"));
    looks(traces -> traces.span("charge card  error.type=*"));
    looks(traces -> traces.spans("...  ERROR").hasSize(1));
    looks(traces -> traces.spans("charge card").matching("...  ERROR").hasSize(1));
    looks(traces -> traces.spans("charge card").allMatch("...  ERROR"));
    looks(traces -> traces.spans("...").anyMatch("...  ERROR"));
    looks(traces -> traces.span("checkout").hasChildren("pay", "charge card  ERROR"));
    doesNotLook(traces -> traces.span("charge card"));
    doesNotLook(traces -> traces.spans("pay").noneMatch("...  ERROR"));
    doesNotLook(traces -> traces.span("pay  UNSET"));
  }

  @Test
  void soDoesThatOfARelative() {
    SpanData root = declined(1).parent(0).build();
    SpanData child = span("pay", 2).parent(1).build();
    for (Assertion assertion : List.<Assertion>of(
        traces -> traces.span("pay").hasParent("charge card  ERROR"),
        traces -> traces.span("pay").isDescendantOf("charge card  ERROR"),
        traces -> traces.traceWithRoot("charge card  ERROR"),
        traces -> traces.withRoot("charge card  ERROR"),
        traces -> traces.withSpan("charge card  ERROR"),
        traces -> traces.hasSingleTrace().hasRoot("charge card  ERROR"))) {
      CapturedTraces traces = FakeRecording.traces(root, child);
      assertThat(traces.unexpectedErrors()).isPresent();
      assertion.on(assertThat(traces));
      assertThat(traces.unexpectedErrors()).isEmpty();
    }
  }

  @Test
  void soDoesThatOfASpanThatItsTimeIsComparedWith() {
    looks(traces -> traces.span("pay").happensBefore("charge card  ERROR"));
    looks(traces -> traces.runSequentially("pay", "charge card  ERROR"));
    looks(traces -> traces.spans("...").startInOrder("...", "...", "charge card  ERROR"));
    doesNotLook(traces -> traces.span("pay").happensBefore("charge card"));
    doesNotLook(traces -> traces.runSequentially("pay", "charge card"));
  }

  @Test
  void soDoesThatOfALinkedSpan() {
    SpanData consume = span("consume", 5).trace("9").links(DECLINED).build();
    for (Assertion assertion : List.<Assertion>of(
        traces -> traces.span("consume").hasLinkTo("charge card  ERROR"),
        traces -> traces.span("consume").link("charge card  ERROR"),
        traces -> traces.withRoot("consume").span("consume").hasLinkTo("charge card  ERROR"),
        traces -> traces.span("consume").hasLinksToExactly("charge card  ERROR"))) {
      CapturedTraces traces = FakeRecording.traces(DECLINED, consume);
      assertThat(traces)
          .span("consume")
          .hasLinkTo("charge card")
          .hasLinkTo(DECLINED.getSpanContext());
      assertThat(traces.unexpectedErrors()).isPresent();
      assertion.on(assertThat(traces));
      assertThat(traces.unexpectedErrors()).isEmpty();
    }
  }

  @Test
  void aLineOfAShapeLooksAtTheErrorsThatItMentions() {
    String mentions = """
        checkout
        ├─ pay
        └─ charge card  ERROR "declined"
        """;
    looks(traces -> traces.hasSingleTrace().hasShape(mentions));
    looks(traces -> traces.hasShapes(mentions));
    looks(traces -> traces.containsTrace(mentions));
    looks(traces -> traces.hasSingleTrace().containsShape("charge card  throws IOException"));
    looks(traces -> traces.hasSingleTrace().hasShape("""
        checkout
        └─ ** charge card  ERROR
        """));
    String silent = """
        checkout
        ├─ pay
        └─ charge card
        """;
    doesNotLook(traces -> traces.hasSingleTrace().hasShape(silent));
    doesNotLook(traces -> traces.hasShapes(silent));
    doesNotLook(traces -> traces.containsTrace(silent));
    doesNotLook(traces -> traces.hasSingleTrace().containsShape("charge card"));
  }

  @Test
  void oneLineOfAShapeDoesNotLookForAnother() {
    CapturedTraces traces = FakeRecording.traces(CHECKOUT, DECLINED, declined(4).build());
    assertThat(traces).hasSingleTrace().hasShape("""
        checkout
        ├─ charge card  ERROR
        └─ charge card
        """);
    assertThat(traces.unexpectedErrors())
        .hasValueSatisfying(error -> assertThat(error)
            .hasMessageStartingWith("\"charge card\" has an error that no assertion looked at\n"));
  }

  @Test
  void aLineThatStandsForSeveralSpansLooksAtEachAndAtWhatIsBelow() {
    CapturedTraces traces = FakeRecording.traces(
        CHECKOUT,
        declined(3).build(),
        declined(4).build(),
        span("pay", 5).parent(3).status(StatusData.error()).build(),
        span("pay", 6).parent(4).status(StatusData.error()).build());
    assertThat(traces).hasSingleTrace().hasShape("""
        checkout
        └─ charge card  x2  ERROR
           └─ pay       ERROR
        """);
    assertThat(traces.unexpectedErrors()).isEmpty();
  }

  @Test
  void anErrorThatWentUpIsLookedAtOnItsWay() {
    CapturedTraces traces =
        FakeRecording.traces(span("checkout", 1).status(StatusData.error()).build(), DECLINED);
    assertThat(traces).hasNoSwallowedErrors();
    assertThat(traces.unexpectedErrors()).isPresent();
    assertThat(traces).span("charge card").hasErrorPropagatedTo("checkout");
    assertThat(traces.unexpectedErrors()).isEmpty();
  }

  @Test
  void whatIsGivenAwayCountsAsLookedAt() {
    looks(traces -> traces.span("charge card").asSpanData());
    CapturedTraces traces = FakeRecording.traces(CHECKOUT, DECLINED);
    assertThat(traces.traces()).hasSize(1);
    assertThat(traces.unexpectedErrors()).isEmpty();
  }

  @Test
  void spansThatNeverEndedAreNamed() {
    SpanData open = span("open", 9).open().build();
    FakeRecording recording = new FakeRecording();
    CapturedTraces traces = recording.traces();
    assertThat(traces.openSpans()).isEmpty();
    recording.set(List.of(CHECKOUT), List.of(new OpenSpan(open, "main", Duration.ofMillis(3))));
    assertFails(() -> traces.openSpans().ifPresent(LookedAtTest::rethrow), """
        1 span was never ended: "open"
        "open" has been open for 3.0 ms, started on thread "main"

        trace 4bf92f35: 2 spans, 1.0 ms, 1 open
          checkout  1.0 ms
          open              # open

        End each span on every path (try … finally), or let the test wait for the code that ends it.
        """);
    OpenSpan other = new OpenSpan(span("b", 10).open().build(), "main", Duration.ofMillis(2));
    recording.set(List.of(), List.of(new OpenSpan(open, "main", Duration.ofMillis(3)), other));
    assertThat(traces.openSpans())
        .hasValueSatisfying(error -> assertThat(error)
            .hasMessageStartingWith("2 spans were never ended: \"open\", \"b\"\n"));
  }
}
