package io.traceassert;

import static io.traceassert.Fails.failure;
import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.Example.Kind;
import io.traceassert.shape.TraceShape;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Executes the examples below one heading, one after the other. */
final class ExamplesRun {

  private final List<String> texts = new ArrayList<>();
  private String lastMessage = "";

  void run(Example example) {
    try {
      if (example.kind() == Kind.TRACE) {
        texts.clear();
        texts.add(example.text());
      } else if (example.kind() == Kind.ANOTHER_TRACE) {
        texts.add(example.text());
      } else {
        check(example);
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(example.title() + "\n" + e.getMessage(), e);
    }
  }

  private void check(Example example) {
    String text = example.text();
    switch (example.kind()) {
      case PASSES -> assertThat(trace()).hasShape(text);
      case FAILS -> {
        fails(example, () -> assertThat(trace()).hasShape(text));
        canBePasted(TraceShape.parse(text));
      }
      case CONTAINED -> assertThat(trace()).containsShape(text);
      case NOT_CONTAINED -> fails(example, () -> assertThat(trace()).containsShape(text));
      case SHAPES -> assertThat(traces()).hasShapes(text.split("\n\n"));
      case NOT_SHAPES -> fails(example, () -> assertThat(traces()).hasShapes(text.split("\n\n")));
      case ONE_OF_THEM -> assertThat(traces()).containsTrace(text);
      case NONE_OF_THEM -> fails(example, () -> assertThat(traces()).containsTrace(text));
      case UNREADABLE -> refuses(example);
      case MESSAGE -> assertThat(text).isEqualTo(lastMessage + "\n");
      case PRINTS -> {
        assertThat(trace()).hasShape(text);
        assertThat(TraceShape.parse(text)).hasToString(text);
      }
      case BUILT -> assertThat(TraceShape.parse(text)).hasToString(text);
      case BUILDER -> assertThat(TraceShape.parse(text)).hasToString(text + "\n");
      default -> assertThat(text).isNotBlank();
    }
  }

  private List<SpanData> spans() {
    List<SpanData> spans = PageTrace.spans(texts);
    assertThat(first(spans)).hasShape(texts.get(0)); // a trace is written like a shape that it has
    return spans;
  }

  /** Returns the trace that was shown first. */
  Trace trace() {
    return first(spans());
  }

  private static Trace first(List<SpanData> spans) {
    String traceId = spans.get(0).getTraceId();
    return Trace.groupByTraceId(spans).stream()
        .filter(trace -> trace.traceId().equals(traceId))
        .findFirst()
        .orElseThrow();
  }

  CapturedTraces traces() {
    return FakeRecording.traces(spans().toArray(SpanData[]::new));
  }

  private void fails(Example example, ThrowingCallable assertion) {
    lastMessage = String.valueOf(failure(assertion).getMessage());
    assertThat(example.isInTable() ? lastMessage.lines() : lastMessage.lines().limit(1))
        .anyMatch(line -> line.endsWith(": " + example.note())
            || line.endsWith("# " + example.note())
            || (example.isInTable() && example.note().isEmpty()));
  }

  private void refuses(Example example) {
    IllegalArgumentException error = catchThrowableOfType(
        IllegalArgumentException.class, () -> TraceShape.parse(example.text()));
    assertThat(error).as("it can be read").isNotNull();
    lastMessage = String.valueOf(error.getMessage());
    assertThat(lastMessage).endsWith(example.note());
  }

  /** What a failure draws is a shape that the trace has. */
  private void canBePasted(TraceShape shape) {
    assertThat(trace()).hasShape(shape.compareWith(trace()).toString());
  }
}
