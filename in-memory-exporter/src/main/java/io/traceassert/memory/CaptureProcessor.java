package io.traceassert.memory;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** Appends each start and each end to the log. This is all that an application pays for. */
final class CaptureProcessor implements SpanProcessor {

  private final TraceCapture capture;
  private final EventLog log;
  private final Ownership ownership;
  private final boolean placeOfAll;

  CaptureProcessor(TraceCapture capture, EventLog log, Ownership ownership, boolean placeOfAll) {
    this.capture = capture;
    this.log = log;
    this.ownership = ownership;
    this.placeOfAll = placeOfAll;
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    SpanContext parent = span.getParentSpanContext();
    if (parent.isRemote() && Probe.isAnsweredBy(capture, parentContext)) {
      return;
    }
    boolean place = placeOfAll || !parent.isValid();
    log.started(
        span,
        place ? Beginning.here() : Beginning.withoutPlace(),
        ownership.ownerUnder(parentContext));
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
