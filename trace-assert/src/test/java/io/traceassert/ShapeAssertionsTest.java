package io.traceassert;

import static io.traceassert.Fails.failure;
import static io.traceassert.TestSpan.child;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.traceassert.shape.ShapeDetail;
import io.traceassert.shape.TraceShape;
import io.traceassert.trace.Trace;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShapeAssertionsTest {

  private static final Trace TRACE =
      Trace.of(List.of(root("checkout", 1), child("charge card", 2, 1)));
  private static final TraceShape SHAPE = TraceShape.root("checkout").child("charge card");

  @Test
  void passingAssertionsReturnThemselves() {
    TraceAssert trace = assertThat(TRACE);
    assertThat(trace.hasShape("checkout\n  charge card")).isSameAs(trace);
    assertThat(trace.hasShape(SHAPE)).isSameAs(trace);
    assertThat(trace.containsShape("charge card")).isSameAs(trace);
    assertThat(trace.containsShape(TraceShape.root("checkout"))).isSameAs(trace);
    CapturedTracesAssert traces = assertThat(captured());
    assertThat(traces.hasShapes("refund", "checkout\n  charge card")).isSameAs(traces);
    assertThat(traces.hasShapes(SHAPE, TraceShape.root("refund"))).isSameAs(traces);
    assertThat(traces.containsTrace("refund")).isSameAs(traces);
    assertThat(traces.containsTrace(SHAPE)).isSameAs(traces);
  }

  private static CapturedTraces captured() {
    return FakeRecording.traces(
        root("checkout", 1),
        child("charge card", 2, 1),
        span("refund", 3).trace("9").build());
  }

  @Test
  void printsTheShapeWithTheDetailThatIsAskedFor() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TraceAssert trace = assertThat(TRACE);
    assertThat(trace.printShapeTo(new PrintStream(out, true, StandardCharsets.UTF_8)))
        .isSameAs(trace);
    trace.printShapeTo(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        ShapeDetail.standard().durationsBelow(2));
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
            checkout
            └─ charge card
            checkout        < 2.1 ms
            └─ charge card  < 2.1 ms
            """);
  }

  @Test
  void anIdeComparesShapes() {
    TraceAssertionError error =
        failure(() -> assertThat(TRACE).hasShape("checkout\n  charge the card"));
    assertThat(error.getExpected().getStringRepresentation()).isEqualTo("""
            checkout
            └─ charge the card
            """);
    assertThat(error.getActual().getStringRepresentation()).isEqualTo("""
            checkout
            └─ charge card
            """);
  }

  @Test
  void anEmptyCaptureHasNoShape() {
    Fails.assertFails(() -> assertThat(new FakeRecording().traces()).hasShapes("a"), NOTHING);
    Fails.assertFails(
        () -> assertThat(new FakeRecording().traces()).containsTrace("a\n..."), NOTHING);
    Fails.assertFails(
        () -> assertThat(new FakeRecording().traces())
            .eventually(Duration.ZERO)
            .containsTrace("a\n..."),
        "not within 0 s: " + NOTHING);
  }

  private static final String NOTHING = """
      no spans captured: the fake has nothing

        SDK      fake
        started  0 spans

      Give the fake some spans.
      """;

  @Test
  void softAssertionsCollectShapes() {
    SoftAssertions softly = new SoftAssertions();
    softly.check(() -> assertThat(TRACE).hasShape("checkout"));
    softly.check(() -> assertThat(TRACE).containsShape("refund"));
    assertThat(softly.errorsCollected()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource
  void nullFailsInAssertJsWords(Consumer<TraceAssert> assertion) {
    Trace none = null;
    assertThatThrownBy(() -> assertion.accept(assertThat(none)))
        .hasMessageContaining("Expecting actual not to be null");
  }

  private static void assertThatNull(Consumer<CapturedTracesAssert> assertion) {
    CapturedTraces none = null;
    assertThatThrownBy(() -> assertion.accept(assertThat(none)))
        .hasMessageContaining("Expecting actual not to be null");
  }

  static Stream<Consumer<TraceAssert>> nullFailsInAssertJsWords() {
    return Stream.of(
        trace -> trace.hasShape("a"),
        trace -> trace.containsShape("a"),
        trace -> trace.printShapeTo(System.out));
  }

  @Test
  void nullTracesFailInAssertJsWords() {
    assertThatNull(traces -> traces.hasShapes("a"));
    assertThatNull(traces -> traces.containsTrace("a"));
  }

  @Test
  void refusesBadArguments() {
    TraceAssert trace = assertThat(TRACE);
    CapturedTracesAssert traces = assertThat(captured());
    refusesNull("shape", () -> trace.hasShape(Fails.<String>nothing()));
    refusesNull("shape", () -> trace.hasShape(Fails.<TraceShape>nothing()));
    refusesNull("shape", () -> trace.containsShape(Fails.<TraceShape>nothing()));
    refusesNull("out", () -> trace.printShapeTo(Fails.nothing()));
    refusesNull("detail", () -> trace.printShapeTo(System.out, Fails.nothing()));
    refusesNull("shapes[1]", () -> traces.hasShapes("a", Fails.nothing()));
    refusesNull("shape", () -> traces.containsTrace(Fails.<TraceShape>nothing()));
    assertThatThrownBy(() -> traces.hasShapes(new String[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("shapes must not be empty: an assertion about nothing always holds");
  }

  private static void refusesNull(String argument, ThrowingCallable code) {
    assertThatThrownBy(code).isInstanceOf(NullPointerException.class).hasMessage(argument);
  }
}
