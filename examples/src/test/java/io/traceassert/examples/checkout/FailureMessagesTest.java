package io.traceassert.examples.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.traceassert.examples.RedTest;
import io.traceassert.examples.Stable;
import org.junit.jupiter.api.Test;

/** What a person reads when the checkout is instrumented carelessly, word for word. */
class FailureMessagesTest {

  @Test
  void anIdIsInTheName() {
    assertThat(Stable.message(RedTest.messageOf(Mistakes.class, "anIdIsInTheName")))
        .isEqualTo("""
            trace 6e789e6a does not have the expected shape: 1 different
            "POST /carts/42/checkout" [SERVER]: name: expected "POST /carts/{cart}/checkout", but was "POST /carts/42/checkout"

            - POST /carts/{cart}/checkout             [SERVER]    @gateway       (in order)  http.response.status_code=201
            + POST /carts/42/checkout                 [SERVER]    @gateway       (in order)  http.response.status_code=201  1.0 ms  # name: expected "POST /carts/{cart}/checkout", but was "POST /carts/42/checkout"
              ├─ POST                                 [CLIENT]                                                              1.0 ms
              │  └─ POST /sessions                    [SERVER]    @auth                                                     1.0 ms
              │     └─ verify session                                            user.id=ada                                1.0 ms
              └─ POST                                 [CLIENT]                                                              1.0 ms
                 └─ POST /orders                      [SERVER]    @order         (in order)                                 1.0 ms
                    ├─ POST                           [CLIENT]                                                              1.0 ms
                    │  └─ POST /reservations          [SERVER]    @inventory                                                1.0 ms
                    │     └─ reserve item         x2                                                                        1.0 ms
                    ├─ POST                           [CLIENT]                                                              1.0 ms
                    │  └─ POST /payments              [SERVER]    @payment                                                  1.0 ms
                    │     └─ charge card                                         payment.provider=stripe                    1.0 ms
                    │        └─ POST                  [CLIENT]                   http.response.status_code=200              1.0 ms
                    └─ notify customer                                           cart.id=*                                  1.0 ms
                       └─ POST                        [CLIENT]                                                              1.0 ms
                          └─ POST /notifications      [SERVER]    @notification                                             1.0 ms
                             └─ publish mails         [PRODUCER]                 messaging.destination.name=mails           1.0 ms

            report: target/trace-assert/io.traceassert.examples.checkout.Mistakes/anIdIsInTheName.txt""");
  }

  @Test
  void anAttributeIsSetAfterTheEnd() {
    assertThat(Stable.message(RedTest.messageOf(Mistakes.class, "anAttributeIsSetAfterTheEnd")))
        .isEqualTo("""
            span "charge card" has no attribute payment.state, expected "captured"
            nearest: payment.amount, payment.provider
            if it was set after the span had ended, it was lost: the SDK logs that at level FINE

            trace 6e789e6a: 18 spans, 1.0 ms
              POST /carts/{cart}/checkout         [SERVER]    @gateway       1.0 ms
              ├─ POST                             [CLIENT]                   1.0 ms
              │  └─ POST /sessions                [SERVER]    @auth          1.0 ms
              │     └─ verify session                                        1.0 ms
              └─ POST                             [CLIENT]                   1.0 ms
                 └─ POST /orders                  [SERVER]    @order         1.0 ms
                    ├─ POST                       [CLIENT]                   1.0 ms
                    │  └─ POST /reservations      [SERVER]    @inventory     1.0 ms
                    │     ├─ reserve item                                    1.0 ms
                    │     └─ reserve item                                    1.0 ms
                    ├─ POST                       [CLIENT]                   1.0 ms
                    │  └─ POST /payments          [SERVER]    @payment       1.0 ms
                    │     └─ charge card                                     1.0 ms  # payment.state: expected "captured"
                    │        └─ POST              [CLIENT]                   1.0 ms
                    └─ notify customer                                       1.0 ms
                       └─ POST                    [CLIENT]                   1.0 ms
                          └─ POST /notifications  [SERVER]    @notification  1.0 ms
                             └─ publish mails     [PRODUCER]                 1.0 ms

            report: target/trace-assert/io.traceassert.examples.checkout.Mistakes/anAttributeIsSetAfterTheEnd.txt""");
  }

  @Test
  void anExceptionIsRecordedWithoutAStatus() {
    assertThat(Stable.message(
            RedTest.messageOf(Mistakes.class, "anExceptionIsRecordedWithoutAStatus")))
        .isEqualTo("""
            span "charge card": expected to fail with io.traceassert.examples.service.RefusedException, but its status is UNSET, though the exception was recorded
            recorded io.traceassert.examples.service.RefusedException "/charges answered 402" at RemoteService.java:<line>

            trace 6e789e6a: 14 spans, 1.0 ms
              POST /carts/{cart}/checkout     [SERVER]  @gateway                                                             1.0 ms
              ├─ POST                         [CLIENT]                                                                       1.0 ms
              │  └─ POST /sessions            [SERVER]  @auth                                                                1.0 ms
              │     └─ verify session                                                                                        1.0 ms
              └─ POST                         [CLIENT]              ERROR                                                    1.0 ms
                 └─ POST /orders              [SERVER]  @order                                                               1.0 ms
                    ├─ POST                   [CLIENT]                                                                       1.0 ms
                    │  └─ POST /reservations  [SERVER]  @inventory                                                           1.0 ms
                    │     ├─ reserve item                                                                                    1.0 ms
                    │     └─ reserve item                                                                                    1.0 ms
                    └─ POST                   [CLIENT]              ERROR                                                    1.0 ms
                       └─ POST /payments      [SERVER]  @payment                                                             1.0 ms
                          └─ charge card                            throws io.traceassert.examples.service.RefusedException  1.0 ms  # expected status ERROR
                             └─ POST          [CLIENT]              ERROR                                                    1.0 ms

            recordException() leaves the status as it is: call span.setStatus(StatusCode.ERROR) as well.

            report: target/trace-assert/io.traceassert.examples.checkout.Mistakes/anExceptionIsRecordedWithoutAStatus.txt""");
  }

  @Test
  void anErrorIsSwallowed() {
    assertThat(Stable.message(RedTest.messageOf(Mistakes.class, "anErrorIsSwallowed")))
        .isEqualTo("""
            span "charge card": expected its error to reach `POST /carts/...`, but "POST /orders" [SERVER] swallowed it
            "charge card": io.traceassert.examples.service.RefusedException "/charges answered 503" at RemoteService.java:<line>
            "POST /orders" [SERVER]: status UNSET

            trace 6e789e6a: 18 spans, 1.0 ms
              POST /carts/{cart}/checkout         [SERVER]    @gateway                                                                                               1.0 ms
              ├─ POST                             [CLIENT]                                                                                                           1.0 ms
              │  └─ POST /sessions                [SERVER]    @auth                                                                                                  1.0 ms
              │     └─ verify session                                                                                                                                1.0 ms
              └─ POST                             [CLIENT]                                                                                                           1.0 ms
                 └─ POST /orders                  [SERVER]    @order                                                                                                 1.0 ms  # error swallowed here: status UNSET
                    ├─ POST                       [CLIENT]                                                                                                           1.0 ms
                    │  └─ POST /reservations      [SERVER]    @inventory                                                                                             1.0 ms
                    │     ├─ reserve item                                                                                                                            1.0 ms
                    │     └─ reserve item                                                                                                                            1.0 ms
                    ├─ POST                       [CLIENT]                   ERROR                                                                                   1.0 ms
                    │  └─ POST /payments          [SERVER]    @payment       ERROR                                                                                   1.0 ms
                    │     └─ charge card                                     ERROR "/charges answered 503"  throws io.traceassert.examples.service.RefusedException  1.0 ms  # error begins here
                    │        └─ POST              [CLIENT]                   ERROR                                                                                   1.0 ms
                    └─ notify customer                                                                                                                               1.0 ms
                       └─ POST                    [CLIENT]                                                                                                           1.0 ms
                          └─ POST /notifications  [SERVER]    @notification                                                                                          1.0 ms
                             └─ publish mails     [PRODUCER]                                                                                                         1.0 ms

            report: target/trace-assert/io.traceassert.examples.checkout.Mistakes/anErrorIsSwallowed.txt""");
  }

  @Test
  void aSpanIsNotMadeCurrent() {
    assertThat(Stable.message(RedTest.messageOf(Mistakes.class, "aSpanIsNotMadeCurrent")))
        .isEqualTo("""
            trace 6e789e6a does not have the expected shape: 1 missing, 1 unexpected
            missing `POST  [CLIENT]  http.response.status_code=200`, a child of "charge card": it is a child of "POST /payments" [SERVER]
            unexpected "POST" [CLIENT], a child of "POST /payments" [SERVER]

              POST /carts/{cart}/checkout             [SERVER]    @gateway       (in order)  http.response.status_code=201  1.0 ms
              ├─ POST                                 [CLIENT]                                                              1.0 ms
              │  └─ POST /sessions                    [SERVER]    @auth                                                     1.0 ms
              │     └─ verify session                                            user.id=ada                                1.0 ms
              └─ POST                                 [CLIENT]                                                              1.0 ms
                 └─ POST /orders                      [SERVER]    @order         (in order)                                 1.0 ms
                    ├─ POST                           [CLIENT]                                                              1.0 ms
                    │  └─ POST /reservations          [SERVER]    @inventory                                                1.0 ms
                    │     └─ reserve item         x2                                                                        1.0 ms
                    ├─ POST                           [CLIENT]                                                              1.0 ms
                    │  └─ POST /payments              [SERVER]    @payment                                                  1.0 ms
                    │     ├─ charge card                                         payment.provider=stripe                    1.0 ms
            -       │     │  └─ POST                  [CLIENT]                   http.response.status_code=200                      # missing
            +       │     └─ POST                     [CLIENT]                                                              1.0 ms  # unexpected
                    └─ notify customer                                           cart.id=*                                  1.0 ms
                       └─ POST                        [CLIENT]                                                              1.0 ms
                          └─ POST /notifications      [SERVER]    @notification                                             1.0 ms
                             └─ publish mails         [PRODUCER]                 messaging.destination.name=mails           1.0 ms

            report: target/trace-assert/io.traceassert.examples.checkout.Mistakes/aSpanIsNotMadeCurrent.txt""");
  }

  @Test
  void aContextIsStale() {
    assertThat(Stable.message(RedTest.messageOf(Mistakes.class, "aContextIsStale")))
        .isEqualTo("""
            the traces do not have the expected shapes: 2 traces different
            unexpected "notify customer" in trace 6e789e6a, a child of "POST /orders" [SERVER]
            missing `notify customer  cart.id="44"` in trace a9038a92, a child of "POST /orders" [SERVER]: it is in trace 6e789e6a, a child of "POST /orders" [SERVER]

            trace 6e789e6a is nearest to shape 1: 4 unexpected
              POST /carts/{cart}/checkout             [SERVER]                                 1.0 ms
              ├─ POST                                 [CLIENT]                                 1.0 ms
              │  └─ ...                                                                                # 1 span: "POST /sessions"
              └─ POST                                 [CLIENT]                                 1.0 ms
                 └─ POST /orders                      [SERVER]                                 1.0 ms
                    ├─ POST                       x2  [CLIENT]                                 1.0 ms
                    │  └─ ...                                                                          # 1 span: "POST /reservations"
                    ├─ notify customer                                           cart.id="42"  1.0 ms
                    │  └─ ...                                                                          # 1 span: "POST"
            +       └─ notify customer                                                         1.0 ms  # unexpected
            +          └─ POST                        [CLIENT]                                 1.0 ms
            +             └─ POST /notifications      [SERVER]    @notification                1.0 ms
            +                └─ publish mails         [PRODUCER]                               1.0 ms

            trace a9038a92 is nearest to shape 2: 1 missing
              POST /carts/{cart}/checkout      [SERVER]                1.0 ms
              ├─ POST                          [CLIENT]                1.0 ms
              │  └─ ...                                                        # 1 span: "POST /sessions"
              └─ POST                          [CLIENT]                1.0 ms
                 └─ POST /orders               [SERVER]                1.0 ms
                    ├─ POST                x2  [CLIENT]                1.0 ms
                    │  └─ ...                                                  # 1 span: "POST /reservations"
            -       └─ notify customer                   cart.id="44"          # missing
            -          └─ ...

            report: target/trace-assert/io.traceassert.examples.checkout.Mistakes/aContextIsStale.txt""");
  }

  @Test
  void aSpanIsNotEndedOnEachPath() {
    assertThat(Stable.message(RedTest.messageOf(NeverEnded.class, "aSpanIsNotEndedOnEachPath")))
        .isEqualTo("""
            1 span is still open after 1 s, so the capture is not complete
            "publish mails" [PRODUCER] has been open for 1.0 ms, started at NotificationService.java:<line> on thread "notification"

            trace 6e789e6a: 18 spans, 1.0 ms, 1 open
              POST /carts/{cart}/checkout         [SERVER]    @gateway       1.0 ms
              ├─ POST                             [CLIENT]                   1.0 ms
              │  └─ POST /sessions                [SERVER]    @auth          1.0 ms
              │     └─ verify session                                        1.0 ms
              └─ POST                             [CLIENT]                   1.0 ms
                 └─ POST /orders                  [SERVER]    @order         1.0 ms
                    ├─ POST                       [CLIENT]                   1.0 ms
                    │  └─ POST /reservations      [SERVER]    @inventory     1.0 ms
                    │     ├─ reserve item                                    1.0 ms
                    │     └─ reserve item                                    1.0 ms
                    ├─ POST                       [CLIENT]                   1.0 ms
                    │  └─ POST /payments          [SERVER]    @payment       1.0 ms
                    │     └─ charge card                                     1.0 ms
                    │        └─ POST              [CLIENT]                   1.0 ms
                    └─ notify customer                                       1.0 ms
                       └─ POST                    [CLIENT]                   1.0 ms
                          └─ POST /notifications  [SERVER]    @notification  1.0 ms
                             └─ publish mails     [PRODUCER]                         # open

            End each span on every path (try … finally), or let the test wait for the code that ends it.

            report: target/trace-assert/io.traceassert.examples.checkout.NeverEnded/aSpanIsNotEndedOnEachPath.txt""");
  }
}
