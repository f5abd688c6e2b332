package io.traceassert.junit.w3c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake is caught by the rules that it breaks, and by no other. */
class WrongShopsTest {

  @Test
  void aShopWithoutMistakesPassesAllTests() {
    Conformance tests = Conformance.of(new Shop());

    assertThat(tests.failed()).isEmpty();
    assertThat(tests.aborted()).isEmpty();
    assertThat(tests.passed()).isEqualTo(Rules.names().size());
  }

  @Test
  void eachRuleLooksAtSomething() {
    assertThat(Rules.of(false).stream().flatMap(group -> group.rules().stream()))
        .filteredOn(rule -> rule.checks().isEmpty())
        .containsExactly(TraceparentRules.CALLS_BACK);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(new WrongShops.RestartsEveryTrace(), Set.of("traceparent-continued")),
        arguments(new WrongShops.KeepsTheParentId(), Set.of("parent-id-new")),
        arguments(new WrongShops.RepeatsItsIds(), Set.of("parent-id-unique")),
        arguments(new WrongShops.SendsOnWhatItCannotRead(), unreadable()),
        arguments(
            new WrongShops.ReadsUpperCase(),
            Set.of("trace-id-upper", "parent-id-upper", "flags-upper")),
        arguments(
            new WrongShops.SendsOnEveryFlag(),
            Set.of("flags-unknown-unsampled", "flags-unknown-all", "higher-version-flags")),
        arguments(
            new WrongShops.RestartsTracesWithUnknownFlags(), Set.of("flags-unknown-continued")),
        arguments(
            new WrongShops.SendsOnTheHigherVersion(),
            Set.of("higher-version-known", "higher-version-known-long")),
        arguments(
            new WrongShops.DropsTheFlagRandom(),
            Set.of("random-flag-kept", "random-flag-kept-sampled")),
        arguments(new WrongShops.CountsTraces(), Set.of("random-flag-true")),
        arguments(new WrongShops.DropsTracestate(), Set.of("tracestate-forwarded")),
        arguments(
            new WrongShops.AppendsItsMember(),
            Set.of("tracestate-new-first", "tracestate-32-members")),
        arguments(new WrongShops.ReversesTracestate(), Set.of("tracestate-order")),
        arguments(
            new WrongShops.ReadsOneTracestateHeader(),
            Set.of("tracestate-combined", "tracestate-empty-before")),
        arguments(
            new WrongShops.KeepsTracestateOfAnInvalidTraceparent(),
            named("tracestate", "is discarded")),
        arguments(
            new WrongShops.RestartsTheTraceOfAnInvalidTracestate(),
            withoutDuplicates(
                named("", "does not affect traceparent", "do not affect traceparent"))),
        arguments(new WrongShops.CutsTracestateAnywhere(), Set.of("tracestate-cut-at-members")),
        arguments(new WrongShops.TrimsValues(), Set.of("tracestate-value-leading-space")));
  }

  /** Whatever is invalid, and two of what is valid. */
  private static Set<String> unreadable() {
    return Stream.of(named("", "is ignored", "are ignored"), Set.of("traceparent-twice"))
        .flatMap(Set::stream)
        .filter(id -> !id.endsWith("-white-space") && !id.endsWith("twice-ignored"))
        .collect(Collectors.toSet());
  }

  private static Set<String> withoutDuplicates(Set<String> ids) {
    return ids.stream()
        .filter(id -> !id.contains("-twice") && !id.contains("two-headers"))
        .collect(Collectors.toSet());
  }

  /** The rules whose titles begin and end so. */
  private static Set<String> named(String beginning, String... endings) {
    return Rules.of(false).stream()
        .flatMap(group -> group.rules().stream())
        .filter(rule -> rule.title().startsWith(beginning))
        .filter(rule -> List.of(endings).stream().anyMatch(rule.title()::endsWith))
        .map(Rule::id)
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsCaughtByTheRulesThatItBreaks(Propagation shop, Set<String> rules) {
    assertThat(Conformance.of(shop).failed().keySet()).isEqualTo(rules);
  }

  @Test
  void whatRestsOnABrokenRuleIsNotJudged() {
    Conformance tests = Conformance.of(new WrongShops.ReversesTracestate());

    assertThat(tests.notJudged()).containsExactly("tracestate-combined");
    assertThat(tests.notRecommended()).containsExactly("tracestate-32-members-kept");
    assertThat(tests.passed()).isEqualTo(Rules.names().size() - 3);
  }

  @Test
  void whatIsLegalDoesNotFail() {
    Conformance tests = Conformance.of(new WrongShops.KnowsOnlyOneVersion());

    assertThat(tests.failed()).isEmpty();
    assertThat(tests.notRecommended())
        .containsExactly(
            "higher-version", "higher-version-cc", "higher-version-dash", "higher-version-more");
  }

  @Test
  void aShopWithoutTracingContinuesNothing() {
    Conformance tests = Conformance.of(received -> List.of());

    assertThat(tests.failed().keySet()).containsExactly("traceparent-continued");
    assertThat(tests.notRecommended()).contains("traceparent-missing", "version-ff");
  }
}
