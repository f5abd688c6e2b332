package io.traceassert.examples.lost;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.context.Context;
import io.traceassert.CapturedTraces;
import io.traceassert.examples.service.Workers;
import org.junit.jupiter.api.Test;

class ExecutorTest extends WithShop {

  @Test
  void lost(CapturedTraces traces) {
    order(() -> Workers.resultOf(kitchen.submit(() -> cook("ramen"))));

    assertFails(() -> assertThat(traces).isContinuous(), """
        expected 1 continuous trace, but there are 2: "cook" began one of its own
        "cook" began trace 1b39896a at WithShop.java:<line> on thread "kitchen", in a task of an executor
        while "order" of trace 6e789e6a was open on thread "main"

        trace 6e789e6a: 1 span, 1.0 ms
          order  @shop  1.0 ms  # was open when "cook" began

        trace 1b39896a: 1 span, 1.0 ms
          cook  @shop  1.0 ms  # began here

        Was the context carried to that thread? Context.taskWrapping(executor) or Context.current().wrap(task) does it.
        """);
  }

  @Test
  void kept(CapturedTraces traces) {
    order(() -> Workers.resultOf(Context.taskWrapping(kitchen).submit(() -> cook("ramen"))));

    assertThat(traces).isContinuous();
  }
}
