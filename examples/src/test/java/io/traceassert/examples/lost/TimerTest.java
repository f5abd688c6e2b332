package io.traceassert.examples.lost;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.context.Context;
import io.traceassert.CapturedTraces;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimerTest extends WithShop {

  private final Timer timer = new Timer("kitchen timer");
  private final CompletableFuture<String> served = new CompletableFuture<>();

  @AfterEach
  void stop() {
    timer.cancel();
  }

  @Test
  void lost(CapturedTraces traces) {
    order(() -> {
      timer.schedule(task(this::serve), 0);
      served.join();
    });

    assertFails(() -> assertThat(traces).isContinuous(), """
        expected 1 continuous trace, but there are 2: "cook" began one of its own
        "cook" began trace 1b39896a at WithShop.java:<line> on thread "kitchen timer", in a task of a Timer
        while "order" of trace 6e789e6a was open on thread "main"

        trace 6e789e6a: 1 span, 1.0 ms
          order  @shop  1.0 ms  # was open when "cook" began

        trace 1b39896a: 1 span, 1.0 ms
          cook  @shop  1.0 ms  # began here

        A Timer runs tasks on its own thread: take Context.current() when the task is made, and make it current in run().
        """);
  }

  @Test
  void kept(CapturedTraces traces) {
    order(() -> {
      timer.schedule(task(Context.current().wrap(this::serve)), 0);
      served.join();
    });

    assertThat(traces).isContinuous();
  }

  private void serve() {
    cook("ramen");
    served.complete("ramen");
  }

  private static TimerTask task(Runnable work) {
    return new TimerTask() {
      @Override
      public void run() {
        work.run();
      }
    };
  }
}
