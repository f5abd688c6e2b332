package io.traceassert.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @Test
  void measuredOnesAreRounded() {
    assertThat(Durations.format(Duration.ZERO)).isEqualTo("0.0 ms");
    assertThat(Durations.format(Duration.ofNanos(42_000))).isEqualTo("0.042 ms");
    assertThat(Durations.format(Duration.ofNanos(12_340_000))).isEqualTo("12.3 ms");
    assertThat(Durations.format(Duration.ofMillis(-3))).isEqualTo("-3.0 ms");
    assertThat(Durations.format(Duration.ofNanos(999_940_000))).isEqualTo("999.9 ms");
    assertThat(Durations.format(Duration.ofNanos(999_960_000))).isEqualTo("1.00 s");
    assertThat(Durations.format(Duration.ofSeconds(90))).isEqualTo("90.00 s");
  }

  @Test
  void expectedOnesAreExact() {
    assertThat(Durations.exact(Duration.ZERO)).isEqualTo("0 s");
    assertThat(Durations.exact(Duration.ofSeconds(5))).isEqualTo("5 s");
    assertThat(Durations.exact(Duration.ofMinutes(20))).isEqualTo("1200 s");
    assertThat(Durations.exact(Duration.ofMillis(1_500))).isEqualTo("1.5 s");
    assertThat(Durations.exact(Duration.ofMillis(250))).isEqualTo("250 ms");
    assertThat(Durations.exact(Duration.ofNanos(1_500_000))).isEqualTo("1.5 ms");
    assertThat(Durations.exact(Duration.ofNanos(1_500))).isEqualTo("1.5 us");
    assertThat(Durations.exact(Duration.ofNanos(999))).isEqualTo("999 ns");
    assertThat(Durations.exact(Duration.ofMillis(-3))).isEqualTo("-3 ms");
    assertThat(Durations.exact(Duration.ofSeconds(Long.MAX_VALUE, 1)))
        .isEqualTo("9223372036854775807.000000001 s");
  }

  @ParameterizedTest
  @CsvSource({
    "61 200 000,   50 000 000, 61.2 ms",
    "50 100 000,   50 000 000, 50.1 ms",
    "50 000 100,   50 000 000, 50.0001 ms",
    "50 000 000,   50 000 000, 50 ms",
    "50 040 000,   50 010 000, 50.04 ms",
    "1 001 000 000, 1 000 000 000, 1.001 s",
    "1 001,         1 000,     1.001 us"
  })
  void anExceededBoundIsSeenToBeExceeded(String measured, String bound, String text) {
    assertThat(Durations.format(nanos(measured), nanos(bound))).isEqualTo(text);
  }

  private static Duration nanos(String digits) {
    return Duration.ofNanos(Long.parseLong(digits.replace(" ", "")));
  }

  @ParameterizedTest
  @CsvSource({
    "7ns, PT0.000000007S",
    "7 us, PT0.000007S",
    "7 \u00b5s, PT0.000007S",
    "7 \u03bcs, PT0.000007S",
    "0.5 ms, PT0.0005S",
    "1.50 s, PT1.5S",
    "2min, PT2M",
    "0.25 h, PT15M",
    "-3 ms, PT-0.003S"
  })
  void readsEachUnit(String text, Duration duration) {
    assertThat(Durations.read(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "50", "ms", "5 m", "5 MS", ".5 ms", "1e3 ms", "5  ms", "< 5 ms"})
  void refusesWhatIsNoDuration(String text) {
    refuses(text, "expected a duration such as 50 ms; the units are ns, us, ms, s, min and h");
  }

  @Test
  void refusesWhatADurationCannotBe() {
    refuses("0.5 ns", "0.5 ns is not a whole number of nanoseconds");
    refuses("9223372036854775808 s", "9223372036854775808 s is too long");
  }

  private static void refuses(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.read(text))
        .withMessage(message);
  }

  @Property
  void theExactTextIsReadBack(@ForAll("durations") Duration duration) {
    assertThat(Durations.read(Durations.exact(duration))).isEqualTo(duration);
  }

  @Property
  void whatIsPrintedBesideABoundIsNeverLess(
      @ForAll("durations") Duration one, @ForAll("durations") Duration other) {
    Duration bound = one.compareTo(other) < 0 ? one : other;
    Duration measured = bound.equals(one) ? other : one;
    assertThat(Durations.read(Durations.format(measured, bound))).isGreaterThanOrEqualTo(bound);
  }

  @Provide
  Arbitrary<Duration> durations() {
    Arbitrary<Duration> measured = Arbitraries.oneOf(
            Arbitraries.longs(), Arbitraries.longs().between(0, 2_000_000_000L))
        .map(Duration::ofNanos);
    Arbitrary<Duration> any = Combinators.combine(
            Arbitraries.longs().between(Long.MIN_VALUE / 2, Long.MAX_VALUE / 2),
            Arbitraries.longs().between(0, 999_999_999))
        .as(Duration::ofSeconds);
    return Arbitraries.oneOf(measured, any);
  }
}
