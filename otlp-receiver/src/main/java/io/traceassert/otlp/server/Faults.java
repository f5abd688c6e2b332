package io.traceassert.otlp.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Lines about what was refused, the same ones counted. Guarded by its monitor. */
public final class Faults {

  private static final int LARGEST = 100;

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private long others;

  /** Makes an empty list. */
  public Faults() {}

  /**
   * Adds a line, or counts it.
   *
   * @param line what happened
   */
  public synchronized void add(String line) {
    if (counts.size() < LARGEST || counts.containsKey(line)) {
      counts.merge(line, 1, Integer::sum);
    } else {
      others++;
    }
  }

  /** Returns the lines in the order in which they came first, with how often each came. */
  public synchronized List<String> describe() {
    Stream<String> lines = counts.entrySet().stream()
        .map(fault -> fault.getValue() == 1
            ? fault.getKey()
            : fault.getKey() + " (" + fault.getValue() + " times)");
    Stream<String> rest = others == 0 ? Stream.of() : Stream.of("and " + others + " others");
    return Stream.concat(lines, rest).toList();
  }
}
