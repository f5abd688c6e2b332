package io.traceassert;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes spans for tests: ids are small numbers, times are milliseconds since the start of the
 * trace.
 */
public final class TestSpan {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final long EPOCH_NANOS = 1_700_000_000_000_000_000L;

  private final TestSpanData.Builder builder;
  private String traceId = TRACE;
  private long spanId;
  private long parentId;
  private boolean remote;
  private TraceFlags parentFlags = TraceFlags.getSampled();
  private TraceState traceState = TraceState.getDefault();

  private TestSpan(String name) {
    builder = TestSpanData.builder()
        .setName(name)
        .setKind(SpanKind.INTERNAL)
        .setStatus(StatusData.unset())
        .setHasEnded(true);
    during(0, 1);
  }

  public static TestSpan span(String name, long id) {
    TestSpan span = new TestSpan(name);
    span.spanId = id;
    return span;
  }

  public static SpanData root(String name, long id) {
    return span(name, id).build();
  }

  public static SpanData child(String name, int id, int parent) {
    return span(name, id).parent(parent).build();
  }

  public TestSpan parent(long id) {
    parentId = id;
    return this;
  }

  public TestSpan remoteParent(long id) {
    remote = true;
    return parent(id);
  }

  /** A remote parent of which its context says that it was not sampled. */
  public TestSpan unsampledRemoteParent(long id) {
    parentFlags = TraceFlags.getDefault();
    return remoteParent(id);
  }

  public TestSpan traceState(String key, String value) {
    traceState = traceState.toBuilder().put(key, value).build();
    return this;
  }

  public TestSpan traceId(String id) {
    traceId = id;
    return this;
  }

  /** Repeats one, two or four digits. */
  public TestSpan trace(String hexDigits) {
    traceId = hexDigits.repeat(32 / hexDigits.length());
    return this;
  }

  public TestSpan during(double startMillis, double endMillis) {
    return duringNanos(
        EPOCH_NANOS + (long) (startMillis * 1e6), EPOCH_NANOS + (long) (endMillis * 1e6));
  }

  public TestSpan duringNanos(long start, long end) {
    builder.setStartEpochNanos(start).setEndEpochNanos(end);
    return this;
  }

  public TestSpan open() {
    builder.setHasEnded(false).setEndEpochNanos(0);
    return this;
  }

  public TestSpan kind(SpanKind kind) {
    builder.setKind(kind);
    return this;
  }

  public TestSpan status(StatusData status) {
    builder.setStatus(status);
    return this;
  }

  public TestSpan service(String name) {
    builder.setResource(
        Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), name)));
    return this;
  }

  public TestSpan resource(Attributes attributes) {
    builder.setResource(Resource.create(attributes));
    return this;
  }

  public TestSpan scope(String name, Attributes attributes) {
    builder.setInstrumentationScopeInfo(
        InstrumentationScopeInfo.builder(name).setAttributes(attributes).build());
    return this;
  }

  public TestSpan attributes(Attributes attributes) {
    builder.setAttributes(attributes).setTotalAttributeCount(attributes.size());
    return this;
  }

  /** As many attributes as the SDK keeps by default, of more. */
  public TestSpan attributesBeyondTheLimit(int dropped) {
    AttributesBuilder attributes = Attributes.builder();
    for (int i = 0; i < 128; i++) {
      attributes.put("key." + i, i);
    }
    return attributes(attributes.build()).totalAttributes(128 + dropped);
  }

  public TestSpan totalAttributes(int count) {
    builder.setTotalAttributeCount(count);
    return this;
  }

  public TestSpan events(EventData... events) {
    builder.setEvents(List.of(events));
    return this;
  }

  public TestSpan totalEvents(int count) {
    builder.setTotalRecordedEvents(count);
    return this;
  }

  /** Records an exception as an SDK of any language does: type, message, stack trace. */
  public TestSpan exception(String type, String message, String stackTrace) {
    return events(EventData.create(
        EPOCH_NANOS,
        "exception",
        Attributes.builder()
            .put("exception.type", type)
            .put("exception.message", message)
            .put("exception.stacktrace", stackTrace)
            .build()));
  }

  /** Links to spans, through contexts that came from another process. */
  public TestSpan links(SpanData... targets) {
    builder.setLinks(Stream.of(targets)
        .map(target -> LinkData.create(SpanContext.createFromRemoteParent(
            target.getTraceId(),
            target.getSpanId(),
            TraceFlags.getSampled(),
            TraceState.getDefault())))
        .toList());
    return this;
  }

  public TestSpan links(LinkData... links) {
    builder.setLinks(List.of(links));
    return this;
  }

  public TestSpan totalLinks(int count) {
    builder.setTotalRecordedLinks(count);
    return this;
  }

  /** Makes an event for a span of the same time. */
  public static EventData event(String name, double atMillis) {
    return EventData.create(EPOCH_NANOS + (long) (atMillis * 1e6), name, Attributes.empty());
  }

  public SpanData build() {
    builder.setSpanContext(context(spanId, false, TraceFlags.getSampled(), traceState));
    builder.setParentSpanContext(
        parentId == 0
            ? SpanContext.getInvalid()
            : context(parentId, remote, parentFlags, TraceState.getDefault()));
    return builder.build();
  }

  private SpanContext context(long id, boolean isRemote, TraceFlags flags, TraceState state) {
    String hex = String.format("%016x", id);
    return isRemote
        ? SpanContext.createFromRemoteParent(traceId, hex, flags, state)
        : SpanContext.create(traceId, hex, flags, state);
  }
}
