package io.traceassert.latency;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Durations;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The chain of intervals that decides how long a span takes: from its end back to its start, always
 * through the child that ended last before the moment that was reached; where no child did, the
 * time is the span's own. The segments add up to the duration exactly.
 *
 * <p>A child may overlap what follows it by 1 % of its parent. A child is clipped to its parent,
 * see {@link #outside()}. One that a message caused, below a span of kind PRODUCER, is not waited
 * for. Times of two hosts are never compared, see {@link #aligned()}. A span that has not ended
 * runs on, and one that ended before it started took no time.
 */
public final class CriticalPath {

  private final SpanData top;
  private final int topPlace;
  private final Placement placement;
  private final List<Segment> segments;
  private final List<Share> shares;

  /**
   * The time that one span has on the critical path.
   *
   * @param span the span
   * @param time the sum of its segments, more than zero
   */
  public record Share(SpanData span, Duration time) {}

  private CriticalPath(int topPlace, Placement placement) {
    this.top = placement.spans[topPlace];
    this.topPlace = topPlace;
    this.placement = placement;
    PathWalk walk = PathWalk.from(topPlace, placement);
    segments = segments(walk);
    shares = shares(walk);
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
    return new CriticalPath(place, placement);
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
    return segments;
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
    return shares;
  }

  /**
   * Returns the children that started before their parents, or ended after them: asynchronous work,
   * a wrong parent, or a wrong time. Only what they did within their parents can be on the path.
   * Those that a message caused are not among them.
   *
   * @return spans below the top, in tree order
   */
  public List<SpanData> outside() {
    return below(placement::isOutside);
  }

  /**
   * Returns the children that another clock timed than their parents: how long they took is known,
   * when is not. They count as if they had run in the middle of their parents, as much time before
   * them as after; those of one clock keep their distances. Jaeger and Zipkin adjust clock skew in
   * this way.
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

  private List<Segment> segments(PathWalk walk) {
    List<Segment> all = new ArrayList<>(walk.size());
    for (int i = 0; i < walk.size(); i++) {
      all.add(new Segment(
          placement.spans[walk.place(i)],
          placement.byClockOf(topPlace, walk.start(i)),
          placement.byClockOf(topPlace, walk.end(i))));
    }
    return List.copyOf(all);
  }

  private List<Share> shares(PathWalk walk) {
    long[] nanos = new long[placement.end[topPlace] - topPlace];
    for (int i = 0; i < walk.size(); i++) {
      nanos[walk.place(i) - topPlace] +=
          Durations.between(walk.start(i), walk.end(i)).toNanos();
    }
    List<Share> all = new ArrayList<>();
    for (int i = 0; i < nanos.length; i++) {
      if (nanos[i] > 0) {
        all.add(new Share(placement.spans[topPlace + i], Duration.ofNanos(nanos[i])));
      }
    }
    all.sort(Comparator.comparing(Share::time).reversed());
    return List.copyOf(all);
  }
}
