package io.traceassert.examples.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.traceassert.examples.RedTest;
import io.traceassert.examples.RequiresPostgres;
import io.traceassert.examples.Stable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person reads when the database makes the checkout slow. */
@ExtendWith(RequiresPostgres.class)
class SlowLedgersTest {

  @Test
  void eachLineIsAQuery() {
    assertThat(Stable.message(RedTest.messageOf(SlowLedgers.class, "eachLineIsAQuery")))
        .isEqualTo("""
            "write order" made the same call 5 times: SELECT cents FROM prices WHERE sku = ?
            together they took 1.0 ms

            trace 6e789e6a: 30 spans, 1.0 ms
              POST /carts/{cart}/checkout                 [SERVER]    @gateway       1.0 ms
              ├─ POST                                     [CLIENT]                   1.0 ms
              │  └─ POST /sessions                        [SERVER]    @auth          1.0 ms
              │     └─ verify session                                                1.0 ms
              └─ POST                                     [CLIENT]                   1.0 ms
                 └─ POST /orders                          [SERVER]    @order         1.0 ms
                    ├─ write order                                                   1.0 ms
                    │  ├─ SELECT postgres.cart_lines      [CLIENT]                   1.0 ms
                    │  ├─ SELECT postgres.prices      x5  [CLIENT]                   1.0 ms  # the same call 5 times
                    │  ├─ INSERT postgres.orders          [CLIENT]                   1.0 ms
                    │  └─ UPDATE postgres.takings         [CLIENT]                   1.0 ms
                    ├─ POST                               [CLIENT]                   1.0 ms
                    │  └─ POST /reservations              [SERVER]    @inventory     1.0 ms
                    │     ├─ reserve item                                            1.0 ms
                    │     ├─ reserve item                                            1.0 ms
                    │     ├─ reserve item                                            1.0 ms
                    │     ├─ reserve item                                            1.0 ms
                    │     └─ reserve item                                            1.0 ms
                    ├─ POST                               [CLIENT]                   1.0 ms
                    │  └─ POST /payments                  [SERVER]    @payment       1.0 ms
                    │     └─ charge card                                             1.0 ms
                    │        └─ POST                      [CLIENT]                   1.0 ms
                    └─ notify customer                                               1.0 ms
                       └─ POST                            [CLIENT]                   1.0 ms
                          └─ POST /notifications          [SERVER]    @notification  1.0 ms
                             └─ publish mails             [PRODUCER]                 1.0 ms

            When the number grows with the data, this is N+1: ask once for all, by a join, IN (…) or a batch. calls().areRepeatedAtMost(n) allows more than 2.

            report: target/trace-assert/io.traceassert.examples.checkout.SlowLedgers/eachLineIsAQuery.txt""");
  }

  @Test
  void aServiceCallMakesTooManyQueries() {
    assertThat(
            Stable.message(RedTest.messageOf(SlowLedgers.class, "aServiceCallMakesTooManyQueries")))
        .isEqualTo("""
            expected at most 3 database calls below "POST /orders" [SERVER] in trace 6e789e6a, but there are 8
            SELECT cents FROM prices WHERE sku = ?  x5
            SELECT sku FROM cart_lines WHERE cart = ?
            INSERT INTO orders (cart, cents) VALUES (?)
            UPDATE takings SET cents = cents + ?

            trace 6e789e6a: 30 spans, 1.0 ms
              POST /carts/{cart}/checkout             [SERVER]    @gateway       1.0 ms
              ├─ POST                                 [CLIENT]                   1.0 ms
              │  └─ POST /sessions                    [SERVER]    @auth          1.0 ms
              │     └─ verify session                                            1.0 ms
              └─ POST                                 [CLIENT]                   1.0 ms
                 └─ POST /orders                      [SERVER]    @order         1.0 ms
                    ├─ write order                                               1.0 ms
                    │  ├─ SELECT postgres.cart_lines  [CLIENT]                   1.0 ms  # 1 of 8
                    │  ├─ SELECT postgres.prices      [CLIENT]                   1.0 ms  # 2 of 8
                    │  ├─ SELECT postgres.prices      [CLIENT]                   1.0 ms  # 3 of 8
                    │  ├─ SELECT postgres.prices      [CLIENT]                   1.0 ms  # 4 of 8
                    │  ├─ SELECT postgres.prices      [CLIENT]                   1.0 ms  # 5 of 8
                    │  ├─ SELECT postgres.prices      [CLIENT]                   1.0 ms  # 6 of 8
                    │  ├─ INSERT postgres.orders      [CLIENT]                   1.0 ms  # 7 of 8
                    │  └─ UPDATE postgres.takings     [CLIENT]                   1.0 ms  # 8 of 8
                    ├─ POST                           [CLIENT]                   1.0 ms
                    │  └─ POST /reservations          [SERVER]    @inventory     1.0 ms
                    │     ├─ reserve item                                        1.0 ms
                    │     ├─ reserve item                                        1.0 ms
                    │     ├─ reserve item                                        1.0 ms
                    │     ├─ reserve item                                        1.0 ms
                    │     └─ reserve item                                        1.0 ms
                    ├─ POST                           [CLIENT]                   1.0 ms
                    │  └─ POST /payments              [SERVER]    @payment       1.0 ms
                    │     └─ charge card                                         1.0 ms
                    │        └─ POST                  [CLIENT]                   1.0 ms
                    └─ notify customer                                           1.0 ms
                       └─ POST                        [CLIENT]                   1.0 ms
                          └─ POST /notifications      [SERVER]    @notification  1.0 ms
                             └─ publish mails         [PRODUCER]                 1.0 ms

            report: target/trace-assert/io.traceassert.examples.checkout.SlowLedgers/aServiceCallMakesTooManyQueries.txt""");
  }

  @Test
  void aRowIsLocked() {
    assertThat(Stable.lines(RedTest.messageOf(SlowLedgers.class, "aRowIsLocked"), 1))
        .isEqualTo(
            "trace a2f09dab (\"POST /carts/{cart}/checkout\") took <time>, expected less than 500 ms: "
                + "\"UPDATE postgres.takings\" [CLIENT] @order spent <time> of it (<share>)");
  }

  @Test
  void thePoolHasNoConnection() {
    assertThat(Stable.lines(RedTest.messageOf(SlowLedgers.class, "thePoolHasNoConnection"), 1))
        .isEqualTo(
            "trace a2f09dab (\"POST /carts/{cart}/checkout\") took <time>, expected less than 500 ms: "
                + "nothing that was traced ran for <time> in \"write order\" @order before \"SELECT postgres\" [CLIENT] began (<share>)");
  }
}
