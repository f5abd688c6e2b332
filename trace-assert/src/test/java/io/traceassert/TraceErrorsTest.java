package io.traceassert;

import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.failure;
import static io.traceassert.Fails.nothing;
import static io.traceassert.TestSpan.child;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraceErrorsTest {

  private static final StatusData DECLINED = StatusData.create(StatusCode.ERROR, "card declined");

  private static final Trace HEALTHY = Trace.of(List.of(root("checkout", 1), child("pay", 2, 1)));

  /** The payment failed, the call of it failed, and the checkout goes on as if nothing were. */
  private static final Trace TRACE = Trace.of(List.of(
      root("checkout", 1),
      span("charge card", 2).parent(1).status(DECLINED).build(),
      span("pay", 3)
          .parent(2)
          .status(StatusData.error())
          .exception("io.acme.Declined", "no money", "\tat io.acme.Bank.pay(Bank.java:9)")
          .build(),
      child("send mail", 4, 1)));

  private static CapturedTraces captured() {
    return FakeRecording.traces(
        root("checkout", 1),
        span("pay", 2).parent(1).status(DECLINED).build(),
        span("refund", 3).trace("b").status(DECLINED).build());
  }

  @Test
  void everyCheckReturnsTheSameInstance() {
    TraceAssert healthy = assertThat(HEALTHY);
    assertThat(healthy.hasNoErrors()).isSameAs(healthy);
    assertThat(healthy.hasNoSwallowedErrors()).isSameAs(healthy);
    TraceAssert trace = assertThat(TRACE);
    assertThat(trace.errorsOnlyIn("charge card", "pay")).isSameAs(trace);
    assertThat(trace.errorsOnlyIn("...  ERROR")).isSameAs(trace);
    CapturedTracesAssert captured = assertThat(captured());
    assertThat(captured.errorsOnlyIn(SpanPattern.named("pay"), SpanPattern.named("refund")))
        .isSameAs(captured);
    SpansAssert mails = trace.spans("send mail");
    assertThat(mails.hasNoErrors()).isSameAs(mails);
  }

  @Test
  void hasNoErrorsNamesFirstWhereTheErrorBegan() {
    assertFails(() -> assertThat(TRACE).hasNoErrors(), """
        expected no errors in trace 4bf92f35, but 2 spans have one: "pay", "charge card"
        "pay": io.acme.Declined "no money" at Bank.java:9
        "charge card": status ERROR "card declined"

        trace 4bf92f35: 4 spans, 1.0 ms
          checkout                                        1.0 ms
          ├─ charge card  ERROR "card declined"           1.0 ms  # has an error
          │  └─ pay       ERROR  throws io.acme.Declined  1.0 ms  # has an error
          └─ send mail                                    1.0 ms
        """);
    assertFails(() -> assertThat(captured()).hasNoErrors(), """
        expected no errors in the 2 traces, but 2 spans have one: "pay", "refund"
        "pay": status ERROR "card declined"
        "refund": status ERROR "card declined"

        trace 4bf92f35: 2 spans, 1.0 ms
          checkout                         1.0 ms
          └─ pay    ERROR "card declined"  1.0 ms  # has an error

        trace bbbbbbbb: 1 span, 1.0 ms
          refund  ERROR "card declined"  1.0 ms  # has an error
        """);
  }

  @Test
  void hasNoErrorsNamesFiveOfMany() {
    Trace many = Trace.of(IntStream.rangeClosed(1, 7)
        .mapToObj(i -> span("a" + i, i).status(DECLINED).build())
        .toList());
    assertThat(failure(() -> assertThat(many).hasNoErrors())).hasMessageContaining("""
        "a5": status ERROR "card declined"
        and 2 more

        """);
  }

  @Test
  void hasNoErrorsFailsWhenDataWasDropped() {
    Trace trace =
        Trace.of(List.of(root("checkout", 1), span("pay", 2).totalEvents(1).build()));
    assertFails(() -> assertThat(trace).hasNoErrors(), """
        cannot tell that there are no errors in trace 4bf92f35
        "pay": the span limits of the SDK dropped 1 of 1 event: an error may be among them

        trace 4bf92f35: 2 spans, 1.0 ms
          checkout  1.0 ms
          pay       1.0 ms  # data was dropped

        Raise the limit with SpanLimitsBuilder.setMaxNumberOfEvents (OTEL_SPAN_EVENT_COUNT_LIMIT), or record less.
        """);
  }

  @Test
  void hasNoErrorsOfASelection() {
    assertFails(() -> assertThat(TRACE).spans("pay").hasNoErrors(), """
        expected no errors in spans "pay" in trace 4bf92f35, but "pay" has one
        "pay": io.acme.Declined "no money" at Bank.java:9

        trace 4bf92f35: 4 spans, 1.0 ms
          checkout                                        1.0 ms
          ├─ charge card  ERROR "card declined"           1.0 ms
          │  └─ pay       ERROR  throws io.acme.Declined  1.0 ms  # has an error
          └─ send mail                                    1.0 ms
        """);
    assertFails(() -> assertThat(HEALTHY).spans("pai").hasNoErrors(), """
        no span "pai" in trace 4bf92f35, so nothing can be said of their errors
        nearest: "pay", "checkout"

        trace 4bf92f35: 2 spans, 1.0 ms
          checkout  1.0 ms
          └─ pay    1.0 ms
        """);
  }

  @Test
  void errorsOnlyInNamesTheOthers() {
    assertFails(() -> assertThat(TRACE).errorsOnlyIn("charge card"), """
        expected errors only in "charge card", but "pay" has one
        "pay": io.acme.Declined "no money" at Bank.java:9

        trace 4bf92f35: 4 spans, 1.0 ms
          checkout                                        1.0 ms
          ├─ charge card  ERROR "card declined"           1.0 ms
          │  └─ pay       ERROR  throws io.acme.Declined  1.0 ms  # has an error
          └─ send mail                                    1.0 ms
        """);
    assertFails(() -> assertThat(TRACE).errorsOnlyIn("send mail"), """
        expected errors only in "send mail", but 2 spans have one: "pay", "charge card"
        "pay": io.acme.Declined "no money" at Bank.java:9
        "charge card": status ERROR "card declined"

        trace 4bf92f35: 4 spans, 1.0 ms
          checkout                                        1.0 ms
          ├─ charge card  ERROR "card declined"           1.0 ms  # has an error
          │  └─ pay       ERROR  throws io.acme.Declined  1.0 ms  # has an error
          └─ send mail                                    1.0 ms
        """);
  }

  @Test
  void errorsOnlyInFailsWhenAPatternHasNoError() {
    assertFails(() -> assertThat(TRACE).errorsOnlyIn("charge card", "pay", "send mail"), """
        expected an error in "send mail" in trace 4bf92f35, but there is none
        errors are in "pay", "charge card"

        trace 4bf92f35: 4 spans, 1.0 ms
          checkout                                        1.0 ms
          ├─ charge card  ERROR "card declined"           1.0 ms
          │  └─ pay       ERROR  throws io.acme.Declined  1.0 ms
          └─ send mail                                    1.0 ms  # has no error
        """);
    assertFails(() -> assertThat(HEALTHY).errorsOnlyIn("pay"), """
        expected an error in "pay" in trace 4bf92f35, but there is none
        no span has an error

        trace 4bf92f35: 2 spans, 1.0 ms
          checkout  1.0 ms
          └─ pay    1.0 ms  # has no error
        """);
    assertFails(() -> assertThat(HEALTHY).errorsOnlyIn("paid"), """
        no span "paid" in trace 4bf92f35, so there is no error in one
        nearest: "pay", "checkout"

        trace 4bf92f35: 2 spans, 1.0 ms
          checkout  1.0 ms
          └─ pay    1.0 ms
        """);
  }

  @Test
  void hasNoSwallowedErrorsNamesWhoSwallowedWhat() {
    assertFails(() -> assertThat(TRACE).hasNoSwallowedErrors(), """
        expected no swallowed errors in trace 4bf92f35, but "checkout" swallowed that of "charge card"
        "charge card": status ERROR "card declined"; its parent "checkout": status UNSET

        trace 4bf92f35: 4 spans, 1.0 ms
          checkout                                        1.0 ms  # error swallowed here: status UNSET
          ├─ charge card  ERROR "card declined"           1.0 ms
          │  └─ pay       ERROR  throws io.acme.Declined  1.0 ms
          └─ send mail                                    1.0 ms
        """);
    Trace twice = Trace.of(List.of(
        root("checkout", 1),
        span("pay", 2).parent(1).status(DECLINED).build(),
        span("pay", 3).parent(1).status(DECLINED).build()));
    assertFails(() -> assertThat(twice).hasNoSwallowedErrors(), """
        expected no swallowed errors in trace 4bf92f35, but 2 errors are swallowed
        "pay": status ERROR "card declined"; its parent "checkout": status UNSET
        "pay": status ERROR "card declined"; its parent "checkout": status UNSET

        trace 4bf92f35: 3 spans, 1.0 ms
          checkout                         1.0 ms  # error swallowed here: status UNSET
          ├─ pay    ERROR "card declined"  1.0 ms
          └─ pay    ERROR "card declined"  1.0 ms
        """);
  }

  @Test
  void nothingHoldsOfAnEmptyCapture() {
    CapturedTraces empty = new FakeRecording().traces();
    for (Runnable check : List.<Runnable>of(
        () -> assertThat(empty).hasNoErrors(),
        () -> assertThat(empty).hasNoSwallowedErrors(),
        () -> assertThat(empty).errorsOnlyIn("a"),
        () -> assertThat(Trace.of(List.of())).hasNoErrors())) {
      assertThatThrownBy(check::run).hasMessageStartingWith("no spans captured: ");
    }
  }

  @Test
  void nullFailsInAssertJsWords() {
    Trace none = null;
    for (Runnable check : List.<Runnable>of(
        () -> assertThat(none).hasNoErrors(),
        () -> assertThat(none).hasNoSwallowedErrors(),
        () -> assertThat(none).errorsOnlyIn("a"))) {
      assertThatThrownBy(check::run).hasMessageContaining("Expecting actual not to be null");
    }
  }

  @Test
  void refusesBadArguments() {
    TraceAssert trace = assertThat(TRACE);
    SpanPattern noPattern = nothing();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trace.errorsOnlyIn(new String[0]))
        .withMessage("patterns must not be empty: an assertion about nothing always holds");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trace.errorsOnlyIn("pay", " "))
        .withMessage("patterns[1] must not be blank");
    assertThatNullPointerException()
        .isThrownBy(() -> trace.errorsOnlyIn(noPattern))
        .withMessage("patterns[0]");
  }
}
