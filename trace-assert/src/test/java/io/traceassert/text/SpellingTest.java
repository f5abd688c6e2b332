package io.traceassert.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

  @Test
  void ranksByDistanceWithoutRegardToCase() {
    assertThat(Spelling.nearest(
            "charge card",
            List.of("refund", "Charge Card", "charge cards", "change cart", "charge card")))
        .containsExactly("Charge Card", "charge card", "charge cards");
  }

  @Test
  void countsInsertionsDeletionsSubstitutionsAndSwaps() {
    assertThat(Spelling.distance("", "")).isZero();
    assertThat(Spelling.distance("", "abc")).isEqualTo(3);
    assertThat(Spelling.distance("abc", "abd")).isEqualTo(1);
    assertThat(Spelling.distance("abc", "ab")).isEqualTo(1);
    assertThat(Spelling.distance("abc", "acb")).isEqualTo(1);
    assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
  }

  @Test
  void namesNothingTwice() {
    assertThat(Spelling.nearest("a", List.of("b", "b", "b"))).containsExactly("b");
  }
}
