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
    for (int number = 0; number < RandomPair.COUNT; number++) {
      RandomPair pair = RandomPair.of(number);
      long least = ExhaustiveMatcher.leastCost(pair.shape(), pair.trace(), relaxed);
      ShapeDiff diff = pair.compare(relaxed);
      assertThat(diff.cost()).as("%s%s", pair, diff).isEqualTo(least);
      assertThat(diff.matches()).as("%s", pair).isEqualTo(least == 0);
      assertThat(relaxed || pair.shape().matches(pair.trace())).isEqualTo(relaxed || least == 0);
      fitting += least == 0 ? 1 : 0;
    }
    assertThat(fitting)
        .as("of %d", RandomPair.COUNT)
        .isBetween(RandomPair.COUNT / 5, RandomPair.COUNT * 4 / 5);
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    for (int number = 0; number < RandomPair.COUNT; number++) {
      RandomPair pair = RandomPair.of(number);
      List<SpanData> spans = new ArrayList<>(pair.trace().spans());
      Collections.shuffle(spans, new Random(pair.seed()));
      RandomPair shuffled = new RandomPair(pair.seed(), pair.shape(), Trace.of(spans));
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
