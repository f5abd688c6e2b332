package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Words;
import io.traceassert.trace.LinkTarget;
import io.traceassert.trace.Trace;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Follows requests backwards from span to span, through parents and links. */
final class ServicePath {

  private final List<String> services;
  private final Set<SpanData> visited = new HashSet<>();

  private ServicePath(List<String> services) {
    this.services = services;
  }

  /** Counts how many of some services, from the first one on, a request went through in order. */
  static int reach(List<String> services, List<Trace> traces) {
    return traces.stream()
        .flatMap(trace -> trace.spans().stream().map(span -> new Place(span, trace)))
        .mapToInt(place -> IntStream.range(0, services.size())
            .filter(i -> new ServicePath(services).leadsTo(place, i))
            .map(i -> i + 1)
            .max()
            .orElse(0))
        .max()
        .orElse(0);
  }

  /** Tells whether a span of one service was called by another one. */
  static boolean isCall(String caller, String callee, SpanData span, Trace trace) {
    Place place = new Place(span, trace);
    return place.isOf(callee) && place.callers().anyMatch(other -> other.isOf(caller));
  }

  private boolean leadsTo(Place place, int last) {
    if (!place.isOf(services.get(last))) {
      return false;
    }
    if (last == 0) {
      return true;
    }
    return visited.add(place.span) // links may lead in a circle
        && place.callers().anyMatch(caller -> leadsTo(caller, last) || leadsTo(caller, last - 1));
  }

  private record Place(SpanData span, Trace trace) {

    boolean isOf(String service) {
      return Words.service(span).equals(service);
    }

    Stream<Place> callers() {
      return Stream.concat(
          trace.parentOf(span).map(parent -> new Place(parent, trace)).stream(),
          span.getLinks().stream()
              .flatMap(link -> LinkTarget.of(link, trace).stream())
              .map(target -> new Place(target.span(), target.trace())));
    }
  }
}
