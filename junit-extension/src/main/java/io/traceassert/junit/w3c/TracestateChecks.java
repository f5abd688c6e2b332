package io.traceassert.junit.w3c;

import static io.traceassert.junit.w3c.Check.must;
import static io.traceassert.junit.w3c.Check.should;

import io.traceassert.text.Notation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is looked at in a {@code tracestate} that was sent on. */
final class TracestateChecks {

  static final int MOST_MEMBERS = 32;

  private TracestateChecks() {}

  /** Members may be removed, but a tracestate is sent on. */
  static Check sendsOn(String... members) {
    return must(
        "tracestate is sent on with " + String.join(",", members),
        exchange -> List.of(members).stream().noneMatch(exchange.members()::contains)
            ? "tracestate was not sent on: it holds " + exchange.members()
            : null);
  }

  /** Something of each header is sent on. */
  static Check combines(String... members) {
    return must(
        "members of each header are in tracestate: " + String.join(",", members),
        exchange -> List.of(members).stream()
            .filter(member -> !exchange.members().contains(member))
            .findFirst()
            .map(missing ->
                "tracestate of several headers was not combined, %s is missing: it holds %s"
                    .formatted(missing, exchange.members()))
            .orElse(null));
  }

  static Check keeps(String... members) {
    return should(
        "tracestate has " + shortened(members),
        exchange -> List.of(members).stream()
            .filter(member -> !exchange.members().contains(member))
            .findFirst()
            .map(missing -> "%s is missing in tracestate: it holds %s"
                .formatted(Notation.escaped(missing), exchange.members()))
            .orElse(null));
  }

  private static String shortened(String... members) {
    return members.length <= 4
        ? Notation.escaped(String.join(",", members))
        : "all %d members that were sent".formatted(members.length);
  }

  /** A full list: a member of one's own takes the place of the last. */
  static Check keepsButTheLastForAnother(String... members) {
    return should(
        "tracestate has all %d members, or one of the service's own in place of the last"
            .formatted(members.length),
        exchange -> {
          Members sent = new Members(List.of(members));
          List<String> missing = sent.without(exchange.members());
          int own = exchange.members().without(sent).size();
          return missing.equals(sent.all()
                  .subList(members.length - Math.min(own, missing.size()), members.length))
              ? null
              : "%s is missing in tracestate: it holds %s"
                  .formatted(missing.get(0), exchange.members());
        });
  }

  static Check keepsOrder(String... members) {
    return must("members that were not changed keep their order", exchange -> {
      Members sent = new Members(List.of(members));
      List<String> kept =
          exchange.members().all().stream().filter(sent::contains).toList();
      List<String> ordered =
          sent.all().stream().filter(exchange.members()::contains).toList();
      return kept.stream().distinct().toList().equals(ordered)
          ? null
          : "the order of tracestate was changed: it holds " + exchange.members();
    });
  }

  /** What the service added or changed stands before what it did not. */
  static Check newOnesFirst(String... members) {
    return must("a new or changed member is at the beginning", exchange -> {
      Members sent = new Members(List.of(members));
      List<String> all = exchange.members().all();
      long own = all.stream().filter(member -> !sent.contains(member)).count();
      return all.stream()
          .skip(own)
          .filter(member -> !sent.contains(member))
          .findFirst()
          .map(late -> "the new member %s is not at the beginning of tracestate: it holds %s"
              .formatted(late, exchange.members()))
          .orElse(null);
    });
  }

  static Check atMost32() {
    return must("tracestate has at most 32 members", TracestateChecks::tooMany);
  }

  static Check shouldBeAtMost32() {
    return should("tracestate has at most 32 members", TracestateChecks::tooMany);
  }

  private static @Nullable String tooMany(Exchange exchange) {
    int number = exchange.members().all().size();
    return number > MOST_MEMBERS ? "tracestate was sent on with " + number + " members" : null;
  }

  /** What is left of a long tracestate are whole members. */
  static Check keepsMembersWhole(String... members) {
    return must("each member that is sent on is whole", exchange -> {
      Members sent = new Members(List.of(members));
      return exchange.members().without(sent).stream()
          .filter(member -> sent.all().stream().anyMatch(each -> each.startsWith(member))
              || sent.hasKeyOf(member))
          .findFirst()
          .map(cut -> "a member of tracestate was cut: " + Notation.escaped(cut))
          .orElse(null);
    });
  }

  /** Nothing that was received is sent on. */
  static Check discards(String... members) {
    return must("tracestate is discarded", exchange -> {
      Members sentOn = exchange.members();
      return List.of(members).stream().anyMatch(sentOn::hasKeyOf)
          ? "tracestate was sent on without its traceparent: it holds " + sentOn
          : null;
    });
  }

  /** Who may validate may pass on as well, so this is no more than advice. */
  static Check dropsInvalid(String member) {
    return should(
        "the invalid member is not sent on",
        exchange -> exchange.members().contains(member)
            ? "the invalid member %s was sent on".formatted(Notation.escaped(member))
            : null);
  }

  /** A key that is there twice stays at least once. */
  static Check keepsOneOf(String key) {
    return should(
        "a member with the key " + key + " is in tracestate",
        exchange -> exchange.members().hasKeyOf(key)
            ? null
            : key + " is missing in tracestate: it holds " + exchange.members());
  }

  static Check sendsOneHeader() {
    return should("one tracestate header is sent on", exchange -> {
      int headers = exchange.callback().values(Header.TRACESTATE).size();
      return headers > 1 ? headers + " tracestate headers were sent on" : null;
    });
  }

  static Check sendsNoEmptyHeader() {
    return should(
        "no empty tracestate is sent on",
        exchange -> exchange.callback().values(Header.TRACESTATE).contains("")
            ? "an empty tracestate was sent on"
            : null);
  }

  /** Spaces after the equals sign belong to the value. */
  static Check keepsLeadingSpace(String member, String without) {
    return must(
        "the space at the beginning of the value is kept",
        exchange -> !exchange.members().contains(member) && exchange.members().contains(without)
            ? "the space at the beginning of a value was lost: tracestate holds "
                + exchange.members()
            : null);
  }
}
