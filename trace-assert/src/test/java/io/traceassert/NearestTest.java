package io.traceassert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

  @Test
  void ranksByDistanceWithoutRegardToCase() {
    assertThat(Nearest.to(
            "charge card",
            List.of("refund", "Charge Card", "charge cards", "change cart", "charge card")))
        .containsExactly("Charge Card", "charge card", "charge cards");
  }

  @Test
  void countsInsertionsDeletionsSubstitutionsAndSwaps() {
    assertThat(Nearest.distance("", "")).isZero();
    assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    assertThat(Nearest.distance("abc", "abd")).isEqualTo(1);
    assertThat(Nearest.distance("abc", "ab")).isEqualTo(1);
    assertThat(Nearest.distance("abc", "acb")).isEqualTo(1);
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
  }

  @Test
  void namesNothingTwice() {
    assertThat(Nearest.to("a", List.of("b", "b", "b"))).containsExactly("b");
  }
}
