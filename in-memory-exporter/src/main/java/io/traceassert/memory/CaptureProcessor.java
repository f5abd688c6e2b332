package io.traceassert.memory;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.traceassert.memory.WatchedPropagator.Injections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Appends each start and each end to the log. This is all that an application pays for. */
final class CaptureProcessor implements SpanProcessor {

  private final TraceCapture capture;
  private final EventLog log;
  private final Ownership ownership;
  private final boolean placeOfAll;
  private final @Nullable Injections watched;

  /**
   * Makes a processor.
   *
   * @param watched of the propagators of the same SDK; null if these are the application's own
   */
  CaptureProcessor(
      TraceCapture capture,
      EventLog log,
      Ownership ownership,
      boolean placeOfAll,
      @Nullable Injections watched) {
    this.capture = capture;
    this.log = log;
    this.ownership = ownership;
    this.placeOfAll = placeOfAll;
    this.watched = watched;
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
        place ? here(parentContext) : Beginning.below(parentContext),
        ownership.ownerUnder(parentContext));
  }

  /** In an SDK of the application's nobody knows what was read before. */
  private Beginning here(Context parent) {
    return Beginning.here(
        parent,
        watched == null
            ? Optional.empty()
            : Optional.of(WatchedPropagator.extractionBefore(parent, watched)));
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
