package io.traceassert.capture;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was recorded for one test, at one moment. Immutable.
 *
 * @param spans the spans that ended and were sampled, in the order of their ends
 * @param openSpans the spans that had started and not ended, in the order of their starts
 * @param settled whether nothing that belongs to the capture can still arrive, as far as its source
 *     can know
 * @param origins gives where a span began, or empty when that was not recorded
 * @param wirings how the sources are connected, one for each source that is in use
 * @param notes what else a reader of a failure should know, one line each: faults of other
 *     processors, spans without an owner
 */
public record Capture(
    List<SpanData> spans,
    List<OpenSpan> openSpans,
    boolean settled,
    Function<SpanContext, Optional<Origin>> origins,
    List<Wiring> wirings,
    List<String> notes) {

  /** Checks that nothing is null and copies the lists. */
  public Capture {
    spans = List.copyOf(spans);
    openSpans = List.copyOf(openSpans);
    requireNonNull(origins, "origins");
    wirings = List.copyOf(wirings);
    notes = List.copyOf(notes);
  }

  /**
   * Returns where a span began.
   *
   * @param span a span of this capture
   * @return its origin, or empty when it was not recorded
   */
  public Optional<Origin> originOf(SpanData span) {
    return origins.apply(span.getSpanContext());
  }

  /**
   * Joins what several sources recorded for the same test.
   *
   * @param captures at least one
   * @return a capture that is settled when each of them is
   * @throws IllegalArgumentException if there are none
   */
  public static Capture merged(Collection<Capture> captures) {
    if (captures.isEmpty()) {
      throw new IllegalArgumentException(
          "captures must not be empty: a capture needs at least one source");
    }
    List<Capture> all = List.copyOf(captures);
    return all.size() == 1 ? all.get(0) : merge(all);
  }

  private static Capture merge(List<Capture> all) {
    return new Capture(
        concat(all, Capture::spans),
        concat(all, Capture::openSpans),
        all.stream().allMatch(Capture::settled),
        context -> all.stream()
            .map(capture -> capture.origins().apply(context))
            .flatMap(Optional::stream)
            .findFirst(),
        connected(concat(all, Capture::wirings)),
        concat(all, Capture::notes));
  }

  /** Leaves out the sources that are not in use, unless none is. */
  private static List<Wiring> connected(List<Wiring> wirings) {
    List<Wiring> connected = wirings.stream().filter(Wiring::connected).toList();
    return connected.isEmpty() ? wirings.subList(0, Math.min(1, wirings.size())) : connected;
  }

  private static <T> List<T> concat(List<Capture> captures, Function<Capture, List<T>> part) {
    List<T> joined = new ArrayList<>();
    captures.forEach(capture -> joined.addAll(part.apply(capture)));
    return joined;
  }

  @Override
  public String toString() {
    return "Capture{spans=%d, open=%d, settled=%s}"
        .formatted(spans.size(), openSpans.size(), settled);
  }
}
