package io.traceassert.benchmarks;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes span data; the same every time. */
final class TestSpans {

  static final String ROOT = "order";
  private static final long EPOCH = 1_700_000_000_000_000_000L;

  private final Random random = new Random(42);

  /** Makes traces of a root and its children, in the order of their ends: the root last. */
  List<SpanData> traces(int traces, int spansOfEach) {
    List<SpanData> spans = new ArrayList<>(traces * spansOfEach);
    for (int i = 0; i < traces; i++) {
      long start = EPOCH + i * 1_000L;
      SpanContext root = context(TraceId.fromLongs(random.nextLong(), random.nextLong() | 1));
      for (int child = 1; child < spansOfEach; child++) {
        spans.add(span(context(root.getTraceId()), root, "step " + child, start + child * 10L, 5));
      }
      spans.add(span(root, SpanContext.getInvalid(), ROOT, start, 900));
    }
    return spans;
  }

  /** Makes one trace, in the order of the starts; each parent is any of the spans before. */
  List<SpanData> tree(int size) {
    List<SpanContext> contexts = new ArrayList<>(size);
    List<SpanData> spans = new ArrayList<>(size);
    String traceId = TraceId.fromLongs(1, 1);
    for (int i = 0; i < size; i++) {
      SpanContext parent =
          i == 0 ? SpanContext.getInvalid() : contexts.get(random.nextInt(contexts.size()));
      contexts.add(context(traceId));
      spans.add(span(contexts.get(i), parent, "step " + i % 100, EPOCH + i, 1_000));
    }
    return spans;
  }

  private SpanContext context(String traceId) {
    return SpanContext.create(
        traceId,
        SpanId.fromLong(random.nextLong() | 1),
        TraceFlags.getSampled(),
        TraceState.getDefault());
  }

  private static SpanData span(
      SpanContext context, SpanContext parent, String name, long start, long nanos) {
    return TestSpanData.builder()
        .setSpanContext(context)
        .setParentSpanContext(parent)
        .setName(name)
        .setKind(SpanKind.INTERNAL)
        .setStartEpochNanos(start)
        .setEndEpochNanos(start + nanos)
        .setHasEnded(true)
        .setStatus(StatusData.unset())
        .build();
  }
}
