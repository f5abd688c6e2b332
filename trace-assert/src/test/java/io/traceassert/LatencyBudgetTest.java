package io.traceassert;

import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.nothing;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.TraceAssertions.assertThatThrownBy;
import static io.traceassert.budget.Runs.runs;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.budget.Baseline;
import io.traceassert.budget.Baselines;
import io.traceassert.budget.BudgetResult;
import io.traceassert.budget.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyBudgetTest {

  private final Runner runner = new Runner();
  private final CapturedTraces traces = runner.traces();

  /** A checkout that takes so long, three quarters of it for the card. */
  private void checkout(double millis) {
    runner.emit(
        millis,
        span("POST /checkout", 1).kind(SpanKind.SERVER).during(0, millis).build(),
        span("charge card", 2)
            .parent(1)
            .kind(SpanKind.CLIENT)
            .during(0, millis * 3 / 4)
            .build());
  }

  private BudgetResult check(LatencyBudget budget, double millis) {
    return budget.check(traces, () -> checkout(millis), runner);
  }

  @Test
  void passesAfterTheRunsThatWereAskedFor() {
    BudgetResult result = check(budget().median().over(runs(10).warmup(2)), 40);

    assertThat(result.verdict()).isEqualTo(Verdict.PASS);
    assertThat(result.budget()).isEqualTo("MEDIAN of `POST /checkout  [SERVER]`");
    assertThat(result.expected()).isEqualTo("less than 80 ms");
    assertThat(result.measured()).isEqualTo("40.0 ms");
    assertThat(result.guilty()).contains("\"charge card\" [CLIENT] spent 30.0 ms of it (75 %)");
    assertThat(result.change()).isEmpty();
    assertThat(result.notes())
        .containsExactly(
            "10 runs, 10 of them within the budget; the MEDIAN is 40.0 ms or less (99 %)");
    assertThat(runner.runs).isEqualTo(12);
    assertThat(runner.probes).isZero();
    assertThat(traces.budgets()).containsExactly(result);
  }

  private static LatencyBudget budget() {
    return LatencyBudget.of("POST /checkout  [SERVER]").lessThan(Duration.ofMillis(80));
  }

  @Test
  void runsAgainUntilItIsSure() {
    BudgetResult result =
        check(budget().p90().over(runs(20).failNotBefore(Duration.ofSeconds(1))), 40);

    assertThat(result.verdict()).isEqualTo(Verdict.PASS);
    assertThat(runner.runs).isEqualTo(44); // 0.9^44 < 1 %
  }

  @Test
  void anExceededBudgetNamesTheGuiltySpan() {
    assertFails(() -> check(budget().p90().over(runs(20)), 112), """
        P90 of `POST /checkout  [SERVER]` is 112.0 ms, expected less than 80 ms
        "charge card" [CLIENT] spent 84.0 ms of it (75 %) in run 1, which is shown
        100 runs, 0 of them within the budget; the P90 is 112.0 ms or more (99.99 %)

        where the time went:
          84.0 ms   75 %  "charge card" [CLIENT]
          28.0 ms   25 %  "POST /checkout" [SERVER]  itself

        trace 4bf92f35: 2 spans, 112.0 ms
          POST /checkout  [SERVER]  112.0 ms
          └─ charge card  [CLIENT]   84.0 ms  # spent 84.0 ms (75 %)
        """);
    assertThat(traces.budgets()).extracting(BudgetResult::verdict).containsExactly(Verdict.FAIL);
    assertThat(traces.traces()).as("those of the run that was drawn").hasSize(1);
  }

  @Test
  void selfTime() {
    assertFails(
        () -> check(
            LatencyBudget.of("POST /checkout").selfTime().lessThan(Duration.ofMillis(10)), 80),
        """
            BEST of the self time of "POST /checkout" is 20.0 ms, expected less than 10 ms
            300 runs, 0 of them within the budget; the BEST is 20.0 ms or more (99.99 %)

            trace 4bf92f35: 2 spans, 80.0 ms
              POST /checkout  [SERVER]  80.0 ms  # self time 20.0 ms
              └─ charge card  [CLIENT]  60.0 ms
            """);
  }

  @Test
  void theWholeTrace() {
    assertThat(
            check(LatencyBudget.ofTrace().lessThan(Duration.ofMillis(50)), 40).budget())
        .isEqualTo("BEST of the whole trace");
  }

  @Test
  void aBusyMachineIsAllowedFor() {
    runner.contention = 1.5;
    BudgetResult result = check(budget(), 112);

    assertThat(result.verdict()).isEqualTo(Verdict.UNSTABLE);
    assertThat(result.notes())
        .containsExactly(
            "536 runs, 0 of them within the budget; the BEST is 112.0 ms or more (99.99 %), and 112.0 ms or less (99 %)",
            "the machine was busy: a thread took 1.5 times as long as it computed, so that up to 120.0 ms is allowed");
  }

  @Test
  void aBusyMachineMakesNoPartTheWhole() {
    runner.contention = 1.5;

    // 65 computed and 35 waited for become 97.5 and 35
    LatencyBudget card = LatencyBudget.of("charge card").lessThanShareOf(65, "POST /checkout");
    assertFails(() -> check(card, 40), """
        MEDIAN of "charge card" is 75 %, expected less than 65 % of "POST /checkout"
        "charge card" [CLIENT] spent 30.0 ms of it (100 %) in run 1, which is shown
        125 runs, 0 of them within the budget; the MEDIAN is 75 % or more (99.99 %)
        the machine was busy: a thread took 1.5 times as long as it computed, so that up to 73.6 % is allowed

        where the time went:
          30.0 ms  100 %  "charge card" [CLIENT]

        trace 4bf92f35: 2 spans, 40.0 ms
          POST /checkout  [SERVER]  40.0 ms
          └─ charge card  [CLIENT]  30.0 ms  # spent 30.0 ms (100 %)
        """);
  }

  @Test
  void aBusyMachineIsAllowedForInAPart() {
    runner.contention = 1.5;
    LatencyBudget card = LatencyBudget.of("charge card");

    assertThat(check(card.lessThanShareOf(67, "POST /checkout"), 40).notes())
        .last(InstanceOfAssertFactories.STRING)
        .endsWith("so that up to 75.3 % is allowed");
    assertThat(check(card.lessThanShareOf(95, "POST /checkout"), 40).judgement().allowed())
        .isCloseTo(96.6, Offset.offset(0.1));
  }

  @Test
  void aSpanThatEndsAfterTheWholeIsNoPartOfIt() {
    runner.contention = 1.5;
    LatencyBudget mail = LatencyBudget.of("send mail").lessThanShareOf(60, "POST /checkout");

    BudgetResult result = mail.check(
        traces,
        () -> runner.emit(
            40,
            span("POST /checkout", 1).kind(SpanKind.SERVER).during(0, 40).build(),
            span("send mail", 2).parent(1).during(20, 50).build()),
        runner);

    assertThat(result.verdict()).isEqualTo(Verdict.UNSTABLE);
    assertThat(result.judgement().allowed()).isEqualTo(90);
  }

  @Test
  void theMachineIsProbedBeforeAFailureHoweverManyRunsWereAskedFor() {
    LatencyBudget budget = budget().p90().over(runs(200));

    assertThatThrownBy(() -> check(budget, 112)).isInstanceOf(TraceAssertionError.class);

    assertThat(runner.runs).isEqualTo(200);
    assertThat(runner.probes).isGreaterThan(100);
  }

  @Test
  void strictFailsWhenNothingIsProven() {
    runner.contention = 1.5;
    assertFails(() -> check(budget().strict().as("checkout"), 112), """
        checkout: BEST of `POST /checkout  [SERVER]` is 112.0 ms, expected less than 80 ms, but the runs do not prove it
        "charge card" [CLIENT] spent 84.0 ms of it (75 %) in run 1, which is shown
        536 runs, 0 of them within the budget; the BEST is 112.0 ms or more (99.99 %), and 112.0 ms or less (99 %)
        the machine was busy: a thread took 1.5 times as long as it computed, so that up to 120.0 ms is allowed

        where the time went:
          84.0 ms   75 %  "charge card" [CLIENT]
          28.0 ms   25 %  "POST /checkout" [SERVER]  itself

        trace 4bf92f35: 2 spans, 112.0 ms
          POST /checkout  [SERVER]  112.0 ms
          └─ charge card  [CLIENT]   84.0 ms  # spent 84.0 ms (75 %)

        The machine was too busy to judge times: let nothing else run beside timed tests, or measure a share of the same trace or a count, which do not depend on the machine.
        """);
  }

  @Test
  void slowRunsInARowAreOneObservation() {
    assertFails(
        () -> budget()
            .p90()
            .strict()
            .over(runs(20).atMost(100).failNotBefore(Duration.ZERO))
            .check(traces, () -> checkout(runner.runs < 40 ? 90 : 40), runner),
        """
            P90 of `POST /checkout  [SERVER]` is 90.0 ms, expected less than 80 ms, but the runs do not prove it
            "charge card" [CLIENT] spent 67.5 ms of it (75 %) in run 1, which is shown
            100 runs, 60 of them within the budget; too few to tell
            slow runs came in a row, so that all are worth no more than 1

            where the time went:
              67.5 ms   75 %  "charge card" [CLIENT]
              22.5 ms   25 %  "POST /checkout" [SERVER]  itself

            trace 4bf92f35: 2 spans, 90.0 ms
              POST /checkout  [SERVER]  90.0 ms
              └─ charge card  [CLIENT]  67.5 ms  # spent 67.5 ms (75 %)

            What disturbs the machine lasts nearly as long as the runs: allow more of them, and more time before a failure.
            """);
  }

  @Test
  void aShareOfTheSameTrace() {
    LatencyBudget budget = LatencyBudget.of("charge card").over(runs(5));

    assertThat(check(budget.lessThanShareOf(80, "POST /checkout"), 40).measured())
        .isEqualTo("75 %");
    assertFails(() -> check(budget.lessThanShareOf(40, "POST /checkout"), 40), """
        MEDIAN of "charge card" is 75 %, expected less than 40 % of "POST /checkout"
        "charge card" [CLIENT] spent 30.0 ms of it (100 %) in run 1, which is shown
        125 runs, 0 of them within the budget; the MEDIAN is 75 % or more (99.99 %)

        where the time went:
          30.0 ms  100 %  "charge card" [CLIENT]

        trace 4bf92f35: 2 spans, 40.0 ms
          POST /checkout  [SERVER]  40.0 ms
          └─ charge card  [CLIENT]  30.0 ms  # spent 30.0 ms (100 %)
        """);
  }

  @Test
  void anotherBodyRunsInTurns() {
    LatencyBudget budget = LatencyBudget.ofTrace().over(runs(10).warmup(1));

    BudgetResult same = check(budget.isNotSlowerThan(() -> checkout(40), 10), 40);
    assertThat(same.measured()).isEqualTo("100 %");
    assertThat(same.expected()).isEqualTo("less than 110 % of what the other body takes");
    assertThat(runner.runs).isEqualTo(22);
    assertFails(
        () -> check(budget.isNotSlowerThan(() -> checkout(40), 10), 60 + runner.runs % 5), """
            MEDIAN of the whole trace is 155 %, expected less than 110 % of what the other body takes
            "charge card" [CLIENT] spent 46.5 ms, and 30.0 ms in the other body (medians of 100 runs)
            100 runs, 0 of them within the budget; the MEDIAN is 155 % or more (99.99 %)

            where the time went:
              46.5 ms   75 %  "charge card" [CLIENT]
              15.5 ms   25 %  "POST /checkout" [SERVER]  itself

            trace 4bf92f35: 2 spans, 62.0 ms
              POST /checkout  [SERVER]  62.0 ms
              └─ charge card  [CLIENT]  46.5 ms  # spent 46.5 ms (75 %)
            """);
  }

  @Test
  void aBaselineOfAShareIsGoodOnAnyMachine(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("CheckoutTest.txt");
    LatencyBudget budget = LatencyBudget.of("charge card")
        .over(runs(10))
        .as("checkout")
        .isNoLargerShareOf("POST /checkout", Baselines.creating(file), 10);

    BudgetResult first = check(budget, 40);
    assertThat(first.expected()).isEqualTo("nothing yet");
    assertThat(file)
        .content()
        .contains(
            "checkout: MEDIAN of \"charge card\" as share of \"POST /checkout\" = 75.000 %\n");

    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst("# machine: .*", "# machine: a slow one")
            .replace("75.000 %", "70.000 %"));
    BudgetResult second = check(budget, 400);
    assertThat(second.expected())
        .isEqualTo("less than 77 % of \"POST /checkout\", the baseline and 10 %");
    assertThat(second.change()).contains("+7.1 %");
    assertThat(second.notes()).hasSize(1);

    Files.writeString(file, Files.readString(file).replace("70.000 %", "60.000 %"));
    assertFails(() -> check(budget, 40), """
        checkout: MEDIAN of "charge card" is 75 %, expected less than 66 % of "POST /checkout", the baseline and 10 %
        "charge card" [CLIENT] spent 30.0 ms of it (100 %) in run 1, which is shown
        125 runs, 0 of them within the budget; the MEDIAN is 75 % or more (99.99 %)

        where the time went:
          30.0 ms  100 %  "charge card" [CLIENT]

        trace 4bf92f35: 2 spans, 40.0 ms
          POST /checkout  [SERVER]  40.0 ms
          └─ charge card  [CLIENT]  30.0 ms  # spent 30.0 ms (100 %)
        """);
  }

  @Test
  void aBaselineIsWrittenAndThenKept(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("CheckoutTest.txt");
    LatencyBudget budget = LatencyBudget.of("POST /checkout")
        .over(runs(10))
        .as("checkout")
        .isNotSlowerThan(Baselines.creating(file), 20);

    BudgetResult first = check(budget, 40);
    assertThat(first.expected()).isEqualTo("nothing yet");
    assertThat(first.notes()).last().isEqualTo("written down in " + file);
    assertThat(file).content().contains("checkout: BEST of \"POST /checkout\" = 40.000 ms");

    BudgetResult second = check(budget, 44);
    assertThat(second.expected()).isEqualTo("less than 48.0 ms, the baseline and 20 %");
    assertThat(second.change()).contains("+10.0 %");
    assertThat(file).content().as("stays").contains("= 40.000 ms");

    Files.writeString(
        file, Files.readString(file).replaceFirst("# machine: .*", "# machine: a slow one"));
    assertFails(() -> check(budget, 50), """
        checkout: BEST of "POST /checkout" is 50.0 ms, expected less than 48.0 ms, the baseline and 20 %%
        "charge card" [CLIENT] spent 37.5 ms of it (75 %%) in run 1, which is shown
        300 runs, 0 of them within the budget; the BEST is 50.0 ms or more (99.99 %%)
        the baseline is of another machine: a slow one; this is %s

        where the time went:
          37.5 ms   75 %%  "charge card" [CLIENT]
          12.5 ms   25 %%  "POST /checkout" [SERVER]  itself

        trace 4bf92f35: 2 spans, 50.0 ms
          POST /checkout  [SERVER]  50.0 ms
          └─ charge card  [CLIENT]  37.5 ms  # spent 37.5 ms (75 %%)
        """.formatted(machine()));
  }

  @Test
  void aRunOfAnotherShapeEndsEverything() {
    assertFails(
        () -> budget()
            .check(
                traces,
                () -> {
                  if (runner.runs < 8) {
                    checkout(40);
                  } else {
                    runner.emit(40, root(40), span("retry", 2).parent(1).build());
                  }
                },
                runner),
        """
            run 4: trace 4bf92f35 does not have the expected shape: 1 missing, 1 unexpected
            missing `charge card  [CLIENT]`, a child of "POST /checkout" [SERVER]: no other captured span is like it
            unexpected "retry", a child of "POST /checkout" [SERVER]
            the expected shape is that of run 1: runs that do different things cannot be compared

              POST /checkout  [SERVER]  40.0 ms
            - ├─ charge card  [CLIENT]           # missing
            + └─ retry                   1.0 ms  # unexpected
            """);
    assertThat(runner.runs).isEqualTo(9);
  }

  private static String machine() {
    return "%d processors, %s, %s; JDK %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.arch"),
            System.getProperty("os.name"),
            System.getProperty("java.version"));
  }

  private static SpanData root(double millis) {
    return span("POST /checkout", 1).kind(SpanKind.SERVER).during(0, millis).build();
  }

  @Test
  void aRunWithoutTheSpanEndsEverything() {
    assertFails(
        () -> check(LatencyBudget.of("charge cart").lessThan(Duration.ofMillis(80)), 40), """
        run 1: no span "charge cart" in trace 4bf92f35
        nearest: "charge card", "POST /checkout"

        trace 4bf92f35: 2 spans, 40.0 ms
          POST /checkout  [SERVER]  40.0 ms
          └─ charge card  [CLIENT]  30.0 ms
        """);
  }

  @Test
  void aRunWithoutSpansEndsEverything() {
    assertFails(() -> budget().check(traces, () -> runner.emit(40), runner), """
        run 1: no spans captured: the fake has nothing

          SDK      fake
          started  0 spans

        Give the fake some spans.
        """);
  }

  @Test
  void aSpanThatTookNoTimeHasNoParts() {
    assertThat(check(budget(), 0).measured()).isEqualTo("0.0 ms");
    assertFails(
        () -> check(LatencyBudget.of("charge card").lessThanShareOf(80, "POST /checkout"), 0), """
            run 1: "POST /checkout" took no time, so that nothing is a part of it

            trace 4bf92f35: 2 spans, 0.0 ms
              POST /checkout  [SERVER]  0.0 ms
              └─ charge card  [CLIENT]  0.0 ms
            """);
  }

  @Test
  void whatTheBodyThrowsIsThrown() {
    IOException failure = new IOException("the shop is closed");

    assertThatThrownBy(() -> budget()
            .check(
                traces,
                () -> {
                  checkout(40);
                  throw failure;
                },
                runner))
        .isSameAs(failure);
    assertThat(runner.runs).isEqualTo(1);
    assertThat(traces.traces()).as("those of the run that failed").hasSize(1);
    assertThatThrownBy(() -> check(
            LatencyBudget.ofTrace()
                .isNotSlowerThan(
                    () -> {
                      throw failure;
                    },
                    10),
            40))
        .isSameAs(failure);
  }

  @Test
  void theBodyAssertsOnItsOwnRun() {
    budget()
        .check(
            traces,
            () -> {
              checkout(40);
              assertThat(traces).hasSingleTrace().hasSpanCount(2);
            },
            runner);

    assertThat(traces).hasNoSpans();
  }

  @Test
  void aSlowerMachineIsScaled() {
    System.setProperty("traceassert.latency.scale", "2");
    try {
      assertThat(check(budget(), 112).expected())
          .isEqualTo("less than 160 ms (80 ms × 2, traceassert.latency.scale)");
    } finally {
      System.clearProperty("traceassert.latency.scale");
    }
  }

  @Test
  void badArguments() {
    assertThatThrownBy(() -> LatencyBudget.ofTrace().lessThan(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("duration must be more than zero and less than 30 days, but is 0 s");
    assertThatThrownBy(() -> LatencyBudget.ofTrace().lessThan(Duration.ofDays(30)))
        .hasMessage("duration must be more than zero and less than 30 days, but is 2592000 s");
    assertThatThrownBy(() -> LatencyBudget.of("a").lessThanShareOf(0, "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("percent must be more than 0, but is 0.0");
    assertThatThrownBy(() -> LatencyBudget.of("a").isNotSlowerThan(() -> {}, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("percent must not be negative, but is -1.0");
    assertThatThrownBy(() -> LatencyBudget.ofTrace().as(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("text must not be blank");
    assertThatThrownBy(() -> LatencyBudget.ofTrace().as("a\nb"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("text must be one line, but is \"a\nb\"");
    assertThatThrownBy(() -> check(LatencyBudget.ofTrace(), 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the budget has no bound: say lessThan(Duration), lessThanShareOf(…) or isNotSlowerThan(…)");
    assertThatThrownBy(() ->
            check(LatencyBudget.of("charge card").best().lessThanShareOf(5, "POST /checkout"), 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the best of ratios says nothing, since noise makes them less as well as more: say median()");
    assertThatThrownBy(() -> check(budget().p90().over(runs(3)), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "P90 needs 20 runs or more, but runs is 3; fewer are enough for BEST (1) or MEDIAN (5)");
    for (String argument : List.of("pattern", "duration", "wanted", "body", "baseline", "traces")) {
      assertThatThrownBy(() -> nullArgument(argument))
          .isInstanceOf(NullPointerException.class)
          .hasMessage(argument);
    }
  }

  private void nullArgument(String name) {
    switch (name) {
      case "pattern" -> LatencyBudget.of((String) nothing());
      case "duration" -> assertThat(LatencyBudget.ofTrace().lessThan(nothing())).isNull();
      case "wanted" -> assertThat(LatencyBudget.ofTrace().over(nothing())).isNull();
      case "body" -> budget().check(traces, nothing(), runner);
      case "baseline" ->
        assertThat(LatencyBudget.ofTrace().isNotSlowerThan((Baseline) nothing(), 1))
            .isNull();
      default -> budget().check(nothing(), () -> {}, runner);
    }
  }
}
