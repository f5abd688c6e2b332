package io.traceassert;

import static io.traceassert.TestSpan.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.traceassert.latency.CriticalPath;
import io.traceassert.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlowerTest {

  private final Slower slower = new Slower();

  /** A checkout that waits for a card, and then computes taxes. */
  private static CriticalPath checkout(double card, double tax) {
    return CriticalPath.of(Trace.of(List.of(
        span("checkout", 1).during(0, card + tax).build(),
        span("card", 2).parent(1).during(0, card).build(),
        span("tax", 3).parent(1).during(card, card + tax).build())));
  }

  @Test
  void whatTakesMoreInEachPairGoesBeforeWhatOnlyVaries() {
    for (int run = 0; run < 61; run++) {
      double card = run < 31 ? 50 : 10; // median 50
      double cardBefore = run % 2 == 0 ? 10 : 60; // median 10
      slower.add(checkout(card, 37), checkout(cardBefore, 7));
    }

    assertThat(slower.culprit())
        .contains("\"tax\" spent 37.0 ms, and 7.0 ms in the other body (medians of 61 runs)");
  }

  @Test
  void whatIsSureAndLittleDoesNotHideWhatIsMuch() {
    for (int run = 0; run < 61; run++) {
      slower.add(checkout(run < 31 ? 50 : 10, 7.1), checkout(run % 2 == 0 ? 10 : 60, 7));
    }

    assertThat(slower.culprit())
        .contains("\"card\" spent 50.0 ms, and 10.0 ms in the other body (medians of 61 runs)");
  }

  @Test
  void fewRunsProveNothing() {
    slower.add(checkout(20, 37), checkout(10, 30));

    assertThat(slower.culprit())
        .contains("\"card\" spent 20.0 ms, and 10.0 ms in the other body (medians of 1 run)");
    assertThat(new Slower().culprit()).isEmpty();
  }
}
