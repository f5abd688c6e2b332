package io.traceassert.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Holds of random shapes and traces. {@code -Dshape.pairs=100000} tries more of them,
 * {@code -Dshape.seed=1} others.
 */
class ShapePairsTest {

  private static final int PAIRS = Integer.getInteger("shape.pairs", 3_000);
  private static final long SEED = Long.getLong("shape.seed", 0);

  /** A shape and a trace, and from which seed they were made. */
  private record Pair(long seed, TraceShape shape, Trace trace) {

    static Pair of(int number) {
      long seed = SEED * 1_000_000_007L + number;
      Random random = new Random(seed);
      Trace trace = RandomTrace.of(random, random.nextInt(8));
      TraceShape shape = random.nextInt(3) == 0
          ? RandomShape.independent(random, 6)
          : RandomShape.derived(random, trace, random.nextInt(4));
      return new Pair(seed, shape, trace);
    }

    ShapeDiff compare(boolean relaxed) {
      return relaxed ? shape.lookIn(trace) : shape.compareWith(trace);
    }

    @Override
    public String toString() {
      return "seed %d%nexpected%n%strace%n%s".formatted(seed, shape, trace);
    }
  }

  @Test
  void verdictAndCostOfAWholeTraceAreThoseOfTryingEverything() {
    assertThatAllAreThoseOfTryingEverything(false);
  }

  @Test
  void verdictAndCostOfAPartOfATraceAreThoseOfTryingEverything() {
    assertThatAllAreThoseOfTryingEverything(true);
  }

  private static void assertThatAllAreThoseOfTryingEverything(boolean relaxed) {
    int fitting = 0;
    for (int number = 0; number < PAIRS; number++) {
      Pair pair = Pair.of(number);
      long least = ExhaustiveMatcher.leastCost(pair.shape, pair.trace, relaxed);
      ShapeDiff diff = pair.compare(relaxed);
      assertThat(diff.cost()).as("%s%s", pair, diff).isEqualTo(least);
      assertThat(diff.matches()).as("%s", pair).isEqualTo(least == 0);
      assertThat(relaxed || pair.shape.matches(pair.trace)).isEqualTo(relaxed || least == 0);
      fitting += least == 0 ? 1 : 0;
    }
    assertThat(fitting).as("of %d", PAIRS).isBetween(PAIRS / 5, PAIRS * 4 / 5);
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    for (int number = 0; number < PAIRS; number++) {
      Pair pair = Pair.of(number);
      List<SpanData> spans = new ArrayList<>(pair.trace.spans());
      Collections.shuffle(spans, new Random(pair.seed));
      Pair shuffled = new Pair(pair.seed, pair.shape, Trace.of(spans));
      for (boolean relaxed : new boolean[] {false, true}) {
        ShapeDiff diff = pair.compare(relaxed);
        assertThat(shuffled.compare(relaxed))
            .as("relaxed %s, %s", relaxed, pair)
            .hasToString(diff.toString())
            .returns(diff.cost(), ShapeDiff::cost)
            .returns(diff.summary(), ShapeDiff::summary);
      }
    }
  }
}
