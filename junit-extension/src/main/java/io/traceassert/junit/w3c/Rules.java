package io.traceassert.junit.w3c;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All rules, in the containers in which a user sees them.
 *
 * @param title of the container
 */
record Rules(String title, List<Rule> rules) {

  /** The rules of Level 1, and if asked for, those that Level 2 adds. */
  static List<Rules> of(boolean onlyLevel1) {
    List<Rules> level1 = List.of(
        new Rules("the service", List.of(TraceparentRules.CALLS_BACK)),
        new Rules("traceparent", TraceparentRules.rules()),
        new Rules("invalid traceparent", InvalidTraceparentRules.rules()),
        new Rules("higher versions", HigherVersionRules.rules()),
        new Rules("tracestate", TracestateRules.rules()),
        new Rules("members of tracestate", TracestateMemberRules.rules()));
    return onlyLevel1
        ? level1
        : Stream.concat(level1.stream(), Stream.of(new Rules("level 2", Level2Rules.rules())))
            .toList();
  }

  Rules thatBind() {
    return of(Strength.MUST);
  }

  Rules thatAdvise() {
    return of(Strength.SHOULD);
  }

  private Rules of(Strength strength) {
    return new Rules(
        title, rules.stream().filter(rule -> rule.strength() == strength).toList());
  }

  static Optional<Rule> named(String id) {
    return of(false).stream()
        .flatMap(group -> group.rules().stream())
        .filter(rule -> rule.id().equals(id))
        .findFirst();
  }

  static List<String> names() {
    return of(false).stream()
        .flatMap(group -> group.rules().stream())
        .map(Rule::id)
        .toList();
  }
}
