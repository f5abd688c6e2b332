package io.traceassert.junit.w3c;

import static io.traceassert.junit.w3c.Ids.RAMEN;
import static io.traceassert.junit.w3c.Ids.TRACE;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which members a tracestate may have, how many, and how long. */
final class TracestateMemberRules {

  private static final String LETTERS_AND_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";

  /** All that is printable but the comma and the equals sign. */
  private static final String PRINTABLE = IntStream.rangeClosed(0x21, 0x7e)
      .filter(c -> c != ',' && c != '=')
      .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
      .toString();

  private TracestateMemberRules() {}

  static List<Rule> rules() {
    return Stream.of(limits(), duplicates(), valid(), invalidKeys(), invalidValues())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Rule> limits() {
    String[] full = members(TracestateChecks.MOST_MEMBERS, "");
    String[] tooMany = members(TracestateChecks.MOST_MEMBERS + 1, "");
    String[] longer = members(8, "v".repeat(58));
    longer[7] += "v"; // 512 characters with the commas
    String[] longest = members(31, "v".repeat(120));
    return List.of(
        forwarded("tracestate-32-members", "of 32 members no 33 are made", Section.LIST, full)
            .checks(TracestateChecks.atMost32()),
        forwarded("tracestate-32-members-kept", "32 members are kept", Section.LIST, full)
            .checks(TracestateChecks.keepsButTheLastForAnother(full)),
        continued(
            "tracestate-33-members",
            "33 members do not affect traceparent",
            Section.TRACESTATE,
            tooMany),
        beside("tracestate-33-members-dropped", "33 members are not sent on", Section.LIST, tooMany)
            .checks(TracestateChecks.shouldBeAtMost32()),
        forwarded("tracestate-512-characters", "512 characters are sent on", Section.LIMITS, longer)
            .checks(TracestateChecks.keeps(longer)),
        forwarded(
                "tracestate-cut-at-members",
                "what is cut off are whole members",
                Section.LIMITS,
                longest)
            .checks(TracestateChecks.keepsMembersWhole(longest)));
  }

  private static String[] members(int number, String more) {
    return IntStream.rangeClosed(1, number)
        .mapToObj(i -> "m%02d=%d%s".formatted(i, i, more))
        .toArray(String[]::new);
  }

  private static Rule forwarded(String id, String title, Section section, String... members) {
    return TracestateRules.forwarded(id, title, section, String.join(",", members));
  }

  /** Whatever is in tracestate, the trace is continued. */
  private static Rule continued(String id, String title, Section section, String... members) {
    return beside(id, title, section, members).checks(Checks.continues(Strength.MUST, TRACE));
  }

  private static Rule beside(String id, String title, Section section, String... members) {
    return TracestateRules.with(id, title, section, String.join(",", members))
        .needs(TraceparentRules.CONTINUED);
  }

  private static List<Rule> duplicates() {
    return Stream.of(
            twice("tracestate-key-twice", "a key with two values", "ramen=1,ramen=2"),
            twice("tracestate-member-twice", "a member that is there twice", "ramen=1,ramen=1"),
            twice("tracestate-key-in-two-headers", "a key in two headers", "ramen=1", "ramen=2"))
        .flatMap(List::stream)
        .toList();
  }

  /** Who receives a key twice may remove one of them. */
  private static List<Rule> twice(String id, String what, String... values) {
    Rule rule = Rule.of(id, what + " does not affect traceparent", Section.TRACESTATE)
        .traceparent(Ids.VALID)
        .needs(TraceparentRules.CONTINUED)
        .checks(Checks.continues(Strength.MUST, TRACE));
    Rule kept = Rule.of(id + "-kept", what + " is kept once", Section.MUTATING_TRACESTATE)
        .traceparent(Ids.VALID)
        .needs(TracestateRules.FORWARDED)
        .checks(TracestateChecks.keepsOneOf("ramen"));
    for (String value : values) {
      rule = rule.tracestate(value);
      kept = kept.tracestate(value);
    }
    return List.of(rule, kept);
  }

  private static List<Rule> valid() {
    return List.of(
        kept(
            "tracestate-key-256",
            "a key of 256 characters is kept",
            Section.KEY,
            "k".repeat(256) + "=1"),
        kept(
            "tracestate-key-characters",
            "a key of all legal characters is kept",
            Section.KEY,
            LETTERS_AND_DIGITS + "_-*/=1"),
        kept(
            "tracestate-key-tenant",
            "a key with a tenant is kept",
            Section.KEY,
            "42_-*/tenant@sys_-*/1=1"),
        kept(
            "tracestate-key-tenant-longest",
            "a tenant of 241 and a system of 14 characters are kept",
            Section.KEY,
            "t".repeat(241) + "@" + "s".repeat(14) + "=1"),
        kept(
            "tracestate-value-256",
            "a value of 256 characters is kept",
            Section.VALUE,
            "ramen=" + "v".repeat(256)),
        kept(
            "tracestate-value-characters",
            "a value of all legal characters is kept",
            Section.VALUE,
            "ramen=" + PRINTABLE.substring(0, 40) + " " + PRINTABLE.substring(40)));
  }

  static Rule kept(String id, String title, Section section, String member) {
    return forwarded(id, title, section, member).checks(TracestateChecks.keeps(member));
  }

  private static List<Rule> invalidKeys() {
    return Stream.of(
            invalid(
                "tracestate-key-257",
                "a key of 257 characters",
                Section.KEY,
                "k".repeat(257) + "=1"),
            invalid("tracestate-key-upper", "a key in upper case", Section.KEY, "Ramen=1"),
            invalid("tracestate-key-space", "a key with a space", Section.KEY, "ramen bowl=1"),
            invalid(
                "tracestate-key-illegal",
                "a key with an illegal character",
                Section.KEY,
                "ramen.bowl=1"),
            invalid("tracestate-key-at", "a key that begins with @", Section.KEY, "@ramen=1"),
            invalid(
                "tracestate-key-underscore", "a key that begins with _", Section.KEY, "_ramen=1"),
            invalid("tracestate-key-empty", "an empty key", Section.KEY, "=1"))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Rule> invalidValues() {
    return Stream.of(
            invalid(
                "tracestate-value-257",
                "a value of 257 characters",
                Section.VALUE,
                "udon=" + "v".repeat(257)),
            invalid("tracestate-value-empty", "an empty value", Section.VALUE, "udon="),
            invalid(
                "tracestate-value-equals",
                "a value with an equals sign",
                Section.VALUE,
                "udon=1=2"),
            invalid(
                "tracestate-value-illegal",
                "a value with a character that is not ASCII",
                Section.VALUE,
                "udon=\u00e9"),
            invalid("tracestate-value-missing", "a member without a value", Section.VALUE, "udon"))
        .flatMap(List::stream)
        .toList();
  }

  /** That the trace is continued binds; that the member is dropped does not. */
  private static List<Rule> invalid(String id, String what, Section section, String member) {
    String value = RAMEN + "," + member;
    return List.of(
        continued(id, what + " does not affect traceparent", Section.TRACESTATE, value),
        beside(id + "-dropped", what + " is not sent on", section, value)
            .checks(TracestateChecks.dropsInvalid(member)));
  }
}
