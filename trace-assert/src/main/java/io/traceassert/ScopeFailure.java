package io.traceassert;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Capture;
import io.traceassert.capture.OpenScope;
import io.traceassert.capture.Origin;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.Optional;

/** Says which scopes were never closed, where they were opened, and what they made current. */
final class ScopeFailure {

  private static final int MOST_NAMED = 10;
  private static final String CLOSE =
      "Close each scope, on the thread that opened it: try (Scope scope = span.makeCurrent()) { … }. Whatever that thread does next, also for another"
          + " request, is done in its context.";

  private final List<Trace> traces;

  private ScopeFailure(List<Trace> traces) {
    this.traces = traces;
  }

  static Failure neverClosed(List<OpenScope> scopes, Capture capture) {
    return new ScopeFailure(Settling.soFar(capture)).failure(scopes);
  }

  private Failure failure(List<OpenScope> scopes) {
    Failure failure = Failure.of("%s never closed: %s"
        .formatted(
            scopes.size() == 1 ? "1 scope was" : scopes.size() + " scopes were",
            Words.list(scopes.stream().map(scope -> name(scope.span())).toList())));
    scopes.stream().limit(MOST_NAMED).forEach(scope -> failure.because(opened(scope)));
    if (scopes.size() > MOST_NAMED) {
      failure.because("and " + (scopes.size() - MOST_NAMED) + " more");
    }
    scopes.forEach(scope -> find(scope.span())
        .ifPresent(span -> failure
            .marking(span, "its scope was never closed")
            .drawing(traces.stream()
                .filter(trace -> trace.traceId().equals(span.getTraceId()))
                .toList())));
    return failure.advising(CLOSE);
  }

  private String opened(OpenScope scope) {
    return "%s was made current%s on thread %s%s"
        .formatted(
            name(scope.span()),
            Origin.nearestFrame(scope.stack())
                .map(frame -> " at " + Origin.place(frame))
                .orElse(""),
            Notation.quoted(scope.thread()),
            scope
                .closedOn()
                .map(thread -> ", and closed on thread %s, which has no effect"
                    .formatted(Notation.quoted(thread)))
                .orElse(""));
  }

  private String name(SpanContext context) {
    return context.isValid()
        ? find(context).map(Words::span).orElseGet(() -> SpanLink.phrase(context))
        : "a context without a span";
  }

  private Optional<SpanData> find(SpanContext context) {
    return traces.stream()
        .filter(trace -> trace.traceId().equals(context.getTraceId()))
        .flatMap(trace -> trace.spans().stream())
        .filter(span -> span.getSpanId().equals(context.getSpanId()))
        .findFirst();
  }
}
