package io.traceassert.budget;

import static io.traceassert.budget.Runs.runs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class TrialTest {

  private static final double BOUND = 10;

  /**
   * Adds runs of 10 ms until there is a judgement; the measurement depends on the number, from 1.
   */
  private static Judgement judge(Statistic statistic, Runs runs, IntToDoubleFunction measured) {
    return judge(statistic, runs, measured, 1);
  }

  private static Judgement judge(
      Statistic statistic, Runs runs, IntToDoubleFunction measured, double contention) {
    Trial trial = Trial.of(statistic, BOUND, runs);
    for (int run = 1; ; run++) {
      Optional<Judgement> judgement = trial.add(
          measured.applyAsDouble(run),
          Duration.ofMillis(10L * run),
          contention,
          BOUND * contention);
      if (judgement.isPresent()) {
        return judgement.get();
      }
    }
  }

  @Test
  void passesAsSoonAsItCan() {
    assertThat(judge(Statistic.BEST, runs(1), run -> 8).runs()).isEqualTo(2);
    assertThat(judge(Statistic.MEDIAN, runs(5), run -> 8).runs()).isEqualTo(7);
    assertThat(atOnce(Statistic.P90, 20)).isEqualTo(44);
    assertThat(atOnce(Statistic.P90, 50)).isEqualTo(50);
    assertThat(atOnce(Statistic.P95, 40)).isEqualTo(90);
    assertThat(atOnce(Statistic.P99, 200)).isEqualTo(459);
  }

  private static int atOnce(Statistic statistic, int count) {
    return judge(statistic, runs(count).failNotBefore(Duration.ZERO), run -> 8).runs();
  }

  @Test
  void whatHappensNowAndThenIsWaitedFor() {
    assertThat(judge(Statistic.P90, runs(20), run -> 8).runs()).isEqualTo(250); // 2.5 s
    assertThat(judge(Statistic.P99, runs(200), run -> 8).runs()).isEqualTo(459);
  }

  @Test
  void oneSlowRunIsNotOneTooMany() {
    Judgement judgement =
        judge(Statistic.P90, runs(30).failNotBefore(Duration.ZERO), run -> run == 7 ? 100 : 8);

    assertThat(judgement)
        .isEqualTo(
            new Judgement(Verdict.PASS, Statistic.P90, BOUND, 8, 8, 8, 64, 64, 63, 1, BOUND));
  }

  @Test
  void failsOnlyAfterItsTime() {
    Judgement judgement = judge(Statistic.MEDIAN, runs(5), run -> 12);

    assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(judgement.runs()).isEqualTo(500); // 5 s
  }

  @Test
  void failsLaterWhenItIsNotSure() {
    // 20 % of the runs are beyond the bound, of 10 % that may be
    Judgement judgement =
        judge(Statistic.P90, runs(20).failNotBefore(Duration.ZERO), run -> run % 5 == 0 ? 12 : 8);

    assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(judgement.runs()).isEqualTo(300); // after looks at 100 and 300
  }

  @Test
  void aMachineThatIsSlowForAWhileProvesNothing() {
    Judgement judgement = judge(
        Statistic.MEDIAN,
        runs(5).atMost(200).failNotBefore(Duration.ofSeconds(2)),
        run -> run < 120 ? 12 : 8);

    assertThat(judgement.verdict()).isEqualTo(Verdict.UNSTABLE);
    assertThat(judgement.runs()).isEqualTo(200);
    assertThat(judgement.effective()).isEqualTo(1);
  }

  @Test
  void aBusyMachineIsAllowedFor() {
    Judgement judgement = judge(Statistic.MEDIAN, runs(5), run -> 12, 1.3);

    assertThat(judgement.verdict()).isEqualTo(Verdict.UNSTABLE);
    assertThat(judge(Statistic.MEDIAN, runs(5), run -> 12, 1.1).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void endsWithItsTime() {
    Judgement judgement = judge(
        Statistic.MEDIAN, runs(5).timeLimit(Duration.ofSeconds(6)), run -> run % 2 == 0 ? 12 : 8);

    assertThat(judgement.verdict()).isEqualTo(Verdict.UNSTABLE);
    assertThat(judgement.runs()).isEqualTo(600);
    assertThat(judge(
                Statistic.MEDIAN,
                runs(5).atMost(100_000).timeLimit(Duration.ofSeconds(6)),
                run -> run % 2 == 0 ? 12 : 8)
            .runs())
        .isEqualTo(600);
  }

  @Test
  void tooFewRunsAreRefused() {
    assertThatThrownBy(() -> Trial.of(Statistic.P99, BOUND, runs(30)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "P99 needs 200 runs or more, but runs is 30; fewer are enough for BEST (1) or MEDIAN (5)");
  }
}
