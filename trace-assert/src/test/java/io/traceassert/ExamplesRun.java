package io.traceassert;

import static io.traceassert.Fails.failure;
import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.shape.TraceShape;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.List;

/** Executes the examples below one heading, one after the other. */
final class ExamplesRun {

  private final List<String> texts = new ArrayList<>();
  private List<SpanData> spans = List.of();
  private String lastMessage = "";

  void run(Example example) {
    String text = example.text();
    switch (example.kind()) {
      case TRACE -> begin(text);
      case ANOTHER_TRACE -> add(text);
      case PRINTS -> assertThat(TraceShape.of(trace()).toString()).isEqualTo(text);
      case PASSES -> assertThat(trace()).hasShape(text);
      case FAILS -> {
        fails(example, failure(() -> assertThat(trace()).hasShape(text)));
        canBePasted(TraceShape.parse(text));
      }
      case CONTAINED -> assertThat(trace()).containsShape(text);
      case NOT_CONTAINED -> fails(example, failure(() -> assertThat(trace()).containsShape(text)));
      case SHAPES -> assertThat(traces()).hasShapes(text.split("\n\n"));
      case NOT_SHAPES ->
        fails(example, failure(() -> assertThat(traces()).hasShapes(text.split("\n\n"))));
      case ONE_OF_THEM -> assertThat(traces()).containsTrace(text);
      case NONE_OF_THEM -> fails(example, failure(() -> assertThat(traces()).containsTrace(text)));
      case UNREADABLE -> refuses(example);
      case MESSAGE -> assertThat(text).isEqualTo(lastMessage + "\n");
      case BUILT -> assertThat(TraceShape.parse(text)).hasToString(text);
      case BUILDER -> assertThat(TraceShape.parse(text)).hasToString(text + "\n");
      case JAVA -> assertThat(text).isNotBlank();
    }
  }

  private void begin(String text) {
    texts.clear();
    add(text);
    assertThat(trace()).hasShape(text);
  }

  private void add(String text) {
    texts.add(text);
    spans = PageTrace.spans(texts);
  }

  /** Returns the trace that was shown first. */
  Trace trace() {
    String first = spans.get(0).getTraceId();
    return Trace.groupByTraceId(spans).stream()
        .filter(trace -> trace.traceId().equals(first))
        .findFirst()
        .orElseThrow();
  }

  CapturedTraces traces() {
    return FakeRecording.traces(spans.toArray(SpanData[]::new));
  }

  private void fails(Example example, TraceAssertionError error) {
    lastMessage = String.valueOf(error.getMessage());
    List<String> firstLine = lastMessage.lines().limit(1).toList();
    boolean inTable = !example.text().endsWith("\n");
    if (inTable) {
      assertThat(lastMessage.lines())
          .anyMatch(
              line -> line.endsWith("# " + example.note()) || example.note().isEmpty());
    } else {
      assertThat(firstLine).allMatch(line -> line.endsWith(": " + example.note()));
    }
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
