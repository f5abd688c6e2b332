package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Words;

/** The failure of an assertion on one span: it names the span first, and draws its trace. */
final class SpanFailure {

  private SpanFailure() {}

  static Failure of(SpanData span, Scene scene, String problem, String comment) {
    return Failure.of("span %s: %s".formatted(Words.span(span), problem))
        .drawing(scene.traceOf(span))
        .marking(span, comment);
  }

  /** Says that a part of the span is another than expected. */
  static Failure different(
      SpanData span, Scene scene, String what, String expected, String actual) {
    return of(
        span,
        scene,
        "%s: expected %s, but was %s".formatted(what, expected, actual),
        "%s: expected %s".formatted(what, expected));
  }
}
