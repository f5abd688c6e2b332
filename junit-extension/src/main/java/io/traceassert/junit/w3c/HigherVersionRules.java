package io.traceassert.junit.w3c;

import static io.traceassert.junit.w3c.Ids.PARENT;
import static io.traceassert.junit.w3c.Ids.TRACE;
import static io.traceassert.junit.w3c.Ids.VALID;

import java.util.List;
import java.util.stream.Stream;

/** Traceparents of versions that are still to come. */
final class HigherVersionRules {

  private static final String REST = VALID.substring(2);

  private HigherVersionRules() {}

  static List<Rule> rules() {
    return Stream.of(readable(), unreadable()).flatMap(List::stream).toList();
  }

  private static List<Rule> readable() {
    return List.of(
        known("higher-version-known", "01" + REST),
        known("higher-version-known-long", "cc" + REST + "-what-comes-later"),
        continued("higher-version", "version 01 is continued", "01" + REST),
        continued("higher-version-cc", "version cc is continued", "cc" + REST),
        continued(
            "higher-version-dash",
            "version cc with a dash at the end is continued",
            "cc" + REST + "-"),
        continued(
            "higher-version-more",
            "version cc with a fifth field is continued",
            "cc" + REST + "-what-comes-later"),
        unknownFlags());
  }

  private static List<Rule> unreadable() {
    return List.of(
        ignored(
            "higher-version-no-dash",
            "version cc with characters after the flags",
            "cc" + REST + ".later"),
        ignored(
            "higher-version-longer-flags",
            "version cc with flags of three digits",
            "cc" + REST + "1"),
        ignored(
            "higher-version-short",
            "version cc with fewer than 55 characters",
            "cc-" + TRACE + "-" + PARENT),
        ignored(
            "higher-version-trace-id-illegal",
            "version cc with an illegal trace id",
            "cc-." + TRACE.substring(1) + "-" + PARENT + "-01"),
        ignored(
            "higher-version-trace-id-zero",
            "version cc with a trace id of zeros",
            "cc-" + "0".repeat(32) + "-" + PARENT + "-01"),
        ignored(
            "higher-version-parent-id-illegal",
            "version cc with an illegal parent id",
            "cc-" + TRACE + "-." + PARENT.substring(1) + "-01"),
        ignored(
            "higher-version-parent-id-zero",
            "version cc with a parent id of zeros",
            "cc-" + TRACE + "-" + "0".repeat(16) + "-01"));
  }

  /** Continued or not: what is sent on has a version that is known. */
  private static Rule known(String id, String value) {
    String title = (value.length() > VALID.length() ? "a longer " : "a ")
        + "traceparent of version " + value.substring(0, 2) + " is not sent on as it is";
    return higher(id, title, value).checks(Checks.sendsNothingInvalid());
  }

  private static Rule continued(String id, String title, String value) {
    return higher(id, title, value).checks(Checks.continues(Strength.SHOULD, TRACE));
  }

  private static Rule unknownFlags() {
    return higher(
            "higher-version-flags",
            "unknown flags of version cc are set to zero",
            "cc-" + TRACE + "-" + PARENT + "-ff")
        .checks(Checks.unknownFlagsAreZero());
  }

  private static Rule higher(String id, String title, String value) {
    return TraceparentRules.continued(id, title, Section.TRACEPARENT_VERSIONING, value);
  }

  private static Rule ignored(String id, String what, String value) {
    return InvalidTraceparentRules.ignored(id, what + " is ignored", Section.TRACEPARENT_VERSIONING)
        .traceparent(value);
  }
}
