package io.traceassert.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.TestSpan;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Holds of shapes and traces for which not everything can be compared with everything. */
class LargeShapesTest {

  @Test
  void differenceIsEstimatedWhenThereAreTooManyPairs() {
    ShapeDiff diff = nested(10, "** step", "** end").compareWith(chain(1_000));

    assertThat(diff.matches()).isFalse();
    assertThat(diff.missing())
        .extracting(missing -> missing.pattern().toString())
        .containsExactly("end");
  }

  private static TraceShape nested(int levels, String line, String last) {
    return TraceShape.parse(IntStream.rangeClosed(0, levels)
        .mapToObj(i -> "  ".repeat(i) + (i == 0 ? "step" : i < levels ? line : last))
        .collect(Collectors.joining("\n")));
  }

  private static Trace chain(int size) {
    List<SpanData> spans = IntStream.rangeClosed(1, size)
        .mapToObj(id -> TestSpan.child("step", id, id - 1))
        .toList();
    return Trace.of(spans);
  }
}
