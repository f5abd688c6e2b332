package io.traceassert.latency;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Words;

/** Spans that have not ended have no duration. */
final class Open {

  private Open() {}

  static void refuse(SpanData span) {
    if (!span.hasEnded()) {
      throw new IllegalArgumentException(
          "span %s has not ended: how long it took is not known".formatted(Words.span(span)));
    }
  }
}
