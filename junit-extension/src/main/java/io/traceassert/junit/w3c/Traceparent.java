package io.traceassert.junit.w3c;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A valid {@code traceparent} of version 00. */
record Traceparent(String traceId, String parentId, int flags) {

  static final int SAMPLED = 1;
  static final int RANDOM = 2;

  /** The flags that neither level gives a meaning. */
  static final int UNKNOWN = 0xff & ~(SAMPLED | RANDOM);

  private static final Pattern VERSION_00 =
      Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})");

  static Optional<Traceparent> parse(String value) {
    Matcher matcher = VERSION_00.matcher(value);
    return matcher.matches()
        ? Optional.of(new Traceparent(
            matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3), 16)))
        : Optional.empty();
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
