package io.traceassert.budget;

/** What repeated runs prove about a budget. */
public enum Verdict {

  /** The statistic is within the budget, with a confidence of 99 %. */
  PASS,

  /** The statistic is beyond the budget, with a confidence of 99.99 %. */
  FAIL,

  /** The runs differ too much, or are too few, to prove the one or the other. */
  UNSTABLE
}
