package io.traceassert.latency;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where the time of a trace went. Times of two hosts are never compared: see
 * {@link CriticalPath#aligned()} for what is done instead.
 */
public final class TraceTimes {

  private final Trace trace;
  private final Placement placement;

  private TraceTimes(Trace trace) {
    this.trace = trace;
    placement = Placement.of(trace);
  }

  /**
   * Looks at the times of a trace.
   *
   * @param trace a trace
   * @return its times
   */
  public static TraceTimes of(Trace trace) {
    return new TraceTimes(requireNonNull(trace, "trace"));
  }

  /**
   * Computes the self times of all spans.
   *
   * @return as {@link SelfTimes#of}
   */
  public SelfTimes selfTimes() {
    return SelfTimes.of(trace, placement);
  }

  /**
   * Computes the critical path of a part of the trace.
   *
   * @param top the span with which the part begins
   * @return as {@link CriticalPath#of(Trace, SpanData)}
   * @throws IllegalArgumentException if the span is not of the trace, or has not ended
   */
  public CriticalPath criticalPath(SpanData top) {
    return CriticalPath.of(trace, requireNonNull(top, "top"), placement);
  }

  /**
   * Measures the whole trace.
   *
   * @return from when to when anything ran
   * @throws IllegalArgumentException if the trace has no spans
   */
  public Extent extent() {
    if (trace.size() == 0) {
      throw new IllegalArgumentException("the trace has no spans");
    }
    return extent(placement.firstTop(), 0, placement.spans.length);
  }

  /**
   * Measures a span and everything below it.
   *
   * @param top a span of the trace
   * @return from when to when anything of it ran
   * @throws IllegalArgumentException if the span is not of the trace
   */
  public Extent extentOf(SpanData top) {
    int place = trace.indexOf(requireNonNull(top, "top"));
    return extent(place, place, placement.end[place]);
  }

  private Extent extent(int top, int from, int to) {
    IntPredicate here = i -> placement.timeTop[i] == placement.timeTop[top];
    int[] spans = IntStream.range(from, to).filter(here).toArray();
    long start = Arrays.stream(spans).mapToLong(i -> placement.starts[i]).min().orElseThrow();
    long end = Arrays.stream(spans).mapToLong(i -> placement.ends[i]).max().orElseThrow();
    int longest = Arrays.stream(spans)
        .filter(i -> i == top || placement.isByItself(i))
        .reduce(top, (one, other) -> placement.length(other) > placement.length(one) ? other : one);
    return new Extent(
        Duration.ofNanos(Saturated.minus(end, start)),
        placement.spans[longest],
        List.copyOf(Coverage.of(placement, spans, start, end).gaps()),
        spans(from, to, i -> placement.timeTop[i] == i && !here.test(i)),
        spans(from, to, i -> !placement.spans[i].hasEnded()));
  }

  private List<SpanData> spans(int from, int to, IntPredicate predicate) {
    return IntStream.range(from, to)
        .filter(predicate)
        .mapToObj(i -> placement.spans[i])
        .toList();
  }

  /**
   * Measures a service: the time in which one or more of its spans ran. Times that cannot be
   * compared are added.
   *
   * @param service {@code service.name}
   * @return zero if it has no spans
   */
  public Duration inService(String service) {
    requireNonNull(service, "service");
    Map<Integer, List<Integer>> places = IntStream.range(0, placement.spans.length)
        .filter(i -> Words.service(placement.spans[i]).equals(service))
        .boxed()
        .collect(
            Collectors.groupingBy(i -> placement.timeTop[i], TreeMap::new, Collectors.toList()));
    return places.values().stream()
        .map(group -> union(group.stream().mapToInt(Integer::intValue).toArray()))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private Duration union(int[] places) {
    long start = Arrays.stream(places).mapToLong(i -> placement.starts[i]).min().orElseThrow();
    long end = Arrays.stream(places).mapToLong(i -> placement.ends[i]).max().orElseThrow();
    long gaps = Coverage.of(placement, places, start, end).gapNanos();
    return Duration.ofNanos(Saturated.minus(end, start) - gaps);
  }

  /**
   * Finds the times within a span in which none of its children ran.
   *
   * @param span a span of the trace, which has ended
   * @return the gaps in the order of time; all of its time if it has no children
   * @throws IllegalArgumentException if the span is not of the trace, or has not ended
   */
  public List<Gap> gapsIn(SpanData span) {
    int place = trace.indexOf(requireNonNull(span, "span"));
    Open.refuse(span);
    int[] children = Arrays.stream(placement.children(place))
        .filter(child -> placement.timeTop[child] == placement.timeTop[place])
        .toArray();
    return List.copyOf(
        Coverage.of(placement, children, placement.starts[place], placement.ends[place])
            .gaps());
  }
}
