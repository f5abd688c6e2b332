package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.PatternLine;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The spans that match a pattern, in tree order, trace by trace. It knows where and for what it
 * looked, and so can explain why it is empty. Immutable; equal to any list of equal spans.
 */
final class Selection extends AbstractList<SpanData> {

  private final Map<String, Trace> traces;
  private final List<SpanData> candidates;
  private final List<SpanData> spans;
  private final SpanPattern pattern;
  private final String phrase;

  private Selection(
      Map<String, Trace> traces, List<SpanData> candidates, SpanPattern pattern, String phrase) {
    this.traces = traces;
    this.candidates = candidates;
    this.pattern = pattern;
    this.phrase = phrase;
    spans = candidates.stream().filter(span -> matches(span, pattern)).toList();
  }

  static Selection of(SpanPattern pattern, Trace trace) {
    return new Selection(
        Map.of(trace.traceId(), trace),
        trace.spans(),
        pattern,
        pattern.phrase() + " in " + place(List.of(trace)));
  }

  static Selection of(SpanPattern pattern, List<Trace> traces) {
    return traces.size() == 1
        ? of(pattern, traces.get(0))
        : new Selection(
            traces.stream().collect(Collectors.toMap(Trace::traceId, Function.identity())),
            traces.stream().flatMap(trace -> trace.spans().stream()).toList(),
            pattern,
            pattern.phrase() + " in " + place(traces));
  }

  /** Says which traces these are. */
  static String place(List<Trace> traces) {
    return traces.size() == 1
        ? Words.trace(traces.get(0).traceId())
        : "the " + Words.count(traces.size(), "trace");
  }

  /** Says in other words which spans are selected: not all patterns were written by a user. */
  Selection called(String words) {
    return new Selection(traces, candidates, pattern, words + " in " + place(tracesOf(candidates)));
  }

  /** Narrows the selection. */
  Selection matching(SpanPattern narrower) {
    return new Selection(traces, spans, narrower, phrase + " matching " + narrower.phrase());
  }

  /** Returns the spans among which the last pattern selects. */
  List<SpanData> candidates() {
    return candidates;
  }

  /** Returns the pattern that was applied last. */
  SpanPattern pattern() {
    return pattern;
  }

  /** Says which spans are selected, and where. */
  String phrase() {
    return phrase;
  }

  boolean matches(SpanData span, SpanPattern other) {
    return other.matches(span, traceOf(span));
  }

  /** Returns those of some spans that might match a pattern, if more were known. */
  List<SpanData> undecided(List<SpanData> some, SpanPattern other) {
    return some.stream()
        .filter(span -> PatternLine.isUndecided(other, span, traceOf(span)))
        .toList();
  }

  List<String> misses(SpanData span, SpanPattern other) {
    return other.misses(span, traceOf(span));
  }

  /** Returns the traces that some spans are of, in the order of the spans. */
  List<Trace> tracesOf(List<SpanData> some) {
    return some.stream().map(this::traceOf).distinct().toList();
  }

  private Trace traceOf(SpanData span) {
    return Objects.requireNonNull(traces.get(span.getTraceId()));
  }

  @Override
  public SpanData get(int index) {
    return spans.get(index);
  }

  @Override
  public int size() {
    return spans.size();
  }
}
