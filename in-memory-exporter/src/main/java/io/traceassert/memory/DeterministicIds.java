package io.traceassert.memory;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids that are the same in each run, and that differ in their first digits, which is what failures
 * print.
 *
 * <p>The sequence is SplitMix64: G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014. It has a period of 2^64 and gives no number twice.
 */
final class DeterministicIds implements IdGenerator {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final AtomicLong state = new AtomicLong();

  @Override
  public String generateSpanId() {
    return SpanId.fromLong(next());
  }

  @Override
  public String generateTraceId() {
    return TraceId.fromLongs(next(), next());
  }

  private long next() {
    long z = state.addAndGet(GOLDEN_GAMMA);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  @Override
  public String toString() {
    return "DeterministicIds";
  }
}
