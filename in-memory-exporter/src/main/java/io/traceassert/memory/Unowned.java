package io.traceassert.memory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The entries of traces that nobody owns, by trace id. Guarded by the monitor of the ledger. */
final class Unowned {

  private final Map<String, List<Entry>> traces = new LinkedHashMap<>();

  private long changes;

  /** Returns a number that grows with each entry that comes or goes. */
  long changes() {
    return changes;
  }

  boolean isEmpty() {
    return traces.isEmpty();
  }

  void add(Entry entry) {
    changes++;
    traces.computeIfAbsent(entry.traceId(), id -> new ArrayList<>()).add(entry);
  }

  List<Entry> remove(String traceId) {
    changes++;
    List<Entry> removed = traces.remove(traceId);
    return removed == null ? List.of() : removed;
  }

  /** The entries that have ended and have a link to a trace. */
  List<Entry> linkedTo(String traceId) {
    return entries(entry -> !entry.isOpen() && entry.links().contains(traceId));
  }

  /** The entries that satisfy a condition, of one trace after the other. */
  List<Entry> entries(Predicate<Entry> condition) {
    return traces.values().stream().flatMap(List::stream).filter(condition).toList();
  }

  /** Forgets the traces that began before all recordings that are open. */
  void forgetUntil(long number) {
    traces.values().removeIf(entries -> !entries.get(0).startedAfter(number));
  }
}
