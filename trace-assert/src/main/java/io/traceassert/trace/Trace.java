package io.traceassert.trace;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The spans of one trace id, as a tree. Immutable, and indexed once: parents, children, depths and
 * descendants are looked up in arrays.
 *
 * <p>Whatever arrives is kept and reached exactly once. A span without a parent is a <em>root</em>;
 * one whose parent is remote and was not captured is an <em>entry span</em>; one whose local parent
 * was not captured is an <em>orphan</em>; a cycle of parents is cut at its first span. These are
 * the <em>tops</em> of the tree. Siblings are ordered by start time, name and span id, never by
 * arrival.
 */
public final class Trace {

  private final SpanData[] spans;
  private final TreeOrder tree;
  private final SpanIds ids;
  final SpansById captured;

  /** Where a span was found last, for walks: a hint that is checked, so threads may race for it. */
  private int lastIndex;

  Trace(SpanData[] sorted, SpansById captured) {
    this.captured = captured;
    SpanIds sortedIds = new SpanIds(sorted);
    tree = new TreeOrder(sortedIds.parentsOf(sorted));
    spans = new SpanData[sorted.length];
    for (int i = 0; i < spans.length; i++) {
      spans[i] = sorted[tree.order[i]];
    }
    ids = new SpanIds(spans);
  }

  /**
   * Builds the tree of one trace.
   *
   * @param spans the spans in any order; may be empty, incomplete or contradictory
   * @return the trace
   * @throws IllegalArgumentException if the spans are of more than one trace id;
   *     {@link #groupByTraceId} takes those
   */
  public static Trace of(Collection<? extends SpanData> spans) {
    SpansById captured = SpansById.of(requireNonNull(spans, "spans"));
    List<String> ids = captured.traceIds();
    if (ids.size() > 1) {
      throw new IllegalArgumentException(
          "spans must be of one trace, but there are spans of %s and of %s; use Trace.groupByTraceId(spans)"
              .formatted(ids.get(0), ids.get(1)));
    }
    return captured.trace(ids.isEmpty() ? TraceId.getInvalid() : ids.get(0));
  }

  /**
   * Builds a trace for each trace id. The traces know each other: links between them are followed.
   *
   * @param spans the spans of any number of traces, in any order
   * @return the traces, ordered by their first span: start time, name and span id
   */
  public static List<Trace> groupByTraceId(Collection<? extends SpanData> spans) {
    SpansById captured = SpansById.of(requireNonNull(spans, "spans"));
    return captured.traceIds().stream()
        .map(captured::trace)
        .sorted(Comparator.comparing(trace -> trace.spans[0], SpanOrder.COMPARATOR))
        .toList();
  }

  /**
   * Returns the trace id.
   *
   * @return 32 lower-case hexadecimal digits; all zero for a trace without spans
   */
  public String traceId() {
    return spans.length == 0 ? TraceId.getInvalid() : spans[0].getTraceId();
  }

  /**
   * Returns all spans in tree order: a parent before its children, siblings by start time, name and
   * span id.
   *
   * @return an unmodifiable list, each captured span once
   */
  public List<SpanData> spans() {
    return Collections.unmodifiableList(Arrays.asList(spans));
  }

  /**
   * Returns the spans without a parent.
   *
   * @return usually one; in tree order
   */
  public List<SpanData> roots() {
    return tops(i -> !SpanIds.hasParentId(spans[i]));
  }

  /**
   * Returns the one span that the trace begins with: its root, or its entry span when the caller
   * was not captured.
   *
   * @return the root or entry span
   * @throws IllegalStateException if there is none, or more than one
   */
  public SpanData root() {
    List<SpanData> candidates = beginnings();
    if (candidates.size() != 1) {
      throw new IllegalStateException("trace %s has %d roots and entry spans, not one: %s"
          .formatted(
              traceId(),
              candidates.size(),
              candidates.stream().map(SpanData::getName).toList()));
    }
    return candidates.get(0);
  }

  /**
   * Returns the spans whose parent is remote and was not captured: the caller is outside the test.
   *
   * @return the entry spans, in tree order
   */
  public List<SpanData> entrySpans() {
    return tops(i -> isUncaptured(i) && spans[i].getParentSpanContext().isRemote());
  }

  /**
   * Returns the spans whose parent should have been captured and was not.
   *
   * @return the orphans, in tree order
   */
  public List<SpanData> orphans() {
    return tops(i -> isUncaptured(i) && !spans[i].getParentSpanContext().isRemote());
  }

  /**
   * Returns the spans at which a cycle was cut: each is its own parent, or its parent is one of its
   * descendants.
   *
   * @return the first span of each cycle, in tree order
   */
  public List<SpanData> cycles() {
    return tops(this::isCutCycle);
  }

  /**
   * Returns the spans that share their span id with another span of the trace. A child of such an
   * id belongs to the first.
   *
   * @return the spans, in tree order
   */
  public List<SpanData> duplicates() {
    return where(
        i -> ids.first(spans[i].getSpanId()) != i || ids.nextDuplicate(i) != SpanIds.ABSENT);
  }

  /**
   * Returns the parent of a span in the tree.
   *
   * @param span a span of this trace
   * @return the parent; empty for a root, an entry span, an orphan, and where a cycle was cut
   * @throws IllegalArgumentException if the span is not of this trace
   */
  public Optional<SpanData> parentOf(SpanData span) {
    int parent = tree.parent[indexOf(span)];
    return parent == TreeOrder.NONE ? Optional.empty() : Optional.of(spans[parent]);
  }

  /**
   * Returns the children of a span.
   *
   * @param span a span of this trace
   * @return the children, ordered by start time, name and span id
   * @throws IllegalArgumentException if the span is not of this trace
   */
  public List<SpanData> childrenOf(SpanData span) {
    int index = indexOf(span);
    List<SpanData> children = new ArrayList<>();
    for (int child = index + 1; child < tree.end[index]; child = tree.end[child]) {
      children.add(spans[child]);
    }
    return Collections.unmodifiableList(children);
  }

  /**
   * Returns everything above a span.
   *
   * @param span a span of this trace
   * @return the ancestors, the parent first and the top last
   * @throws IllegalArgumentException if the span is not of this trace
   */
  public List<SpanData> ancestorsOf(SpanData span) {
    List<SpanData> ancestors = new ArrayList<>();
    for (int i = tree.parent[indexOf(span)]; i != TreeOrder.NONE; i = tree.parent[i]) {
      ancestors.add(spans[i]);
    }
    return Collections.unmodifiableList(ancestors);
  }

  /**
   * Returns everything below a span.
   *
   * @param span a span of this trace
   * @return the descendants in tree order, without the span itself
   * @throws IllegalArgumentException if the span is not of this trace
   */
  public List<SpanData> descendantsOf(SpanData span) {
    int index = indexOf(span);
    return spans().subList(index + 1, tree.end[index]);
  }

  /**
   * Returns the spans that a span links to, of this trace and of those that were built together
   * with it.
   *
   * @param span a span of this trace
   * @return the linked spans, in the order of the links; a link to a span that was not captured is
   *     left out
   * @throws IllegalArgumentException if the span is not of this trace
   */
  public List<SpanData> linkTargetsOf(SpanData span) {
    List<SpanData> targets = new ArrayList<>();
    for (LinkData link : spans[indexOf(span)].getLinks()) {
      captured.find(link.getSpanContext()).ifPresent(targets::add);
    }
    return Collections.unmodifiableList(targets);
  }

  /**
   * Returns how far a span is below its top.
   *
   * @param span a span of this trace
   * @return the number of its ancestors: 0 for a root, an entry span, an orphan, and where a cycle
   *     was cut
   * @throws IllegalArgumentException if the span is not of this trace
   */
  public int depthOf(SpanData span) {
    return tree.depth[indexOf(span)];
  }

  /**
   * Returns the time from the earliest start to the latest end of any span. Spans that have not
   * ended count with their start.
   *
   * @return zero for a trace without spans; negative only if every span ended before it started;
   *     when the nanoseconds exceed the range of a {@code long}, the greatest duration that it
   *     holds
   */
  public Duration duration() {
    if (spans.length == 0) {
      return Duration.ZERO;
    }
    long start =
        Arrays.stream(spans).mapToLong(SpanData::getStartEpochNanos).min().orElseThrow();
    long end = Arrays.stream(spans)
        .mapToLong(span -> span.hasEnded() ? span.getEndEpochNanos() : span.getStartEpochNanos())
        .max()
        .orElseThrow();
    return Durations.between(start, end);
  }

  /**
   * Draws the tree, without attributes.
   *
   * @return one line a span; of large traces the first 40 lines
   */
  @Override
  public String toString() {
    return TraceDrawing.of(this).render();
  }

  /**
   * Counts the spans.
   *
   * @return 0 or more
   */
  public int size() {
    return spans.length;
  }

  SpanData get(int index) {
    return spans[index];
  }

  int parent(int index) {
    return tree.parent[index];
  }

  /**
   * Returns the place of a span in {@link #spans()}.
   *
   * @param span a span of this trace
   * @return 0 or more
   * @throws IllegalArgumentException if the span is not of this trace
   */
  public int indexOf(SpanData span) {
    requireNonNull(span, "span");
    int index = ids.allDiffer() ? near(lastIndex, span) : SpanIds.ABSENT;
    if (index == SpanIds.ABSENT) {
      index = indexWhere(span.getSpanId(), captured -> captured == span);
    }
    if (index == SpanIds.ABSENT) {
      index = indexWhere(span.getSpanId(), span::equals);
    }
    if (index == SpanIds.ABSENT) {
      throw new IllegalArgumentException("span \"%s\" (%s) is not of trace %s"
          .formatted(span.getName(), span.getSpanId(), traceId()));
    }
    lastIndex = index;
    return index;
  }

  private int near(int index, SpanData span) {
    int next = Math.min(index + 1, spans.length - 1);
    return spans[index] == span ? index : spans[next] == span ? next : SpanIds.ABSENT;
  }

  private int indexWhere(String spanId, Predicate<SpanData> predicate) {
    int index = ids.first(spanId);
    while (index != SpanIds.ABSENT && !predicate.test(spans[index])) {
      index = ids.nextDuplicate(index);
    }
    return index;
  }

  /**
   * Tells whether a span is of this trace.
   *
   * @param span any span
   * @return true if an equal span was captured
   */
  public boolean contains(SpanData span) {
    return span.getTraceId().equals(traceId())
        && indexWhere(span.getSpanId(), span::equals) != SpanIds.ABSENT;
  }

  boolean isTop(int index) {
    return tree.parent[index] == TreeOrder.NONE;
  }

  /** Tells whether the span has a parent id that no captured span has. */
  boolean isUncaptured(int index) {
    return isTop(index)
        && SpanIds.hasParentId(spans[index])
        && ids.first(spans[index].getParentSpanId()) == SpanIds.ABSENT;
  }

  boolean isCutCycle(int index) {
    return isTop(index) && SpanIds.hasParentId(spans[index]) && !isUncaptured(index);
  }

  /**
   * Returns the spans that the trace begins with: its roots and its entry spans.
   *
   * @return usually one; in tree order
   */
  public List<SpanData> beginnings() {
    return tops(this::isBeginning);
  }

  private boolean isBeginning(int index) {
    return !SpanIds.hasParentId(spans[index])
        || (isUncaptured(index) && spans[index].getParentSpanContext().isRemote());
  }

  /** Looks at the tops only: behind the subtree of one is the next. */
  private List<SpanData> tops(IntPredicate predicate) {
    List<SpanData> tops = new ArrayList<>(1);
    for (int i = 0; i < spans.length; i = tree.end[i]) {
      if (predicate.test(i)) {
        tops.add(spans[i]);
      }
    }
    return Collections.unmodifiableList(tops);
  }

  private List<SpanData> where(IntPredicate predicate) {
    return IntStream.range(0, spans.length)
        .filter(predicate)
        .mapToObj(i -> spans[i])
        .toList();
  }
}
