package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is asserted of the time of a span, by itself and relative to other spans. */
abstract sealed class SpanTimeAssert extends SpanKinAssert permits SpanErrorAssert {

  SpanTimeAssert(@Nullable SpanData actual, View view, Function<Scene, Found<SpanData>> selector) {
    super(actual, view, selector);
  }
}
