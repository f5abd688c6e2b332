package io.traceassert.otlp.wire;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OTLP's messages that hold spans, each with its first and its last field. */
@SuppressWarnings("ImmutableEnumChecker") // what is made in the constructor is changed no more
enum Message {
  /** What Jaeger wraps around a request when it is asked for traces. */
  JAEGER(Field.JAEGER_RESULT, Field.JAEGER_RESULT),
  REQUEST(Field.REQUEST_RESOURCE_SPANS, Field.REQUEST_RESOURCE_SPANS),
  RESOURCE_SPANS(Field.RESOURCE_SPANS_RESOURCE, Field.RESOURCE_SPANS_SCHEMA_URL),
  RESOURCE(Field.RESOURCE_ATTRIBUTES, Field.RESOURCE_ATTRIBUTES),
  SCOPE_SPANS(Field.SCOPE_SPANS_SCOPE, Field.SCOPE_SPANS_SCHEMA_URL),
  SCOPE(Field.SCOPE_NAME, Field.SCOPE_ATTRIBUTES),
  SPAN(Field.SPAN_TRACE_ID, Field.SPAN_FLAGS),
  EVENT(Field.EVENT_TIME, Field.EVENT_DROPPED_ATTRIBUTES),
  LINK(Field.LINK_TRACE_ID, Field.LINK_FLAGS),
  STATUS(Field.STATUS_MESSAGE, Field.STATUS_CODE),
  KEY_VALUE(Field.KEY_VALUE_KEY, Field.KEY_VALUE_VALUE),
  /** {@code AnyValue}, which has one of its fields at most. */
  VALUE(Field.VALUE_STRING, Field.VALUE_BYTES),
  ARRAY(Field.ARRAY_VALUES, Field.ARRAY_VALUES),
  KVLIST(Field.KVLIST_VALUES, Field.KVLIST_VALUES);

  private final @Nullable Field[] byNumber;
  private final Map<String, Field> byName = new HashMap<>();

  Message(Field first, Field last) {
    byNumber = new @Nullable Field[last.number + 1];
    for (Field field : EnumSet.range(first, last)) {
      byNumber[field.number] = field;
      byName.put(field.protoName, field);
      byName.put(camelCase(field.protoName), field);
    }
  }

  /** Returns the field of a number, or null if it is unknown. */
  @Nullable
  Field field(int number) {
    return number >= 0 && number < byNumber.length ? byNumber[number] : null;
  }

  /** Returns the field of a name, in either spelling that JSON allows, or null if it is unknown. */
  @Nullable
  Field field(String name) {
    return byName.get(name);
  }

  private static String camelCase(String protoName) {
    StringBuilder name = new StringBuilder(protoName);
    for (int i = name.indexOf("_"); i >= 0; i = name.indexOf("_")) {
      name.deleteCharAt(i);
      name.setCharAt(i, Character.toUpperCase(name.charAt(i)));
    }
    return name.toString();
  }
}
