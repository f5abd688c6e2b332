package io.traceassert.benchmarks;

import io.traceassert.budget.Judgement;
import io.traceassert.budget.Runs;
import io.traceassert.budget.Statistic;
import io.traceassert.budget.Trial;
import io.traceassert.budget.Verdict;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How often budgets over repeated runs err, on noise of which the true statistic is known: red
 * though it is 20 % within the budget, and not red though every run has become half as slow again.
 * Nothing is timed, so that the table is the same each time.
 */
final class BudgetSimulation {

  private static final int LONG_RUN = 2_000_000;
  private static final double WITHIN = 0.8;
  private static final double REGRESSION = 1.5;
  private static final double CAUGHT = 0.99;
  private static final int MOST_RUNS = 100_000;

  private final int innocent;
  private final int guilty;

  private BudgetSimulation(int innocent, int guilty) {
    this.innocent = innocent;
    this.guilty = guilty;
  }

  /** Takes the number of trials within the budget, of those beyond it, and words of a noise. */
  public static void main(String[] arguments) {
    new BudgetSimulation(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]))
        .print(arguments.length > 2 ? arguments[2] : "");
  }

  private void print(String words) {
    System.out.println(
        "| noise | statistic | 20 % within: FAIL | UNSTABLE | runs | 50 % slower: FAIL | PASS | runs | patient: FAIL | PASS | runs |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
    List<Noise> noises =
        Noise.all().stream().filter(noise -> noise.name().contains(words)).toList();
    for (Noise noise : noises) {
      for (Statistic statistic : Statistic.values()) {
        System.out.println(row(noise, statistic));
      }
    }
  }

  private String row(Noise noise, Statistic statistic) {
    double bound = noise.quantile(share(statistic), LONG_RUN) / WITHIN;
    Runs runs = Runs.runs(statistic.minimumRuns());
    Outcome kept = trials(noise, statistic, bound, 1, runs, innocent);
    Outcome exceeded = trials(noise, statistic, bound, REGRESSION, runs, guilty);
    String row = "| %s | %s | %s | %s |"
        .formatted(noise.name(), statistic, kept.asKept(), exceeded.asExceeded());
    return exceeded.isCaught() || !noise.usual().equals(noise.actual())
        ? row + " | | |"
        : row
            + " %s |"
                .formatted(trials(noise, statistic, bound, REGRESSION, patient(runs), guilty)
                    .asExceeded());
  }

  /** Thirty times as long as the rarest noise takes to come again. */
  private static Runs patient(Runs runs) {
    return runs.atMost(MOST_RUNS)
        .timeLimit(Duration.ofMinutes(10))
        .failNotBefore(Duration.ofMinutes(1));
  }

  /** What the statistic estimates: of the best, what one run in twenty keeps. */
  private static double share(Statistic statistic) {
    if (statistic == Statistic.BEST) {
      return 0.05;
    }
    double[] percent = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
    return statistic.of(percent) / 100;
  }

  private static Outcome trials(
      Noise noise, Statistic statistic, double bound, double factor, Runs runs, int trials) {
    return IntStream.range(0, trials)
        .parallel()
        .mapToObj(seed ->
            trial(noise.actual().apply(new SplittableRandom(seed)), statistic, bound, factor, runs))
        .collect(Outcome::new, Outcome::add, Outcome::add);
  }

  private static Judgement trial(
      Noise.Series series, Statistic statistic, double bound, double factor, Runs runs) {
    Trial trial = Trial.of(statistic, bound, runs);
    double elapsed = 0;
    while (true) {
      double millis = series.next() * factor;
      elapsed += millis;
      double contention = series.contention();
      Optional<Judgement> judgement = trial.add(
          millis, Duration.ofNanos((long) (elapsed * 1e6)), contention, bound * contention);
      if (judgement.isPresent()) {
        return judgement.get();
      }
    }
  }

  /** Counts verdicts. */
  private static final class Outcome {

    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    private int trials;
    private long runs;

    void add(Judgement judgement) {
      counts.merge(judgement.verdict(), 1, Integer::sum);
      trials++;
      runs += judgement.runs();
    }

    void add(Outcome other) {
      other.counts.forEach((verdict, count) -> counts.merge(verdict, count, Integer::sum));
      trials += other.trials;
      runs += other.runs;
    }

    int count(Verdict verdict) {
      return counts.getOrDefault(verdict, 0);
    }

    String asKept() {
      return String.format(
          Locale.ROOT,
          "%d of %,d%s | %.2f %% | %d",
          count(Verdict.FAIL),
          trials,
          share(Verdict.FAIL) > 1e-4 ? " **missed**" : "",
          100 * share(Verdict.UNSTABLE),
          runs / trials);
    }

    String asExceeded() {
      return String.format(
          Locale.ROOT,
          "%.1f %%%s | %.1f %% | %d",
          100 * share(Verdict.FAIL),
          isCaught() ? "" : " **missed**",
          100 * share(Verdict.PASS),
          runs / trials);
    }

    boolean isCaught() {
      return share(Verdict.FAIL) >= CAUGHT;
    }

    private double share(Verdict verdict) {
      return (double) count(verdict) / trials;
    }
  }
}
