package io.traceassert.junit;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.CapturedTraces;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/**
 * 200 tests beside each other, with 5 requests each, through one server, on one
 * {@code GlobalOpenTelemetry}, 20 times. {@code -Dstress.requests=50 -Dstress.repetitions=1000}
 * makes it last an hour or more.
 */
class ParallelStressTest {

  private static final int REPETITIONS = Integer.getInteger("stress.repetitions", 20);
  private static final int REQUESTS = Integer.getInteger("stress.requests", 5);
  private static final Map<String, String> PARALLEL = Map.of(
      "junit.jupiter.execution.parallel.enabled", "true",
      "junit.jupiter.execution.parallel.mode.default", "concurrent",
      "junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
      "junit.jupiter.execution.parallel.config.strategy", "fixed",
      "junit.jupiter.execution.parallel.config.fixed.parallelism", "200");
  private static final AttributeKey<String> CUSTOMER = AttributeKey.stringKey("customer");

  private static final AtomicReference<@Nullable GlobalShop> SHOP = new AtomicReference<>();

  @TempDir
  Path artifacts;

  @AfterEach
  void close() {
    Optional.ofNullable(SHOP.getAndSet(null)).ifPresent(GlobalShop::close);
  }

  @Test
  void noSpanIsLostAndNoneIsForeign() {
    for (int i = 0; i < REPETITIONS; i++) {
      EngineExecutionResults results =
          Run.of(artifacts, PARALLEL, One.class, Two.class, Three.class, Four.class);
      assertThat(Run.failures(results)).as("repetition %d", i).isEmpty();
      results.testEvents().assertStatistics(stats -> stats.succeeded(200));
      assertThat(GlobalOpenTelemetry.isSet()).isFalse();
    }
  }

  private static synchronized GlobalShop shop() throws IOException {
    GlobalShop shop = SHOP.get();
    if (shop == null) {
      shop = GlobalShop.open();
      SHOP.set(shop);
    }
    return shop;
  }

  @CaptureTraces(global = true, openSpans = Policy.FAIL)
  static class One {

    @RepeatedTest(50)
    void test(CapturedTraces traces, TestInfo info) throws Exception {
      String customer = getClass().getSimpleName() + info.getDisplayName().replaceAll("\\D+", "-");
      for (int i = 0; i < REQUESTS; i++) {
        shop().order(customer);
      }
      assertThat(traces)
          .eventually(Duration.ofSeconds(60))
          .hasTraceCount(REQUESTS)
          .spans("cook")
          .hasSize(REQUESTS);
      assertThat(traces.traces())
          .allSatisfy(trace -> assertThat(trace.spans())
              .extracting(SpanData::getName)
              .containsExactly("GET", "GET /orders", "cook"));
      assertThat(traces.capture().spans())
          .allSatisfy(span -> assertThat(span.getAttributes().get(CUSTOMER)).isEqualTo(customer));
      assertThat(traces.capture().notes()).isEmpty();
    }
  }

  static class Two extends One {}

  static class Three extends One {}

  static class Four extends One {}
}
