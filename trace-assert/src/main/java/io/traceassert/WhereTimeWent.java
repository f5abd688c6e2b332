package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.latency.CriticalPath;
import io.traceassert.latency.CriticalPath.Share;
import io.traceassert.latency.Gap;
import io.traceassert.latency.TraceTimes;
import io.traceassert.text.Columns;
import io.traceassert.text.Durations;
import io.traceassert.text.Words;
import io.traceassert.trace.Clock;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of a critical path went: by span, those of one name together, most time first. The
 * first is the guilty one.
 */
final class WhereTimeWent {

  private static final int MOST_ROWS = 10;
  private static final int MOST_OUTSIDE = 3;
  private static final int MOST_COMPARED = 100;
  private static final String GAP_ADVICE =
      "A wait for a lock, a connection or another thread, a pause, or code without spans: a span around what runs there will say which.";

  private final Trace trace;
  private final TraceTimes times;
  private final CriticalPath path;
  private final Duration whole;
  private final List<Row> rows;

  private WhereTimeWent(Trace trace, TraceTimes times, SpanData top, Duration whole) {
    this.trace = trace;
    this.times = times;
    this.whole = whole;
    path = times.criticalPath(top);
    rows = rows(path);
  }

  /** Looks at a span that has ended; {@code whole} is the time of which shares are parts. */
  static WhereTimeWent of(Trace trace, TraceTimes times, SpanData top, Duration whole) {
    return new WhereTimeWent(trace, times, top, whole);
  }

  private static List<Row> rows(CriticalPath path) {
    Map<String, List<Share>> byName = new LinkedHashMap<>();
    path.shares()
        .forEach(share ->
            byName.computeIfAbsent(name(share.span()), key -> new ArrayList<>()).add(share));
    return byName.values().stream()
        .map(Row::new)
        .sorted(Comparator.comparing(Row::time).reversed())
        .toList();
  }

  /** Names a span and its service. */
  static String name(SpanData span) {
    String service = Words.service(span);
    return Words.span(span)
        + (service.isEmpty() || service.startsWith("unknown_service") ? "" : " @" + service);
  }

  CriticalPath path() {
    return path;
  }

  /** Says who is guilty, and with how much. */
  String culprit() {
    if (rows.isEmpty()) {
      return "none of it was seen";
    }
    Row guilty = rows.get(0);
    Gap gap = guilty.gap(trace, times);
    return gap == null
        ? "%s spent %s of it (%s)%s"
            .formatted(guilty.name(), took(guilty.time()), part(guilty.time()), meanwhile(guilty))
        : "%s in %s%s (%s)"
            .formatted(nothingRan(gap.duration()), guilty.name(), when(gap), part(gap.duration()));
  }

  /**
   * Says what ran beside a span with children for most of its time: it may have waited for that.
   */
  private String meanwhile(Row row) {
    List<Share> beside = path.beside(row.first());
    return trace.childrenOf(row.first()).isEmpty()
            || beside.isEmpty()
            || beside.get(0).time().multipliedBy(2).compareTo(row.time()) < 0
        ? ""
        : ", while %s ran".formatted(Words.span(beside.get(0).span()));
  }

  static String nothingRan(Duration duration) {
    return "nothing that was traced ran for " + took(duration);
  }

  static String when(Gap gap) {
    return gap.after() != null
        ? " after " + Words.span(gap.after()) + " had ended"
        : gap.before() != null ? " before " + Words.span(gap.before()) + " began" : "";
  }

  private static String took(Duration duration) {
    return Durations.format(duration);
  }

  private String part(Duration duration) {
    double percent = Percent.of(duration, whole);
    return percent > 0 && percent < 0.5 ? "<1 %" : Percent.rounded(percent);
  }

  /** Tells whether a time is not worth a word beside the whole. */
  private boolean isNoise(Duration duration) {
    return duration.multipliedBy(100).compareTo(whole) < 0;
  }

  /** Adds what was not counted, the table, and the tree with the guilty span marked. */
  Failure explain(Failure failure) {
    table(failure);
    if (rows.isEmpty()) {
      return failure;
    }
    Row guilty = rows.get(0);
    Gap gap = guilty.gap(trace, times);
    if (gap == null) {
      return failure.marking(guilty.first(), guilty.comment(part(guilty.time())));
    }
    return failure
        .marking(guilty.first(), nothingRan(gap.duration()) + when(gap))
        .advising(GAP_ADVICE);
  }

  /** Adds what was not counted, the table, and the tree. */
  Failure table(Failure failure) {
    explainOutside(failure);
    explainClocks(failure);
    if (!rows.isEmpty()) {
      failure.difference("where the time went:\n" + table());
    }
    return failure.drawing(trace);
  }

  private void explainOutside(Failure failure) {
    List<SpanData> late = path.outside().stream()
        .filter(span -> parentEnd(span) < end(span))
        .filter(span -> !isNoise(Durations.between(parentEnd(span), end(span))))
        .filter(span -> clocks(span).isEmpty())
        .toList();
    late.stream()
        .limit(MOST_OUTSIDE)
        .forEach(span -> failure.because(
            "%s ended %s after its parent %s: what it did then is not on the critical path"
                .formatted(
                    Words.span(span),
                    Durations.format(Durations.between(parentEnd(span), end(span)), Duration.ZERO),
                    Words.span(trace.parentOf(span).orElseThrow()))));
    if (late.size() > MOST_OUTSIDE) {
      failure.because("and " + (late.size() - MOST_OUTSIDE) + " more ended after their parents");
    }
  }

  private long parentEnd(SpanData span) {
    return trace.parentOf(span).map(WhereTimeWent::end).orElseThrow();
  }

  private static long end(SpanData span) {
    return span.hasEnded() ? span.getEndEpochNanos() : Long.MAX_VALUE;
  }

  private void explainClocks(Failure failure) {
    List<SpanData> aligned = path.aligned();
    if (aligned.isEmpty()) {
      return;
    }
    SpanData first = aligned.get(0);
    String clocks = clocks(first).map(Clock.Difference::phrase).orElseThrow();
    failure.because(
        aligned.size() == 1
            ? "%s was timed by another clock than its parent: %s. When it ran is not known, only for how long; it counts as the middle of its parent"
                .formatted(Words.span(first), clocks)
            : "%d spans were timed by other clocks than their parents, such as %s: %s. When they ran is not known, only for how long; each counts as the middle of its parent"
                .formatted(aligned.size(), Words.span(first), clocks));
  }

  private Optional<Clock.Difference> clocks(SpanData span) {
    return Clock.of(trace.parentOf(span).orElseThrow()).differenceTo(Clock.of(span));
  }

  private String table() {
    Columns columns = new Columns(0);
    rows.stream().limit(MOST_ROWS).forEach(row -> columns.add(cells(row)));
    String table = columns.render("  ");
    List<Row> rest = rows.subList(Math.min(MOST_ROWS, rows.size()), rows.size());
    int more = rest.stream().mapToInt(row -> row.shares.size()).sum();
    Duration together = rest.stream().map(Row::time).reduce(Duration.ZERO, Duration::plus);
    return more == 0
        ? table
        : table + "  … and %d more, %s together\n".formatted(more, took(together));
  }

  private List<String> cells(Row row) {
    SpanData span = row.first();
    return List.of(
        took(row.time()),
        String.format(Locale.ROOT, "%5s", part(row.time())),
        row.name(),
        trace.childrenOf(span).isEmpty() ? "" : "itself",
        longestBeside(row).map(WhereTimeWent::beside).orElse(""));
  }

  private static String beside(Share longest) {
    return "while %s ran for %s".formatted(Words.span(longest.span()), took(longest.time()));
  }

  /** Finds what ran longest beside all that a row stands for, unless these are many. */
  private Optional<Share> longestBeside(Row row) {
    if (row.shares().size() > MOST_COMPARED) {
      return Optional.empty();
    }
    Map<SpanData, Duration> times = new LinkedHashMap<>();
    row.shares().stream()
        .flatMap(share -> path.beside(share.span()).stream())
        .forEach(beside -> times.merge(beside.span(), beside.time(), Duration::plus));
    return times.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .filter(entry -> !isNoise(entry.getValue()))
        .map(entry -> new Share(entry.getKey(), entry.getValue()));
  }

  /** What spans of one name have of the time, most first. */
  private record Row(List<Share> shares) {

    SpanData first() {
      return shares.get(0).span();
    }

    Duration time() {
      return shares.stream().map(Share::time).reduce(Duration.ZERO, Duration::plus);
    }

    String name() {
      return WhereTimeWent.name(first()) + (shares.size() == 1 ? "" : " x" + shares.size());
    }

    String comment(String part) {
      return shares.size() == 1
          ? "spent %s (%s)".formatted(took(time()), part)
          : "one of %d that spent %s together (%s)".formatted(shares.size(), took(time()), part);
    }

    /** Returns the gap between the children of a span that is most of its time, if there is one. */
    @Nullable
    Gap gap(Trace trace, TraceTimes times) {
      if (shares.size() > 1 || trace.childrenOf(first()).isEmpty()) {
        return null;
      }
      return times.gapsIn(first()).stream()
          .max(Comparator.comparing(Gap::duration))
          .filter(gap -> gap.duration().multipliedBy(2).compareTo(time()) >= 0)
          .orElse(null);
    }
  }
}
