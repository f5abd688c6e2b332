package io.traceassert.junit.parallel;

import static io.traceassert.TraceAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.opentelemetry.context.Context;
import io.traceassert.CapturedTraces;
import io.traceassert.junit.CaptureTraces;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Run by {@link PageTest}. */
@CaptureTraces(global = true)
class Orders {

  @Test
  void ramen(CapturedTraces traces) {
    Shop.order("ramen");

    assertThat(traces).hasSingleTrace().hasRoot("order ramen");
  }

  @Test
  void soba(CapturedTraces traces) {
    Shop.order("soba");

    assertThat(traces).hasSingleTrace().hasRoot("order soba");
  }

  @Test
  void anExecutorOfTheApplication(CapturedTraces traces) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    Shop.cook("ramen", Context.taskWrapping(pool));
    end(pool);

    assertThat(traces).hasSingleTrace().hasRoot("cook ramen");
  }

  @Test
  void threadsThatKnowNoContext(CapturedTraces traces) throws Exception {
    ExecutorService kitchen = traces.context().wrap(Executors.newFixedThreadPool(2));
    Shop.cook("ramen", kitchen);
    end(kitchen);

    assertThat(traces).hasSingleTrace().hasRoot("cook ramen");
  }

  @Test
  void aTimeLimit(CapturedTraces traces) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(60), Context.current().wrap(() -> Shop.order("ramen"))::run);

    assertThat(traces).hasSingleTrace().hasRoot("order ramen");
  }

  private static void end(ExecutorService executor) throws InterruptedException {
    executor.shutdown();
    assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }
}
