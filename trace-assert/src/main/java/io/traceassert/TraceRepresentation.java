package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import org.assertj.core.presentation.StandardRepresentation;

/** Writes spans and traces in a few words where AssertJ's own messages print them. */
final class TraceRepresentation extends StandardRepresentation {

  @Override
  protected String fallbackToStringOf(Object object) {
    if (object instanceof SpanData span) {
      return "span %s (%s, span %s)"
          .formatted(
              Words.span(span), Words.trace(span.getTraceId()), Words.shortId(span.getSpanId()));
    }
    return object instanceof Trace trace
        ? "%s of %s".formatted(Words.trace(trace.traceId()), Words.count(trace.size(), "span"))
        : super.fallbackToStringOf(object);
  }
}
