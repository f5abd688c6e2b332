package io.traceassert.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunsTest {

  @Test
  void extendsHundredfold() {
    assertThat(Runs.runs(30).warmup(5))
        .isEqualTo(new Runs(30, 5, 3000, Duration.ofSeconds(5), Duration.ofSeconds(60)));
    assertThat(Runs.runs(1).atMost()).isEqualTo(1_000);
    assertThat(Runs.runs(Integer.MAX_VALUE).atMost()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void badNumbers() {
    assertThatThrownBy(() -> Runs.runs(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("runs must be 1 or more, but is 0");
    assertThatThrownBy(() -> Runs.runs(5).warmup(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("warmup must not be negative, but is -1");
    assertThatThrownBy(() -> Runs.runs(5).atMost(4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("atMost must be 5 or more, the number of runs, but is 4");
    assertThatThrownBy(() -> Runs.runs(5).failNotBefore(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("failNotBefore must not be negative, but is -1 s");
    assertThatThrownBy(() -> Runs.runs(5).timeLimit(Duration.ofSeconds(4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("timeLimit must be 5 s or more, as failNotBefore is, but is 4 s");
  }
}
