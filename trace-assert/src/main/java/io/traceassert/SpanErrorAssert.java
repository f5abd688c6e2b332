package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is asserted of the errors of a span. */
abstract sealed class SpanErrorAssert extends SpanTimeAssert permits SpanPartsAssert {

  SpanErrorAssert(@Nullable SpanData actual, View view, Function<Scene, Found<SpanData>> selector) {
    super(actual, view, selector);
  }
}
