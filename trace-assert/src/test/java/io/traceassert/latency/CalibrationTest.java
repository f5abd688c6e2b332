package io.traceassert.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  @Test
  void aMachineThatIsThreeTimesAsSlowScalesByThree() {
    assertThat(Calibration.scale(3 * Calibration.REFERENCE_NANOS))
        .isEqualTo(LatencyScale.read("3.00"));
    assertThat(Calibration.scale(10_000 * Calibration.REFERENCE_NANOS))
        .isEqualTo(LatencyScale.read("1000"));
  }

  @Test
  void aFasterMachineLeavesBoundsAsTheyAre() {
    assertThat(Calibration.scale(Calibration.REFERENCE_NANOS / 2).isOne()).isTrue();
  }

  @Test
  void theBestTimeCounts() {
    AtomicLong readings = new AtomicLong();

    // reading n of the clock is n squared: the first piece of work takes 3, the next 7 and so on
    assertThat(Calibration.best(() -> {
          long reading = readings.incrementAndGet();
          return reading * reading;
        }))
        .isEqualTo(3);
  }

  @Test
  void isMeasuredOnRequestAndOnce() {
    LatencyScale measured = LatencyScale.read("measured");

    assertThat(measured.factor()).isGreaterThanOrEqualTo(BigDecimal.ONE);
    assertThat(LatencyScale.read("measured")).isSameAs(measured);
  }
}
