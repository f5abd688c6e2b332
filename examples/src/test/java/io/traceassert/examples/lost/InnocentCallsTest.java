package io.traceassert.examples.lost;

import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.examples.lost.WithShop.assertAccusesNobody;

import io.opentelemetry.context.Context;
import io.traceassert.CapturedTraces;
import io.traceassert.Continuity;
import io.traceassert.examples.service.Work;
import io.traceassert.junit.CaptureTraces;
import org.junit.jupiter.api.Test;

/** Calls that look as if they lost the context, and do not: nobody is accused. */
@CaptureTraces
class InnocentCallsTest extends WithTwoServices {

  private static final String FROM_OUTSIDE =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void aCallerOutsideTheTest(CapturedTraces traces) {
    serve(this::extract);
    send(request -> request.setHeader("traceparent", FROM_OUTSIDE)).join();

    assertThat(traces).isContinuous();
    assertAccusesNobody(traces, 2);
  }

  @Test
  void aCallerWithoutTraces(CapturedTraces traces) {
    serve(this::extract);
    send(request -> request.setHeader("accept", "*/*")).join();
    send(request -> request.setHeader("accept", "*/*")).join();

    assertThat(traces).isContinuous(Continuity.strict().inTraces(2));
    assertAccusesNobody(traces, 1);
  }

  @Test
  void severalCallsFromOutside(CapturedTraces traces) {
    serve(this::extract);
    send(request -> request.setHeader("traceparent", FROM_OUTSIDE)).join();
    send(request -> request.setHeader("traceparent", FROM_OUTSIDE)).join();

    assertThat(traces).isContinuous(Continuity.strict().allowingSeveralEntrySpans());
    assertAccusesNobody(traces, 2);
  }

  @Test
  void anAsynchronousCall(CapturedTraces traces) {
    serve(this::extract);
    Work.within(
        shop.spanBuilder("order").startSpan(),
        () -> send(this::inject).thenRun(Context.current().wrap(this::pack)).join());

    assertThat(traces).isContinuous().hasNoLateChildren();
    assertAccusesNobody(traces, 2);
  }

  private void pack() {
    shop.spanBuilder("pack").startSpan().end();
  }
}
