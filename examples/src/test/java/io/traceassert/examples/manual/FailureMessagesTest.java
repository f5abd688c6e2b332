package io.traceassert.examples.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.traceassert.examples.RedTest;
import io.traceassert.examples.Stable;
import org.junit.jupiter.api.Test;

/** What a person reads when the trace context is not carried as it should be, word for word. */
class FailureMessagesTest {

  @Test
  void theCallerWritesNoHeaders() {
    assertThat(Stable.message(RedTest.messageOf(SlipsOfTheHand.class, "theCallerWritesNoHeaders")))
        .isEqualTo("""
            expected 1 continuous trace, but there are 2: "GET /prices/{thing}" [SERVER] began one of its own
            "GET /prices/{thing}" [SERVER] began trace 53cb9f0c at PriceService.java:<line> on thread "prices"
            while "GET" [CLIENT] of trace 6e789e6a was open on thread "main"
            its headers carried no trace context: a propagator looked for traceparent, tracestate
            the context of "GET" [CLIENT] had not been injected into any headers

            trace 6e789e6a: 2 spans, 1.0 ms
              order             @shop  1.0 ms
              └─ GET  [CLIENT]         1.0 ms  # was open when "GET /prices/{thing}" began

            trace 53cb9f0c: 2 spans, 1.0 ms
              GET /prices/{thing}  [SERVER]  @prices  1.0 ms  # began here
              └─ look up price                        1.0 ms

            The sender must inject the context into the headers: openTelemetry.getPropagators().getTextMapPropagator().inject(Context.current(), request, setter), while its span is current.

            report: target/trace-assert/io.traceassert.examples.manual.SlipsOfTheHand/theCallerWritesNoHeaders.txt""");
  }

  @Test
  void theServiceReadsNoHeaders() {
    assertThat(Stable.message(RedTest.messageOf(SlipsOfTheHand.class, "theServiceReadsNoHeaders")))
        .isEqualTo("""
            expected 1 continuous trace, but there are 2: "GET /prices/{thing}" [SERVER] began one of its own
            "GET /prices/{thing}" [SERVER] began trace 53cb9f0c at PriceService.java:<line> on thread "prices"
            while "GET" [CLIENT] of trace 6e789e6a was open on thread "main"
            no propagator had looked at any headers before it began
            the context of "GET" [CLIENT] had been injected as traceparent

            trace 6e789e6a: 2 spans, 1.0 ms
              order             @shop  1.0 ms
              └─ GET  [CLIENT]         1.0 ms  # was open when "GET /prices/{thing}" began

            trace 53cb9f0c: 2 spans, 1.0 ms
              GET /prices/{thing}  [SERVER]  @prices  1.0 ms  # began here
              └─ look up price                        1.0 ms

            The receiver must extract the context before it starts the span: parent = propagator.extract(Context.current(), request, getter), then spanBuilder.setParent(parent).

            report: target/trace-assert/io.traceassert.examples.manual.SlipsOfTheHand/theServiceReadsNoHeaders.txt""");
  }

  @Test
  void theCallerMakesUpTheHeader() {
    assertThat(Stable.message(RedTest.messageOf(SlipsOfTheHand.class, "theCallerMakesUpTheHeader")))
        .isEqualTo("""
            trace 6e789e6a is not continuous: "GET /prices/{thing}" [SERVER] is a second beginning beside "order": its parent 00f067aa is remote and was not captured
            spans came from "prices", "shop": if the parent is of another service, that one sent none

            trace 6e789e6a: 4 spans, 1.0 ms
              order                          @shop    1.0 ms
              └─ GET               [CLIENT]           1.0 ms
              GET /prices/{thing}  [SERVER]  @prices  1.0 ms  # cut off here; entry span: its parent 00f067aa is remote and was not captured
              └─ look up price                        1.0 ms

            report: target/trace-assert/io.traceassert.examples.manual.SlipsOfTheHand/theCallerMakesUpTheHeader.txt""");
  }

  @Test
  void theRequestCarriesNothing() {
    assertThat(Stable.message(RedTest.messageOf(SlipsOfTheHand.class, "theRequestCarriesNothing")))
        .isEqualTo("""
            the headers do not continue span "GET" [CLIENT]: they carry no trace context

            trace 6e789e6a: 2 spans, 1.0 ms
              order             @shop  1.0 ms
              └─ GET  [CLIENT]         1.0 ms  # not continued

            Was a context injected? openTelemetry.getPropagators().getTextMapPropagator().inject(context, request, setter) does it.

            report: target/trace-assert/io.traceassert.examples.manual.SlipsOfTheHand/theRequestCarriesNothing.txt""");
  }
}
