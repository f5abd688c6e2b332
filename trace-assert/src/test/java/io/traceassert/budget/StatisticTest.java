package io.traceassert.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticTest {

  @ParameterizedTest
  @CsvSource({
    "BEST, 1, 1",
    "MEDIAN, 5, 3",
    "MEDIAN, 6, 3",
    "P90, 20, 18",
    "P90, 25, 23",
    "P95, 40, 38",
    "P99, 200, 198",
    "P99, 1000, 990"
  })
  void isAValueThatWasMeasured(Statistic statistic, int runs, double expected) {
    double[] descending = IntStream.range(0, runs).mapToDouble(i -> runs - i).toArray();

    assertThat(statistic.of(descending)).isEqualTo(expected);
    assertThat(descending[0]).as("the runs stay as they were").isEqualTo(runs);
  }

  @ParameterizedTest
  @CsvSource({"BEST, 1", "MEDIAN, 5", "P90, 20", "P95, 40", "P99, 200"})
  void needsSoManyRuns(Statistic statistic, int runs) {
    assertThat(statistic.minimumRuns()).isEqualTo(runs);
  }

  @Test
  void ofNothingIsAnError() {
    assertThatThrownBy(() -> Statistic.P90.of(new double[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("P90 of no runs is nothing: measured is empty");
  }
}
