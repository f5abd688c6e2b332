package io.traceassert.latency;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * The chain of intervals that decides how long a span takes: from its end back to its start, always
 * through the child that ended last before the moment that was reached; where no child did, the
 * time is the span's own. The segments add up to the duration exactly.
 *
 * <p>A child may overlap what follows it by 1 % of its parent. One that ended after its parent by
 * more than that was not waited for; only the SERVER span of a call that was given up counts for as
 * long as its parent, the CLIENT span, waited. What a message caused, below a span of kind
 * PRODUCER, is not waited for either. A child is clipped to its parent, see {@link #outside()}.
 * Times of two hosts are never compared, see {@link #aligned()}. A span that has not ended runs on,
 * and one that ended before it started took no time.
 */
public final class CriticalPath {

  private final Trace trace;
  private final SpanData top;
  private final int topPlace;
  private final Placement placement;
  private final PathWalk walk;

  /** Of all places from the top on, what those before each have on the path. */
  private final long[] nanosBefore;

  /**
   * The time that one span has on the critical path.
   *
   * @param span the span
   * @param time the sum of its segments, more than zero
   */
  public record Share(SpanData span, Duration time) {}

  private CriticalPath(Trace trace, int topPlace, Placement placement) {
    this.trace = trace;
    this.top = placement.spans[topPlace];
    this.topPlace = topPlace;
    this.placement = placement;
    walk = PathWalk.from(topPlace, placement);
    long[] nanos = nanosOf(i -> walk.end(i) - walk.start(i));
    nanosBefore = new long[nanos.length + 1];
    for (int i = 0; i < nanos.length; i++) {
      nanosBefore[i + 1] = nanosBefore[i] + nanos[i];
    }
  }

  /**
   * Computes the critical path of a trace, from the one span that it begins with.
   *
   * @param trace a trace
   * @return the path of its root or entry span
   * @throws IllegalStateException if there is no such span, or more than one
   * @throws IllegalArgumentException if that span has not ended
   */
  public static CriticalPath of(Trace trace) {
    return of(requireNonNull(trace, "trace"), trace.root());
  }

  /**
   * Computes the critical path of a part of a trace.
   *
   * @param trace a trace
   * @param top the span with which the part begins
   * @return the path
   * @throws IllegalArgumentException if the span is not of the trace, or has not ended
   */
  public static CriticalPath of(Trace trace, SpanData top) {
    return of(requireNonNull(trace, "trace"), requireNonNull(top, "top"), Placement.of(trace));
  }

  static CriticalPath of(Trace trace, SpanData top, Placement placement) {
    int place = trace.indexOf(top);
    Open.refuse(top);
    return new CriticalPath(trace, place, placement);
  }

  /**
   * Returns the span whose time the path explains.
   *
   * @return the span
   */
  public SpanData top() {
    return top;
  }

  /**
   * Returns the segments. Each begins where the one before it ends.
   *
   * @return the segments in the order of time; none if the span took no time
   */
  public List<Segment> segments() {
    return new Segments();
  }

  /**
   * Adds up the segments.
   *
   * @return the duration of the span; zero if it ended before it started
   */
  public Duration duration() {
    return Duration.ofNanos(placement.length(topPlace));
  }

  /**
   * Returns what each span has of the time. All together are the {@link #duration()}.
   *
   * @return the spans on the path that have any, most time first, then in tree order
   */
  public List<Share> shares() {
    return shares(nanosOf(i -> walk.end(i) - walk.start(i)));
  }

  /**
   * Adds up what some spans have of the time, they themselves and everything below them.
   *
   * @param spans spans of the trace; of one below another nothing counts twice
   * @return zero or more, at most the {@link #duration()}
   * @throws IllegalArgumentException if a span is not of the trace
   */
  public Duration timeIn(Collection<SpanData> spans) {
    int[] places = spans.stream().mapToInt(trace::indexOf).sorted().toArray();
    long nanos = 0;
    int until = topPlace;
    for (int place : places) {
      int from = Math.max(until, Math.min(place, placement.end[topPlace]));
      until = Math.max(from, Math.min(placement.end[place], placement.end[topPlace]));
      nanos += nanosBefore[until - topPlace] - nanosBefore[from - topPlace];
    }
    return Duration.ofNanos(nanos);
  }

  /**
   * Returns what was on the path while a span ran.
   *
   * @param span a span of the trace
   * @return how long each was on the path then, the longest first; nothing where the times cannot
   *     be compared
   * @throws IllegalArgumentException if the span is not of the trace
   */
  public List<Share> during(SpanData span) {
    int place = trace.indexOf(requireNonNull(span, "span"));
    boolean comparable = placement.timeTop[place] == placement.timeTop[topPlace];
    return shares(nanosOf(i -> comparable
        ? Math.min(walk.end(i), placement.ends[place])
            - Math.max(walk.start(i), placement.starts[place])
        : 0));
  }

  /**
   * Returns what ran beside a span while it was on the path: the children, and those of the spans
   * above it, that were not what decided then. What is below them is not listed.
   *
   * @param span a span below the top, or the top
   * @return how long each ran then, the longest first
   * @throws IllegalArgumentException if the span is not of the trace
   */
  public List<Share> beside(SpanData span) {
    int place = trace.indexOf(requireNonNull(span, "span"));
    return Beside.of(place, topPlace, walk, placement);
  }

  /**
   * Returns the children that started before their parents, or ended after them: asynchronous work,
   * a wrong parent, or a wrong time. Only what they did within their parents can be on the path,
   * and nothing of those that were left behind. Those that a message caused are not among them.
   *
   * @return spans below the top, in tree order
   */
  public List<SpanData> outside() {
    return below(placement::isOutside);
  }

  /**
   * Returns the children that another clock timed than their parents: how long they took is known,
   * when is not. They count as if they had run in the middle of their parents, as much time before
   * them as after; those of one clock keep their distances. Jaeger adjusts clock skew in this way.
   *
   * @return spans below the top, in tree order
   */
  public List<SpanData> aligned() {
    return below(placement.aligned::get);
  }

  private List<SpanData> below(IntPredicate predicate) {
    return IntStream.range(topPlace + 1, placement.end[topPlace])
        .filter(predicate)
        .mapToObj(i -> placement.spans[i])
        .toList();
  }

  /** Adds up, by place from the top on, what is more than zero of each segment. */
  private long[] nanosOf(IntToLongFunction ofSegment) {
    long[] nanos = new long[placement.end[topPlace] - topPlace];
    for (int i = 0; i < walk.size(); i++) {
      nanos[walk.place(i) - topPlace] += Math.max(0, ofSegment.applyAsLong(i));
    }
    return nanos;
  }

  /** Lists what is more than zero, most first. */
  private List<Share> shares(long[] nanos) {
    int[] places = IntStream.range(0, nanos.length).filter(i -> nanos[i] > 0).toArray();
    new Sorting(nanos).sort(places, 0, places.length, Long.MAX_VALUE);
    List<Share> all = new ArrayList<>(places.length);
    for (int i = places.length - 1; i >= 0; i--) {
      all.add(new Share(placement.spans[topPlace + places[i]], Duration.ofNanos(nanos[places[i]])));
    }
    return Collections.unmodifiableList(all);
  }

  /** Makes segments when they are looked at: there may be a million. */
  private final class Segments extends AbstractList<Segment> {

    @Override
    public Segment get(int index) {
      Objects.checkIndex(index, walk.size());
      return new Segment(
          placement.spans[walk.place(index)],
          placement.byClockOf(topPlace, walk.start(index)),
          placement.byClockOf(topPlace, walk.end(index)));
    }

    @Override
    public int size() {
      return walk.size();
    }
  }
}
