package io.traceassert.junit.w3c;

import static io.traceassert.junit.w3c.Check.must;
import static io.traceassert.junit.w3c.Check.should;

import io.traceassert.text.Notation;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is looked at in a {@code traceparent} that was sent on. */
final class Checks {

  /** So many digits in common are no accident, also when an id was cut or filled up. */
  private static final int IN_COMMON = 15;

  private static final int ID_LENGTH = 32;

  private Checks() {}

  /** One traceparent is sent on, is valid, and has the trace id. */
  static Check continues(Strength strength, String traceId) {
    return new Check(
        strength,
        "one traceparent of version 00 with trace id " + traceId,
        exchanges -> exchanges.stream()
            .map(exchange -> notContinued(exchange, traceId))
            .flatMap(Optional::stream)
            .findFirst()
            .orElse(null));
  }

  private static Optional<String> notContinued(Exchange exchange, String traceId) {
    return notValid(exchange)
        .or(() -> sentOn(exchange)
            .filter(traceparent -> !traceparent.traceId().equals(traceId))
            .map(restarted -> "a new trace was started: " + only(exchange)));
  }

  private static Optional<String> notValid(Exchange exchange) {
    return exchange.traceparents().isEmpty()
        ? Optional.of("no traceparent was sent on")
        : Optional.ofNullable(doubledOrInvalid(exchange));
  }

  /** Whatever was received, what is sent on is one valid traceparent, or none. */
  static Check sendsNothingInvalid() {
    return must("nothing but one valid traceparent is sent on", Checks::doubledOrInvalid);
  }

  private static @Nullable String doubledOrInvalid(Exchange exchange) {
    if (exchange.traceparents().size() > 1) {
      return exchange.traceparents().size()
          + " traceparent headers were sent on: "
          + String.join(" and ", exchange.traceparents());
    }
    return exchange.traceparents().isEmpty() || sentOn(exchange).isPresent()
        ? null
        : "an invalid traceparent was sent on: " + Notation.quoted(only(exchange));
  }

  private static String only(Exchange exchange) {
    return exchange.traceparents().get(0);
  }

  private static Optional<Traceparent> sentOn(Exchange exchange) {
    return exchange.traceparents().stream().findFirst().flatMap(Traceparent::parse);
  }

  /** Nothing of the trace id that was received is in the one that is sent on. */
  static Check takesNothingOver() {
    return must("nothing of what was received is taken over", Checks::takenOver);
  }

  /** As {@link #takesNothingOver}, where the recommendation leaves a choice. */
  static Check restarts() {
    return should("a new trace is started", Checks::takenOver);
  }

  private static @Nullable String takenOver(Exchange exchange) {
    String sent = exchange.request().headers().stream()
        .filter(header -> header.name().toLowerCase(Locale.ROOT).startsWith("trace"))
        .map(header -> header.value().toLowerCase(Locale.ROOT))
        .reduce("", (before, after) -> before + "," + after);
    boolean continued = sentOn(exchange)
        .filter(traceparent -> partIn(sent, traceparent.traceId()))
        .isPresent();
    return continued ? "the trace was continued: " + only(exchange) : null;
  }

  private static boolean partIn(String sent, String traceId) {
    for (int begin = 0; begin + IN_COMMON <= ID_LENGTH; begin++) {
      String part = traceId.substring(begin, begin + IN_COMMON);
      if (!part.matches("0+") && sent.contains(part)) {
        return true;
      }
    }
    return false;
  }

  /** Who receives nothing that is valid begins a trace. */
  static Check sendsTraceparent() {
    return should(
        "a new trace is started",
        exchange -> exchange.traceparents().isEmpty() ? "no traceparent was sent on" : null);
  }

  static Check parentIdIsNot(String parentId) {
    return must(
        "another parent id than " + parentId,
        exchange -> sentOn(exchange)
            .filter(traceparent -> traceparent.parentId().equals(parentId))
            .map(unchanged -> "the parent id was not changed: " + only(exchange))
            .orElse(null));
  }

  /** The parent ids of several exchanges differ. */
  static Check parentIdsDiffer() {
    return new Check(
        Strength.MUST,
        "each request has a parent id of its own",
        exchanges -> repeated(exchanges, Traceparent::parentId)
            .map(id -> "two requests were sent on with the parent id " + id)
            .orElse(null));
  }

  /** The trace ids of several exchanges differ. */
  static Check traceIdsDiffer() {
    return new Check(
        Strength.SHOULD,
        "each new trace has an id of its own",
        exchanges -> repeated(exchanges, Traceparent::traceId)
            .map(id -> "two traces were started with the trace id " + id)
            .orElse(null));
  }

  private static Optional<String> repeated(
      List<Exchange> exchanges, Function<Traceparent, String> id) {
    Set<String> seen = new HashSet<>();
    return exchanges.stream()
        .map(Checks::sentOn)
        .flatMap(Optional::stream)
        .map(id)
        .filter(each -> !seen.add(each))
        .findFirst();
  }

  /** A flag is sent on as it was received. */
  static Check flag(Strength strength, String name, int flag, boolean set) {
    Predicate<Traceparent> differs = traceparent -> traceparent.has(flag) != set;
    return new Check(
        strength,
        "the flag %s (%02x) is %s".formatted(name, flag, set ? "set" : "not set"),
        exchanges -> exchanges.stream()
            .filter(exchange -> sentOn(exchange).filter(differs).isPresent())
            .map(exchange ->
                "the flag %s was %s: %s".formatted(name, set ? "lost" : "set", only(exchange)))
            .findFirst()
            .orElse(null));
  }

  static Check unknownFlagsAreZero() {
    return must(
        "the flags 04 to 80 are not set",
        exchange -> sentOn(exchange)
            .filter(traceparent -> traceparent.has(Traceparent.UNKNOWN))
            .map(unknown -> "unknown flags were sent on: " + only(exchange))
            .orElse(null));
  }

  /** A new trace whose flag says that its id is random has a random one. */
  static Check randomWhereItSaysSo() {
    return new Check(
        Strength.MUST,
        "of trace ids with the flag random, no byte of the last seven is always the same",
        exchanges -> {
          List<Traceparent> flagged = newTraces(exchanges).stream()
              .filter(each -> each.has(Traceparent.RANDOM))
              .toList();
          return flagged.size() < 2
              ? null
              : constantByte(flagged)
                  .map(digits -> "trace ids with the flag random all have " + digits)
                  .orElse(null);
        });
  }

  /** A new trace whose id looks random says so. */
  static Check saysSoWhereItIsRandom() {
    return new Check(
        Strength.SHOULD, "the flag random (02) is set on trace ids that are random", exchanges -> {
          List<Traceparent> traces = newTraces(exchanges);
          boolean random = traces.size() > 1 && constantByte(traces).isEmpty();
          return random && traces.stream().noneMatch(each -> each.has(Traceparent.RANDOM))
              ? "trace ids look random, and the flag random is not set: " + only(exchanges.get(0))
              : null;
        });
  }

  private static List<Traceparent> newTraces(List<Exchange> exchanges) {
    return exchanges.stream().map(Checks::sentOn).flatMap(Optional::stream).toList();
  }

  /** Which of the last seven bytes is the same in all, with its place. */
  private static Optional<String> constantByte(List<Traceparent> traces) {
    for (int begin = ID_LENGTH - 14; begin < ID_LENGTH; begin += 2) {
      int at = begin;
      List<String> digits = traces.stream()
          .map(each -> each.traceId().substring(at, at + 2))
          .distinct()
          .toList();
      if (digits.size() == 1) {
        return Optional.of("%s as byte %d of 16".formatted(digits.get(0), at / 2 + 1));
      }
    }
    return Optional.empty();
  }

  static Check lowerCaseName(String name) {
    return should(
        "the name of the header is written " + name,
        exchange -> exchange.callback().headers().stream()
            .filter(header -> header.isNamed(name) && !header.name().equals(name))
            .map(header -> "the header is called " + header.name())
            .findFirst()
            .orElse(null));
  }
}
