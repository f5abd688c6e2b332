package io.traceassert.memory;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says what began under the context of no test, and where. */
final class UnownedNotes {

  static final String ADVICE =
      "A trace belongs to the test under whose context it begins. On threads of its own, code gets it by Context.taskWrapping(executor),"
          + "\nContext.current().wrap(task), or traces.context().";

  private UnownedNotes() {}

  /** Makes the lines for the notes of a capture; the advice is given elsewhere if it is empty. */
  static List<String> of(List<Entry> unowned, boolean advising) {
    if (unowned.isEmpty()) {
      return List.of();
    }
    String note = "%s to no test, since %s outside the context of each: %s"
        .formatted(
            unowned.size() == 1 ? "1 span belongs" : unowned.size() + " spans belong",
            unowned.size() == 1 ? "its trace began" : "their traces began",
            Words.list(traces(unowned)));
    return advising ? List.of(note, ADVICE.replace("\n", " ")) : List.of(note);
  }

  /** One phrase for each trace, those that are alike together. */
  private static List<String> traces(List<Entry> unowned) {
    Map<String, List<Entry>> byTrace =
        unowned.stream().collect(groupingBy(Entry::traceId, LinkedHashMap::new, toList()));
    Map<String, Long> alike = byTrace.values().stream()
        .collect(groupingBy(UnownedNotes::trace, LinkedHashMap::new, counting()));
    return alike.entrySet().stream()
        .map(each -> each.getKey() + (each.getValue() == 1 ? "" : " x" + each.getValue()))
        .toList();
  }

  private static String trace(List<Entry> entries) {
    Entry first = entries.get(0);
    int more = entries.size() - 1;
    return "%s%s%s on thread %s"
        .formatted(
            Notation.quoted(first.span.getName()),
            more == 0 ? "" : " with " + Words.count(more, "more span"),
            first
                .beginning
                .origin(List.of())
                .place()
                .map(place -> " at " + place)
                .orElse(""),
            Notation.quoted(first.beginning.thread()));
  }
}
