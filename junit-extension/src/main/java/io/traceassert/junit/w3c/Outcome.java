package io.traceassert.junit.w3c;

import java.util.List;

/**
 * What became of a rule.
 *
 * @param problem what is wrong, in one line; empty if nothing is
 * @param right what would be right
 * @param exchanges what was sent and what came back; empty if nothing was sent
 */
record Outcome(Kind kind, String problem, String right, List<Exchange> exchanges) {

  /** How a rule came out. */
  enum Kind {
    OBEYED,
    BROKEN,
    /** It is legal, and not what is recommended. */
    NOT_RECOMMENDED,
    /** Another rule is broken without which this one says nothing. */
    NOT_JUDGED,
    /** The service does not call back: nothing was sent. */
    NOT_TESTED
  }

  static Outcome obeyed(List<Exchange> exchanges) {
    return new Outcome(Kind.OBEYED, "", "", exchanges);
  }

  static Outcome of(Check check, String problem, List<Exchange> exchanges) {
    Kind kind = check.strength() == Strength.MUST ? Kind.BROKEN : Kind.NOT_RECOMMENDED;
    return new Outcome(kind, problem, check.right(), exchanges);
  }

  static Outcome notCalledBack(String problem, List<Exchange> exchanges) {
    return new Outcome(Kind.BROKEN, problem, "the service calls back once", exchanges);
  }

  /** What this, of a rule that is needed, means for another. */
  Outcome forDependent(Rule needed) {
    boolean calledBack = !needed.equals(TraceparentRules.CALLS_BACK) && kind != Kind.NOT_TESTED;
    return calledBack
        ? new Outcome(
            Kind.NOT_JUDGED,
            "cannot be judged without " + needed.id() + ": " + problem,
            "first of all " + needed.id() + ", see its test",
            List.of())
        : new Outcome(
            Kind.NOT_TESTED, problem, "first of all calls-back, see the first test", List.of());
  }
}
