package io.traceassert.otlp.wire;

import java.util.List;

/**
 * The fields of OTLP's messages, by the numbers and names of opentelemetry-proto 1.9. What is not
 * listed is unknown to both encodings and skipped.
 */
enum Field {
  JAEGER_RESULT(1, "result", Type.MESSAGE),

  REQUEST_RESOURCE_SPANS(1, "resource_spans", Type.MESSAGES),

  RESOURCE_SPANS_RESOURCE(1, "resource", Type.MESSAGE),
  RESOURCE_SPANS_SCOPE_SPANS(2, "scope_spans", Type.MESSAGES),
  RESOURCE_SPANS_SCHEMA_URL(3, "schema_url", Type.STRING),

  RESOURCE_ATTRIBUTES(1, "attributes", Type.MESSAGES),

  SCOPE_SPANS_SCOPE(1, "scope", Type.MESSAGE),
  SCOPE_SPANS_SPANS(2, "spans", Type.MESSAGES),
  SCOPE_SPANS_SCHEMA_URL(3, "schema_url", Type.STRING),

  SCOPE_NAME(1, "name", Type.STRING),
  SCOPE_VERSION(2, "version", Type.STRING),
  SCOPE_ATTRIBUTES(3, "attributes", Type.MESSAGES),

  SPAN_TRACE_ID(1, "trace_id", Type.BYTES),
  SPAN_SPAN_ID(2, "span_id", Type.BYTES),
  SPAN_TRACE_STATE(3, "trace_state", Type.STRING),
  SPAN_PARENT_SPAN_ID(4, "parent_span_id", Type.BYTES),
  SPAN_NAME(5, "name", Type.STRING),
  SPAN_KIND(
      6,
      "kind",
      Type.ENUM,
      "SPAN_KIND_UNSPECIFIED",
      "SPAN_KIND_INTERNAL",
      "SPAN_KIND_SERVER",
      "SPAN_KIND_CLIENT",
      "SPAN_KIND_PRODUCER",
      "SPAN_KIND_CONSUMER"),
  SPAN_START_TIME(7, "start_time_unix_nano", Type.FIXED64),
  SPAN_END_TIME(8, "end_time_unix_nano", Type.FIXED64),
  SPAN_ATTRIBUTES(9, "attributes", Type.MESSAGES),
  SPAN_DROPPED_ATTRIBUTES(10, "dropped_attributes_count", Type.UINT32),
  SPAN_EVENTS(11, "events", Type.MESSAGES),
  SPAN_DROPPED_EVENTS(12, "dropped_events_count", Type.UINT32),
  SPAN_LINKS(13, "links", Type.MESSAGES),
  SPAN_DROPPED_LINKS(14, "dropped_links_count", Type.UINT32),
  SPAN_STATUS(15, "status", Type.MESSAGE),
  SPAN_FLAGS(16, "flags", Type.FIXED32),

  EVENT_TIME(1, "time_unix_nano", Type.FIXED64),
  EVENT_NAME(2, "name", Type.STRING),
  EVENT_ATTRIBUTES(3, "attributes", Type.MESSAGES),
  EVENT_DROPPED_ATTRIBUTES(4, "dropped_attributes_count", Type.UINT32),

  LINK_TRACE_ID(1, "trace_id", Type.BYTES),
  LINK_SPAN_ID(2, "span_id", Type.BYTES),
  LINK_TRACE_STATE(3, "trace_state", Type.STRING),
  LINK_ATTRIBUTES(4, "attributes", Type.MESSAGES),
  LINK_DROPPED_ATTRIBUTES(5, "dropped_attributes_count", Type.UINT32),
  LINK_FLAGS(6, "flags", Type.FIXED32),

  STATUS_MESSAGE(2, "message", Type.STRING),
  STATUS_CODE(3, "code", Type.ENUM, "STATUS_CODE_UNSET", "STATUS_CODE_OK", "STATUS_CODE_ERROR"),

  KEY_VALUE_KEY(1, "key", Type.STRING),
  KEY_VALUE_VALUE(2, "value", Type.MESSAGE),

  VALUE_STRING(1, "string_value", Type.STRING),
  VALUE_BOOL(2, "bool_value", Type.BOOL),
  VALUE_INT(3, "int_value", Type.INT64),
  VALUE_DOUBLE(4, "double_value", Type.DOUBLE),
  VALUE_ARRAY(5, "array_value", Type.MESSAGE),
  VALUE_KVLIST(6, "kvlist_value", Type.MESSAGE),
  VALUE_BYTES(7, "bytes_value", Type.BYTES),

  ARRAY_VALUES(1, "values", Type.MESSAGES),

  KVLIST_VALUES(1, "values", Type.MESSAGES);

  final int number;
  final String protoName;
  final Type type;

  /** The names of an enum's values, each at the place of its number. */
  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, which its type does not say
  final List<String> symbols;

  Field(int number, String protoName, Type type, String... symbols) {
    this.number = number;
    this.protoName = protoName;
    this.type = type;
    this.symbols = List.of(symbols);
  }

  /** What a field holds, and the wire type that protobuf writes it with. */
  enum Type {
    BOOL(ProtobufReader.VARINT),
    INT64(ProtobufReader.VARINT),
    UINT32(ProtobufReader.VARINT),
    ENUM(ProtobufReader.VARINT),
    FIXED64(ProtobufReader.FIXED64),
    DOUBLE(ProtobufReader.FIXED64),
    FIXED32(ProtobufReader.FIXED32),
    STRING(ProtobufReader.LENGTH),
    BYTES(ProtobufReader.LENGTH),
    MESSAGE(ProtobufReader.LENGTH),
    /** Any number of messages. */
    MESSAGES(ProtobufReader.LENGTH);

    final int wireType;

    Type(int wireType) {
      this.wireType = wireType;
    }
  }
}
