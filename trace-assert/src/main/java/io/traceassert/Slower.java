package io.traceassert;

import static java.util.Comparator.comparing;

import io.traceassert.budget.Statistic;
import io.traceassert.latency.CriticalPath;
import io.traceassert.latency.CriticalPath.Share;
import io.traceassert.text.Durations;
import io.traceassert.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which spans take more of the time of a body than those of the same name of another body. Medians
 * over all runs: in a single one, the machine may have disturbed anybody. Where it disturbs all the
 * time, medians differ, too; so spans go first that took more in so many pairs of runs as chance
 * hardly makes (the sign test: W. J. Conover, "Practical Nonparametric Statistics", chapter 3.4),
 * unless that is less than 1 % of the other body.
 */
final class Slower {

  /** One in two hundred, of a normal distribution. */
  private static final double SURE = 2.6;

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
    List<Grown> byGrowth = here.stream()
        .flatMap(run -> run.keySet().stream())
        .distinct()
        .map(name -> new Grown(name, median(name, here), median(name, there), isSure(name)))
        .sorted(comparing(Grown::more).thenComparing(Grown::name).reversed())
        .toList();
    return byGrowth.stream()
        .filter(Grown::isSure)
        .findFirst()
        .filter(sure -> sure.more().multipliedBy(100).compareTo(wholeThere()) >= 0)
        .or(() -> byGrowth.stream().findFirst())
        .map(grown -> "%s spent %s, and %s in the other body (medians of %s)"
            .formatted(
                grown.name,
                Durations.format(grown.here),
                Durations.format(grown.there),
                Words.count(here.size(), "run")));
  }

  private boolean isSure(String name) {
    int runs = here.size();
    long more = IntStream.range(0, runs)
        .filter(run -> time(name, here.get(run)).compareTo(time(name, there.get(run))) > 0)
        .count();
    return 2 * more - runs > SURE * Math.sqrt(runs);
  }

  private static Duration time(String name, Map<String, Duration> run) {
    return run.getOrDefault(name, Duration.ZERO);
  }

  private static Duration median(String name, List<Map<String, Duration>> runs) {
    return median(runs, run -> time(name, run));
  }

  private Duration wholeThere() {
    return median(there, run -> run.values().stream().reduce(Duration.ZERO, Duration::plus));
  }

  private static Duration median(
      List<Map<String, Duration>> runs, Function<Map<String, Duration>, Duration> time) {
    double[] nanos = runs.stream().map(time).mapToDouble(Duration::toNanos).toArray();
    return Duration.ofNanos((long) Statistic.MEDIAN.of(nanos));
  }

  /** The time of the spans of one name, here and there. */
  private record Grown(String name, Duration here, Duration there, boolean isSure) {

    Duration more() {
      return here.minus(there);
    }
  }
}
