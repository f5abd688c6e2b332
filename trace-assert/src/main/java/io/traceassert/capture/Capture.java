package io.traceassert.capture;

import static java.util.Comparator.naturalOrder;
import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was recorded for one test, at one moment. Immutable.
 *
 * @param spans the spans that ended and were sampled, in the order of their ends
 * @param openSpans the spans that had started and not ended, in the order of their starts
 * @param settlement what its source knows of what can still arrive
 * @param origins gives where a span began, or empty when that was not recorded
 * @param wirings how the sources are connected, one for each source that is in use
 * @param losses what was lost on the way, one line each: no assertion holds on a capture with
 *     losses
 * @param notes what else a reader of a failure should know, one line each: faults of other
 *     processors, spans without an owner
 */
public record Capture(
    List<SpanData> spans,
    List<OpenSpan> openSpans,
    Settlement settlement,
    Function<SpanContext, Optional<Origin>> origins,
    List<Wiring> wirings,
    List<String> losses,
    List<String> notes) {

  /** Checks that nothing is null and copies the lists. */
  public Capture {
    spans = List.copyOf(spans);
    openSpans = List.copyOf(openSpans);
    requireNonNull(settlement, "settlement");
    requireNonNull(origins, "origins");
    wirings = List.copyOf(wirings);
    losses = List.copyOf(losses);
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
   * Tells whether an assertion may look at the capture.
   *
   * @return false while something that belongs to it is known to be on its way
   */
  public boolean settled() {
    return settlement != Settlement.PENDING;
  }

  /**
   * Returns the traces that something is known of.
   *
   * @return trace ids, those of open spans among them; repeated
   */
  public Stream<String> traceIds() {
    return Stream.concat(spans.stream(), openSpans.stream().map(OpenSpan::span))
        .map(SpanData::getTraceId);
  }

  /**
   * Finds the spans whose parent should be here and is not: it is of the same process, and neither
   * captured nor open.
   *
   * @return the children, in the order of their ends
   */
  public List<SpanData> withoutParent() {
    Set<SpanId> known = Stream.concat(spans.stream(), openSpans.stream().map(OpenSpan::span))
        .map(span -> SpanId.of(span.getSpanContext()))
        .collect(Collectors.toSet());
    return spans.stream()
        .filter(span -> span.getParentSpanContext().isValid()
            && !span.getParentSpanContext().isRemote()
            && !known.contains(SpanId.of(span.getParentSpanContext())))
        .toList();
  }

  /**
   * Joins what several sources recorded for the same test. A span that two of them recorded is
   * there once.
   *
   * @param captures at least one
   * @return a capture that is settled when each of them is; and, when one of them cannot know what
   *     is still open in another process, no span of the same process is missing between a span and
   *     its root
   * @throws IllegalArgumentException if there are none
   */
  public static Capture merged(Collection<Capture> captures) {
    if (captures.isEmpty()) {
      throw new IllegalArgumentException(
          "captures must not be empty: a capture needs at least one source");
    }
    List<Capture> all = List.copyOf(captures);
    Capture merged = all.size() == 1 ? all.get(0) : merge(all);
    return merged.settlement == Settlement.QUIET && !merged.withoutParent().isEmpty()
        ? merged.pending()
        : merged;
  }

  private Capture pending() {
    return new Capture(spans, openSpans, Settlement.PENDING, origins, wirings, losses, notes);
  }

  private static Capture merge(List<Capture> all) {
    return new Capture(
        distinct(all),
        concat(all, Capture::openSpans),
        all.stream().map(Capture::settlement).min(naturalOrder()).orElseThrow(),
        context -> all.stream()
            .map(capture -> capture.origins().apply(context))
            .flatMap(Optional::stream)
            .findFirst(),
        connected(concat(all, Capture::wirings)),
        concat(all, Capture::losses),
        concat(all, Capture::notes));
  }

  /** Leaves out what an earlier source recorded already; what one source has twice stays. */
  private static List<SpanData> distinct(List<Capture> all) {
    List<SpanData> distinct = new ArrayList<>();
    Set<Recorded> earlier = new HashSet<>();
    for (Capture capture : all) {
      List<SpanData> more = capture.spans.stream()
          .filter(span -> !earlier.contains(Recorded.of(span)))
          .toList();
      distinct.addAll(more);
      more.forEach(span -> earlier.add(Recorded.of(span)));
    }
    return distinct;
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
    return "Capture{spans=%d, open=%d, %s}".formatted(spans.size(), openSpans.size(), settlement);
  }

  private record SpanId(String traceId, String spanId) {

    static SpanId of(SpanContext context) {
      return new SpanId(context.getTraceId(), context.getSpanId());
    }
  }

  /** What tells a span from all others, those that share its id among them. */
  private record Recorded(SpanId id, SpanKind kind, long start) {

    static Recorded of(SpanData span) {
      return new Recorded(
          SpanId.of(span.getSpanContext()), span.getKind(), span.getStartEpochNanos());
    }
  }
}
