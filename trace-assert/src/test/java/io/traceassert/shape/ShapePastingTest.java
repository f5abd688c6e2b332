package io.traceassert.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a difference prints is read as what really happened. */
class ShapePastingTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ofSmallTraces(boolean relaxed) {
    for (int number = 0; number < RandomPair.COUNT; number++) {
      assertThatItCanBePasted(RandomPair.of(number), relaxed);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ofLargeTraces(boolean relaxed) {
    for (int number = 0; number < RandomPair.COUNT / 10; number++) {
      assertThatItCanBePasted(RandomPair.large(number), relaxed);
    }
  }

  private static void assertThatItCanBePasted(RandomPair pair, boolean relaxed) {
    ShapeDiff diff = pair.compare(relaxed);
    if (diff.matches()) {
      return;
    }
    String text = diff.toString();
    assertThat(text.lines()).hasSizeLessThanOrEqualTo(40);
    TraceShape found = diff.found();
    if (found.lines().isEmpty()) {
      assertThatThrownBy(() -> TraceShape.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected a line for ");
      return;
    }
    ShapeDiff again = pair.compare(found, relaxed);
    assertThat(again.matches())
        .as("found%n%s%nagain%n%s%nof %s", text, again, pair)
        .isTrue();
    TraceShape read = TraceShape.parse(text);
    ShapeDiff pasted = pair.compare(read, relaxed);
    assertThat(pasted.matches())
        .as("text%n%s%npasted%n%s%nof %s", text, pasted, pair)
        .isTrue();
  }
}
