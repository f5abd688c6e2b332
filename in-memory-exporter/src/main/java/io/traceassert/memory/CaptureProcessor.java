package io.traceassert.memory;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** Appends each start and each end to the log. This is all that an application pays for. */
final class CaptureProcessor implements SpanProcessor {

  private final EventLog log;
  private final boolean placeOfAll;

  CaptureProcessor(EventLog log, boolean placeOfAll) {
    this.log = log;
    this.placeOfAll = placeOfAll;
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    boolean place = placeOfAll || !span.getParentSpanContext().isValid();
    log.started(span, place ? Beginning.here() : Beginning.withoutPlace());
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
