package io.traceassert.memory;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.Optional;

/** Appends each start and each end to the log. This is all that an application pays for. */
final class CaptureProcessor implements SpanProcessor {

  private final EventLog log;
  private final boolean placeOfAll;
  private final boolean propagatorsWatched;

  CaptureProcessor(EventLog log, boolean placeOfAll, boolean propagatorsWatched) {
    this.log = log;
    this.placeOfAll = placeOfAll;
    this.propagatorsWatched = propagatorsWatched;
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    boolean place = placeOfAll || !span.getParentSpanContext().isValid();
    log.started(span, place ? here(parentContext) : Beginning.below(parentContext));
  }

  /** In an SDK of the application's nobody knows what was read before. */
  private Beginning here(Context parent) {
    return Beginning.here(
        parent,
        propagatorsWatched
            ? Optional.of(WatchedPropagator.extractionBefore(parent))
            : Optional.empty());
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    log.ended(span);
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public String toString() {
    return "TraceCapture.spanProcessor()";
  }
}
