package io.traceassert.junit.w3c;

import static io.traceassert.junit.w3c.Ids.PARENT;
import static io.traceassert.junit.w3c.Ids.TRACE;
import static io.traceassert.junit.w3c.Ids.VALID;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Traceparents that are ignored. */
final class InvalidTraceparentRules {

  private static final String OTHER = "00-2b4d6f8091a3c5e7f90b1d3f5a7c9e02-a1b3c5d7e9f20415-01";

  private InvalidTraceparentRules() {}

  static List<Rule> rules() {
    return Stream.of(versions(), traceIds(), parentIds(), flags(), fields(), several())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Rule> versions() {
    Section section = Section.VERSION;
    String rest = VALID.substring(2);
    return List.of(
        invalid("version-ff", "version ff", section, "ff" + rest),
        invalid("version-short", "a version of one digit", section, "0" + rest),
        invalid("version-long", "a version of three digits", section, "000" + rest),
        invalid(
            "version-illegal-first", "a version with an illegal character", section, ".0" + rest),
        invalid(
            "version-illegal-last",
            "a version that ends with an illegal character",
            section,
            "0." + rest),
        invalid("version-missing", "a traceparent without version", section, VALID.substring(3)));
  }

  private static List<Rule> traceIds() {
    return List.of(
        traceId("trace-id-zero", "a trace id of zeros", "0".repeat(32)),
        traceId("trace-id-short", "a trace id of 31 digits", TRACE.substring(1)),
        traceId("trace-id-long", "a trace id of 33 digits", TRACE + "d"),
        traceId("trace-id-64-bit", "a trace id of 16 digits", TRACE.substring(16)),
        traceId("trace-id-upper", "a trace id in upper case", TRACE.toUpperCase(Locale.ROOT)),
        traceId(
            "trace-id-illegal-first",
            "a trace id with an illegal character",
            "." + TRACE.substring(1)),
        traceId(
            "trace-id-illegal-last",
            "a trace id that ends with an illegal character",
            TRACE.substring(0, 31) + "g"));
  }

  private static Rule traceId(String id, String what, String traceId) {
    return invalid(id, what, Section.TRACE_ID, "00-" + traceId + "-" + PARENT + "-01");
  }

  private static List<Rule> parentIds() {
    return List.of(
        parentId("parent-id-zero", "a parent id of zeros", "0".repeat(16)),
        parentId("parent-id-short", "a parent id of 15 digits", PARENT.substring(1)),
        parentId("parent-id-long", "a parent id of 17 digits", PARENT + "d"),
        parentId("parent-id-upper", "a parent id in upper case", PARENT.toUpperCase(Locale.ROOT)),
        parentId(
            "parent-id-illegal-first",
            "a parent id with an illegal character",
            "." + PARENT.substring(1)),
        parentId(
            "parent-id-illegal-last",
            "a parent id that ends with an illegal character",
            PARENT.substring(0, 15) + "g"));
  }

  private static Rule parentId(String id, String what, String parentId) {
    return invalid(id, what, Section.PARENT_ID, "00-" + TRACE + "-" + parentId + "-01");
  }

  private static List<Rule> flags() {
    return List.of(
        flags("flags-short", "flags of one digit", "1"),
        flags("flags-long", "flags of three digits", "001"),
        flags("flags-upper", "flags in upper case", "0A"),
        flags("flags-illegal-first", "flags with an illegal character", ".1"),
        flags("flags-illegal-last", "flags that end with an illegal character", "0g"),
        flags("flags-empty", "empty flags", ""));
  }

  private static Rule flags(String id, String what, String flags) {
    return ignored(id, what + " are ignored", Section.TRACE_FLAGS)
        .traceparent(Ids.traceparent(flags));
  }

  private static List<Rule> fields() {
    Section section = Section.VERSION_FORMAT;
    return List.of(
        invalid(
            "fields-without-flags", "a traceparent without flags", section, VALID.substring(0, 52)),
        invalid(
            "fields-without-parent-id",
            "a traceparent without parent id",
            section,
            "00-" + TRACE + "-01"),
        invalid("fields-empty", "an empty traceparent", section, ""),
        invalid(
            "fields-without-dashes",
            "a traceparent without dashes",
            section,
            VALID.replace("-", "")),
        invalid(
            "fields-other-separator",
            "a traceparent with other separators",
            section,
            VALID.replace('-', '_')),
        invalid("fields-trailing-dash", "version 00 with a dash at the end", section, VALID + "-"),
        invalid("fields-trailing-data", "version 00 with a fifth field", section, VALID + "-more"),
        invalid(
            "fields-trailing-character",
            "version 00 with a character at the end",
            section,
            VALID + "."));
  }

  private static Rule invalid(String id, String what, Section section, String value) {
    return ignored(id, what + " is ignored", section).traceparent(value);
  }

  static Rule ignored(String id, String title, Section section) {
    return Rule.of(id, title, section)
        .needs(TraceparentRules.CALLS_BACK)
        .checks(Checks.sendsNothingInvalid(), Checks.takesNothingOver(), Checks.sendsTraceparent());
  }

  /** Of several the recommendation says nothing; together they are no valid value (RFC 9110). */
  private static List<Rule> several() {
    return List.of(
        several("traceparent-twice", "of two traceparents at most one is sent on", VALID)
            .checks(Checks.sendsNothingInvalid()),
        several("traceparent-twice-ignored", "two traceparents are ignored", OTHER)
            .checks(Checks.restarts()),
        several("traceparent-same-twice-ignored", "the same traceparent twice is ignored", VALID)
            .checks(Checks.restarts()));
  }

  private static Rule several(String id, String title, String second) {
    return Rule.of(id, title, Section.TRACEPARENT_VALUES)
        .traceparent(VALID)
        .traceparent(second)
        .needs(TraceparentRules.CALLS_BACK);
  }
}
