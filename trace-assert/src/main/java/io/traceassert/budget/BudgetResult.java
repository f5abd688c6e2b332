package io.traceassert.budget;

import java.util.List;
import java.util.Optional;

/**
 * What came of a budget, as reports print it.
 *
 * @param budget what was measured: {@code P90 of "POST /checkout" [SERVER]}
 * @param expected what it should be: {@code less than 80 ms}
 * @param measured what it is: {@code 71.2 ms}
 * @param judgement the verdict and its figures: nanoseconds, or percent if the budget is relative
 * @param guilty who had most of the time in the run whose value is the statistic; empty if nobody
 *     is known
 * @param change what became of it since the baseline was written: {@code +3 %}; empty without one
 * @param notes what else is to be known, each a sentence
 */
public record BudgetResult(
    String budget,
    String expected,
    String measured,
    Judgement judgement,
    Optional<String> guilty,
    Optional<String> change,
    List<String> notes) {

  /** Copies the notes. */
  public BudgetResult {
    notes = List.copyOf(notes);
  }

  /**
   * Returns the verdict.
   *
   * @return that of the judgement
   */
  public Verdict verdict() {
    return judgement.verdict();
  }
}
