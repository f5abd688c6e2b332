package io.traceassert.examples.lost;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.context.Context;
import io.traceassert.CapturedTraces;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams run in a pool of the test: the common pool has other threads on each machine. */
class ParallelStreamTest extends WithShop {

  private static final List<String> DISHES = List.of("ramen", "gyoza");

  private final ForkJoinPool cooks = new ForkJoinPool(1, ParallelStreamTest::cook, null, false);

  private static ForkJoinWorkerThread cook(ForkJoinPool pool) {
    ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
    thread.setName("cooks");
    return thread;
  }

  @AfterEach
  void closeCooks() {
    cooks.shutdown();
  }

  @Test
  void lost(CapturedTraces traces) {
    order(() -> cooks.submit(() -> DISHES.parallelStream().forEach(this::cook)).join());

    assertFails(() -> assertThat(traces).isContinuous(), """
        expected 1 continuous trace, but there are 3: "cook", "cook" began their own
        "cook" began trace 1b39896a at WithShop.java:<line> on thread "cooks", in a parallel stream
        while "order" of trace 6e789e6a was open on thread "main"
        "cook" began trace c584133a at WithShop.java:<line> on thread "cooks", in a parallel stream
        while "order" of trace 6e789e6a was open on thread "main"

        trace 6e789e6a: 1 span, 1.0 ms
          order  @shop  1.0 ms  # was open when "cook" began

        trace 1b39896a: 1 span, 1.0 ms
          cook  @shop  1.0 ms  # began here

        trace c584133a: 1 span, 1.0 ms
          cook  @shop  1.0 ms  # began here

        A parallel stream runs on threads of a pool: take Context.current() before it, and wrap what it calls: context.wrapConsumer(…), context.wrapFunction(…).
        """);
  }

  @Test
  void kept(CapturedTraces traces) {
    order(() -> {
      Context context = Context.current();
      cooks
          .submit(() -> DISHES.parallelStream().forEach(context.wrapConsumer(this::cook)))
          .join();
    });

    assertThat(traces).isContinuous();
  }
}
