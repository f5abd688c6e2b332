package io.traceassert.shape;

import io.traceassert.trace.Trace;
import java.util.Random;

/**
 * A shape and a trace. {@code -Dshape.pairs=100000} tries more of them, {@code -Dshape.seed=1}
 * others.
 *
 * @param seed what they were made from
 */
record RandomPair(long seed, TraceShape shape, Trace trace) {

  static final int COUNT = Integer.getInteger("shape.pairs", 3_000);

  private static final long SEED = Long.getLong("shape.seed", 0);

  /** Makes a small one. */
  static RandomPair of(int number) {
    long seed = SEED * 1_000_000_007L + number;
    Random random = new Random(seed);
    Trace trace = RandomTrace.of(random, random.nextInt(8));
    TraceShape shape = random.nextInt(3) == 0
        ? RandomShape.independent(random, 6)
        : RandomShape.derived(random, trace, random.nextInt(4));
    return new RandomPair(seed, shape, trace);
  }

  /** Makes one of up to 300 spans. */
  static RandomPair large(int number) {
    long seed = SEED * 1_000_000_007L + number;
    Random random = new Random(seed);
    Trace trace = RandomTrace.of(random, 1 + random.nextInt(300));
    int edits = 1 + random.nextInt(random.nextBoolean() ? 3 : 30);
    return new RandomPair(seed, RandomShape.derived(random, trace, edits), trace);
  }

  /**
   * Lays the shape on the trace.
   *
   * @param relaxed whether more spans are allowed everywhere
   */
  ShapeDiff compare(boolean relaxed) {
    return compare(shape, relaxed);
  }

  ShapeDiff compare(TraceShape other, boolean relaxed) {
    return relaxed ? other.lookIn(trace) : other.compareWith(trace);
  }

  @Override
  public String toString() {
    return "seed %d%nexpected%n%strace%n%s".formatted(seed, shape, trace);
  }
}
