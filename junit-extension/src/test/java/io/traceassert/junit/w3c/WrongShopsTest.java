package io.traceassert.junit.w3c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.traceassert.propagation.TraceContextLevel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake is caught by the rules that it breaks, and by no other. */
class WrongShopsTest {

  /** By the class of the shop: each is tested once. */
  private static final Map<Class<?>, Conformance> TESTS = new ConcurrentHashMap<>();

  private static final Propagation NO_TRACING = received -> List.of();

  private static Conformance testsOf(Propagation shop) {
    return TESTS.computeIfAbsent(shop.getClass(), type -> Conformance.of(shop));
  }

  @Test
  void aShopWithoutMistakesPassesAllTests() {
    Conformance tests = testsOf(new Shop());

    assertThat(tests.failed()).isEmpty();
    assertThat(tests.aborted()).isEmpty();
    assertThat(tests.passed()).isEqualTo(Rules.names().size());
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
    return Rules.of(TraceContextLevel.LEVEL_2).stream()
        .flatMap(group -> group.rules().stream())
        .filter(rule -> rule.title().startsWith(beginning))
        .filter(rule -> List.of(endings).stream().anyMatch(rule.title()::endsWith))
        .map(Rule::id)
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsCaughtByTheRulesThatItBreaks(Propagation shop, Set<String> rules) {
    assertThat(testsOf(shop).failed().keySet()).isEqualTo(rules);
  }

  @Test
  void whatRestsOnABrokenRuleIsNotJudged() {
    Conformance tests = testsOf(new WrongShops.ReversesTracestate());

    assertThat(tests.notJudged()).containsExactly("tracestate-combined");
    assertThat(tests.notRecommended()).containsExactly("tracestate-32-members-kept");
    assertThat(tests.passed()).isEqualTo(Rules.names().size() - 3);
  }

  @Test
  void whatIsLegalDoesNotFail() {
    Conformance tests = testsOf(new WrongShops.KnowsOnlyOneVersion());

    assertThat(tests.failed()).isEmpty();
    assertThat(tests.notRecommended())
        .containsExactly(
            "higher-version", "higher-version-cc", "higher-version-dash", "higher-version-more");
  }

  @Test
  void aShopWithoutTracingContinuesNothing() {
    Conformance tests = testsOf(NO_TRACING);

    assertThat(tests.failed().keySet()).containsExactly("traceparent-continued");
    assertThat(tests.notRecommended()).contains("traceparent-missing", "version-ff");
  }

  static Stream<Arguments> questionableHabits() {
    return Stream.of(
        arguments(new WrongShops.TurnsEveryFlagRound(), Set.of("sampled-kept", "unsampled-kept")),
        arguments(new WrongShops.RepeatsItsTraceId(), Set.of("trace-id-unique")),
        arguments(new WrongShops.DoesNotSayWhatIsRandom(), Set.of("random-flag-said")),
        arguments(
            new WrongShops.WritesCapitals(),
            Set.of("traceparent-name-sent-lower", "tracestate-name-sent-lower")),
        arguments(new WrongShops.ValidatesNothing(), notDropped()),
        arguments(new WrongShops.SendsAHeaderForEachMember(), Set.of("tracestate-one-header")));
  }

  /** What is invalid, and an empty tracestate; but the JDK's client can write only ASCII. */
  private static Set<String> notDropped() {
    return Stream.of(named("", "is not sent on", "are not sent on"), Set.of("tracestate-empty"))
        .flatMap(Set::stream)
        .filter(rule -> !rule.equals("tracestate-value-illegal-dropped"))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("questionableHabits")
  void whatIsOnlyQuestionableIsSaid(Propagation shop, Set<String> rules) {
    assertThat(testsOf(shop).notRecommended()).isEqualTo(rules);
  }

  /**
   * No rule is obeyed by everything. What is left out cannot be got wrong by a shop between the
   * JDK's server, which spells names in its own way and strips white space, and the JDK's client,
   * which writes ASCII.
   */
  @Test
  void eachRuleIsBrokenBySomeShop() {
    Stream<Propagation> shops =
        Stream.concat(mistakes(), questionableHabits()).map(each -> (Propagation) each.get()[0]);
    Set<String> broken = brokenBy(Stream.concat(shops, others()));

    assertThat(Rules.names())
        .filteredOn(rule -> !broken.contains(rule))
        .containsExactlyInAnyOrder(
            "calls-back",
            "traceparent-name-upper",
            "traceparent-name-capital",
            "traceparent-name-mixed",
            "traceparent-white-space",
            "tracestate-name-upper",
            "tracestate-name-capital",
            "tracestate-name-mixed",
            "tracestate-value-illegal-dropped");
  }

  private static Set<String> brokenBy(Stream<Propagation> shops) {
    return shops
        .map(WrongShopsTest::testsOf)
        .flatMap(tests -> Stream.of(tests.failed().keySet(), tests.notRecommended()))
        .flatMap(Set::stream)
        .collect(Collectors.toSet());
  }

  private static Stream<Propagation> others() {
    return Stream.of(
        NO_TRACING,
        new WrongShops.KnowsOnlyOneVersion(),
        new WrongShops.ReadsAnotherName(),
        new WrongShops.KeepsOneMember(),
        new WrongShops.KnowsOnlySimpleMembers(),
        new WrongShops.RestartsTracesWithAnOddTracestate(),
        new WrongShops.DropsATracestateWithWhiteSpace(),
        new WrongShops.DropsDuplicates());
  }
}
