package io.traceassert;

import static io.traceassert.Fails.assertFailOnNull;
import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.nothing;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.TraceAssertions.assertThatSpans;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.ExceptionEventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanErrorAssertTest {

  private static final String STACK_TRACE = """
      java.net.ConnectException: no route
      \tat java.base/java.net.Socket.connect(Socket.java:633)
      \tat app//okhttp3.internal.RealCall.execute(RealCall.java:154)
      \tat io.acme.shop.Payments$1.charge(Payments.java:42)
      \tat io.acme.shop.Shop.checkout(Shop.java:7)
      \tat java.base/java.lang.Thread.run(Thread.java:840)
      Caused by: java.io.EOFException
      \t... 3 more
      """;
  private static final StatusData DECLINED = StatusData.create(StatusCode.ERROR, "card declined");

  /** The payment fails, the call above it too, and the checkout goes on as if nothing were. */
  private static final Trace TRACE = Trace.of(List.of(
      root("checkout", 1),
      span("charge card", 2).parent(1).build(),
      failing(3).parent(2).build(),
      span("pay", 4).parent(3).kind(SpanKind.SERVER).status(DECLINED).build()));

  private static TestSpan failing(int id) {
    return span("POST", id)
        .kind(SpanKind.CLIENT)
        .status(DECLINED)
        .attributes(Attributes.builder().put("error.type", "502").build())
        .exception("java.net.ConnectException", "no route", STACK_TRACE);
  }

  private static SpanAssert post() {
    return assertThat(TRACE).span("POST");
  }

  private static SpanAssert recordedOnly() {
    return assertThat(failing(1).status(StatusData.unset()).build());
  }

  private static SpanAssert statusOnly() {
    return assertThat(span("pay", 1).status(DECLINED).build());
  }

  @Test
  void everyCheckReturnsTheSameInstance() {
    SpanAssert post = post();
    assertThat(post.failsWith(IOException.class)).isSameAs(post);
    assertThat(post.failsWith(SocketException.class, "no route")).isSameAs(post);
    assertThat(post.hasException(IOException.class)).isSameAs(post);
    assertThat(post.hasException(IOException.class, "no route")).isSameAs(post);
    assertThat(post.hasStackTraceContaining("Shop.checkout")).isSameAs(post);
    assertThat(post.hasStatus(StatusCode.ERROR, "card declined")).isSameAs(post);
    assertThat(post.hasStatusDescriptionMatching("card .*")).isSameAs(post);
    assertThat(post.doesNotHaveErrorPropagatedTo("checkout")).isSameAs(post);
    SpanAssert pay = assertThat(TRACE).span("pay");
    assertThat(pay.hasErrorPropagatedTo("POST")).isSameAs(pay);
    assertThat(pay.hasNoException()).isSameAs(pay);
    SpanAssert checkout = assertThat(TRACE).span("checkout");
    assertThat(checkout.hasNoErrors()).isSameAs(checkout);
    assertThat(checkout.hasStatus(StatusCode.UNSET, "")).isSameAs(checkout);
  }

  @Test
  void hasNoErrorsSaysWhatThereIs() {
    assertFails(() -> post().hasNoErrors(), """
        span "POST" [CLIENT]: expected no error, but it has status ERROR, an exception and error.type
        status ERROR "card declined"
        recorded java.net.ConnectException "no route" at Payments.java:42
        error.type "502"

        trace 4bf92f35: 4 spans, 1.0 ms
          checkout                                                                           1.0 ms
          └─ charge card                                                                     1.0 ms
             └─ POST      [CLIENT]  ERROR "card declined"  throws java.net.ConnectException  1.0 ms  # has an error
                └─ pay    [SERVER]  ERROR "card declined"                                    1.0 ms
        """);
  }

  @Test
  void hasNoErrorsLooksAtEachSign() {
    assertFails(() -> statusOnly().hasNoErrors(), """
        span "pay": expected no error, but it has status ERROR
        status ERROR "card declined"

        trace 4bf92f35: 1 span, 1.0 ms
          pay  ERROR "card declined"  1.0 ms  # has an error
        """);
    SpanData type = span("a", 1)
        .attributes(Attributes.builder().put("error.type", "timeout").build())
        .build();
    assertFails(() -> assertThat(type).hasNoErrors(), """
        span "a": expected no error, but it has error.type
        error.type "timeout"

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms  # has an error
        """);
    SpanData events = span("a", 1)
        .events(
            EventData.create(0, "exception", Attributes.empty()),
            EventData.create(
                0,
                "exception",
                Attributes.builder()
                    .put("exception.message", "Bearer abcdefgh12345")
                    .put("exception.type", "E")
                    .put("exception.stacktrace", "File x.py, line 3")
                    .build()))
        .build();
    assertFails(() -> assertThat(events).hasNoErrors(), """
        span "a": expected no error, but it has 2 exceptions
        recorded an exception of unknown type
        recorded E ***

        trace 4bf92f35: 1 span, 1.0 ms
          a  throws E  1.0 ms  # has an error
        """);
  }

  @Test
  void whatWasDroppedMayHaveBeenAnError() {
    assertFails(() -> assertThat(span("a", 1).totalEvents(2).build()).hasNoErrors(), """
        span "a": cannot tell that it has no error
        the span limits of the SDK dropped 2 of 2 events: an error may be among them

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms  # data was dropped

        Raise the limit with SpanLimitsBuilder.setMaxNumberOfEvents (OTEL_SPAN_EVENT_COUNT_LIMIT), or record less.
        """);
    assertFails(
        () -> assertThat(span("a", 1).attributesBeyondTheLimit(1).build()).hasNoErrors(), """
        span "a": cannot tell that it has no error
        the span limits of the SDK dropped 1 of 129 attributes: an error may be among them

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms  # data was dropped

        Raise the limit with SpanLimitsBuilder.setMaxNumberOfAttributes (OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT), or record less.
        """);
    assertFails(() -> assertThat(span("a", 1).totalEvents(1).build()).hasNoException(), """
        span "a": cannot tell that it has no exception
        the span limits of the SDK dropped 1 of 1 event: an error may be among them

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms  # events were dropped

        Raise the limit with SpanLimitsBuilder.setMaxNumberOfEvents (OTEL_SPAN_EVENT_COUNT_LIMIT), or record less.
        """);
    assertFails(
        () -> assertThat(span("a", 1).totalEvents(1).build()).hasException(IOException.class), """
        span "a": expected to have recorded java.io.IOException, but there is no exception
        the span limits of the SDK dropped 1 of 1 event: an error may be among them

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms  # expected java.io.IOException

        Raise the limit with SpanLimitsBuilder.setMaxNumberOfEvents (OTEL_SPAN_EVENT_COUNT_LIMIT), or record less.
        """);
  }

  @Test
  void failsWithSaysThatTheStatusWasForgotten() {
    assertFails(() -> recordedOnly().failsWith(IOException.class), """
        span "POST" [CLIENT]: expected to fail with java.io.IOException, but its status is UNSET, though the exception was recorded
        recorded java.net.ConnectException "no route" at Payments.java:42

        trace 4bf92f35: 1 span, 1.0 ms
          POST  [CLIENT]  throws java.net.ConnectException  1.0 ms  # expected status ERROR

        recordException() leaves the status as it is: call span.setStatus(StatusCode.ERROR) as well.
        """);
  }

  @Test
  void failsWithSaysThatTheExceptionWasForgotten() {
    assertFails(() -> statusOnly().failsWith(IOException.class, "card declined"), """
        span "pay": expected to fail with java.io.IOException "card declined", but its status is ERROR "card declined" and no exception was recorded

        trace 4bf92f35: 1 span, 1.0 ms
          pay  ERROR "card declined"  1.0 ms  # expected java.io.IOException "card declined"

        setStatus(ERROR) records no exception: call span.recordException(exception) as well, before the span ends.
        """);
  }

  @Test
  void failsWithFailsWhenNothingFailed() {
    assertFails(() -> assertThat(root("a", 1)).failsWith(IOException.class), """
        span "a": expected to fail with java.io.IOException, but its status is UNSET and no exception was recorded

        trace 4bf92f35: 1 span, 1.0 ms
          a  1.0 ms  # expected java.io.IOException
        """);
  }

  @Test
  void failsWithFailsOnAnotherException() {
    TraceAssertionError error =
        assertFails(() -> post().failsWith(UncheckedIOException.class), """
        span "POST" [CLIENT]: expected to fail with java.io.UncheckedIOException, but recorded was java.net.ConnectException "no route" at Payments.java:42
        status ERROR "card declined"

        trace 4bf92f35: 4 spans, 1.0 ms
          checkout                                                                           1.0 ms
          └─ charge card                                                                     1.0 ms
             └─ POST      [CLIENT]  ERROR "card declined"  throws java.net.ConnectException  1.0 ms  # expected java.io.UncheckedIOException
                └─ pay    [SERVER]  ERROR "card declined"                                    1.0 ms
        """);
    assertThat(error.getExpected().getValue()).isEqualTo("java.io.UncheckedIOException");
    assertFails(() -> assertThat(failing(1).build()).failsWith(IOException.class, "no money"), """
        span "POST" [CLIENT]: expected to fail with java.io.IOException "no money", but recorded was java.net.ConnectException "no route" at Payments.java:42
        status ERROR "card declined"

        trace 4bf92f35: 1 span, 1.0 ms
          POST  [CLIENT]  ERROR "card declined"  throws java.net.ConnectException  1.0 ms  # expected java.io.IOException "no money"
        """);
  }

  static final class Nested extends IOException {
    private static final long serialVersionUID = 1;
  }

  @Test
  void anExceptionIsKnownByItsClassOrByItsName() {
    IOException anonymous = new IOException() {
      private static final long serialVersionUID = 1;
    };
    SpanData recorded = span("a", 1)
        .events(ExceptionEventData.create(0, anonymous, Attributes.empty(), 0))
        .build();
    assertThat(recorded).hasException(IOException.class).hasException(anonymous.getClass());
    String canonical = "io.traceassert.SpanErrorAssertTest.Nested";
    assertThat(span("a", 1).exception(canonical, "", "").build())
        .hasException(Nested.class)
        .hasException(IOException.class);
    assertThat(span("a", 1).exception(Nested.class.getName(), "", "").build())
        .hasException(Nested.class);
    assertFails(
        () -> assertThat(span("a", 1).exception("io.acme.Unknown", "", "").build())
            .hasException(IOException.class),
        """
        span "a": expected to have recorded java.io.IOException, but recorded was io.acme.Unknown ""

        trace 4bf92f35: 1 span, 1.0 ms
          a  throws io.acme.Unknown  1.0 ms  # expected java.io.IOException
        """);
  }

  @Test
  void hasExceptionFails() {
    assertFails(() -> post().hasException(IOException.class, "declined"), """
        span "POST" [CLIENT]: expected to have recorded java.io.IOException "declined", but recorded was java.net.ConnectException "no route" at Payments.java:42

        trace 4bf92f35: 4 spans, 1.0 ms
          checkout                                                                           1.0 ms
          └─ charge card                                                                     1.0 ms
             └─ POST      [CLIENT]  ERROR "card declined"  throws java.net.ConnectException  1.0 ms  # expected java.io.IOException "declined"
                └─ pay    [SERVER]  ERROR "card declined"                                    1.0 ms
        """);
    assertFails(() -> statusOnly().hasException(IOException.class), """
        span "pay": expected to have recorded java.io.IOException, but there is no exception

        trace 4bf92f35: 1 span, 1.0 ms
          pay  ERROR "card declined"  1.0 ms  # expected java.io.IOException
        """);
  }

  @Test
  void hasNoExceptionFails() {
    assertFails(() -> recordedOnly().hasNoException(), """
        span "POST" [CLIENT]: expected no exception, but recorded was java.net.ConnectException "no route" at Payments.java:42

        trace 4bf92f35: 1 span, 1.0 ms
          POST  [CLIENT]  throws java.net.ConnectException  1.0 ms  # has an exception
        """);
  }

  @Test
  void hasStackTraceContainingFails() {
    assertFails(() -> recordedOnly().hasStackTraceContaining("Shop.refund"), """
        span "POST" [CLIENT]: expected a stack trace to contain "Shop.refund", but none does
        recorded java.net.ConnectException "no route" at Payments.java:42
          java.net.ConnectException: no route
            at java.base/java.net.Socket.connect(Socket.java:633)
            at app//okhttp3.internal.RealCall.execute(RealCall.java:154)
            at io.acme.shop.Payments$1.charge(Payments.java:42)
            at io.acme.shop.Shop.checkout(Shop.java:7)

        trace 4bf92f35: 1 span, 1.0 ms
          POST  [CLIENT]  throws java.net.ConnectException  1.0 ms  # stack trace: expected "Shop.refund"
        """);
    assertFails(() -> statusOnly().hasStackTraceContaining("Shop.refund"), """
        span "pay": expected a stack trace to contain "Shop.refund", but no exception was recorded

        trace 4bf92f35: 1 span, 1.0 ms
          pay  ERROR "card declined"  1.0 ms  # stack trace: expected "Shop.refund"
        """);
  }

  @Test
  void hasStatusFailsOnAnotherDescription() {
    assertFails(() -> statusOnly().hasStatus(StatusCode.ERROR, "no money"), """
        span "pay": status: expected ERROR "no money", but was ERROR "card declined"

        trace 4bf92f35: 1 span, 1.0 ms
          pay  ERROR "card declined"  1.0 ms  # status: expected ERROR "no money"
        """);
    assertFails(() -> statusOnly().hasStatusDescriptionMatching("card (lost|stolen)"), """
        span "pay": status: expected a description matching "card (lost|stolen)", but was ERROR "card declined"

        trace 4bf92f35: 1 span, 1.0 ms
          pay  ERROR "card declined"  1.0 ms  # status: expected a description matching "card (lost|stolen)"
        """);
  }

  @Test
  void hasErrorPropagatedToNamesTheSpanThatSwallowedIt() {
    assertFails(() -> assertThat(TRACE).span("pay").hasErrorPropagatedTo("checkout"), """
        span "pay" [SERVER]: expected its error to reach "checkout", but "charge card" swallowed it
        "pay" [SERVER]: status ERROR "card declined"
        "charge card": status UNSET

        trace 4bf92f35: 4 spans, 1.0 ms
          checkout                                                                           1.0 ms
          └─ charge card                                                                     1.0 ms  # error swallowed here: status UNSET
             └─ POST      [CLIENT]  ERROR "card declined"  throws java.net.ConnectException  1.0 ms
                └─ pay    [SERVER]  ERROR "card declined"                                    1.0 ms  # error begins here
        """);
  }

  @Test
  void whoRecordsTheExceptionButSetsNoStatusSwallowsIt() {
    Trace trace = Trace.of(List.of(
        failing(1).status(StatusData.ok()).build(),
        span("pay", 2).parent(1).status(DECLINED).build()));
    assertFails(() -> assertThat(trace).span("pay").hasErrorPropagatedTo("POST"), """
        span "pay": expected its error to reach "POST", but "POST" [CLIENT] swallowed it
        "pay": status ERROR "card declined"
        "POST" [CLIENT]: status OK, though it has an exception and error.type

        trace 4bf92f35: 2 spans, 1.0 ms
          POST    [CLIENT]  OK  throws java.net.ConnectException  1.0 ms  # error swallowed here: status OK
          └─ pay            ERROR "card declined"                 1.0 ms  # error begins here
        """);
  }

  @Test
  void nothingIsPropagatedFromASpanWithoutAnError() {
    assertFails(() -> assertThat(TRACE).span("charge card").hasErrorPropagatedTo("checkout"), """
        span "charge card": expected its error to reach "checkout", but its status is UNSET

        trace 4bf92f35: 4 spans, 1.0 ms
          checkout                                                                           1.0 ms
          └─ charge card                                                                     1.0 ms  # expected status ERROR
             └─ POST      [CLIENT]  ERROR "card declined"  throws java.net.ConnectException  1.0 ms
                └─ pay    [SERVER]  ERROR "card declined"                                    1.0 ms
        """);
    assertFails(
        () -> assertThat(TRACE).span("charge card").doesNotHaveErrorPropagatedTo("checkout"), """
        span "charge card": expected its error not to reach "checkout", but its status is UNSET

        trace 4bf92f35: 4 spans, 1.0 ms
          checkout                                                                           1.0 ms
          └─ charge card                                                                     1.0 ms  # expected status ERROR
             └─ POST      [CLIENT]  ERROR "card declined"  throws java.net.ConnectException  1.0 ms
                └─ pay    [SERVER]  ERROR "card declined"                                    1.0 ms
        """);
    Trace unset = Trace.of(List.of(
        root("checkout", 1), failing(2).parent(1).status(StatusData.unset()).build()));
    assertFails(() -> assertThat(unset).span("POST").hasErrorPropagatedTo("checkout"), """
        span "POST" [CLIENT]: expected its error to reach "checkout", but its status is UNSET, though it has an exception and error.type

        trace 4bf92f35: 2 spans, 1.0 ms
          checkout                                              1.0 ms
          └─ POST   [CLIENT]  throws java.net.ConnectException  1.0 ms  # expected status ERROR
        """);
  }

  @Test
  void nothingIsPropagatedToASpanThatIsNotAbove() {
    assertFails(() -> post().hasErrorPropagatedTo("refund  [SERVER]"), """
        span "POST" [CLIENT]: expected its error to reach `refund  [SERVER]`, but it is below "charge card", "checkout"

        trace 4bf92f35: 4 spans, 1.0 ms
          checkout                                                                           1.0 ms
          └─ charge card                                                                     1.0 ms
             └─ POST      [CLIENT]  ERROR "card declined"  throws java.net.ConnectException  1.0 ms  # expected below `refund  [SERVER]`
                └─ pay    [SERVER]  ERROR "card declined"                                    1.0 ms
        """);
    assertFails(() -> statusOnly().doesNotHaveErrorPropagatedTo("refund"), """
        span "pay": expected its error not to reach "refund", but it is a root

        trace 4bf92f35: 1 span, 1.0 ms
          pay  ERROR "card declined"  1.0 ms  # expected below "refund"
        """);
  }

  @Test
  void doesNotHaveErrorPropagatedToFails() {
    assertFails(() -> assertThat(TRACE).span("pay").doesNotHaveErrorPropagatedTo("POST"), """
        span "pay" [SERVER]: expected its error not to reach "POST", but it did
        "pay" [SERVER]: status ERROR "card declined"
        handed on by "POST" [CLIENT] (status ERROR)

        trace 4bf92f35: 4 spans, 1.0 ms
          checkout                                                                           1.0 ms
          └─ charge card                                                                     1.0 ms
             └─ POST      [CLIENT]  ERROR "card declined"  throws java.net.ConnectException  1.0 ms  # status ERROR
                └─ pay    [SERVER]  ERROR "card declined"                                    1.0 ms  # error begins here
        """);
  }

  @Test
  void nullFailsInAssertJsWords() {
    assertFailOnNull(List.of(
        SpanAssert::hasNoErrors,
        span -> span.failsWith(IOException.class),
        span -> span.failsWith(IOException.class, "a"),
        span -> span.hasException(IOException.class),
        span -> span.hasException(IOException.class, "a"),
        SpanAssert::hasNoException,
        span -> span.hasStackTraceContaining("a"),
        span -> span.hasStatus(StatusCode.ERROR, "a"),
        span -> span.hasStatusDescriptionMatching("a"),
        span -> span.hasErrorPropagatedTo("a"),
        span -> span.doesNotHaveErrorPropagatedTo("a")));
  }

  @Test
  void refusesBadArguments() {
    SpanAssert post = post();
    Class<IOException> noType = nothing();
    String noText = nothing();
    SpanPattern noPattern = nothing();
    refusesNull(() -> post.failsWith(noType), "type");
    refusesNull(() -> post.failsWith(noType, "a"), "type");
    refusesNull(() -> post.failsWith(IOException.class, noText), "message");
    refusesNull(() -> post.hasException(noType), "type");
    refusesNull(() -> post.hasException(noType, "a"), "type");
    refusesNull(() -> post.hasException(IOException.class, noText), "message");
    refusesNull(() -> post.hasStackTraceContaining(noText), "fragment");
    refusesNull(() -> post.hasStatus(nothing(), "a"), "code");
    refusesNull(() -> post.hasStatus(StatusCode.ERROR, noText), "description");
    refusesNull(() -> post.hasStatusDescriptionMatching(noText), "regex");
    refusesNull(() -> post.hasErrorPropagatedTo(noText), "ancestor");
    refusesNull(() -> post.hasErrorPropagatedTo(noPattern), "ancestor");
    refusesNull(() -> post.doesNotHaveErrorPropagatedTo(noText), "ancestor");
    refusesNull(() -> post.doesNotHaveErrorPropagatedTo(noPattern), "ancestor");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> post.hasStackTraceContaining(" "))
        .withMessage("fragment must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> post.hasStatusDescriptionMatching("("))
        .withMessageStartingWith("the regular expression \"(\" is not valid");
  }

  private static void refusesNull(Runnable call, String argument) {
    assertThatNullPointerException().isThrownBy(call::run).withMessage(argument);
  }

  @Test
  void aServerThatRefusesHandsTheErrorOn() {
    List<SpanData> spans = List.of(
        span("POST", 1).kind(SpanKind.CLIENT).status(StatusData.error()).build(),
        span("POST /pay", 2)
            .parent(1)
            .kind(SpanKind.SERVER)
            .attributes(status(402))
            .build(),
        span("charge", 3).parent(2).status(StatusData.error()).build());

    assertThatSpans(spans).hasNoSwallowedErrors().span("charge").hasErrorPropagatedTo("POST");
  }

  @Test
  void anErrorThatAServerHandedOnByItsAnswerWasNotStopped() {
    List<SpanData> spans = List.of(
        span("POST /pay", 2).kind(SpanKind.SERVER).attributes(status(402)).build(),
        span("charge", 3).parent(2).status(StatusData.error()).build());

    assertFails(
        () -> assertThatSpans(spans).span("charge").doesNotHaveErrorPropagatedTo("POST /pay"), """
            span "charge": expected its error not to reach "POST /pay", but it did
            "charge": status ERROR
            handed on by "POST /pay" [SERVER] (answered 402)

            trace 4bf92f35: 2 spans, 1.0 ms
              POST /pay  [SERVER]         1.0 ms  # answered 402
              └─ charge            ERROR  1.0 ms  # error begins here
            """);
  }

  @Test
  void aServerThatAnswersSwallowsTheError() {
    List<SpanData> spans = List.of(
        span("POST", 1).kind(SpanKind.CLIENT).status(StatusData.error()).build(),
        span("POST /pay", 2)
            .parent(1)
            .kind(SpanKind.SERVER)
            .attributes(status(200))
            .build(),
        span("charge", 3).parent(2).status(StatusData.error()).build());

    assertFails(() -> assertThatSpans(spans).hasNoSwallowedErrors(), """
        expected no swallowed errors in trace 4bf92f35, but "POST /pay" [SERVER] swallowed that of "charge"
        "charge": status ERROR; its parent "POST /pay" [SERVER]: status UNSET

        trace 4bf92f35: 3 spans, 1.0 ms
          POST          [CLIENT]  ERROR  1.0 ms
          └─ POST /pay  [SERVER]         1.0 ms  # error swallowed here: status UNSET
             └─ charge            ERROR  1.0 ms
        """);
  }

  private static Attributes status(int code) {
    return Attributes.builder().put("http.response.status_code", code).build();
  }
}
