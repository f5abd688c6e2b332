package io.traceassert.examples.stethoscope;

import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.TraceAssertions.catchThrowable;
import static io.traceassert.budget.Runs.runs;

import io.traceassert.CapturedTraces;
import io.traceassert.LatencyBudget;
import io.traceassert.examples.Stable;
import io.traceassert.junit.CaptureTraces;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A checkout is compared with what it was before, in turns, so that what disturbs one disturbs the
 * other.
 */
@CaptureTraces
class RegressionBudgetTest extends WithServices {

  private Checkout before;

  @BeforeEach
  void keep() throws NoSuchAlgorithmException {
    before = new Checkout(services, new Effort());
  }

  @Test
  void aChangeThatCostsNothing(CapturedTraces traces) {
    Checkout after = new Checkout(services, before.pace);

    LatencyBudget.of("POST /checkout").isNotSlowerThan(before::run, 100).check(traces, after::run);
  }

  @Test
  void aPartOfTheWhole(CapturedTraces traces) {
    LatencyBudget.of("handler  @tax")
        .lessThanShareOf(40, "POST /checkout")
        .check(traces, before::run);
  }

  /**
   * Taxes are computed five times, which makes the checkout half as slow again. It is strict, so
   * that a machine that is too busy to prove it says so.
   */
  @Test
  void aChangeThatCostsHalfAsMuch(CapturedTraces traces) {
    Checkout after = new Checkout(services, before.pace) {
      @Override
      void tax() {
        for (int i = 0; i < 5; i++) {
          super.tax();
        }
      }
    };

    Throwable failure = catchThrowable(() -> LatencyBudget.of("POST /checkout")
        .isNotSlowerThan(before::run, 10)
        .over(runs(10)
            .warmup(5)
            .failNotBefore(Duration.ofSeconds(2))
            .timeLimit(Duration.ofSeconds(10)))
        .strict()
        .check(traces, after::run));

    assertThat(failure).isInstanceOf(AssertionError.class);
    // On a machine that is too busy to prove it, strict fails as well, and names the same span.
    String message = String.valueOf(failure.getMessage());
    assertThat(Stable.lines(message.replace(", but the runs do not prove it", ""), 2))
        .isEqualTo("""
            MEDIAN of "POST /checkout" is <share>, expected less than 110 % of what the other body takes
            "handler" [SERVER] @tax spent <time>, and <time> in the other body (medians of <number> runs)""");
  }
}
