package io.traceassert.junit;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.CapturedTraces;
import io.traceassert.capture.Capture;
import io.traceassert.capture.OpenScope;
import io.traceassert.capture.OpenSpan;
import io.traceassert.capture.SpanSource;
import io.traceassert.memory.TraceCapture;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * What belongs to one test, or to a class as a whole: an SDK of its own, and recordings of it and
 * of every source that the test shares with others. Closed by the store that holds it.
 */
@SuppressWarnings("deprecation") // JUnit before 5.13 closes the one, later ones want the other
final class TestScope implements CloseableResource, AutoCloseable {

  private final TraceCapture own;
  private final IdentityHashMap<SpanSource, CurrentRecording> bySource = new IdentityHashMap<>();
  private final List<CurrentRecording> recordings;
  private final CapturedTraces traces;
  private final Policies policies;

  /** Whom scopes belong to: contexts that stay on a thread must not keep more than this. */
  private final Object test = new Object();

  private boolean reported;
  private boolean budgetsReported;

  /**
   * Begins to record.
   *
   * @param own closed with this scope
   * @param shared the sources that outlive this scope
   * @param policies what to do about what is left behind
   * @throws ExtensionConfigurationException if scopes are to be watched and cannot be
   */
  TestScope(TraceCapture own, List<? extends SpanSource> shared, Policies policies) {
    if (policies.watchScopes()) {
      ScopeWatch.watch(test, policies.openScopes());
    }
    this.own = own;
    this.policies = policies;
    recordings = Stream.concat(Stream.of(own), shared.stream())
        .map(source ->
            bySource.computeIfAbsent(source, key -> new CurrentRecording(source.record(), test)))
        .distinct()
        .toList();
    traces = CapturedTraces.of(recordings, own.settleTimeout());
  }

  TraceCapture own() {
    return own;
  }

  /** What tests inside this scope record instead of a source of which it has a recording. */
  SpanSource within(SpanSource source) {
    CurrentRecording recording = bySource.get(source);
    return recording == null ? source : recording;
  }

  /** Adds to a context whose traces begin under it. */
  Context context(Context parent) {
    Context context = parent;
    for (CurrentRecording recording : recordings) {
      context = recording.context(context);
    }
    return context;
  }

  CapturedTraces traces() {
    return traces;
  }

  Policies policies() {
    return policies;
  }

  /**
   * Finds the scopes that were never closed, and waits for those that other threads may yet close.
   */
  List<OpenScope> openScopes(Duration atMost) {
    return policies.watchScopes()
        ? ScopeWatch.neverClosed(test, this::captured, atMost)
        : List.of();
  }

  private boolean captured(Span span) {
    Capture capture = traces.capture();
    return Stream.concat(capture.spans().stream(), capture.openSpans().stream().map(OpenSpan::span))
        .anyMatch(captured -> isSame(span, captured));
  }

  /** Deterministic ids are the same in each test. */
  private static boolean isSame(Span span, SpanData captured) {
    return span.getSpanContext().equals(captured.getSpanContext())
        && span instanceof ReadableSpan readable
        && readable.getName().equals(captured.getName())
        && readable.toSpanData().getStartEpochNanos() == captured.getStartEpochNanos();
  }

  /** Begins recordings inside those of this scope, and allows another report. */
  void enter() {
    reported = false;
    recordings.forEach(CurrentRecording::enter);
  }

  void leave() {
    traces.shareTraceIds();
    recordings.forEach(CurrentRecording::leave);
  }

  /** Tells whether this is the first report of the scope. */
  boolean reportFirst() {
    boolean first = !reported;
    reported = true;
    return first;
  }

  /** Tells whether nobody else has reported the budgets: two extensions may be registered. */
  boolean reportBudgetsFirst() {
    boolean first = !budgetsReported;
    budgetsReported = true;
    return first;
  }

  @Override
  public void close() {
    ScopeWatch.forget(test);
    traces.shareTraceIds();
    recordings.forEach(CurrentRecording::close);
    own.close();
  }
}
