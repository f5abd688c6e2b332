package io.traceassert.otlp.wire;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a span. What its sender may leave out is taken so:
 *
 * <ul>
 *   <li>Flags of 0: the sender says nothing of flags, since each that knows them sets bit 8. The
 *       span is taken as sampled, because only such spans are exported.
 *   <li>Whether the parent is remote, which bit 9 says when bit 8 is set: otherwise the parent of a
 *       span of kind SERVER or CONSUMER is remote, any other's is local.
 *   <li>The flags and the trace state of the parent, which no sender says: those of the span.
 *   <li>An end time of 0: the span has not ended.
 *   <li>A kind or a status that is unknown, or not given: INTERNAL and UNSET.
 *   <li>An id of the parent, or of a link, that is empty or consists of zeros: none. A span needs a
 *       trace id and a span id; a payload with a span that has none is malformed.
 * </ul>
 */
final class SpanReader {

  private static final int TRACE_FLAGS = 0xFF;
  private static final int SAYS_IF_REMOTE = 0x100;
  private static final int REMOTE = 0x200;
  private static final int TRACE_STATE_MEMBERS = 32;

  private final FieldReader in;
  private final AnyValues values;

  SpanReader(FieldReader in, AnyValues values) {
    this.in = in;
    this.values = values;
  }

  /** Reads a span; its resource and its scope are left to be set. */
  TestSpanData.Builder read() throws MalformedPayloadException {
    in.enter(Message.SPAN);
    Span span = new Span();
    while (in.next()) {
      read(span);
    }
    if (!TraceId.isValid(span.traceId)) {
      throw in.malformed("a span without a trace_id");
    }
    if (!SpanId.isValid(span.spanId)) {
      throw in.malformed("a span without a span_id");
    }
    return span.toBuilder();
  }

  private void read(Span span) throws MalformedPayloadException {
    switch (in.field()) {
      case SPAN_TRACE_ID -> span.traceId = in.id(16);
      case SPAN_SPAN_ID -> span.spanId = in.id(8);
      case SPAN_TRACE_STATE -> span.traceState = in.string();
      case SPAN_PARENT_SPAN_ID -> span.parentId = in.id(8);
      case SPAN_NAME -> span.name = in.string();
      case SPAN_KIND -> span.kind = kind(in.integer());
      case SPAN_START_TIME -> span.start = in.integer();
      case SPAN_END_TIME -> span.end = in.integer();
      case SPAN_ATTRIBUTES -> values.readTo(span.attributes);
      case SPAN_DROPPED_ATTRIBUTES -> span.droppedAttributes = in.integer();
      case SPAN_EVENTS -> span.events.add(event());
      case SPAN_DROPPED_EVENTS -> span.droppedEvents = in.integer();
      case SPAN_LINKS -> span.links.add(link());
      case SPAN_DROPPED_LINKS -> span.droppedLinks = in.integer();
      case SPAN_STATUS -> status(span);
      case SPAN_FLAGS -> span.flags = (int) in.integer();
      default -> throw new IllegalStateException(in.field().name());
    }
  }

  private EventData event() throws MalformedPayloadException {
    in.enter(Message.EVENT);
    long time = 0;
    String name = "";
    AttributesBuilder attributes = Attributes.builder();
    long dropped = 0;
    while (in.next()) {
      switch (in.field()) {
        case EVENT_TIME -> time = in.integer();
        case EVENT_NAME -> name = in.string();
        case EVENT_ATTRIBUTES -> values.readTo(attributes);
        case EVENT_DROPPED_ATTRIBUTES -> dropped = in.integer();
        default -> throw new IllegalStateException(in.field().name());
      }
    }
    Attributes kept = attributes.build();
    return EventData.create(time, name, kept, total(kept.size(), dropped));
  }

  private LinkData link() throws MalformedPayloadException {
    in.enter(Message.LINK);
    String traceId = "";
    String spanId = "";
    String traceState = "";
    AttributesBuilder attributes = Attributes.builder();
    long dropped = 0;
    int flags = 0;
    while (in.next()) {
      switch (in.field()) {
        case LINK_TRACE_ID -> traceId = in.id(16);
        case LINK_SPAN_ID -> spanId = in.id(8);
        case LINK_TRACE_STATE -> traceState = in.string();
        case LINK_ATTRIBUTES -> values.readTo(attributes);
        case LINK_DROPPED_ATTRIBUTES -> dropped = in.integer();
        case LINK_FLAGS -> flags = (int) in.integer();
        default -> throw new IllegalStateException(in.field().name());
      }
    }
    Attributes kept = attributes.build();
    SpanContext context =
        context(traceId, spanId, flags, traceState(traceState), (flags & REMOTE) != 0);
    return LinkData.create(context, kept, total(kept.size(), dropped));
  }

  private void status(Span span) throws MalformedPayloadException {
    in.enter(Message.STATUS);
    while (in.next()) {
      switch (in.field()) {
        case STATUS_MESSAGE -> span.description = in.string();
        case STATUS_CODE -> span.status = statusCode(in.integer());
        default -> throw new IllegalStateException(in.field().name());
      }
    }
  }

  private static SpanKind kind(long number) {
    return switch ((int) number) {
      case 2 -> SpanKind.SERVER;
      case 3 -> SpanKind.CLIENT;
      case 4 -> SpanKind.PRODUCER;
      case 5 -> SpanKind.CONSUMER;
      default -> SpanKind.INTERNAL;
    };
  }

  private static StatusCode statusCode(long number) {
    return switch ((int) number) {
      case 1 -> StatusCode.OK;
      case 2 -> StatusCode.ERROR;
      default -> StatusCode.UNSET;
    };
  }

  private static int total(int kept, long dropped) {
    return (int) Math.min(kept + dropped, Integer.MAX_VALUE);
  }

  private static SpanContext context(
      String traceId, String spanId, int flags, TraceState state, boolean remote) {
    TraceFlags traceFlags = TraceFlags.fromByte((byte) (flags & TRACE_FLAGS));
    return remote
        ? SpanContext.createFromRemoteParent(traceId, spanId, traceFlags, state)
        : SpanContext.create(traceId, spanId, traceFlags, state);
  }

  /**
   * Reads the first members, as many as there may be; of one that occurs twice the first counts.
   */
  private static TraceState traceState(String text) {
    if (text.isEmpty()) {
      return TraceState.getDefault();
    }
    TraceStateBuilder state = TraceState.builder();
    // Each that is put is put before those that are there.
    String[] members = text.split(",", -1);
    for (int i = Math.min(members.length, TRACE_STATE_MEMBERS) - 1; i >= 0; i--) {
      String member = members[i].strip();
      int equals = member.indexOf('=');
      if (equals > 0) {
        state.put(member.substring(0, equals), member.substring(equals + 1));
      }
    }
    return state.build();
  }

  /** What is known of a span so far. */
  private static final class Span {
    String traceId = "";
    String spanId = "";
    String parentId = "";
    String traceState = "";
    int flags;
    String name = "";
    SpanKind kind = SpanKind.INTERNAL;
    long start;
    long end;
    final AttributesBuilder attributes = Attributes.builder();
    long droppedAttributes;
    final List<EventData> events = new ArrayList<>(0);
    long droppedEvents;
    final List<LinkData> links = new ArrayList<>(0);
    long droppedLinks;
    StatusCode status = StatusCode.UNSET;
    String description = "";

    TestSpanData.Builder toBuilder() {
      TraceState state = traceState(traceState);
      int known = flags == 0 ? TraceFlags.getSampled().asByte() : flags;
      Attributes kept = attributes.build();
      return TestSpanData.builder()
          .setSpanContext(context(traceId, spanId, known, state, false))
          .setParentSpanContext(
              SpanId.isValid(parentId)
                  ? context(traceId, parentId, known, state, isParentRemote())
                  : SpanContext.getInvalid())
          .setName(name)
          .setKind(kind)
          .setStartEpochNanos(start)
          .setEndEpochNanos(end)
          .setHasEnded(end != 0)
          .setAttributes(kept)
          .setTotalAttributeCount(total(kept.size(), droppedAttributes))
          .setEvents(events)
          .setTotalRecordedEvents(total(events.size(), droppedEvents))
          .setLinks(links)
          .setTotalRecordedLinks(total(links.size(), droppedLinks))
          .setStatus(StatusData.create(status, description));
    }

    private boolean isParentRemote() {
      return (flags & SAYS_IF_REMOTE) != 0
          ? (flags & REMOTE) != 0
          : kind == SpanKind.SERVER || kind == SpanKind.CONSUMER;
    }
  }
}
