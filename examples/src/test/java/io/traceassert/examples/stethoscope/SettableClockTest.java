package io.traceassert.examples.stethoscope;

import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.TraceAssertions.assertThatThrownBy;

import io.opentelemetry.sdk.testing.time.TestClock;
import io.traceassert.CapturedTraces;
import io.traceassert.junit.TraceExtension;
import io.traceassert.memory.TraceCapture;
import java.time.Duration;
import java.util.function.BiFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What one assertion says of a checkout of eight seconds, word for word. */
class SettableClockTest extends WithServices {

  private final TestClock clock = TestClock.create();

  @RegisterExtension
  final TraceExtension traces =
      TraceExtension.capturing(TraceCapture.builder().useDeterministicIds().setClock(clock));

  @Test
  void healthy(CapturedTraces traces) {
    run(Checkout::new);

    assertThat(traces).hasSingleTrace().hasDurationLessThan(Duration.ofSeconds(2));
    assertThat(traces).hasSingleTrace().hasCriticalPathShareLessThan("handler", 20);
  }

  @Test
  void aLockThatNobodyTraced(CapturedTraces traces) {
    run(Illnesses.LOCK);

    assertFails(
        () -> assertThat(traces).hasSingleTrace().hasDurationLessThan(Duration.ofSeconds(2)), """
        trace 6e789e6a ("POST /checkout") took 8.00 s, expected less than 2 s: nothing that was traced ran for 7.38 s in "process" [SERVER] @payment before "HTTP POST" [CLIENT] began (92 %)

        where the time went:
            7.38 s   92 %  "process" [SERVER] @payment      itself  while "recommendations" ran for 7.38 s
          250.0 ms    3 %  "HTTP POST" [CLIENT] @payment            while "recommendations" ran for 250.0 ms
          240.0 ms    3 %  "SELECT" [CLIENT] @stock x20             while "recommendations" ran for 240.0 ms
           80.0 ms    1 %  "handler" [SERVER] @tax                  while "recommendations" ran for 80.0 ms
           30.0 ms   <1 %  "validateCart" @order
           20.0 ms   <1 %  "auth.check" @web
            5.0 ms   <1 %  "SendMailJob" [PRODUCER] @order

        trace 6e789e6a: 72 spans, 8.00 s
          POST /checkout                     [SERVER]    @web        8.00 s
          ├─ auth.check                                             20.0 ms
          ├─ recommendations                                         8.00 s
          └─ HTTP POST                       [CLIENT]                7.98 s
             └─ OrderController.create       [SERVER]    @order      7.98 s
                ├─ validateCart                                     30.0 ms
                ├─ grpc.Stock/Reserve   x20  [CLIENT]              240.0 ms
                │  └─ reserve_item           [SERVER]    @stock     12.0 ms
                │     └─ SELECT              [CLIENT]               12.0 ms
                ├─ GET                       [CLIENT]               80.0 ms
                │  └─ handler                [SERVER]    @tax       80.0 ms
                ├─ payment-authorize         [CLIENT]                7.63 s
                │  └─ process                [SERVER]    @payment    7.63 s  # nothing that was traced ran for 7.38 s before "HTTP POST" [CLIENT] began
                │     └─ HTTP POST           [CLIENT]              250.0 ms
                └─ SendMailJob               [PRODUCER]              5.0 ms

        A wait for a lock, a connection or another thread, a pause, or code without spans: a span around what runs there will say which.
        """);
  }

  @Test
  void manyFastQueries(CapturedTraces traces) {
    run(Illnesses.MANY_QUERIES);

    assertFails(
        () -> assertThat(traces).hasSingleTrace().hasDurationLessThan(Duration.ofSeconds(2)), """
        trace 6e789e6a ("POST /checkout") took 8.00 s, expected less than 2 s: "SELECT" [CLIENT] @stock x20 spent 7.60 s of it (95 %)

        where the time went:
            7.60 s   95 %  "SELECT" [CLIENT] @stock x20             while "recommendations" ran for 7.60 s
          250.0 ms    3 %  "HTTP POST" [CLIENT] @payment            while "recommendations" ran for 250.0 ms
           80.0 ms    1 %  "handler" [SERVER] @tax                  while "recommendations" ran for 80.0 ms
           30.0 ms   <1 %  "validateCart" @order
           20.0 ms   <1 %  "auth.check" @web
           15.0 ms   <1 %  "process" [SERVER] @payment      itself
            5.0 ms   <1 %  "SendMailJob" [PRODUCER] @order

        trace 6e789e6a: 72 spans, 8.00 s
          POST /checkout                     [SERVER]    @web        8.00 s
          ├─ auth.check                                             20.0 ms
          ├─ recommendations                                         8.00 s
          └─ HTTP POST                       [CLIENT]                7.98 s
             └─ OrderController.create       [SERVER]    @order      7.98 s
                ├─ validateCart                                     30.0 ms
                ├─ grpc.Stock/Reserve        [CLIENT]              380.0 ms
                │  └─ reserve_item           [SERVER]    @stock    380.0 ms
                │     └─ SELECT              [CLIENT]              380.0 ms  # one of 20 that spent 7.60 s together (95 %)
                ├─ grpc.Stock/Reserve   x19  [CLIENT]                7.22 s
                │  └─ reserve_item           [SERVER]    @stock    380.0 ms
                │     └─ SELECT              [CLIENT]              380.0 ms
                ├─ GET                       [CLIENT]               80.0 ms
                │  └─ handler                [SERVER]    @tax       80.0 ms
                ├─ payment-authorize         [CLIENT]              265.0 ms
                │  └─ process                [SERVER]    @payment  265.0 ms
                │     └─ HTTP POST           [CLIENT]              250.0 ms
                └─ SendMailJob               [PRODUCER]              5.0 ms
        """);
  }

  @Test
  void aHandlerWhoseNameTellsNothing(CapturedTraces traces) {
    run(Illnesses.SLOW_HANDLER);

    assertFails(
        () -> assertThat(traces).hasSingleTrace().hasDurationLessThan(Duration.ofSeconds(2)), """
        trace 6e789e6a ("POST /checkout") took 8.00 s, expected less than 2 s: "handler" [SERVER] @tax spent 7.44 s of it (93 %)

        where the time went:
            7.44 s   93 %  "handler" [SERVER] @tax                  while "recommendations" ran for 7.44 s
          250.0 ms    3 %  "HTTP POST" [CLIENT] @payment            while "recommendations" ran for 250.0 ms
          240.0 ms    3 %  "SELECT" [CLIENT] @stock x20             while "recommendations" ran for 240.0 ms
           30.0 ms   <1 %  "validateCart" @order
           20.0 ms   <1 %  "auth.check" @web
           15.0 ms   <1 %  "process" [SERVER] @payment      itself
            5.0 ms   <1 %  "SendMailJob" [PRODUCER] @order

        trace 6e789e6a: 72 spans, 8.00 s
          POST /checkout                     [SERVER]    @web        8.00 s
          ├─ auth.check                                             20.0 ms
          ├─ recommendations                                         8.00 s
          └─ HTTP POST                       [CLIENT]                7.98 s
             └─ OrderController.create       [SERVER]    @order      7.98 s
                ├─ validateCart                                     30.0 ms
                ├─ grpc.Stock/Reserve   x20  [CLIENT]              240.0 ms
                │  └─ reserve_item           [SERVER]    @stock     12.0 ms
                │     └─ SELECT              [CLIENT]               12.0 ms
                ├─ GET                       [CLIENT]                7.44 s
                │  └─ handler                [SERVER]    @tax        7.44 s  # spent 7.44 s (93 %)
                ├─ payment-authorize         [CLIENT]              265.0 ms
                │  └─ process                [SERVER]    @payment  265.0 ms
                │     └─ HTTP POST           [CLIENT]              250.0 ms
                └─ SendMailJob               [PRODUCER]              5.0 ms
        """);
  }

  /** A share holds on each machine, however fast. */
  @Test
  void aShareOfTheCriticalPath(CapturedTraces traces) {
    run(Illnesses.SLOW_HANDLER);

    assertFails(
        () -> assertThat(traces).hasSingleTrace().hasCriticalPathShareLessThan("...  @tax", 20),
        """
        "handler" [SERVER] @tax has 93 % of the critical path of trace 6e789e6a ("POST /checkout"), expected less than 20 %: 7.44 s of 8.00 s

        where the time went:
            7.44 s   93 %  "handler" [SERVER] @tax                  while "recommendations" ran for 7.44 s
          250.0 ms    3 %  "HTTP POST" [CLIENT] @payment            while "recommendations" ran for 250.0 ms
          240.0 ms    3 %  "SELECT" [CLIENT] @stock x20             while "recommendations" ran for 240.0 ms
           30.0 ms   <1 %  "validateCart" @order
           20.0 ms   <1 %  "auth.check" @web
           15.0 ms   <1 %  "process" [SERVER] @payment      itself
            5.0 ms   <1 %  "SendMailJob" [PRODUCER] @order

        trace 6e789e6a: 72 spans, 8.00 s
          POST /checkout                     [SERVER]    @web        8.00 s
          ├─ auth.check                                             20.0 ms
          ├─ recommendations                                         8.00 s
          └─ HTTP POST                       [CLIENT]                7.98 s
             └─ OrderController.create       [SERVER]    @order      7.98 s
                ├─ validateCart                                     30.0 ms
                ├─ grpc.Stock/Reserve   x20  [CLIENT]              240.0 ms
                │  └─ reserve_item           [SERVER]    @stock     12.0 ms
                │     └─ SELECT              [CLIENT]               12.0 ms
                ├─ GET                       [CLIENT]                7.44 s
                │  └─ handler                [SERVER]    @tax        7.44 s  # expected less than 20 %
                ├─ payment-authorize         [CLIENT]              265.0 ms
                │  └─ process                [SERVER]    @payment  265.0 ms
                │     └─ HTTP POST           [CLIENT]              250.0 ms
                └─ SendMailJob               [PRODUCER]              5.0 ms
        """);
  }

  private void run(BiFunction<Services, Pace, Checkout> checkout) {
    checkout
        .apply(services, new Pace() {
          @Override
          public void work(int millis) {
            clock.advance(Duration.ofMillis(millis));
          }

          @Override
          public void blocked(int millis) {
            work(millis);
          }
        })
        .run();
  }

  private static void assertFails(ThrowingCallable assertion, String message) {
    assertThatThrownBy(assertion)
        .isInstanceOf(AssertionError.class)
        .hasMessage(message.stripTrailing());
  }
}
