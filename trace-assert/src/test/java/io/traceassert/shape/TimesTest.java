package io.traceassert.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

  @ParameterizedTest
  @CsvSource({
    "optional, 0, 1, at most 1",
    "x1, 1, 1, 1",
    "x1000000, 1000000, 1000000, 1000000",
    "x2..5, 2, 5, 2 to 5",
    "x0..3, 0, 3, at most 3",
    "x2+, 2, 2147483647, at least 2",
    "x0+, 0, 2147483647, at least 0"
  })
  void isReadWrittenAndSaid(String column, int min, int max, String phrase) {
    assertThat(Times.isColumn(column)).isTrue();
    Times times = Times.read(column);
    assertThat(times).isEqualTo(new Times(min, max)).hasToString(column);
    assertThat(times.phrase()).isEqualTo(phrase);
    assertThat(times.isOnce()).isEqualTo(column.equals("x1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "x+", "x1..", "x1..2+", "x-1", "y2", "Optional"})
  void isNotEveryColumn(String column) {
    assertThat(Times.isColumn(column)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x1000001", "x1..1000001", "x1000001+", "x99999999999"})
  void hasALimit(String column) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Times.read(column))
        .withMessage("a line stands for at most 1,000,000 spans");
  }

  @Test
  void refusesNegativeNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Times.between(-1, 1))
        .withMessage("the least number must not be negative, but is -1");
    assertThat(Times.between(0, 1)).isEqualTo(Times.OPTIONAL);
  }
}
