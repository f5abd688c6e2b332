package io.traceassert.trace;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Optional;

/**
 * Where a link leads.
 *
 * @param span a captured span
 * @param trace the trace that it is of
 */
public record LinkTarget(SpanData span, Trace trace) {

  /**
   * Follows a link.
   *
   * @param link the link of a span
   * @param trace the trace of that span
   * @return the linked span, of this trace or of one that was built together with it; empty if it
   *     was not captured
   */
  public static Optional<LinkTarget> of(LinkData link, Trace trace) {
    SpansById captured = requireNonNull(trace, "trace").captured;
    return captured
        .find(requireNonNull(link, "link").getSpanContext())
        .map(span -> new LinkTarget(span, captured.trace(span.getTraceId())));
  }
}
