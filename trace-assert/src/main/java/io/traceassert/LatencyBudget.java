package io.traceassert;

import static java.util.Objects.requireNonNull;

import io.traceassert.budget.Baseline;
import io.traceassert.budget.BudgetResult;
import io.traceassert.budget.Machine;
import io.traceassert.budget.Runs;
import io.traceassert.budget.Statistic;
import io.traceassert.budget.Verdict;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Durations;
import java.time.Duration;
import org.assertj.core.annotation.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * An upper bound on the time that spans take, checked on repeated runs. Immutable.
 *
 * <pre>{@code
 * LatencyBudget.of("charge card").selfTime().median().lessThan(Duration.ofMillis(20))
 *     .over(runs(30).warmup(5))
 *     .check(traces, () -> shop.checkout());
 * }</pre>
 *
 * <p>It fails only when it is sure: when the statistic is beyond the bound with a confidence of
 * 99.99 %, on a machine that is no busier than allowed for; and it passes when the statistic is
 * within the bound with one of 99 %. While neither is so, the body runs again, as often as
 * {@link Runs} allows; what is not sure then is {@link Verdict#UNSTABLE}, a warning unless the
 * budget is {@link #strict()}.
 *
 * <p>Every run must have the shape of the first, and the spans that are measured; what the body
 * throws ends everything.
 */
public final class LatencyBudget {

  private final Measure measure;
  private final @Nullable BudgetBound bound;
  private final @Nullable Statistic statistic;
  private final @Nullable Runs runs;
  private final String name;
  private final boolean isStrict;

  private LatencyBudget(
      Measure measure,
      @Nullable BudgetBound bound,
      @Nullable Statistic statistic,
      @Nullable Runs runs,
      String name,
      boolean isStrict) {
    this.measure = measure;
    this.bound = bound;
    this.statistic = statistic;
    this.runs = runs;
    this.name = name;
    this.isStrict = isStrict;
  }

  /**
   * Begins a budget for the spans as described. The times of several in one run are added up.
   *
   * @param pattern the spans, as {@link SpanPattern#of} reads them; a name will do
   * @return a budget without a bound
   * @throws IllegalArgumentException if the pattern cannot be read
   */
  public static LatencyBudget of(String pattern) {
    return of(SpanPattern.of(requireNonNull(pattern, "pattern")));
  }

  /**
   * Begins a budget for the spans as described. The times of several in one run are added up.
   *
   * @param pattern the spans
   * @return a budget without a bound
   */
  public static LatencyBudget of(SpanPattern pattern) {
    return of(new Measure(requireNonNull(pattern, "pattern"), false));
  }

  /**
   * Begins a budget for the whole trace: the span that it begins with. The times of several traces
   * in one run are added up.
   *
   * @return a budget without a bound
   */
  public static LatencyBudget ofTrace() {
    return of(new Measure(null, false));
  }

  private static LatencyBudget of(Measure measure) {
    return new LatencyBudget(measure, null, null, null, "", false);
  }

  /**
   * Measures the self time of the spans: that in which no child of theirs ran.
   *
   * @return the changed budget
   */
  @CheckReturnValue
  public LatencyBudget selfTime() {
    Measure selfTime = new Measure(measure.pattern(), true);
    return new LatencyBudget(selfTime, bound, statistic, runs, name, isStrict);
  }

  /**
   * Sets what is made of the runs. Unless it is said, {@link Statistic#BEST} of times, since noise
   * only adds to them, and {@link Statistic#MEDIAN} of percentages.
   *
   * @param wanted the statistic
   * @return the changed budget
   */
  @CheckReturnValue
  public LatencyBudget statistic(Statistic wanted) {
    requireNonNull(wanted, "wanted");
    return new LatencyBudget(measure, bound, wanted, runs, name, isStrict);
  }

  /**
   * Judges the best run.
   *
   * @return the changed budget
   */
  @CheckReturnValue
  public LatencyBudget best() {
    return statistic(Statistic.BEST);
  }

  /**
   * Judges the median: 5 runs or more.
   *
   * @return the changed budget
   */
  @CheckReturnValue
  public LatencyBudget median() {
    return statistic(Statistic.MEDIAN);
  }

  /**
   * Judges what 90 % of the runs do not exceed: 20 runs or more.
   *
   * @return the changed budget
   */
  @CheckReturnValue
  public LatencyBudget p90() {
    return statistic(Statistic.P90);
  }

  /**
   * Judges what 95 % of the runs do not exceed: 40 runs or more.
   *
   * @return the changed budget
   */
  @CheckReturnValue
  public LatencyBudget p95() {
    return statistic(Statistic.P95);
  }

  /**
   * Judges what 99 % of the runs do not exceed: 200 runs or more.
   *
   * @return the changed budget
   */
  @CheckReturnValue
  public LatencyBudget p99() {
    return statistic(Statistic.P99);
  }

  /**
   * Sets the bound. It is multiplied by the system property {@code traceassert.latency.scale}.
   *
   * @param duration what the statistic must be less than, more than zero
   * @return the changed budget
   * @throws IllegalArgumentException if the duration is zero or negative, or longer than 30 days
   */
  @CheckReturnValue
  public LatencyBudget lessThan(Duration duration) {
    requireNonNull(duration, "duration");
    if (duration.isNegative() || duration.isZero() || duration.toDays() >= 30) {
      throw new IllegalArgumentException(
          "duration must be more than zero and less than 30 days, but is "
              + Durations.exact(duration));
    }
    return bound(new BudgetBound.Time(duration));
  }

  /**
   * Sets a bound that depends on other spans of the same run, and so does not depend on the
   * machine.
   *
   * @param percent what part of the others' time the statistic must be less than, for example 20
   * @param pattern the other spans, as {@link SpanPattern#of} reads them; a name will do
   * @return the changed budget
   * @throws IllegalArgumentException if the percentage is not positive, or the pattern cannot be
   *     read
   */
  @CheckReturnValue
  public LatencyBudget lessThanShareOf(double percent, String pattern) {
    return lessThanShareOf(percent, SpanPattern.of(requireNonNull(pattern, "pattern")));
  }

  /**
   * Sets a bound that depends on other spans of the same run, and so does not depend on the
   * machine.
   *
   * @param percent what part of the others' time the statistic must be less than, for example 20
   * @param pattern the other spans
   * @return the changed budget
   * @throws IllegalArgumentException if the percentage is not positive
   */
  @CheckReturnValue
  public LatencyBudget lessThanShareOf(double percent, SpanPattern pattern) {
    requireNonNull(pattern, "pattern");
    if (!(percent > 0)) {
      throw new IllegalArgumentException("percent must be more than 0, but is " + percent);
    }
    return bound(new BudgetBound.Share(percent, new Measure(pattern, false)));
  }

  /**
   * Sets a bound that depends on another body, which runs in turns with the one that is checked:
   * what disturbs the one disturbs the other. Of each pair the ratio is taken.
   *
   * @param body for example the code before a change, with the same spans
   * @param percent how much slower the checked one may be, 0 or more
   * @return the changed budget
   * @throws IllegalArgumentException if the percentage is negative
   */
  @CheckReturnValue
  public LatencyBudget isNotSlowerThan(CapturedTraces.Body<?> body, double percent) {
    requireNonNull(body, "body");
    return bound(new BudgetBound.OtherBody(body, notNegative(percent)));
  }

  /**
   * Sets a bound that was measured before, and committed. A time is that of the machine which
   * measured it; what is measured by {@link #isNoLargerShareOf} can be compared on any.
   *
   * @param baseline the file
   * @param percent how much slower the body may have become, 0 or more
   * @return the changed budget
   * @throws IllegalArgumentException if the percentage is negative
   */
  @CheckReturnValue
  public LatencyBudget isNotSlowerThan(Baseline baseline, double percent) {
    requireNonNull(baseline, "baseline");
    return bound(new BudgetBound.Written(baseline, notNegative(percent), null));
  }

  /**
   * Sets a bound that was measured before, and committed, as a part of what other spans of the same
   * run took: so it does not depend on the machine.
   *
   * @param pattern the other spans, as {@link SpanPattern#of} reads them; a name will do
   * @param baseline the file
   * @param percent how much larger the part may have become, 0 or more: 10 allows 22 % where 20 %
   *     were measured
   * @return the changed budget
   * @throws IllegalArgumentException if the percentage is negative, or the pattern cannot be read
   */
  @CheckReturnValue
  public LatencyBudget isNoLargerShareOf(String pattern, Baseline baseline, double percent) {
    return isNoLargerShareOf(SpanPattern.of(requireNonNull(pattern, "pattern")), baseline, percent);
  }

  /**
   * Sets a bound that was measured before, and committed, as a part of what other spans of the same
   * run took: so it does not depend on the machine.
   *
   * @param pattern the other spans
   * @param baseline the file
   * @param percent how much larger the part may have become, 0 or more: 10 allows 22 % where 20 %
   *     were measured
   * @return the changed budget
   * @throws IllegalArgumentException if the percentage is negative
   */
  @CheckReturnValue
  public LatencyBudget isNoLargerShareOf(SpanPattern pattern, Baseline baseline, double percent) {
    Measure whole = new Measure(requireNonNull(pattern, "pattern"), false);
    requireNonNull(baseline, "baseline");
    return bound(new BudgetBound.Written(baseline, notNegative(percent), whole));
  }

  private static double notNegative(double percent) {
    if (!(percent >= 0)) {
      throw new IllegalArgumentException("percent must not be negative, but is " + percent);
    }
    return percent;
  }

  private LatencyBudget bound(BudgetBound wanted) {
    return new LatencyBudget(measure, wanted, statistic, runs, name, isStrict);
  }

  /**
   * Sets how often the body runs. Unless it is said: ten times, or as often as the statistic needs,
   * after five times that do not count.
   *
   * @param wanted the runs
   * @return the changed budget
   */
  @CheckReturnValue
  public LatencyBudget over(Runs wanted) {
    requireNonNull(wanted, "wanted");
    return new LatencyBudget(measure, bound, statistic, wanted, name, isStrict);
  }

  /**
   * Names the budget, in messages, reports and baselines.
   *
   * @param text for example the name of the test
   * @return the changed budget
   * @throws IllegalArgumentException if it is blank, or has several lines
   */
  @CheckReturnValue
  public LatencyBudget as(String text) {
    if (Arguments.notBlank(text, "text").lines().count() > 1) {
      throw new IllegalArgumentException("text must be one line, but is \"" + text + "\"");
    }
    return new LatencyBudget(measure, bound, statistic, runs, text.strip(), isStrict);
  }

  /**
   * Makes the budget fail when the runs prove nothing, instead of warn.
   *
   * @return the changed budget
   */
  @CheckReturnValue
  public LatencyBudget strict() {
    return new LatencyBudget(measure, bound, statistic, runs, name, true);
  }

  /**
   * Runs the body until the budget is judged.
   *
   * @param traces where the spans of the body are captured
   * @param body what is measured; it may assert on the same traces, which are those of its run then
   * @return the verdict, PASS or UNSTABLE, and its figures
   * @throws X what the body throws
   * @throws IllegalStateException if no bound was set
   * @throws IllegalArgumentException if the runs are too few for the statistic
   * @throws TraceAssertionError if the budget is exceeded; if it is strict and the runs prove
   *     nothing; if a run has no spans, other spans than the first, or none of those that are
   *     measured
   */
  public <X extends Throwable> BudgetResult check(
      CapturedTraces traces, CapturedTraces.Body<X> body) throws X {
    return check(traces, body, Machine.real());
  }

  <X extends Throwable> BudgetResult check(
      CapturedTraces traces, CapturedTraces.Body<X> body, Machine machine) throws X {
    requireNonNull(traces, "traces");
    requireNonNull(body, "body");
    if (bound == null) {
      throw new IllegalStateException(
          "the budget has no bound: say lessThan(Duration), lessThanShareOf(…) or isNotSlowerThan(…)");
    }
    Statistic judged = judged(bound);
    Runs repeated = runs == null ? Runs.runs(Math.max(10, judged.minimumRuns())).warmup(5) : runs;
    return new BudgetRuns<>(
            new BudgetPlan(measure, bound, judged, repeated, name, isStrict), traces, body, machine)
        .result();
  }

  private Statistic judged(BudgetBound compared) {
    if (statistic == null) {
      return compared.isRelative() ? Statistic.MEDIAN : Statistic.BEST;
    }
    if (statistic == Statistic.BEST && compared.isRelative()) {
      throw new IllegalStateException(
          "the best of ratios says nothing, since noise makes them less as well as more: say median()");
    }
    return statistic;
  }
}
