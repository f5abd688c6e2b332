package io.traceassert.examples.checkout;

import static io.traceassert.TraceAssertions.assertThat;

import io.traceassert.CapturedTraces;
import io.traceassert.junit.CaptureTraces;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@CaptureTraces
class LedgerTest extends WithLedger {

  @Test
  void anOrderIsThreeStatements(CapturedTraces traces) throws Exception {
    checkout(openedWith(2, Ledger::new));

    assertThat(traces).hasSingleTrace().containsShape("""
        write order      cart.id="45"  (in order)
        ├─ SELECT ...    [CLIENT]  @order
        ├─ INSERT ...    [CLIENT]  @order
        └─ UPDATE ...    [CLIENT]  @order
        """);
  }

  @Test
  void noStatementIsRepeatedForEachLine(CapturedTraces traces) throws Exception {
    checkout(openedWith(2, Ledger::new));

    assertThat(traces).hasNoRepeatedCalls();
  }

  /** What a service may do for one request is a number, and the same on every machine. */
  @Test
  void aServiceCallIsLimited(CapturedTraces traces) throws Exception {
    checkout(openedWith(2, Ledger::new));

    assertThat(traces).span("POST /orders").hasSpanCountLessThan(30).hasDepthLessThan(10);
    assertThat(traces).span("POST /orders").databaseCalls().hasSizeAtMost(3);
    assertThat(traces).calls().from("order").to("payment").hasSize(1);
  }

  @Test
  void noConnectionIsWaitedFor(CapturedTraces traces) throws Exception {
    checkoutOnceMoreThanTheFirstTime(openedWith(2, Ledger::new), traces);

    assertThat(traces).span("write order").hasNoGapLongerThan(Duration.ofSeconds(5));
  }
}
