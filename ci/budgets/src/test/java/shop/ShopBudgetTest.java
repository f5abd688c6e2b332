package shop;

import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.budget.Runs.runs;
import static io.traceassert.budget.Statistic.P90;

import io.opentelemetry.api.OpenTelemetry;
import io.traceassert.CapturedTraces;
import io.traceassert.junit.CaptureTraces;
import io.traceassert.junit.LatencyBudget;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With {@code -Dslower=10} the shop has become slow, and two budgets are exceeded. */
@CaptureTraces
class ShopBudgetTest {

  private Shop shop;
  private Shop asItWas;

  @BeforeEach
  void open(OpenTelemetry openTelemetry) {
    shop = new Shop(openTelemetry, Double.parseDouble(System.getProperty("slower", "1")));
    asItWas = new Shop(openTelemetry, 1);
  }

  @LatencyBudget(runs = 50, statistic = P90, of = "POST /checkout  [SERVER]", lessThan = "2 s")
  @LatencyBudget(of = "charge card", lessThan = "65 % of POST /checkout")
  @Test
  void checkout() {
    shop.checkout();
  }

  @Test
  void notSlowerThanBefore(CapturedTraces traces) {
    io.traceassert.LatencyBudget.of("POST /checkout")
        .isNotSlowerThan(asItWas::checkout, 25)
        .over(runs(10).warmup(10))
        .check(traces, shop::checkout);
  }

  @Test
  void aCheckoutHasThreeSteps(CapturedTraces traces) {
    shop.checkout();

    assertThat(traces).hasSpanCountLessThan(5);
  }
}
