package io.traceassert.junit.w3c;

import static io.traceassert.junit.w3c.Ids.PARENT;
import static io.traceassert.junit.w3c.Ids.TRACE;
import static io.traceassert.junit.w3c.Ids.VALID;
import static io.traceassert.junit.w3c.Ids.traceparent;
import static io.traceassert.junit.w3c.Strength.MUST;
import static io.traceassert.junit.w3c.Strength.SHOULD;

import java.util.List;

/** Valid traceparents are continued, and without one a trace is started. */
final class TraceparentRules {

  static final Rule CALLS_BACK = Rule.of("calls-back", "the service calls back once", Section.NONE);

  static final Rule CONTINUED = Rule.of(
          "traceparent-continued",
          "the trace of a valid traceparent is continued",
          Section.MUTATING_TRACEPARENT)
      .traceparent(VALID)
      .needs(CALLS_BACK)
      .checks(Checks.continues(MUST, TRACE));

  private static final Rule NEW_PARENT_ID = continued(
          "parent-id-new", "the parent id is a new one", Section.RECEIVED, VALID)
      .checks(Checks.parentIdIsNot(PARENT));

  private static final Rule UNKNOWN_FLAGS = continued(
          "flags-unknown-continued",
          "a traceparent with unknown flags is continued",
          Section.OTHER_FLAGS,
          traceparent("fd"))
      .checks(Checks.continues(MUST, TRACE));

  private TraceparentRules() {}

  static List<Rule> rules() {
    return List.of(
        CONTINUED,
        NEW_PARENT_ID,
        continued("parent-id-unique", "two requests have two parent ids", Section.RECEIVED, VALID)
            .needs(NEW_PARENT_ID)
            .times(2)
            .checks(Checks.parentIdsDiffer()),
        missing(),
        Rule.of("trace-id-unique", "two new traces have two trace ids", Section.TRACE_ID)
            .times(2)
            .needs(CALLS_BACK)
            .checks(Checks.traceIdsDiffer()),
        sampled("sampled-kept", "01", true),
        sampled("unsampled-kept", "00", false),
        UNKNOWN_FLAGS,
        unknownFlags("flags-unknown-unsampled", "fc"),
        unknownFlags("flags-unknown-all", "ff"),
        named("traceparent-name-upper", "TRACEPARENT"),
        named("traceparent-name-capital", "Traceparent"),
        named("traceparent-name-mixed", "tRaCePaReNt"),
        otherName(),
        continued(
                "traceparent-white-space",
                "white space around a traceparent is ignored",
                Section.TRACEPARENT_VALUES,
                "\t " + VALID + " \t")
            .checks(Checks.continues(MUST, TRACE)),
        continued(
                "traceparent-name-sent-lower",
                "traceparent is sent in lower case",
                Section.TRACEPARENT_NAME,
                VALID)
            .checks(Checks.lowerCaseName(Header.TRACEPARENT)));
  }

  private static Rule missing() {
    return Rule.of(
            "traceparent-missing",
            "without traceparent a trace is started",
            Section.NOTHING_RECEIVED)
        .needs(CALLS_BACK)
        .checks(Checks.sendsNothingInvalid(), Checks.sendsTraceparent());
  }

  static Rule continued(String id, String title, Section section, String sent) {
    return Rule.of(id, title, section).traceparent(sent).needs(CONTINUED);
  }

  private static Rule sampled(String id, String flags, boolean set) {
    String title = set ? "sampled stays sampled" : "not sampled stays not sampled";
    return continued(id, title, Section.SAMPLED_FLAG, traceparent(flags))
        .checks(Checks.flag(SHOULD, "sampled", Traceparent.SAMPLED, set));
  }

  private static Rule unknownFlags(String id, String flags) {
    String title = "unknown flags of " + flags + " are set to zero";
    return continued(id, title, Section.OTHER_FLAGS, traceparent(flags))
        .needs(UNKNOWN_FLAGS)
        .checks(Checks.unknownFlagsAreZero());
  }

  private static Rule named(String id, String name) {
    return Rule.of(id, name + " is traceparent", Section.TRACEPARENT_NAME)
        .header(name, VALID)
        .needs(CONTINUED)
        .checks(Checks.continues(MUST, TRACE));
  }

  private static Rule otherName() {
    return Rule.of(
            "traceparent-name-other", "trace-parent is another header", Section.TRACEPARENT_NAME)
        .header("trace-parent", VALID)
        .needs(CALLS_BACK)
        .checks(Checks.sendsNothingInvalid(), Checks.takesNothingOver());
  }
}
