package io.traceassert.memory;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where the spans of an {@code OpenTelemetry} go, which does not tell: starts one and
 * looks who sees it. It is never ended, so that nothing exports it.
 */
final class Probe {

  private static final ContextKey<Probe> KEY = ContextKey.named("trace-assert-probe");

  private final boolean makesSpans;
  private volatile @Nullable TraceCapture seenBy;

  private Probe(OpenTelemetry openTelemetry) {
    SpanContext parent = SpanContext.createFromRemoteParent(
        IdGenerator.random().generateTraceId(),
        IdGenerator.random().generateSpanId(),
        TraceFlags.getSampled(), // so that most samplers keep it
        TraceState.getDefault());
    SpanContext span = openTelemetry
        .getTracer("io.traceassert.probe")
        .spanBuilder("is this captured?")
        .setParent(Context.root().with(KEY, this).with(Span.wrap(parent)))
        .startSpan()
        .getSpanContext();
    makesSpans = !span.getSpanId().equals(parent.getSpanId());
  }

  static Probe of(OpenTelemetry openTelemetry) {
    return new Probe(openTelemetry);
  }

  /** Tells whether a span that starts is a probe, which then knows the capture. */
  static boolean isAnsweredBy(TraceCapture capture, Context context) {
    Probe probe = context.get(KEY);
    if (probe == null) {
      return false;
    }
    probe.seenBy = capture;
    return true;
  }

  /** Returns the capture that sees the spans. */
  Optional<TraceCapture> seenBy() {
    return Optional.ofNullable(seenBy);
  }

  /** Tells whether it makes spans at all. */
  boolean makesSpans() {
    return makesSpans;
  }
}
