package io.traceassert.junit.w3c;

import io.traceassert.junit.Policy;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Turns what became of a rule into a test that passes, fails or is aborted. */
final class Verdict {

  private final Settings settings;
  private final Rule rule;
  private final Outcome outcome;

  Verdict(Settings settings, Rule rule, Outcome outcome) {
    this.settings = settings;
    this.rule = rule;
    this.outcome = outcome;
  }

  void pass() {
    boolean known = settings.deviating().contains(rule.id());
    switch (outcome.kind()) {
      case OBEYED -> obeyed(known);
      case BROKEN -> unless(known, outcome.problem());
      case NOT_RECOMMENDED ->
        unless(
            known || settings.recommendations() != Policy.FAIL,
            "not recommended, though allowed: " + outcome.problem());
      case NOT_JUDGED -> throw new TestAbortedException(text(outcome.problem()));
      case NOT_TESTED -> throw new AssertionFailedError(text("not tested: " + outcome.problem()));
    }
  }

  private void obeyed(boolean known) {
    if (known) {
      throw new AssertionFailedError(
          text("the service obeys %s: take it out of deviating(…)".formatted(rule.id())));
    }
  }

  private void unless(boolean tolerated, String problem) {
    if (tolerated) {
      throw new TestAbortedException(text(problem));
    }
    throw new AssertionFailedError(text(problem));
  }

  private String text(String headline) {
    return new Report(rule, outcome).text(headline);
  }
}
