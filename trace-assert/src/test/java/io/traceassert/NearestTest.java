package io.traceassert;

import static io.traceassert.Fails.failure;
import static io.traceassert.FakeRecording.traces;
import static io.traceassert.TestSpan.child;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a failure says of where a missing span is instead. */
class NearestTest {

  private static final SpanData A = root("a", 1);
  private static final SpanData B = child("b", 2, 1);

  private static SpanData like(String name, int id, int parent, String... attributes) {
    AttributesBuilder builder = Attributes.builder();
    for (int i = 0; i < attributes.length; i += 2) {
      builder.put(attributes[i], attributes[i + 1]);
    }
    return span(name, id).parent(parent).attributes(builder.build()).build();
  }

  private static TraceAssertionError missing(String shape, SpanData... spans) {
    return failure(() -> assertThat(traces(spans)).traceWithRoot("a").hasShape(shape));
  }

  /** The lines between the first one and the difference. */
  private static String causes(TraceAssertionError error) {
    return Objects.requireNonNull(error.getMessage())
        .lines()
        .skip(1)
        .takeWhile(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void itIsBelowAnother() {
    assertThat(causes(missing("a\n  b\n  c", A, B, child("c", 3, 2)))).isEqualTo("""
        missing "c", a child of "a": it is a child of "b"
        unexpected "c", a child of "b\"""");
  }

  @Test
  void itIsAtTheTop() {
    assertThat(causes(missing("a\n  c", A, root("c", 3)))).isEqualTo("""
        missing "c", a child of "a": it is a root
        unexpected "c", a root""");
    assertThat(causes(missing("a\n  c", A, child("c", 3, 9)))).isEqualTo("""
        missing "c", a child of "a": it is at the top, because its parent 00000000 was not captured
        unexpected "c", at the top, because its parent 00000000 was not captured""");
  }

  @Test
  void oneOfSeveralIsBelowAnother() {
    assertThat(causes(missing("a\n  b\n  c  x2", A, B, child("c", 3, 1), child("c", 4, 2))))
        .startsWith(
            "missing \"c\", a child of \"a\": expected 2, found 1; it is a child of \"b\"\n");
    assertThat(causes(missing("a\n  c  x2", A, child("c", 3, 1))))
        .isEqualTo("missing \"c\", a child of \"a\": expected 2, found 1");
  }

  @Test
  void oneOfTheSameNameComesNear() {
    assertThat(causes(missing("a\n  b\n  c  x=p  y=p", A, B, like("c", 3, 2, "x", "q", "y", "q"))))
        .startsWith(
            "missing `c  x=p  y=p`, a child of \"a\": the nearest span is \"c\", a child of \"b\": x: expected \"p\", but was \"q\"; y: expected \"p\", but was \"q\"\n");
    assertThat(causes(missing(
            "a\n  b\n  c  x=p  y=p  z=p", A, B, like("c", 3, 2, "x", "q", "y", "q", "z", "q"))))
        .startsWith(
            "missing `c  x=p  y=p  z=p`, a child of \"a\": no other captured span is like it\n");
  }

  @Test
  void theOneThatMissesLeastIsNamed() {
    assertThat(causes(missing(
            "a\n  b\n  c  x=p  y=p",
            A,
            B,
            like("c", 3, 2, "x", "q", "y", "q"),
            like("c", 4, 2, "x", "p", "y", "q"))))
        .contains(
            "the nearest span is \"c\", a child of \"b\": y: expected \"p\", but was \"q\"\n");
  }

  @Test
  void oneOfNearlyTheSameNameComesNear() {
    assertThat(causes(missing("a\n  b\n  audit  x=p", A, B, like("audti", 3, 2, "x", "p"))))
        .startsWith(
            "missing `audit  x=p`, a child of \"a\": the nearest span is \"audti\", a child of \"b\": ");
    assertThat(causes(missing("a\n  b\n  audit  x=p", A, B, like("audti", 3, 2, "x", "q"))))
        .contains("no other captured span is like it\n");
    assertThat(causes(missing("a\n  b\n  audit  x=p", A, B, like("ship", 3, 2, "x", "p"))))
        .contains("no other captured span is like it\n");
  }

  @Test
  void anotherTraceThatBeginsWithItIsDrawn() {
    SpanData other = span("c", 3).trace("9").build();
    assertThat(missing("a\n  c", A, other)).hasMessage("""
        trace 4bf92f35 does not have the expected shape: 1 missing
        missing "c", a child of "a": it is the root of trace 99999999

          a     1.0 ms
        - └─ c          # missing

        trace 99999999: 1 span, 1.0 ms
          c  1.0 ms""");
  }

  @Test
  void anotherTraceIsNotLookedAtWhenItIsInThisOne() {
    SpanData other = span("c", 4).trace("9").build();
    assertThat(missing("a\n  b\n  c", A, B, child("c", 3, 2), other).getMessage())
        .contains("missing \"c\", a child of \"a\": it is a child of \"b\"\n")
        .doesNotContain("99999999");
  }

  @Test
  void insideAnotherWholeTraceItIsOnlyNear() {
    SpanData other = span("z", 3).trace("9").build();
    SpanData inside = span("c", 4).trace("9").parent(3).build();
    assertThat(missing("a\n  c", A, other, inside)).hasMessage("""
        trace 4bf92f35 does not have the expected shape: 1 missing
        missing "c", a child of "a": the nearest span is "c", in trace 99999999, a child of "z"

          a     1.0 ms
        - └─ c          # missing""");
  }

  @Test
  void fiveCausesAreNamed() {
    assertThat(causes(missing("a\n  c\n  d\n  e\n  f\n  g", A)))
        .hasLineCount(5)
        .doesNotContain("more");
    assertThat(causes(missing("a\n  c\n  d\n  e\n  f\n  g\n  h", A)))
        .hasLineCount(6)
        .endsWith("\nand 1 more");
  }
}
