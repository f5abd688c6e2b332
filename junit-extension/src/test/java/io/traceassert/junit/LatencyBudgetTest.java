package io.traceassert.junit;

import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.budget.Statistic.MEDIAN;
import static io.traceassert.budget.Statistic.P90;
import static java.util.stream.Collectors.joining;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.traceassert.CapturedTraces;
import io.traceassert.memory.TraceCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class LatencyBudgetTest {

  private static final Map<String, AtomicInteger> RUNS = new ConcurrentHashMap<>();

  @TempDir
  Path artifacts;

  @BeforeEach
  void forget() {
    RUNS.clear();
  }

  private EngineExecutionResults run(Class<?> type) {
    return Run.of(artifacts, type);
  }

  private Throwable failureOf(Class<?> type) {
    List<Throwable> failures = Run.failures(run(type));
    assertThat(failures).hasSize(1);
    return failures.get(0);
  }

  private static int runs(String test) {
    return RUNS.computeIfAbsent(test, key -> new AtomicInteger()).get();
  }

  /** A checkout that seems to take so many milliseconds, most of them for the card. */
  private static void checkout(String test, Tracer tracer, long millis) {
    RUNS.computeIfAbsent(test, key -> new AtomicInteger()).incrementAndGet();
    Instant start = Instant.ofEpochSecond(1_700_000_000);
    Span checkout = tracer
        .spanBuilder("POST /checkout")
        .setSpanKind(SpanKind.SERVER)
        .setStartTimestamp(start)
        .startSpan();
    tracer
        .spanBuilder("charge card")
        .setParent(Context.root().with(checkout))
        .setStartTimestamp(start)
        .startSpan()
        .end(start.plusMillis(millis * 3 / 4));
    checkout.end(start.plusMillis(millis));
  }

  static class Kept {

    private int before;

    @BeforeEach
    void count() {
      before++;
    }

    @LatencyBudget(
        runs = 50,
        warmup = 5,
        statistic = MEDIAN,
        of = "POST /checkout  [SERVER]",
        lessThan = "80 ms")
    @Test
    void checkout(CapturedTraces traces, Tracer tracer) {
      LatencyBudgetTest.checkout("kept", tracer, 40);
      assertThat(traces).hasSingleTrace().hasSpanCount(2);
      assertThat(before).isEqualTo(1);
    }
  }

  @Test
  void aBudgetIsKept() throws IOException {
    run(Kept.class).testEvents().assertStatistics(events -> events.succeeded(1).failed(0));

    assertThat(runs("kept")).isEqualTo(55);
    assertThat(artifacts.resolve("budgets.md")).content().isEqualTo("""
        | test | budget | expected | measured | verdict | since the baseline | where the time went |
        |---|---|---|---|---|---|---|
        | Kept.checkout | MEDIAN of `POST /checkout  [SERVER]` | less than 80 ms | 40.0 ms | PASS |  | "charge card" spent 30.0 ms of it (75 %) |
        """);
    assertThat(Files.readString(artifacts.resolve("budgets.json"))
            .replaceAll("\"contention\": [0-9.]+", "\"contention\": 1"))
        .isEqualTo("""
        [
          {"test": "Kept.checkout", "budget": "MEDIAN of `POST /checkout  [SERVER]`", "expected": "less than 80 ms", "measured": "40.0 ms", "verdict": "PASS", "statistic": "MEDIAN", "value": 40000000, "bound": 80000000, "atLeast": 40000000, "atMost": 40000000, "runs": 50, "within": 50, "contention": 1, "allowed": 80000000, "guilty": "\\"charge card\\" spent 30.0 ms of it (75 %)", "notes": "50 runs, 50 of them within the budget; the MEDIAN is 40.0 ms or less (99 %)"}
        ]
        """);
  }

  static class SinceBaseline {

    @LatencyBudget(lessThan = "baseline + 20 %")
    @Test
    void checkout(Tracer tracer) {
      LatencyBudgetTest.checkout("checkout", tracer, 44);
    }

    @LatencyBudget(of = "charge card", lessThan = "baseline share of POST /checkout + 20 %")
    @Test
    void card(Tracer tracer) {
      LatencyBudgetTest.checkout("card", tracer, 400);
    }
  }

  /** The file is committed: {@code src/test/baselines/…LatencyBudgetTest$SinceBaseline.txt}. */
  @Test
  void aBaselineIsKept() {
    run(SinceBaseline.class)
        .testEvents()
        .assertStatistics(events -> events.succeeded(2).failed(0));

    assertThat(artifacts.resolve("budgets.md")).content().isEqualTo("""
        | test | budget | expected | measured | verdict | since the baseline | where the time went |
        |---|---|---|---|---|---|---|
        | SinceBaseline.card | MEDIAN of "charge card" | less than 90 % of "POST /checkout", the baseline and 20 % | 75 % | PASS | +0.0 % | "charge card" spent 300.0 ms of it (100 %) |
        | SinceBaseline.checkout | BEST of the whole trace | less than 48.0 ms, the baseline and 20 % | 44.0 ms | PASS | +10.0 % | "charge card" spent 33.0 ms of it (75 %) |
        """);
  }

  static class Exceeded {

    @LatencyBudget(lessThan = "1 ms", failNotBefore = "0 s")
    @Test
    void checkout(Tracer tracer) {
      LatencyBudgetTest.checkout("exceeded", tracer, 40);
    }
  }

  @Test
  void anExceededBudgetFailsTheTest() {
    Throwable failure = failureOf(Exceeded.class);

    assertThat(String.valueOf(failure.getMessage())
            .lines()
            .filter(line -> !line.startsWith("report:"))
            .filter(line -> !line.startsWith("the machine was busy"))
            .collect(joining("\n"))
            .replaceAll("trace [0-9a-f]{8}", "trace 4bf92f35")
            .stripTrailing())
        .isEqualTo("""
            checkout: BEST of the whole trace is 40.0 ms, expected less than 1 ms
            "charge card" spent 30.0 ms of it (75 %) in run 1, which is shown
            300 runs, 0 of them within the budget; the BEST is 40.0 ms or more (99.99 %)

            where the time went:
              30.0 ms   75 %  "charge card"
              10.0 ms   25 %  "POST /checkout" [SERVER]  itself

            trace 4bf92f35: 2 spans, 40.0 ms
              POST /checkout  [SERVER]  40.0 ms
              └─ charge card            30.0 ms  # spent 30.0 ms (75 %)
            """.stripTrailing());
    assertThat(artifacts.resolve("budgets.md")).content().contains("| FAIL |");
    assertThat(artifacts.resolve(Exceeded.class.getName()).resolve("checkout.txt"))
        .content()
        .contains("charge card");
  }

  static class Several {

    @LatencyBudget(of = "charge card", lessThan = "80 % of POST /checkout")
    @LatencyBudget(of = "POST /checkout", selfTime = true, statistic = MEDIAN, lessThan = "20ms")
    @Test
    void checkout(Tracer tracer) {
      LatencyBudgetTest.checkout("several", tracer, 40);
    }

    @LatencyBudget(lessThan = "80 ms")
    @RepeatedTest(2)
    void again(Tracer tracer) {
      LatencyBudgetTest.checkout("again", tracer, 40);
    }
  }

  @Test
  void eachBudgetHasRunsOfItsOwn() {
    run(Several.class)
        .testEvents()
        .assertStatistics(events -> events.succeeded(3).failed(0));

    assertThat(runs("several")).isEqualTo(2 * 15);
    assertThat(runs("again")).isEqualTo(2 * 15);
    assertThat(artifacts.resolve("budgets.md")).content().isEqualTo("""
        | test | budget | expected | measured | verdict | since the baseline | where the time went |
        |---|---|---|---|---|---|---|
        | Several.again | again repetition 1 of 2: BEST of the whole trace | less than 80 ms | 40.0 ms | PASS |  | "charge card" spent 30.0 ms of it (75 %) |
        | Several.again | again repetition 2 of 2: BEST of the whole trace | less than 80 ms | 40.0 ms | PASS |  | "charge card" spent 30.0 ms of it (75 %) |
        | Several.checkout | MEDIAN of "charge card" | less than 80 % of "POST /checkout" | 75 % | PASS |  | "charge card" spent 30.0 ms of it (100 %) |
        | Several.checkout | MEDIAN of the self time of "POST /checkout" | less than 20 ms | 10.0 ms | PASS |  |  |
        """);
  }

  static class WithOptions {

    @RegisterExtension
    static final TraceExtension TRACES = TraceExtension.capturing(TraceCapture.builder()
        .setResource(
            Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "shop"))));

    @LatencyBudget(of = "POST /checkout  @shop", lessThan = "80 ms")
    @Test
    void checkout(OpenTelemetry openTelemetry) {
      LatencyBudgetTest.checkout("options", openTelemetry.getTracer("test"), 40);
    }
  }

  @Test
  void anExtensionWithOptionsIsJoined() {
    run(WithOptions.class)
        .testEvents()
        .assertStatistics(events -> events.succeeded(1).failed(0));
  }

  static class Throwing {

    @LatencyBudget(lessThan = "80 ms")
    @Test
    void checkout(Tracer tracer) throws IOException {
      LatencyBudgetTest.checkout("throwing", tracer, 40);
      if (runs("throwing") == 3) {
        throw new IOException("the shop is closed");
      }
    }
  }

  @Test
  void whatTheMethodThrowsIsThrown() {
    assertThat(failureOf(Throwing.class))
        .isInstanceOf(IOException.class)
        .hasMessage("the shop is closed");
    assertThat(runs("throwing")).isEqualTo(3);
  }

  @Test
  void badValuesSayWhatToWrite() {
    assertThat(failureOf(NoUnit.class))
        .hasMessage(
            "@LatencyBudget of checkout: lessThan must be a time with a unit such as \"80 ms\", a share such as \"20 % of POST /checkout\", \"baseline + 20 %\", or \"baseline share of POST /checkout + 20 %\", but is \"80\"");
    assertThat(failureOf(TooFew.class))
        .hasMessage(
            "P90 needs 20 runs or more, but runs is 3; fewer are enough for BEST (1) or MEDIAN (5)");
    assertThat(failureOf(NotATime.class))
        .hasMessage(
            "@LatencyBudget of checkout: failNotBefore must be a time with a unit such as \"5 s\", but is \"soon\"");
    assertThat(failureOf(TwoStatistics.class))
        .hasMessage(
            "@LatencyBudget of checkout: statistic must be one value; a second budget is a second @LatencyBudget");
  }

  static class NoUnit {
    @LatencyBudget(lessThan = "80")
    @Test
    void checkout() {}
  }

  static class TooFew {
    @LatencyBudget(lessThan = "80 ms", statistic = P90, runs = 3)
    @Test
    void checkout() {}
  }

  static class NotATime {
    @LatencyBudget(lessThan = "80 ms", failNotBefore = "soon")
    @Test
    void checkout() {}
  }

  static class TwoStatistics {
    @LatencyBudget(
        lessThan = "80 ms",
        statistic = {P90, MEDIAN})
    @Test
    void checkout() {}
  }

  static class Alone {

    private static final AtomicInteger RUNNING = new AtomicInteger();

    @LatencyBudget(lessThan = "80 ms", runs = 200)
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void timed(Tracer tracer) {
      assertThat(RUNNING.incrementAndGet()).isEqualTo(1);
      LatencyBudgetTest.checkout("alone", tracer, 40);
      RUNNING.decrementAndGet();
    }

    @RepeatedTest(20)
    @Execution(ExecutionMode.CONCURRENT)
    void other() {
      assertThat(RUNNING.incrementAndGet()).isPositive();
      Thread.onSpinWait();
      RUNNING.decrementAndGet();
    }
  }

  @Test
  void noOtherTestRunsBeside() {
    Run.of(
            artifacts,
            Map.of(
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "4"),
            Alone.class)
        .testEvents()
        .assertStatistics(events -> events.succeeded(21).failed(0));
  }
}
