package io.traceassert.testcontainers;

import static java.util.Objects.requireNonNull;

import io.traceassert.TraceAssertions;
import io.traceassert.trace.Trace;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on a collector: what became of what went in. */
public final class CollectorAssert extends AbstractAssert<CollectorAssert, CollectorContainer> {

  CollectorAssert(@Nullable CollectorContainer actual) {
    super(actual, CollectorAssert.class);
  }

  /**
   * Goes on to the one trace that went in with a span as described.
   *
   * <pre>{@code
   * assertThat(collector).trace("GET /menu").wasDropped();
   * }</pre>
   *
   * @param pattern the span, as {@link io.traceassert.pattern.SpanPattern#of} reads it
   * @return assertions on its passage
   * @throws IllegalArgumentException if the pattern cannot be read
   * @throws io.traceassert.TraceAssertionError if no such trace went in, with the spans that come
   *     nearest; or several did
   */
  @CheckReturnValue
  public PassageAssert trace(String pattern) {
    requireNonNull(pattern, "pattern");
    isNotNull();
    return trace(TraceAssertions.assertThat(actual.received())
        .as(info.hasDescription() ? info.descriptionText() : "what went into the collector")
        .withSpan(pattern)
        .hasSingleTrace()
        .actual());
  }

  /**
   * Goes on to a trace, whichever way it was got: as it went in, or as it came out.
   *
   * @param trace the trace
   * @return assertions on its passage
   */
  @CheckReturnValue
  public PassageAssert trace(Trace trace) {
    requireNonNull(trace, "trace");
    isNotNull();
    PassageAssert passage = new PassageAssert(actual.running().passages(trace));
    return info.hasDescription() ? passage.as(info.description()) : passage;
  }
}
