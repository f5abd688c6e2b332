package io.traceassert.shape;

import static io.traceassert.TestSpan.child;
import static io.traceassert.TestSpan.root;
import static org.assertj.core.api.Assertions.assertThat;

import io.traceassert.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

class EstimatedPricesTest {

  private static final Trace TRACE =
      Trace.of(List.of(root("root", 1), child("a", 2, 1), child("b", 3, 1), child("c", 4, 3)));

  /** The price of the first line and the first span. */
  private static long price(String shape) {
    Comparison comparison =
        Comparison.of(new LineTree(TraceShape.parse(shape), false), new SpanTree(TRACE));
    return new EstimatedPrices(comparison).of(1, 1);
  }

  @Test
  void whatFitsCostsNothing() {
    assertThat(price("root\n  a\n  b\n    c")).isZero();
    assertThat(price("root\n  a\n  ...")).isZero();
  }

  @Test
  void eachLineThatNoChildFitsCosts() {
    assertThat(price("root\n  a\n  x\n  ...")).isEqualTo(Comparison.MISSING);
    assertThat(price("root\n  a  x3\n  ...")).isEqualTo(2 * Comparison.MISSING);
    assertThat(price("root\n  x\n    y\n  ...")).isEqualTo(2 * Comparison.MISSING);
    assertThat(price("root\n  a  optional\n  x  optional\n  ...")).isZero();
  }

  @Test
  void eachSpanBeyondTheGreatestNumberCosts() {
    assertThat(price("root\n  a")).isEqualTo(2 * Comparison.UNEXPECTED);
    assertThat(price("root\n  a\n  b")).isEqualTo(Comparison.MISSING + Comparison.UNEXPECTED);
    assertThat(price("root\n  a\n  x\n  y\n  z")).isEqualTo(3 * Comparison.MISSING);
  }

  @Test
  void whatLooksAsIfItFittedStillCosts() {
    assertThat(price("root\n  a  x0..2\n  a  x0..2")).isEqualTo(1);
  }
}
