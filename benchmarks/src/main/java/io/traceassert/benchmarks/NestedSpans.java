package io.traceassert.benchmarks;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Makes the spans of one trace of calls within calls: each span has ten children that follow each
 * other, every tenth of them beside the one before it, and all spans of a level are of one host.
 */
final class NestedSpans {

  private static final int CHILDREN = 10;
  private static final long EPOCH = 1_700_000_000_000_000_000L;
  private static final long HOUR = 3_600_000_000_000L;

  private final Random random = new Random(42);
  private final String traceId = TraceId.fromLongs(1, 1);
  private final List<Resource> hosts;

  NestedSpans(int hosts) {
    this.hosts = IntStream.range(0, hosts)
        .mapToObj(i ->
            Resource.create(Attributes.builder().put("host.name", "host-" + i).build()))
        .toList();
  }

  List<SpanData> make(int size) {
    List<SpanContext> contexts = new ArrayList<>(size);
    List<SpanData> spans = new ArrayList<>(size);
    int[] levels = new int[size];
    for (int i = 0; i < size; i++) {
      contexts.add(SpanContext.create(
          traceId,
          SpanId.fromLong(random.nextLong() | 1),
          TraceFlags.getSampled(),
          TraceState.getDefault()));
      int parent = (i - 1) / CHILDREN;
      levels[i] = i == 0 ? 0 : levels[parent] + 1;
      spans.add(
          i == 0
              ? span(contexts.get(i), SpanContext.getInvalid(), 0, EPOCH, EPOCH + HOUR)
              : child(contexts.get(i), spans.get(parent), (i - 1) % CHILDREN, levels[i]));
    }
    return spans;
  }

  /** A slot is a tenth of the parent; the last child is in that of the one before it. */
  private SpanData child(SpanContext context, SpanData parent, int number, int level) {
    long slot = (parent.getEndEpochNanos() - parent.getStartEpochNanos()) / CHILDREN;
    long start = parent.getStartEpochNanos() + slot * Math.min(number, CHILDREN - 2);
    long used = slot / 2 + (slot < 4 ? 0 : random.nextLong(slot / 4));
    return span(context, parent.getSpanContext(), level, start, start + used);
  }

  private SpanData span(SpanContext context, SpanContext parent, int level, long start, long end) {
    return TestSpanData.builder()
        .setSpanContext(context)
        .setParentSpanContext(parent)
        .setName("level " + level)
        .setKind(SpanKind.INTERNAL)
        .setResource(hosts.get(level % hosts.size()))
        .setStartEpochNanos(start)
        .setEndEpochNanos(end)
        .setHasEnded(true)
        .setStatus(StatusData.unset())
        .build();
  }
}
