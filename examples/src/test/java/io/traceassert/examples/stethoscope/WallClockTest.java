package io.traceassert.examples.stethoscope;

import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.TraceAssertions.assertThatThrownBy;

import io.traceassert.CapturedTraces;
import io.traceassert.examples.Stable;
import io.traceassert.junit.TraceExtension;
import io.traceassert.memory.TraceCapture;
import java.time.Duration;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The same on the clock of the machine, whatever else it does meanwhile: 400 ms, twenty times as
 * fast.
 */
class WallClockTest extends WithServices {

  @RegisterExtension
  static final TraceExtension TRACES =
      TraceExtension.capturing(TraceCapture.builder().useDeterministicIds());

  private final WallClock clock = new WallClock();

  @AfterEach
  void close() {
    clock.close();
  }

  @Test
  void aLockThatNobodyTraced(CapturedTraces traces) {
    assertAccuses(traces, Illnesses.LOCK, """
        nothing that was traced ran for <time> in "process" [SERVER] @payment before "HTTP POST" [CLIENT] began (<share>)""");
  }

  @Test
  void manyFastQueries(CapturedTraces traces) {
    assertAccuses(traces, Illnesses.MANY_QUERIES, """
        "SELECT" [CLIENT] @stock x20 spent <time> of it (<share>)""");
  }

  @Test
  void aHandlerWhoseNameTellsNothing(CapturedTraces traces) {
    assertAccuses(traces, Illnesses.SLOW_HANDLER, """
        "handler" [SERVER] @tax spent <time> of it (<share>)""");
  }

  private void assertAccuses(
      CapturedTraces traces, BiFunction<Services, Pace, Checkout> checkout, String culprit) {
    checkout.apply(services, clock).run();

    assertThatThrownBy(
            () -> assertThat(traces).hasSingleTrace().hasDurationLessThan(Duration.ofMillis(100)))
        .isInstanceOf(AssertionError.class)
        .extracting(failure -> Stable.lines(String.valueOf(failure.getMessage()), 1))
        .isEqualTo("trace 6e789e6a (\"POST /checkout\") took <time>, expected less than 100 ms: "
            + culprit);
  }
}
