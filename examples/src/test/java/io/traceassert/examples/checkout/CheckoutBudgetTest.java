package io.traceassert.examples.checkout;

import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.budget.Statistic.P90;

import io.traceassert.CapturedTraces;
import io.traceassert.junit.LatencyBudget;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Budgets that hold on a machine that is busy with other things: each test runs many times. */
class CheckoutBudgetTest extends WithWebShop {

  private WebShop shop;

  @BeforeEach
  void open() throws IOException {
    shop = opened(Services.ours());
  }

  /** What depends on the machine least: a part of the same trace. */
  @LatencyBudget(of = "reserve item", lessThan = "50 % of POST /carts/{cart}/checkout")
  @LatencyBudget(of = "charge card", selfTime = true, lessThan = "60 % of POST /payments")
  @Test
  void shares() throws IOException {
    assertThat(shop.checkout(42, ADA)).isEqualTo(201);
  }

  /** What does not depend on it at all: numbers, the same in each run. */
  @LatencyBudget(lessThan = "10 s")
  @Test
  void counts(CapturedTraces traces) throws IOException {
    assertThat(shop.checkout(42, ADA)).isEqualTo(201);

    assertThat(traces).hasSpanCountLessThan(30).hasNoRepeatedCalls();
    assertThat(traces).span("POST /orders").httpCalls().hasSizeAtMost(4).hasLongestChainAtMost(4);
  }

  /** A time that customers would notice, which is much more than is needed. */
  @LatencyBudget(
      of = "POST /carts/{cart}/checkout  [SERVER]",
      statistic = P90,
      runs = 30,
      lessThan = "2 s")
  @Test
  void generousTime() throws IOException {
    assertThat(shop.checkout(42, ADA)).isEqualTo(201);
  }
}
