package io.traceassert.junit.w3c;

import static io.traceassert.junit.w3c.Ids.TRACE;
import static io.traceassert.junit.w3c.Strength.MUST;

import java.util.List;

/** What Level 2 adds. */
final class Level2Rules {

  private static final int TRACES = 16;

  private Level2Rules() {}

  static List<Rule> rules() {
    return List.of(
        random("random-flag-kept", "02", true),
        random("random-flag-kept-sampled", "03", true),
        random("random-flag-not-set", "00", false),
        random("random-flag-not-set-sampled", "01", false),
        newTraces("random-flag-true", "a new trace id is random where it says so")
            .checks(Checks.randomWhereItSaysSo()),
        newTraces("random-flag-said", "a random new trace id says so")
            .checks(Checks.saysSoWhereItIsRandom()),
        TracestateMemberRules.kept(
            "tracestate-key-digit",
            "a key that begins with a digit is kept",
            Section.KEY,
            "4ramen=1"),
        TracestateMemberRules.kept(
            "tracestate-key-several-at",
            "a key with several @ is kept",
            Section.KEY,
            "ramen@bowl@@=1"),
        TracestateRules.forwarded(
                "tracestate-value-leading-space",
                "a space at the beginning of a value is kept",
                Section.VALUE,
                "ramen= 1")
            .checks(TracestateChecks.keepsLeadingSpace("ramen= 1", "ramen=1")));
  }

  private static Rule random(String id, String flags, boolean set) {
    String title = "the flag random of " + flags + (set ? " is kept" : " is not set");
    return TraceparentRules.continued(id, title, Section.RANDOM_FLAG, Ids.traceparent(flags))
        .checks(
            Checks.continues(MUST, TRACE), Checks.flag(MUST, "random", Traceparent.RANDOM, set));
  }

  private static Rule newTraces(String id, String title) {
    return Rule.of(id, title, Section.RANDOM_FLAG).times(TRACES).needs(TraceparentRules.CALLS_BACK);
  }
}
