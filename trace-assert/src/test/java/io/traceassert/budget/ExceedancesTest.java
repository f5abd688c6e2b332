package io.traceassert.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExceedancesTest {

  @Test
  void runsThatComeAndGoAreIndependent() {
    assertThat(of("..x..x...x.x..x.")).isEqualTo(new Exceedances(11, 16));
  }

  @Test
  void allOfOneKindAreTakenAsTheyAre() {
    assertThat(of("....")).isEqualTo(new Exceedances(4, 4));
    assertThat(of("xxxx")).isEqualTo(new Exceedances(0, 4));
  }

  @Test
  void runsInARowAreWorthLess() {
    assertThat(of(".".repeat(20) + "x".repeat(20))).isEqualTo(new Exceedances(20, 1));
    assertThat(of((".".repeat(20) + "x".repeat(20)).repeat(4))).isEqualTo(new Exceedances(80, 7));
  }

  @Test
  void aBoundThatIsMetIsNotKept() {
    assertThat(Exceedances.of(new double[] {1, 2}, 2, 2).within()).isEqualTo(1);
  }

  /** One run a character, of which an x is beyond the bound. */
  private static Exceedances of(String runs) {
    double[] measured = IntStream.range(0, runs.length())
        .mapToDouble(i -> runs.charAt(i) == 'x' ? 3 : 1)
        .toArray();
    return Exceedances.of(measured, measured.length, 2);
  }
}
