package io.traceassert.propagation;

import io.traceassert.text.Secrets;
import io.traceassert.text.Words;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads {@code tracestate}. Source: W3C Trace Context, <a
 * href="https://www.w3.org/TR/trace-context-2/#tracestate-header">section 3.3</a>.
 */
final class Tracestate {

  static final String HEADER = "tracestate";
  private static final int MOST_MEMBERS = 32;
  private static final int SURE_LENGTH = 512;
  private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9_*/@-]{0,255}");
  private static final Pattern LEVEL_1_KEY = Pattern.compile(
      "[a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13}");
  private static final String LEVEL_1_KEYS =
      "a key must be 1 to 256 of the characters a-z 0-9 _ - * / that begin with a letter, or tenant@system";
  private static final Pattern VALUE = Pattern.compile(
      "[\\x20-\\x2b\\x2d-\\x3c\\x3e-\\x7e]{0,255}[\\x21-\\x2b\\x2d-\\x3c\\x3e-\\x7e]");

  private final ReadingBuilder reading;

  private Tracestate(ReadingBuilder reading) {
    this.reading = reading;
  }

  static void read(Carrier carrier, ReadingBuilder reading) {
    if (!carrier.has(HEADER)) {
      return;
    }
    if (!carrier.has(Traceparent.HEADER)) {
      reading.violated(PropagationRule.TRACESTATE_ALONE, "no traceparent");
    }
    new Tracestate(reading).read(String.join(",", carrier.values(HEADER)));
  }

  /** Several headers are one list: RFC 9110, section 5.3. */
  private void read(String combined) {
    List<String> members = Stream.of(combined.split(",", -1))
        .map(Tracestate::withoutSpaceAround)
        .filter(member -> !member.isEmpty())
        .toList();
    members.forEach(this::member);
    if (members.size() > MOST_MEMBERS) {
      reading.violated(PropagationRule.TRACESTATE_MEMBERS, Words.count(members.size(), "member"));
    }
    if (combined.length() > SURE_LENGTH) {
      reading.violated(PropagationRule.TRACESTATE_LENGTH, combined.length() + " characters");
    }
    if (members.isEmpty()) {
      reading.violated(PropagationRule.TRACESTATE_EMPTY, "no members");
    }
  }

  private void member(String member) {
    int equals = member.indexOf('=');
    if (equals < 0) {
      reading.violated(PropagationRule.TRACESTATE_MEMBER, Secrets.masked(HEADER, member));
      return;
    }
    String key = member.substring(0, equals);
    String value = member.substring(equals + 1);
    boolean readableKey = key(key);
    if (value(key, value) && readableKey && !reading.traceState(key, value)) {
      reading.violated(PropagationRule.TRACESTATE_DUPLICATE_KEY, Secrets.masked(HEADER, key));
    }
  }

  private boolean key(String key) {
    boolean first = reading.level() == TraceContextLevel.LEVEL_1;
    boolean valid = (first ? LEVEL_1_KEY : KEY).matcher(key).matches();
    if (!valid) {
      PropagationRule rule = PropagationRule.TRACESTATE_KEY;
      reading.violated(new Violation(
          rule,
          rule.section(reading.level()),
          Secrets.masked(HEADER, key),
          first ? LEVEL_1_KEYS : rule.right()));
    }
    return valid;
  }

  private boolean value(String key, String value) {
    boolean valid = VALUE.matcher(value).matches();
    if (!valid) {
      reading.violated(
          PropagationRule.TRACESTATE_VALUE,
          Secrets.masked(key, value) + " of " + Secrets.masked(HEADER, key));
    }
    return valid;
  }

  private static String withoutSpaceAround(String member) {
    return member.replaceAll("^[ \\t]+|[ \\t]+$", "");
  }
}
