package io.traceassert.otlp.backend;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfoBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes a span of what Zipkin answers: the reverse of <a
 * href="https://opentelemetry.io/docs/specs/otel/trace/sdk_exporters/zipkin/">OpenTelemetry to
 * Zipkin Transformation</a>. The tags that stand for a status, a scope or a count of what was
 * dropped become those again, all others attributes.
 */
final class ZipkinSpan {

  private final Node span;
  private final Map<String, String> tags;

  private ZipkinSpan(Node span) throws IOException {
    this.span = span;
    tags = span.node("tags").texts();
  }

  static SpanData toSpanData(Node span) throws IOException {
    return new ZipkinSpan(span).read();
  }

  private SpanData read() throws IOException {
    SpanKind kind = kind();
    long start = TimeUnit.MICROSECONDS.toNanos(span.number("timestamp"));
    StatusData status = status();
    InstrumentationScopeInfo scope = scope();
    int droppedAttributes = count("otel.dropped_attributes_count");
    int droppedEvents = count("otel.dropped_events_count");
    int droppedLinks = count("otel.dropped_links_count");
    List<EventData> events = events();
    Attributes attributes = attributes();
    return TestSpanData.builder()
        .setSpanContext(context(span.text("id"), false))
        .setParentSpanContext(parent(kind))
        .setName(span.text("name"))
        .setKind(kind)
        .setStartEpochNanos(start)
        .setEndEpochNanos(start + TimeUnit.MICROSECONDS.toNanos(span.number("duration")))
        .setHasEnded(true)
        .setStatus(status)
        .setInstrumentationScopeInfo(scope)
        .setResource(resource())
        .setAttributes(attributes)
        .setTotalAttributeCount(attributes.size() + droppedAttributes)
        .setEvents(events)
        .setTotalRecordedEvents(events.size() + droppedEvents)
        .setTotalRecordedLinks(droppedLinks)
        .build();
  }

  private SpanKind kind() throws IOException {
    return switch (span.text("kind")) {
      case "CLIENT" -> SpanKind.CLIENT;
      case "SERVER" -> SpanKind.SERVER;
      case "PRODUCER" -> SpanKind.PRODUCER;
      case "CONSUMER" -> SpanKind.CONSUMER;
      default -> SpanKind.INTERNAL;
    };
  }

  /**
   * Returns the parent. A server that shares the id of its client's span is below that: its own id
   * is that of its parent.
   */
  private SpanContext parent(SpanKind kind) throws IOException {
    String id = span.text(span.isTrue("shared") ? "id" : "parentId");
    return id.isEmpty()
        ? SpanContext.getInvalid()
        : context(id, kind == SpanKind.SERVER || kind == SpanKind.CONSUMER);
  }

  private SpanContext context(String spanId, boolean remote) throws IOException {
    String traceId = span.text("traceId").toLowerCase(Locale.ROOT);
    String padded = "0".repeat(Math.max(0, TraceId.getLength() - traceId.length())) + traceId;
    if (!TraceId.isValid(padded) || !SpanId.isValid(spanId)) {
      throw new IOException("a span without valid ids");
    }
    TraceFlags flags = TraceFlags.getSampled();
    TraceState state = TraceState.getDefault();
    return remote
        ? SpanContext.createFromRemoteParent(padded, spanId, flags, state)
        : SpanContext.create(padded, spanId, flags, state);
  }

  private Resource resource() throws IOException {
    String service = span.node("localEndpoint").text("serviceName");
    return service.isEmpty()
        ? Resource.empty()
        : Resource.create(Attributes.builder().put("service.name", service).build());
  }

  private StatusData status() {
    String code = taken("otel.status_code");
    if (code.equals("OK")) {
      return StatusData.ok();
    }
    @Nullable String error = tags.get("error");
    if (!code.equals("ERROR") && (error == null || error.equals("false"))) {
      return StatusData.unset();
    }
    tags.remove("error");
    return error == null || error.isEmpty() || error.equals("true")
        ? StatusData.error()
        : StatusData.create(StatusCode.ERROR, error);
  }

  /** The older names of the same are written beside the newer ones. */
  private InstrumentationScopeInfo scope() {
    String olderName = taken("otel.library.name");
    String olderVersion = taken("otel.library.version");
    String name = taken("otel.scope.name");
    String version = taken("otel.scope.version");
    InstrumentationScopeInfoBuilder scope =
        InstrumentationScopeInfo.builder(name.isEmpty() ? olderName : name);
    String either = version.isEmpty() ? olderVersion : version;
    return either.isEmpty() ? scope.build() : scope.setVersion(either).build();
  }

  private List<EventData> events() throws IOException {
    List<EventData> events = new ArrayList<>();
    for (Object annotation : span.list("annotations")) {
      events.add(ZipkinEvent.toEventData(new Node(annotation)));
    }
    return events;
  }

  private Attributes attributes() throws IOException {
    String peer = span.node("remoteEndpoint").text("serviceName");
    AttributesBuilder attributes = Attributes.builder();
    if (!peer.isEmpty()) {
      attributes.put("peer.service", peer);
    }
    tags.forEach(attributes::put);
    return attributes.build();
  }

  private int count(String tag) {
    String number = taken(tag);
    return number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
  }

  /** Returns a tag, which is then no attribute any more. */
  private String taken(String tag) {
    return Objects.requireNonNullElse(tags.remove(tag), "");
  }
}
