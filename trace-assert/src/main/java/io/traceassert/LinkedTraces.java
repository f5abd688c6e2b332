package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Explains why there are more traces than expected, when links lead from one to another. */
final class LinkedTraces {

  private static final int MOST_EXPLAINED = 3;
  private static final String ADVICE =
      "A link does not make one trace of two. If they are meant to be two, look at each: traceWithRoot(…).";

  private static final String LINK_EACH =
      "Whoever takes many messages at once links to each: spanBuilder.addLink(Span.fromContext(extracted).getSpanContext()), of what was"
          + " extracted from its headers.";

  private LinkedTraces() {}

  /** Adds to a failure which traces are linked. */
  static Failure explain(Failure failure, Scene scene) {
    List<SpanLink> links = scene.traces().stream()
        .flatMap(trace -> trace.spans().stream())
        .flatMap(span -> acrossTraces(span, scene))
        .toList();
    links.stream()
        .limit(MOST_EXPLAINED)
        .forEach(link -> failure
            .because("%s is linked from %s of %s"
                .formatted(
                    link.destination(),
                    Words.span(link.span()),
                    Words.trace(link.span().getTraceId())))
            .marking(link.span(), link.phrase()));
    if (links.size() > MOST_EXPLAINED) {
      failure.because("and " + (links.size() - MOST_EXPLAINED) + " more between traces");
    }
    return links.isEmpty() ? failure : failure.advising(ADVICE);
  }

  /** Adds to a failure which traces no link connects with the greatest group of those that are. */
  static Failure explainApart(Failure failure, List<List<Trace>> groups) {
    List<Trace> greatest = groups.stream()
        .reduce((one, other) -> other.size() > one.size() ? other : one)
        .orElseThrow();
    groups.stream()
        .filter(group -> group != greatest)
        .map(group -> group.get(0))
        .limit(MOST_EXPLAINED)
        .forEach(apart -> apart.beginnings().stream()
            .findFirst()
            .ifPresent(beginning -> failure
                .because("no link connects %s of %s with %s"
                    .formatted(
                        Words.span(beginning),
                        Words.trace(apart.traceId()),
                        Words.trace(greatest.get(0).traceId())))
                .marking(beginning, "not connected")));
    return failure.advising(LINK_EACH);
  }

  /** Puts together the traces that are connected by links, in either direction. */
  static List<List<Trace>> groups(List<Trace> traces, Scene scene) {
    List<List<Trace>> groups = new ArrayList<>();
    for (Trace trace : traces) {
      List<List<Trace>> connected = groups.stream()
          .filter(group -> group.stream().anyMatch(other -> areLinked(trace, other, scene)))
          .toList();
      List<Trace> joined = new ArrayList<>();
      connected.forEach(joined::addAll);
      joined.add(trace);
      groups.removeAll(connected);
      groups.add(joined);
    }
    return groups;
  }

  private static boolean areLinked(Trace one, Trace other, Scene scene) {
    return leadsTo(one, other, scene) || leadsTo(other, one, scene);
  }

  private static boolean leadsTo(Trace from, Trace to, Scene scene) {
    return from.spans().stream()
        .flatMap(span -> acrossTraces(span, scene))
        .anyMatch(link -> link.target()
            .filter(target -> target.trace().traceId().equals(to.traceId()))
            .isPresent());
  }

  /** Tells whether a span has a link to a captured span of another trace. */
  static boolean isLinked(SpanData span, Scene scene) {
    return acrossTraces(span, scene).findAny().isPresent();
  }

  private static Stream<SpanLink> acrossTraces(SpanData span, Scene scene) {
    return SpanLink.of(span, scene).stream()
        .filter(link -> link.target()
            .filter(target -> !target.trace().traceId().equals(span.getTraceId()))
            .isPresent());
  }
}
