package io.traceassert.memory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What went wrong in span processors and exporters of the user's, counted by kind of fault. Guarded
 * by its monitor.
 */
final class Faults {

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private long total;

  synchronized void add(String fault) {
    counts.merge(fault, 1, Integer::sum);
    total++;
  }

  synchronized long total() {
    return total;
  }

  synchronized List<String> describe() {
    return counts.entrySet().stream()
        .map(fault ->
            fault.getKey() + (fault.getValue() == 1 ? "" : " (" + fault.getValue() + " times)"))
        .toList();
  }
}
