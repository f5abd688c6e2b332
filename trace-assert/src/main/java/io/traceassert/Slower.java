package io.traceassert;

import static java.util.Comparator.comparing;

import io.traceassert.budget.Statistic;
import io.traceassert.latency.CriticalPath;
import io.traceassert.latency.CriticalPath.Share;
import io.traceassert.text.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which spans take more of the time of a body than those of the same name of another body. Medians
 * over all runs: in a single one, the machine may have disturbed anybody.
 */
final class Slower {

  private final List<Map<String, Duration>> here = new ArrayList<>();
  private final List<Map<String, Duration>> there = new ArrayList<>();

  /** Adds the critical paths of a run of each. */
  void add(CriticalPath one, CriticalPath other) {
    here.add(byName(one));
    there.add(byName(other));
  }

  private static Map<String, Duration> byName(CriticalPath path) {
    return path.shares().stream()
        .collect(Collectors.toMap(
            share -> WhereTimeWent.name(share.span()), Share::time, Duration::plus, HashMap::new));
  }

  /** Names the spans that take most more. */
  Optional<String> culprit() {
    return here.stream()
        .flatMap(run -> run.keySet().stream())
        .distinct()
        .map(name -> new Grown(name, median(name, here), median(name, there)))
        .max(comparing(Grown::more).thenComparing(Grown::name))
        .map(grown -> "%s spent %s, and %s in the other body (medians of %d runs)"
            .formatted(
                grown.name,
                Durations.format(grown.here),
                Durations.format(grown.there),
                here.size()));
  }

  private static Duration median(String name, List<Map<String, Duration>> runs) {
    double[] nanos = runs.stream()
        .mapToDouble(run -> run.getOrDefault(name, Duration.ZERO).toNanos())
        .toArray();
    return Duration.ofNanos((long) Statistic.MEDIAN.of(nanos));
  }

  /** The time of the spans of one name, here and there. */
  private record Grown(String name, Duration here, Duration there) {

    Duration more() {
      return here.minus(there);
    }
  }
}
