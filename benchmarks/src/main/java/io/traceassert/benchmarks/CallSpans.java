package io.traceassert.benchmarks;

import io.opentelemetry.api.common.AttributeKey;
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

/**
 * Makes the spans of one trace: steps of which each makes one call to a database, with a literal of
 * its own in one of ten statements.
 */
final class CallSpans {

  private static final long EPOCH = 1_700_000_000_000_000_000L;
  private static final long STEP = 1_000_000;
  private static final Resource SHOP =
      Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "shop"));

  private final String traceId = TraceId.fromLongs(1, 1);
  private final int size;

  CallSpans(int size) {
    this.size = size;
  }

  List<SpanData> make() {
    List<SpanData> spans = new ArrayList<>(size);
    spans.add(span(
        0,
        SpanContext.getInvalid(),
        SpanKind.SERVER,
        "POST /import",
        Attributes.empty(),
        0,
        size * STEP));
    for (int id = 1; id + 1 < size; id += 2) {
      spans.add(
          span(id, context(0), SpanKind.INTERNAL, "step", Attributes.empty(), id * STEP, STEP));
      spans.add(span(
          id + 1,
          context(id),
          SpanKind.CLIENT,
          "SELECT shop.item",
          statement(id / 2),
          id * STEP,
          STEP / 2));
    }
    return spans;
  }

  private static Attributes statement(int number) {
    return Attributes.builder()
        .put("db.system.name", "postgresql")
        .put("db.namespace", "shop")
        .put("db.operation.name", "SELECT")
        .put(
            "db.query.text",
            "SELECT id, name, cents FROM item_%d WHERE id = %d AND shop = ? ORDER BY name"
                .formatted(number % 10, number))
        .put("server.address", "db")
        .put("server.port", 5432)
        .build();
  }

  private SpanContext context(int id) {
    return SpanContext.create(
        traceId, SpanId.fromLong(id + 1), TraceFlags.getSampled(), TraceState.getDefault());
  }

  private SpanData span(
      int id,
      SpanContext parent,
      SpanKind kind,
      String name,
      Attributes attributes,
      long start,
      long duration) {
    return TestSpanData.builder()
        .setSpanContext(context(id))
        .setParentSpanContext(parent)
        .setName(name)
        .setKind(kind)
        .setResource(SHOP)
        .setAttributes(attributes)
        .setStartEpochNanos(EPOCH + start)
        .setEndEpochNanos(EPOCH + start + duration)
        .setHasEnded(true)
        .setStatus(StatusData.unset())
        .build();
  }
}
