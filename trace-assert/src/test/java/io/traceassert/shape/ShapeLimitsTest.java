package io.traceassert.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.TestSpan;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Shapes and traces that are deep or wide. */
class ShapeLimitsTest {

  private static final int LEVELS = TraceShape.MOST_LEVELS;

  private static String chain(String name, int levels) {
    return IntStream.range(0, levels)
        .mapToObj(i -> " ".repeat(i) + name + i + "\n")
        .collect(Collectors.joining());
  }

  private static Trace deepTrace(String name, int levels) {
    return Trace.of(IntStream.range(0, levels)
        .mapToObj(i -> TestSpan.child(name + i, i + 1, i))
        .toList());
  }

  /** Runs with a stack that ends soon if it grows with the depth of a shape or a trace. */
  private static void withSmallStack(Runnable check) throws Exception {
    FutureTask<Void> task = new FutureTask<>(check, null);
    Thread thread = new Thread(null, task, "small", 200 << 10);
    thread.start();
    task.get();
    thread.join();
  }

  @Test
  void aThousandLevelsAreReadAndPrinted() throws Exception {
    withSmallStack(() -> {
      TraceShape shape = TraceShape.parse(chain("a", LEVELS));
      assertThat(shape.depths()).hasSize(LEVELS);
      assertThat(TraceShape.parse(shape.toString())).isEqualTo(shape);
      assertThat(shape.matches(deepTrace("a", LEVELS))).isTrue();
      assertThat(shape.lookIn(deepTrace("a", 100_000)).matches()).isTrue();
    });
  }

  @Test
  void oneLevelMoreIsRefused() {
    assertThatThrownBy(() -> TraceShape.parse(chain("a", LEVELS + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("cannot read the shape, line 1001, column 1001\n")
        .hasMessageEndingWith("^ a shape has at most 1,000 levels");
    TraceShape deepest = TraceShape.parse(chain("a", LEVELS));
    assertThatThrownBy(() -> TraceShape.root("b").child(deepest))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a shape has at most 1,000 levels");
  }

  @Test
  void deepDifferencesAreFoundAndReadBack() throws Exception {
    TraceShape shape = TraceShape.parse(chain("a", LEVELS));
    withSmallStack(() -> {
      for (String name : List.of("a", "quite another name ")) {
        for (int levels : new int[] {LEVELS - 1, 100_000}) {
          Trace trace = deepTrace(name, levels);
          ShapeDiff diff = shape.compareWith(trace);
          assertThat(diff.matches()).isFalse();
          assertThat(TraceShape.parse(diff.toString()).matches(trace)).isTrue();
          assertThat(diff.found().matches(trace)).isTrue();
          assertThat(TraceShape.parse(diff.found().toString())).isEqualTo(diff.found());
          assertThat(shape.lookIn(trace).toString()).isNotEmpty();
        }
      }
    });
  }

  @Test
  void belowAThousandLevelsTheShapeOfATraceAllowsAnything() throws Exception {
    withSmallStack(() -> {
      Trace trace = deepTrace("a", 100_000);
      TraceShape shape = TraceShape.of(trace);
      assertThat(shape.depths()).hasSize(LEVELS);
      assertThat(shape.toString()).endsWith("└─ a999\n" + " ".repeat(3 * LEVELS - 3) + "└─ ...\n");
      assertThat(shape.matches(trace)).isTrue();
    });
  }

  @Test
  void aMillionLinesAreRead() {
    String text = "root\n" + " a\n".repeat(999_999);
    assertThat(TraceShape.parse(text).depths()).hasSize(1_000_000);
  }

  /** A trace of a root and children that take place one after the other. */
  private static Trace wide(List<String> names) {
    List<SpanData> spans = new ArrayList<>();
    spans.add(TestSpan.span("root", 1).during(0, 1e6).build());
    for (String name : names) {
      int id = spans.size() + 1;
      spans.add(TestSpan.span(name, id).parent(1).during(id, id + 1).build());
    }
    return Trace.of(spans);
  }

  private static List<String> names(String name, int count, int every, String other) {
    return IntStream.range(0, count)
        .mapToObj(i -> i % every == 0 ? other + i : name + i % 7)
        .toList();
  }

  private static TraceShape shape(String root, List<String> names) {
    return TraceShape.parse(root + "\n  " + String.join("\n  ", names));
  }

  @Test
  void ofThousandsOfSiblingsThoseAreNamedThatDiffer() {
    Trace trace = wide(names("step ", 2_000, 40, "another "));
    for (String root : List.of("root", "root  (in order)", "root  [CLIENT]")) {
      ShapeDiff diff = shape(root, names("step ", 2_000, 40, "xyz ")).compareWith(trace);
      assertThat(diff.summary())
          .isEqualTo("50 missing, 50 unexpected" + (root.contains("[") ? ", 1 different" : ""));
      assertThat(diff.found().matches(trace)).isTrue();
    }
  }

  @Test
  void ofThousandsOfSiblingsInOrderTwoThatAreNotAreNamed() {
    List<String> names = new ArrayList<>(names("step ", 1_000, 10, "single "));
    Trace trace = wide(names);
    names.set(500, "single 510");
    names.set(510, "single 500");
    ShapeDiff diff = shape("root  (in order)", names).compareWith(trace);
    assertThat(diff.cost()).isEqualTo(Comparison.OUT_OF_ORDER);
    assertThat(diff.toString())
        .contains("# order: expected \"single 510\" before \"step 4\", but it is the other way");
  }

  @Test
  void whatIsTooMuchToBeComparedExactlyIsEstimated() {
    List<SpanData> spans = new ArrayList<>(List.of(TestSpan.root("root", 1)));
    TraceShape shape = TraceShape.root("root");
    for (int i = 0; i < 100; i++) {
      int parent = spans.size() + 1;
      spans.add(TestSpan.child("group " + i, parent, 1));
      TraceShape group = TraceShape.root(SpanPattern.named("group " + i).kind(SpanKind.CLIENT));
      for (int k = 0; k < 60; k++) {
        spans.add(TestSpan.child("step " + i + " " + k, spans.size() + 1, parent));
        group = group.child("step " + i + " " + k);
      }
      shape = shape.child(group);
    }
    ShapeDiff diff = shape.compareWith(Trace.of(spans));
    assertThat(diff.summary()).isEqualTo("100 different");
    assertThat(diff.cost()).isPositive();
  }
}
