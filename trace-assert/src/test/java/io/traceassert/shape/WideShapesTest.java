package io.traceassert.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.TestSpan;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of so many siblings, what fits is assigned in advance. */
class WideShapesTest {

  private static final int COUNT = 250;

  private static List<String> names(IntFunction<String> name) {
    return IntStream.range(0, COUNT).mapToObj(name).toList();
  }

  /** A trace of a root and children that take place one after the other. */
  private static Trace trace(List<String> names) {
    List<SpanData> spans = new ArrayList<>();
    spans.add(TestSpan.span("root", 1).during(0, 1_000).build());
    for (String name : names) {
      int id = spans.size() + 1;
      spans.add(TestSpan.span(name, id).parent(1).during(id, id + 1).build());
    }
    return Trace.of(spans);
  }

  private static TraceShape shape(String root, List<String> lines) {
    return TraceShape.parse(root + "\n  " + String.join("\n  ", lines));
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "root  (in order)"})
  void fit(String root) {
    List<String> names = names(i -> "step " + i % 7);
    assertThat(shape(root, names).compareWith(trace(names)).matches()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "root  (in order)"})
  void thoseAreNamedThatDiffer(String root) {
    Trace trace = trace(names(i -> i % 40 == 0 ? "another " + i : "step " + i % 7));
    ShapeDiff diff =
        shape(root, names(i -> i % 40 == 0 ? "xyz " + i : "step " + i % 7)).compareWith(trace);
    assertThat(diff.summary()).isEqualTo("7 missing, 7 unexpected");
    assertThat(diff.cost()).isEqualTo(7 * (Comparison.MISSING + Comparison.UNEXPECTED));
    assertThat(diff.missing())
        .extracting(missing -> missing.pattern().toString())
        .containsExactly("xyz 0", "xyz 40", "xyz 80", "xyz 120", "xyz 160", "xyz 200", "xyz 240");
    assertThat(diff.found().matches(trace)).isTrue();
  }

  @Test
  void twoThatAreNotInOrderAreNamed() {
    List<String> lines = new ArrayList<>(names(i -> "step " + i));
    Trace trace = trace(lines);
    lines.set(100, "step 110");
    lines.set(110, "step 100");
    ShapeDiff diff = shape("root  (in order)", lines).compareWith(trace);
    assertThat(diff.summary()).isEqualTo("1 different");
    assertThat(diff.cost()).isEqualTo(Comparison.OUT_OF_ORDER);
    assertThat(diff.different().get(0).reasons())
        .containsExactly(
            "order: expected \"step 110\" before \"step 101\", but it is the other way round");
  }

  @Test
  void oneThatComesTooLateIsMissingInItsPlaceWhenThatIsCheaper() {
    List<String> lines = new ArrayList<>(names(i -> "step " + i));
    Trace trace = trace(lines);
    lines.add(0, lines.remove(COUNT - 1));
    ShapeDiff diff = shape("root  (in order)", lines).compareWith(trace);
    assertThat(diff.cost()).isEqualTo(Comparison.OUT_OF_ORDER);
    lines.set(0, "step 249  [CLIENT]");
    ShapeDiff worse = shape("root  (in order)", lines).compareWith(trace);
    assertThat(worse.summary()).isEqualTo("2 different");
  }

  @Test
  void whatIsLeftIsLaidOnTheLineThatIsNearest() {
    List<String> names = new ArrayList<>(names(i -> "step " + i));
    names.add("charge cart");
    Trace trace = trace(names);
    ShapeDiff diff = TraceShape.parse("root\n  charge card\n  ...").compareWith(trace);
    assertThat(diff.summary()).isEqualTo("1 different");
    assertThat(diff.different().get(0).span().getName()).isEqualTo("charge cart");
    ShapeDiff all = TraceShape.parse("root\n  charge card").compareWith(trace);
    assertThat(all.summary()).isEqualTo("250 unexpected, 1 different");
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "root  (in order)"})
  void manyThatDifferInAPartAreFoundByTheirNames(String root) {
    List<String> names = names(i -> "step " + i);
    ShapeDiff diff = shape(root, names.stream().map(name -> name + "  [CLIENT]").toList())
        .compareWith(trace(names));
    assertThat(diff.summary()).isEqualTo("250 different");
  }
}
