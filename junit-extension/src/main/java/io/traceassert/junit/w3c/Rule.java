package io.traceassert.junit.w3c;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A rule of the recommendation, with the request that shows whether it is obeyed.
 *
 * @param id what messages and {@code deviating} call it
 * @param title the rule in a few words
 * @param sent the headers of the request
 * @param times how often it is sent
 * @param needs a rule without which this one cannot be judged
 */
record Rule(
    String id,
    String title,
    Section section,
    List<Header> sent,
    int times,
    Optional<Rule> needs,
    List<Check> checks) {

  static Rule of(String id, String title, Section section) {
    return new Rule(id, title, section, List.of(), 1, Optional.empty(), List.of());
  }

  Rule traceparent(String value) {
    return header(Header.TRACEPARENT, value);
  }

  Rule tracestate(String value) {
    return header(Header.TRACESTATE, value);
  }

  Rule header(String name, String value) {
    List<Header> more = new ArrayList<>(sent);
    more.add(new Header(name, value));
    return new Rule(id, title, section, List.copyOf(more), times, needs, checks);
  }

  Rule times(int number) {
    return new Rule(id, title, section, sent, number, needs, checks);
  }

  Rule needs(Rule rule) {
    return new Rule(id, title, section, sent, times, Optional.of(rule), checks);
  }

  Rule checks(Check... more) {
    return new Rule(
        id,
        title,
        section,
        sent,
        times,
        needs,
        Stream.concat(checks.stream(), Stream.of(more)).toList());
  }

  /** That of what binds most; to call back at all is looked at always, and binds. */
  Strength strength() {
    return checks.isEmpty() || checks.stream().anyMatch(check -> check.strength() == Strength.MUST)
        ? Strength.MUST
        : Strength.SHOULD;
  }

  String displayName() {
    return section == Section.NONE ? title : title + " (" + section.number() + ")";
  }
}
