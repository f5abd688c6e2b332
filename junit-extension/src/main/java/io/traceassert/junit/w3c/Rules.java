package io.traceassert.junit.w3c;

import io.traceassert.propagation.TraceContextLevel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All rules, in the containers in which a user sees them.
 *
 * @param title of the container
 */
record Rules(String title, List<Rule> rules) {

  /** The rules of Level 1, and those that Level 2 adds to them. */
  static List<Rules> of(TraceContextLevel level) {
    List<Rules> level1 = List.of(
        new Rules("the service", List.of(TraceparentRules.CALLS_BACK)),
        new Rules("traceparent", TraceparentRules.rules()),
        new Rules("invalid traceparent", InvalidTraceparentRules.rules()),
        new Rules("higher versions", HigherVersionRules.rules()),
        new Rules("tracestate", TracestateRules.rules()),
        new Rules("members of tracestate", TracestateMemberRules.rules()));
    return level == TraceContextLevel.LEVEL_1
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
    return of(TraceContextLevel.LEVEL_2).stream()
        .flatMap(group -> group.rules().stream())
        .filter(rule -> rule.id().equals(id))
        .findFirst();
  }

  static List<String> names() {
    return of(TraceContextLevel.LEVEL_2).stream()
        .flatMap(group -> group.rules().stream())
        .map(Rule::id)
        .toList();
  }
}
