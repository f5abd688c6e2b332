package io.traceassert.examples.lost;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.context.Context;
import io.traceassert.CapturedTraces;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class CompletableFutureTest extends WithShop {

  @Test
  void lost(CapturedTraces traces) {
    order(() -> CompletableFuture.supplyAsync(() -> "ramen", kitchen)
        .thenAcceptAsync(this::cook, kitchen)
        .join());

    assertFails(() -> assertThat(traces).isContinuous(), """
        expected 1 continuous trace, but there are 2: "cook" began one of its own
        "cook" began trace 1b39896a at WithShop.java:<line> on thread "kitchen", in a stage of a CompletableFuture
        while "order" of trace 6e789e6a was open on thread "main"

        trace 6e789e6a: 1 span, 1.0 ms
          order  @shop  1.0 ms  # was open when "cook" began

        trace 1b39896a: 1 span, 1.0 ms
          cook  @shop  1.0 ms  # began here

        Wrap what its stages call: Context.current().wrapSupplier(…). Or give each of its …Async methods, the first one too, an executor that carries the context: Context.taskWrapping(executor).
        """);
  }

  @Test
  void kept(CapturedTraces traces) {
    order(() -> CompletableFuture.supplyAsync(() -> "ramen", kitchen)
        .thenAcceptAsync(Context.current().wrapConsumer(this::cook), kitchen)
        .join());

    assertThat(traces).isContinuous();
  }

  @Test
  void keptByItsExecutor(CapturedTraces traces) {
    Executor cooks = Context.taskWrapping(kitchen);
    order(() -> CompletableFuture.supplyAsync(() -> "ramen", cooks)
        .thenAcceptAsync(this::cook, cooks)
        .join());

    assertThat(traces).isContinuous();
  }
}
