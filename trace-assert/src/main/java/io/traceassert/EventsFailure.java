package io.traceassert;

import io.opentelemetry.sdk.trace.data.EventData;
import io.traceassert.text.Notation;
import io.traceassert.text.Spelling;
import io.traceassert.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be wrong with the events of a span. Null means that nothing is. What is said of all
 * events cannot be decided when some were dropped.
 */
final class EventsFailure {

  private static final int MOST_EXPLAINED = 3;

  private EventsFailure() {}

  /** Finds the one event of a name. */
  static Found<EventData> single(SpanEvents events, String name, Scene scene) {
    SpanEvents named = events.named(name);
    return switch (named.size()) {
      case 0 -> Found.failed(none(events, name, scene));
      case 1 -> Found.value(named.get(0));
      default ->
        Found.failed(PartsFailure.of(named, named.count(1), PartsFailure.there(named), scene)
            .advising("Say events().named(%s) for all of them.".formatted(Notation.quoted(name))));
    };
  }

  static @Nullable Failure contains(SpanEvents events, List<String> names, Scene scene) {
    List<String> missing = Names.without(names, events.names());
    if (missing.isEmpty()) {
      return null;
    }
    return names.size() == 1
        ? none(events, names.get(0), scene)
        : others(events, "the events " + Words.names(names), missing, List.of(), scene);
  }

  static @Nullable Failure containsInOrder(SpanEvents events, List<String> names, Scene scene) {
    Failure failure = contains(events, names, scene);
    return failure != null || isSubsequence(names, events.names())
        ? failure
        : otherOrder(events, "the events " + Words.names(names), scene);
  }

  private static boolean isSubsequence(List<String> names, List<String> all) {
    int found = 0;
    for (String name : all) {
      found += found < names.size() && name.equals(names.get(found)) ? 1 : 0;
    }
    return found == names.size();
  }

  /** Verifies that there are these events and no others, in any order. */
  static @Nullable Failure exactly(SpanEvents events, List<String> names, Scene scene) {
    String expected = "exactly the events " + Words.names(names);
    List<String> missing = Names.without(names, events.names());
    List<String> unexpected = Names.without(events.names(), names);
    return missing.isEmpty() && unexpected.isEmpty()
        ? PartsFailure.undecided(events, expected, scene)
        : comparing(others(events, expected, missing, unexpected, scene), names, events);
  }

  static @Nullable Failure exactlyInOrder(SpanEvents events, List<String> names, Scene scene) {
    String expected = "exactly the events " + Words.names(names);
    Failure failure = exactly(events, names, scene);
    return failure != null || events.names().equals(names)
        ? failure
        : comparing(otherOrder(events, expected, scene), names, events);
  }

  /** Verifies that there is no event of these names. */
  static @Nullable Failure without(SpanEvents events, List<String> names, Scene scene) {
    String expected =
        "no event " + names.stream().map(Notation::quoted).collect(Collectors.joining(" or "));
    if (events.isEmpty() && events.isNarrowed()) {
      return PartsFailure.of(
          events, expected + " among the " + events.noun(), PartsFailure.there(events), scene);
    }
    List<String> found = events.names().stream().filter(names::contains).toList();
    return found.isEmpty()
        ? PartsFailure.undecided(events, expected, scene)
        : PartsFailure.of(
            events,
            expected,
            "there %s %s".formatted(Words.isAre(found.size()), Words.names(found)),
            scene);
  }

  private static Failure none(SpanEvents events, String name, Scene scene) {
    Failure failure = PartsFailure.of(
        events, "an event " + Notation.quoted(name), PartsFailure.there(events.named(name)), scene);
    return explain(failure, List.of(name), events);
  }

  private static Failure others(
      SpanEvents events,
      String expected,
      List<String> missing,
      List<String> unexpected,
      Scene scene) {
    List<String> differences = new ArrayList<>();
    if (!missing.isEmpty()) {
      differences.add(Words.names(missing) + " " + Words.isAre(missing.size()) + " missing");
    }
    if (!unexpected.isEmpty()) {
      differences.add(
          Words.names(unexpected) + " " + Words.isAre(unexpected.size()) + " unexpected");
    }
    String actual =
        events.isEmpty() ? PartsFailure.there(events) : String.join(" and ", differences);
    Failure failure = PartsFailure.of(events, expected, actual, scene);
    return missing.isEmpty() ? failure : explain(failure, missing, events);
  }

  private static Failure otherOrder(SpanEvents events, String expected, Scene scene) {
    return PartsFailure.of(
        events, expected + " in this order", "the order is " + Words.names(events.names()), scene);
  }

  /** Says why events may be missing. */
  private static Failure explain(Failure failure, List<String> missing, SpanEvents events) {
    List<String> there = events.names();
    missing.stream()
        .distinct()
        .filter(name -> !there.isEmpty() && !there.contains(name))
        .limit(MOST_EXPLAINED)
        .map(name -> "nearest to %s: %s"
            .formatted(Notation.quoted(name), Words.names(Spelling.nearest(name, there))))
        .forEach(failure::because);
    return Dropped.events(events.span()).explainMissing(failure);
  }

  private static Failure comparing(Failure failure, List<String> expected, SpanEvents events) {
    return failure.comparing(String.join("\n", expected), String.join("\n", events.names()));
  }
}
