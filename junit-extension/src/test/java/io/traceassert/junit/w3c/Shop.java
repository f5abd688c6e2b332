package io.traceassert.junit.w3c;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Does all that is recommended, by hand: the measure of the rules. Mistakes are made by overriding.
 */
class Shop implements Propagation {

  private static final Pattern TRACEPARENT = Pattern.compile(
      "(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
  private static final Pattern MEMBER = Pattern.compile(
      "[a-z0-9][a-z0-9_*/@-]{0,255}=[\\x20-\\x2b\\x2d-\\x3c\\x3e-\\x7e]{0,255}[\\x21-\\x2b\\x2d-\\x3c\\x3e-\\x7e]");

  private final RandomGenerator random = RandomGenerator.getDefault();

  /** What was received: a trace to continue. */
  record Parent(String traceId, String parentId, int flags) {}

  @Override
  public List<Header> sendOn(List<Header> received) {
    Optional<Parent> parent = parent(values(received, "traceparent"));
    String own = digits(16);
    List<Header> sent = new ArrayList<>();
    sent.add(new Header("traceparent", traceparent(parent, own)));
    List<String> members =
        parent.isPresent() ? members(values(received, "tracestate")) : orphaned(received);
    sent.add(new Header("tracestate", String.join(",", withOwn(members, "shop=" + own))));
    return sent;
  }

  static List<String> values(List<Header> headers, String name) {
    return headers.stream()
        .filter(header -> header.isNamed(name))
        .map(Header::value)
        .toList();
  }

  Optional<Parent> parent(List<String> values) {
    Matcher matcher = TRACEPARENT.matcher(String.join(",", values));
    boolean valid =
        matcher.matches() && (matcher.group(5) == null || !matcher.group(1).equals("00"));
    return valid
        ? Optional.of(
            new Parent(matcher.group(2), matcher.group(3), Integer.parseInt(matcher.group(4), 16)))
        : Optional.empty();
  }

  private String traceparent(Optional<Parent> parent, String own) {
    return parent
        .map(each ->
            "00-%s-%s-%02x".formatted(each.traceId(), parentId(each, own), flags(each.flags())))
        .orElseGet(() -> "00-" + newTraceId() + "-" + own + "-" + newFlags());
  }

  String parentId(Parent parent, String own) {
    return own;
  }

  int flags(int received) {
    return received & 3;
  }

  String newFlags() {
    return "03";
  }

  String newTraceId() {
    return digits(32);
  }

  String digits(int number) {
    StringBuilder digits = new StringBuilder("1");
    while (digits.length() < number) {
      digits.append(Character.forDigit(random.nextInt(16), 16));
    }
    return digits.toString();
  }

  /** An invalid tracestate is dropped as a whole. */
  List<String> members(List<String> values) {
    List<String> members = new ArrayList<>();
    for (String member : String.join(",", values).split(",", -1)) {
      String trimmed = member.replaceAll("^[ \t]+|[ \t]+$", "");
      if (!trimmed.isEmpty()) {
        members.add(trimmed);
      }
    }
    boolean valid = members.size() <= 32
        && members.stream().allMatch(each -> MEMBER.matcher(each).matches());
    return valid ? members.stream().distinct().toList() : List.of();
  }

  List<String> orphaned(List<Header> received) {
    return List.of();
  }

  List<String> withOwn(List<String> members, String own) {
    List<String> all = new ArrayList<>(List.of(own));
    all.addAll(members);
    return all.subList(0, Math.min(32, all.size()));
  }
}
