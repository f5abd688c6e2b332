package io.traceassert.junit.w3c;

import java.util.Arrays;
import java.util.List;

/** The members of a {@code tracestate}, in order; empty ones are left out. */
record Members(List<String> all) {

  static Members of(List<String> values) {
    return new Members(values.stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(Members::withoutOuterSpace)
        .filter(member -> !member.isEmpty())
        .toList());
  }

  /** Optional white space is spaces and tabs; what else there is belongs to the member. */
  private static String withoutOuterSpace(String member) {
    return member.replaceAll("^[ \t]+|[ \t]+$", "");
  }

  static String key(String member) {
    int end = member.indexOf('=');
    return end < 0 ? member : member.substring(0, end);
  }

  boolean contains(String member) {
    return all.contains(member);
  }

  int indexOf(String member) {
    return all.indexOf(member);
  }

  /** Those that are not members of the other, in order. */
  List<String> without(Members other) {
    return all.stream().filter(member -> !other.contains(member)).toList();
  }

  boolean hasKeyOf(String member) {
    return all.stream().anyMatch(each -> key(each).equals(key(member)));
  }

  @Override
  public String toString() {
    return all.isEmpty() ? "nothing" : String.join(",", all);
  }
}
