package io.traceassert.calls;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.trace.SpanCounts;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The calls to other processes that traces tell of. A call is a span of kind CLIENT or PRODUCER, or
 * a statement of a database in the same process; one that several spans tell of, since a driver is
 * traced and the pool around it, too, is one call. Immutable; finding them takes time in proportion
 * to the number of spans.
 */
public final class Calls {

  /** Calls of the same form that one span may make before they count as repeated. */
  public static final int REPEATED_AT_MOST = 2;

  private final List<Part> parts;
  private final List<Call> calls;

  private Calls(List<Part> parts) {
    this.parts = parts;
    calls = parts.stream().flatMap(part -> part.calls().stream()).toList();
  }

  /** Some calls of one trace. */
  record Part(CallTree tree, int from, int to, Predicate<Call> which) {

    boolean has(int place) {
      Call call = place < from || place >= to ? null : tree.calls[place];
      return call != null && which.test(call);
    }

    Call call(int place) {
      return requireNonNull(tree.calls[place]);
    }

    List<Call> calls() {
      return IntStream.range(from, to).filter(this::has).mapToObj(this::call).toList();
    }
  }

  /**
   * Finds the calls of traces.
   *
   * @param traces any number, built together where links lead from one to another
   * @return all calls
   */
  public static Calls of(List<Trace> traces) {
    Map<String, String> receivers = CallTree.receivers(traces);
    return new Calls(traces.stream()
        .map(trace -> new CallTree(trace, receivers))
        .map(tree -> new Part(tree, 0, tree.spans.size(), call -> true))
        .toList());
  }

  /**
   * Chooses the calls of some traces.
   *
   * @param traces those, of which the others were found
   * @return their calls
   */
  public Calls in(List<Trace> traces) {
    return new Calls(
        parts.stream().filter(part -> traces.contains(part.tree.trace)).toList());
  }

  /**
   * Chooses the calls below a span: that itself is none of them.
   *
   * @param span a span of one of the traces
   * @return the calls in its subtree
   */
  public Calls below(SpanData span) {
    return new Calls(parts.stream()
        .filter(part -> part.tree.trace.contains(span))
        .map(part -> {
          int from = part.tree.placeOf(span) + 1;
          int to = from + part.tree.trace.descendantsOf(span).size();
          return new Part(part.tree, from, to, part.which);
        })
        .toList());
  }

  /**
   * Chooses some of the calls.
   *
   * @param which which ones
   * @return those
   */
  public Calls matching(Predicate<Call> which) {
    return new Calls(parts.stream()
        .map(part -> new Part(part.tree, part.from, part.to, part.which.and(which)))
        .toList());
  }

  /**
   * Returns the calls.
   *
   * @return an unmodifiable list, trace by trace in tree order
   */
  public List<Call> list() {
    return calls;
  }

  /**
   * Returns the spans that may be calls of any kind, if more were known: of kind CLIENT, without an
   * attribute that tells, and the span limits dropped attributes.
   *
   * @return in tree order
   */
  public List<SpanData> undecided() {
    return calls.stream()
        .filter(call -> call.kind() == CallKind.OTHER)
        .map(Call::span)
        .filter(span -> SpanCounts.droppedAttributes(span) > 0)
        .toList();
  }

  /**
   * Finds calls that are made again and again: of the same form, by one span, or by spans below it
   * that have the same name and only internal spans between. An attempt that failed, or that the
   * conventions call one of several, is not counted besides the one that follows it.
   *
   * @param atMost how many are allowed
   * @return those that are more, the most frequent first
   */
  public List<RepeatedCall> repeatedMoreThan(int atMost) {
    List<RepeatedCall> repeated = new ArrayList<>();
    parts.forEach(part -> repeated.addAll(Repeats.in(part, atMost)));
    repeated.sort(Comparator.comparingInt(each -> -each.calls().size()));
    return repeated;
  }

  /**
   * Finds the longest chain of calls of which each waits for the one before: it starts after that
   * has ended, or is made within it. Only times of one clock are compared; what a message causes is
   * not waited for, and is a chain of its own.
   *
   * @return the calls in tree order; empty if there is none
   */
  public List<Call> longestChain() {
    return longest(parts.stream().map(Chain::in).toList());
  }

  /**
   * Finds the span that makes the most calls itself.
   *
   * @return its calls in tree order; empty if there is none
   */
  public List<Call> largestFanOut() {
    return longest(parts.stream().map(FanOut::in).toList());
  }

  private static List<Call> longest(List<List<Call>> candidates) {
    List<Call> longest = List.of();
    for (List<Call> each : candidates) {
      longest = each.size() > longest.size() ? each : longest;
    }
    return longest;
  }

  /**
   * Finds calls that waited for each other although nothing in the trace says why.
   *
   * @return the groups of two or more, in tree order
   * @see SequentialCalls
   */
  public List<SequentialCalls> sequentialWithoutReason() {
    return parts.stream().flatMap(part -> Sequences.in(part).stream()).toList();
  }

  /**
   * Returns those of the calls that {@link #sequentialWithoutReason} looks at.
   *
   * @return in tree order
   */
  public List<Call> independent() {
    return calls.stream().filter(Sequences::isIndependent).toList();
  }
}
