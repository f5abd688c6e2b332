package io.traceassert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares lists of names in which a name may be more than once. */
final class Names {

  private Names() {}

  /** Returns what is left of some names when each of the others takes one away. */
  static List<String> without(List<String> names, List<String> others) {
    Map<String, Integer> available = new HashMap<>();
    others.forEach(name -> available.merge(name, 1, Integer::sum));
    return names.stream()
        .filter(name -> available.merge(name, -1, Integer::sum) < 0)
        .toList();
  }
}
