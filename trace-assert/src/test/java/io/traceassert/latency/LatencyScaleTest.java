package io.traceassert.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyScaleTest {

  @ParameterizedTest
  @CsvSource({"1, PT0.05S", "3, PT0.15S", "0.5, PT0.025S", "1.000001, PT0.05000005S"})
  void multipliesBounds(String factor, Duration expected) {
    assertThat(LatencyScale.read(factor).times(Duration.ofMillis(50))).isEqualTo(expected);
  }

  @Test
  void roundsUpAndKeepsInRange() {
    assertThat(LatencyScale.read("0.5").times(Duration.ofNanos(3))).isEqualTo(Duration.ofNanos(2));
    Duration longest = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    assertThat(LatencyScale.read("2").times(longest)).isEqualTo(longest);
  }

  @Test
  void saysWhatBecameOfABound() {
    assertThat(LatencyScale.read("3.0").phrase(Duration.ofMillis(50)))
        .isEqualTo("150 ms (50 ms × 3, traceassert.latency.scale)");
    assertThat(LatencyScale.read("1.0").phrase(Duration.ofMillis(50))).isEqualTo("50 ms");
    assertThat(LatencyScale.read("1.0").isOne()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "three", "-1", "1e3", "3x", "NaN", " 3", "1,5"})
  void isANumber(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LatencyScale.read(text))
        .withMessage(
            "traceassert.latency.scale must be a number such as 3 or 0.5, or measured, but is \"%s\"; write 3 for a machine that is three times as slow",
            text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.0", "1001"})
  void isInRange(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LatencyScale.read(text))
        .withMessage(
            "traceassert.latency.scale must be more than 0 and at most 1000, but is %s; write 3 for a machine that is three times as slow",
            text);
  }

  @Test
  void isOneUnlessTheSystemPropertySaysOtherwise() {
    assertThat(LatencyScale.fromSystemProperty().isOne()).isTrue();
  }
}
