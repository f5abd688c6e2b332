package io.traceassert;

import io.traceassert.budget.Runs;
import io.traceassert.budget.Statistic;

/** A latency budget that is complete. */
record BudgetPlan(
    Measure measure,
    BudgetBound bound,
    Statistic statistic,
    Runs runs,
    String name,
    boolean isStrict) {

  /** Names what is judged: {@code P90 of "POST /checkout" [SERVER]}. */
  String phrase() {
    return (name.isEmpty() ? "" : name + ": ") + statistic + " of " + measure.phrase();
  }
}
