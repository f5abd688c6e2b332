package io.traceassert.junit;

import io.traceassert.LatencyBudget;
import io.traceassert.budget.Baseline;
import io.traceassert.budget.Runs;
import io.traceassert.budget.Statistic;
import io.traceassert.text.Durations;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Makes a budget of an annotation. */
final class BudgetReader {

  private static final String NUMBER = "([0-9]{1,6}(?:\\.[0-9]{1,3})?)";
  private static final Pattern SHARE = Pattern.compile(NUMBER + " ?% of (\\S.*)");
  private static final Pattern BASELINE =
      Pattern.compile("baseline(?: share of (\\S.*?))?(?: ?\\+ ?" + NUMBER + " ?%)?");

  private static final Duration LONGEST = Duration.ofDays(1);

  private final io.traceassert.junit.LatencyBudget annotation;
  private final ExtensionContext context;

  private BudgetReader(io.traceassert.junit.LatencyBudget annotation, ExtensionContext context) {
    this.annotation = annotation;
    this.context = context;
  }

  static LatencyBudget read(
      io.traceassert.junit.LatencyBudget annotation, ExtensionContext context) {
    try {
      return new BudgetReader(annotation, context).budget();
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException(
          "@LatencyBudget of %s: %s"
              .formatted(context.getRequiredTestMethod().getName(), e.getMessage()),
          e);
    }
  }

  private LatencyBudget budget() {
    LatencyBudget budget =
        annotation.of().isBlank() ? LatencyBudget.ofTrace() : LatencyBudget.of(annotation.of());
    budget = annotation.selfTime() ? budget.selfTime() : budget;
    budget = annotation.strict() ? budget.strict() : budget;
    budget = bounded(budget).as(name());
    Statistic[] statistics = annotation.statistic();
    if (statistics.length > 1) {
      throw new IllegalArgumentException(
          "statistic must be one value; a second budget is a second @LatencyBudget");
    }
    return (statistics.length == 0 ? budget : budget.statistic(statistics[0]))
        .over(runs(statistics));
  }

  /** The name of the method; one of several invocations has its display name, too. */
  private String name() {
    String method = context.getRequiredTestMethod().getName();
    String displayed = context.getDisplayName().lines().findFirst().orElse("");
    return displayed.startsWith(method + "(") ? method : method + " " + displayed;
  }

  private Runs runs(Statistic[] statistics) {
    int minimum = statistics.length == 0 ? 1 : statistics[0].minimumRuns();
    int runs = annotation.runs() == 0 ? Math.max(10, minimum) : annotation.runs();
    Runs wanted = Runs.runs(runs)
        .warmup(annotation.warmup())
        .timeLimit(LONGEST)
        .failNotBefore(duration("failNotBefore", annotation.failNotBefore()))
        .timeLimit(duration("timeLimit", annotation.timeLimit()));
    return annotation.atMost() == 0 ? wanted : wanted.atMost(annotation.atMost());
  }

  private LatencyBudget bounded(LatencyBudget budget) {
    String bound = annotation.lessThan().strip();
    Matcher share = SHARE.matcher(bound);
    if (share.matches()) {
      return budget.lessThanShareOf(Double.parseDouble(share.group(1)), share.group(2));
    }
    Matcher baseline = BASELINE.matcher(bound);
    if (baseline.matches()) {
      return sinceBaseline(budget, baseline.group(1), baseline.group(2));
    }
    return budget.lessThan(time(bound));
  }

  private LatencyBudget sinceBaseline(
      LatencyBudget budget, @Nullable String whole, @Nullable String more) {
    Baseline baseline = Baseline.of(context.getRequiredTestClass());
    double percent = more == null ? 0 : Double.parseDouble(more);
    return whole == null
        ? budget.isNotSlowerThan(baseline, percent)
        : budget.isNoLargerShareOf(whole, baseline, percent);
  }

  private static Duration duration(String attribute, String value) {
    try {
      return Durations.read(value.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s must be a time with a unit such as \"5 s\", but is \"%s\""
              .formatted(attribute, value),
          e);
    }
  }

  private static Duration time(String bound) {
    try {
      return Durations.read(bound);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "lessThan must be a time with a unit such as \"80 ms\", a share such as \"20 %% of POST /checkout\", \"baseline + 20 %%\", or \"baseline share of POST /checkout + 20 %%\", but is \"%s\""
              .formatted(bound),
          e);
    }
  }
}
