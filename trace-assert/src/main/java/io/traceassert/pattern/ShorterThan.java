package io.traceassert.pattern;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Durations;
import io.traceassert.trace.Trace;
import java.time.Duration;

/** An upper bound on the time from the start of a span to its end. */
record ShorterThan(Duration bound) implements Part {

  /**
   * Makes a bound that a span can keep.
   *
   * @throws IllegalArgumentException if the bound is not positive
   */
  static ShorterThan of(Duration bound, String argument) {
    if (bound.isNegative() || bound.isZero()) {
      throw new IllegalArgumentException(
          argument + " must be positive, but is " + Durations.exact(bound));
    }
    return new ShorterThan(bound);
  }

  @Override
  public boolean matches(SpanData span, Trace trace) {
    return span.hasEnded() && Durations.of(span).compareTo(bound) < 0;
  }

  @Override
  public String miss(SpanData span, Trace trace) {
    return "duration: expected %s, but %s"
        .formatted(
            print(),
            span.hasEnded()
                ? "was " + Durations.format(Durations.of(span), bound)
                : "it has not ended");
  }

  @Override
  public String print() {
    return "< " + Durations.exact(bound);
  }

  @Override
  public String slot() {
    return "duration";
  }

  @Override
  public int rank() {
    return 9;
  }
}
