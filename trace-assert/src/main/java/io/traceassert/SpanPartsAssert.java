package io.traceassert;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is asserted of the parts of a span: its events and its links. */
abstract sealed class SpanPartsAssert extends SpanErrorAssert permits SpanAssert {

  SpanPartsAssert(@Nullable SpanData actual, View view, Function<Scene, Found<SpanData>> selector) {
    super(actual, view, selector);
  }
}
