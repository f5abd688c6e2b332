package io.traceassert.examples.stethoscope;

import static io.traceassert.TraceAssertions.assertThatThrownBy;
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

  /** Taxes are computed five times, which makes the checkout half as slow again. */
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

    // Strict, since a machine may be too busy to prove it, which the message says then.
    assertThatThrownBy(() -> LatencyBudget.of("POST /checkout")
            .isNotSlowerThan(before::run, 10)
            .over(runs(10)
                .warmup(5)
                .failNotBefore(Duration.ofSeconds(2))
                .timeLimit(Duration.ofSeconds(10)))
            .strict()
            .check(traces, after::run))
        .isInstanceOf(AssertionError.class)
        .extracting(failure -> Stable.lines(String.valueOf(failure.getMessage()), 2)
            .replace(", but the runs do not prove it", ""))
        .isEqualTo("""
            MEDIAN of "POST /checkout" is <share>, expected less than 110 % of what the other body takes
            run <number> took as long: "handler" [SERVER] @tax spent <time> of it, and <time> in the other body""");
  }
}
