package io.traceassert.junit.w3c;

import static io.traceassert.junit.w3c.Ids.RAMEN;
import static io.traceassert.junit.w3c.Ids.TRACE;
import static io.traceassert.junit.w3c.Ids.UDON;
import static io.traceassert.junit.w3c.Ids.VALID;

import java.util.List;
import java.util.stream.Stream;

/** How a tracestate is sent on, and when it is not. */
final class TracestateRules {

  static final Rule FORWARDED = with(
          "tracestate-forwarded",
          "tracestate is sent on",
          Section.MUTATING_TRACESTATE,
          RAMEN + "," + UDON)
      .needs(TraceparentRules.CONTINUED)
      .checks(TracestateChecks.sendsOn(RAMEN, UDON));

  private static final String[] FOUR = {"ramen=1", "udon=2", "soba=3", "somen=4"};

  private static final Rule ORDER = forwarded(
          "tracestate-order",
          "members keep their order",
          Section.MUTATING_TRACESTATE,
          String.join(",", FOUR))
      .checks(TracestateChecks.keepsOrder(FOUR));

  private TracestateRules() {}

  static List<Rule> rules() {
    return Stream.of(mutating(), headers(), discarded()).flatMap(List::stream).toList();
  }

  private static List<Rule> mutating() {
    return List.of(
        FORWARDED,
        forwarded(
                "tracestate-kept",
                "members of others are kept",
                Section.MUTATING_TRACESTATE,
                RAMEN + "," + UDON)
            .checks(TracestateChecks.keeps(RAMEN, UDON)),
        ORDER,
        forwarded(
                "tracestate-new-first",
                "a new member stands first",
                Section.MUTATING_TRACESTATE,
                String.join(",", FOUR))
            .checks(TracestateChecks.newOnesFirst(FOUR)),
        forwarded(
                "tracestate-one-header",
                "tracestate is sent as one header",
                Section.TRACESTATE_VALUES,
                RAMEN)
            .tracestate(UDON)
            .checks(TracestateChecks.sendsOneHeader()),
        forwarded(
                "tracestate-name-sent-lower",
                "tracestate is sent in lower case",
                Section.TRACESTATE_NAME,
                RAMEN)
            .checks(Checks.lowerCaseName(Header.TRACESTATE)));
  }

  private static List<Rule> headers() {
    return List.of(
        named("tracestate-name-upper", "TRACESTATE"),
        named("tracestate-name-capital", "Tracestate"),
        named("tracestate-name-mixed", "tRaCeStAtE"),
        forwarded(
                "tracestate-combined",
                "several tracestate headers are one",
                Section.TRACESTATE_VALUES,
                "ramen=1")
            .tracestate("udon=2,soba=3")
            .tracestate("somen=4")
            .needs(ORDER)
            .checks(
                TracestateChecks.combines("ramen=1", "udon=2", "somen=4"),
                TracestateChecks.keepsOrder(FOUR)),
        with("tracestate-empty", "an empty tracestate is accepted", Section.LIST, "")
            .needs(TraceparentRules.CONTINUED)
            .checks(Checks.continues(Strength.MUST, TRACE), TracestateChecks.sendsNoEmptyHeader()),
        oneMember("tracestate-empty-after", "an empty header after another is accepted", RAMEN, ""),
        oneMember(
            "tracestate-empty-before", "an empty header before another is accepted", "", RAMEN),
        forwarded(
                "tracestate-empty-members",
                "empty members are accepted",
                Section.LIST,
                RAMEN + ",, ,\t," + UDON)
            .checks(TracestateChecks.sendsOn(RAMEN, UDON), TracestateChecks.keeps(RAMEN, UDON)),
        forwarded(
                "tracestate-white-space",
                "white space around members is accepted",
                Section.LIST,
                " \t" + RAMEN + " \t, \t" + UDON + "\t ")
            .checks(TracestateChecks.sendsOn(RAMEN, UDON), TracestateChecks.keeps(RAMEN, UDON)));
  }

  private static Rule named(String id, String name) {
    return Rule.of(id, name + " is tracestate", Section.TRACESTATE_NAME)
        .traceparent(VALID)
        .header(name, RAMEN)
        .needs(FORWARDED)
        .checks(TracestateChecks.sendsOn(RAMEN));
  }

  private static Rule oneMember(String id, String title, String first, String second) {
    return forwarded(id, title, Section.LIST, first)
        .tracestate(second)
        .checks(TracestateChecks.sendsOn(RAMEN));
  }

  private static List<Rule> discarded() {
    return List.of(
        Rule.of(
                "tracestate-alone",
                "tracestate without traceparent is discarded",
                Section.NOTHING_RECEIVED)
            .tracestate(RAMEN + "," + UDON)
            .needs(TraceparentRules.CALLS_BACK)
            .checks(TracestateChecks.discards(RAMEN, UDON)),
        discarded("tracestate-version-ff", "version ff", "ff" + VALID.substring(2)),
        discarded(
            "tracestate-trace-id-zero",
            "a trace id of zeros",
            VALID.replace(TRACE, "0".repeat(32))),
        discarded(
            "tracestate-trace-id-illegal",
            "an illegal trace id",
            VALID.replace(TRACE, "g" + TRACE.substring(1))),
        discarded(
            "tracestate-parent-id-zero",
            "a parent id of zeros",
            VALID.replace(Ids.PARENT, "0".repeat(16))),
        discarded("tracestate-flags-illegal", "illegal flags", Ids.traceparent("0g")),
        discarded("tracestate-trailing-data", "a fifth field in version 00", VALID + "-more"));
  }

  private static Rule discarded(String id, String what, String traceparent) {
    return Rule.of(id, "tracestate beside " + what + " is discarded", Section.TRACESTATE)
        .traceparent(traceparent)
        .tracestate(RAMEN + "," + UDON)
        .needs(TraceparentRules.CALLS_BACK)
        .checks(TracestateChecks.discards(RAMEN, UDON));
  }

  static Rule forwarded(String id, String title, Section section, String tracestate) {
    return with(id, title, section, tracestate).needs(FORWARDED);
  }

  static Rule with(String id, String title, Section section, String tracestate) {
    return Rule.of(id, title, section).traceparent(VALID).tracestate(tracestate);
  }
}
