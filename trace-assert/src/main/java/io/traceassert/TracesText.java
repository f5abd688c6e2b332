package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Durations;
import io.traceassert.text.Words;
import io.traceassert.trace.Clock;
import io.traceassert.trace.Trace;
import io.traceassert.trace.TraceDrawing;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Draws several traces, one below the other, each under a line with its id, size and duration. */
final class TracesText {

  private static final int MOST_TRACES = 5;

  private TracesText() {}

  static String render(List<Trace> traces, Map<SpanData, String> comments, Set<String> attributes) {
    return render(traces, comments, attributes, List.of());
  }

  /** Draws siblings that are alike as one. */
  static String render(
      List<Trace> traces,
      Map<SpanData, String> comments,
      Set<String> attributes,
      List<List<SpanData>> alike) {
    StringBuilder out = new StringBuilder();
    List<Trace> drawn = mostTelling(traces, comments);
    for (Trace trace : drawn) {
      out.append(out.length() == 0 ? "" : "\n").append(heading(trace)).append('\n');
      TraceDrawing drawing =
          TraceDrawing.of(trace).showing(attributes).commenting(commentsIn(trace, comments));
      alike.stream().filter(siblings -> trace.contains(siblings.get(0))).forEach(drawing::folding);
      out.append(drawing.render("  "));
    }
    int more = traces.size() - drawn.size();
    return out.append(more == 0 ? "" : "and " + Words.count(more, "more trace") + "\n")
        .toString();
  }

  /** Prefers traces with comments when there are too many. */
  private static List<Trace> mostTelling(List<Trace> traces, Map<SpanData, String> comments) {
    if (traces.size() <= MOST_TRACES) {
      return traces;
    }
    Set<String> commented =
        comments.keySet().stream().map(SpanData::getTraceId).collect(Collectors.toSet());
    return traces.stream()
        .sorted(Comparator.comparing(trace -> !commented.contains(trace.traceId())))
        .limit(MOST_TRACES)
        .toList();
  }

  static String heading(Trace trace) {
    long open = trace.spans().stream().filter(span -> !span.hasEnded()).count();
    return "%s: %s, %s%s%s"
        .formatted(
            Words.trace(trace.traceId()),
            Words.count(trace.size(), "span"),
            Durations.format(trace.duration()),
            isOfSeveralClocks(trace) ? " by several clocks" : "",
            open == 0 ? "" : ", " + open + " open");
  }

  /** The distance between the clocks of two hosts is no time that anything took. */
  private static boolean isOfSeveralClocks(Trace trace) {
    List<Clock> clocks = trace.spans().stream().map(Clock::of).distinct().toList();
    return clocks.stream().anyMatch(clock -> clocks.get(0).differenceTo(clock).isPresent());
  }

  private static Map<SpanData, String> commentsIn(Trace trace, Map<SpanData, String> comments) {
    Map<SpanData, String> own = new LinkedHashMap<>(comments);
    own.keySet().removeIf(span -> !trace.contains(span));
    return own;
  }
}
