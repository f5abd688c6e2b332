package io.traceassert.otlp.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads attributes. Values that an attribute cannot have become text, as OpenTelemetry maps them
 * for protocols without them: bytes in Base64, an empty value as an empty text, maps and arrays of
 * different types as compact JSON. The keys of a map are sorted, since their order means nothing
 * and differs from run to run in some languages. An array of one type is a list of that type; bytes
 * count as text, and so do empty values, which is how the Java SDK sends empty texts. An empty
 * array, of which nobody knows the type, is a list of texts.
 *
 * <p>This is so in every version of OpenTelemetry's API; a version that has attributes of any value
 * (1.59) meets the same text.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/common/#anyvalue-representation-for-non-otlp-protocols">
 *     AnyValue representation for non-OTLP protocols</a>
 */
final class AnyValues {

  private static final JsonFactory JSON = new JsonFactory();

  private final FieldReader in;
  private final Map<String, AttributeKey<String>> textKeys = new HashMap<>();
  private final Map<String, AttributeKey<Long>> longKeys = new HashMap<>();
  private final Map<String, AttributeKey<Double>> doubleKeys = new HashMap<>();
  private final Map<String, AttributeKey<Boolean>> booleanKeys = new HashMap<>();

  AnyValues(FieldReader in) {
    this.in = in;
  }

  /** Reads a {@code KeyValue} as an attribute. One without a name is dropped. */
  void readTo(AttributesBuilder attributes) throws MalformedPayloadException {
    readTo(attributes, UnaryOperator.identity());
  }

  /** Reads a {@code KeyValue} as an attribute whose name is another than the given one. */
  void readTo(AttributesBuilder attributes, UnaryOperator<String> name)
      throws MalformedPayloadException {
    Entry entry = entry();
    put(name.apply(entry.key), entry.value, attributes);
  }

  private Entry entry() throws MalformedPayloadException {
    in.enter(Message.KEY_VALUE);
    String key = "";
    Object value = null;
    while (in.next()) {
      switch (in.field()) {
        case KEY_VALUE_KEY -> key = in.string();
        case KEY_VALUE_VALUE -> value = value(value);
        default -> throw new IllegalStateException(in.field().name());
      }
    }
    return new Entry(key, value);
  }

  /** Reads a value; two values of one field are merged as protobuf does, which joins arrays. */
  private @Nullable Object value(@Nullable Object before) throws MalformedPayloadException {
    in.enter(Message.VALUE);
    Object value = before;
    while (in.next()) {
      value = switch (in.field()) {
        case VALUE_STRING -> in.string();
        case VALUE_BOOL -> in.bool();
        case VALUE_INT -> in.integer();
        case VALUE_DOUBLE -> in.real();
        case VALUE_BYTES -> in.base64();
        case VALUE_ARRAY -> array(value instanceof Array array ? array : new Array());
        case VALUE_KVLIST -> entries(value instanceof Entries map ? map : new Entries());
        default -> throw new IllegalStateException(in.field().name());
      };
    }
    return value;
  }

  private Array array(Array array) throws MalformedPayloadException {
    in.enter(Message.ARRAY);
    while (in.next()) {
      array.add(value(null));
    }
    return array;
  }

  private Entries entries(Entries map) throws MalformedPayloadException {
    in.enter(Message.KVLIST);
    while (in.next()) {
      Entry entry = entry();
      map.put(entry.key, entry.value);
    }
    return map;
  }

  private void put(String key, @Nullable Object value, AttributesBuilder to) {
    if (value instanceof String text) {
      to.put(textKeys.computeIfAbsent(key, AttributeKey::stringKey), text);
    } else if (value instanceof Long number) {
      to.put(longKeys.computeIfAbsent(key, AttributeKey::longKey), number);
    } else if (value instanceof Boolean truth) {
      to.put(booleanKeys.computeIfAbsent(key, AttributeKey::booleanKey), truth);
    } else if (value instanceof Double number) {
      to.put(doubleKeys.computeIfAbsent(key, AttributeKey::doubleKey), number);
    } else if (value instanceof Array array) {
      array.put(key, to);
    } else {
      to.put(key, value == null ? "" : json(value));
    }
  }

  private static String json(Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      write(value, generator);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to a string", e);
    }
    return text.toString();
  }

  private static void write(@Nullable Object value, JsonGenerator to) throws IOException {
    if (value instanceof Array array) {
      to.writeStartArray();
      for (Object element : array) {
        write(element, to);
      }
      to.writeEndArray();
    } else if (value instanceof Entries map) {
      to.writeStartObject();
      for (Map.Entry<String, @Nullable Object> entry : map.entrySet()) {
        to.writeFieldName(entry.getKey());
        write(entry.getValue(), to);
      }
      to.writeEndObject();
    } else if (value instanceof Double number) {
      to.writeNumber(number);
    } else if (value instanceof Long number) {
      to.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      to.writeBoolean(truth);
    } else {
      to.writeString((String) value);
    }
  }

  private record Entry(String key, @Nullable Object value) {}

  /** The values of an array; null is an empty one. */
  private static final class Array extends ArrayList<@Nullable Object> {

    void put(String key, AttributesBuilder to) {
      if (stream().allMatch(value -> value == null || value instanceof String)) {
        to.put(AttributeKey.stringArrayKey(key), texts());
      } else if (consistsOf(Long.class)) {
        to.put(AttributeKey.longArrayKey(key), as(Long.class));
      } else if (consistsOf(Double.class)) {
        to.put(AttributeKey.doubleArrayKey(key), as(Double.class));
      } else if (consistsOf(Boolean.class)) {
        to.put(AttributeKey.booleanArrayKey(key), as(Boolean.class));
      } else {
        to.put(key, json(this));
      }
    }

    private boolean consistsOf(Class<?> type) {
      return stream().allMatch(type::isInstance);
    }

    private List<String> texts() {
      return stream().map(value -> value == null ? "" : (String) value).toList();
    }

    private <T> List<T> as(Class<T> type) {
      return stream().map(type::cast).toList();
    }
  }

  /** The entries of a map by their keys, of which the last counts. */
  private static final class Entries extends TreeMap<String, @Nullable Object> {}
}
