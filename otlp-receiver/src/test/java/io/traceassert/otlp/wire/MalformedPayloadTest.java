package io.traceassert.otlp.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A payload that cannot be read is refused with the field, the reason and the place. */
class MalformedPayloadTest {

  private static final String SPAN = "resource_spans.scope_spans.spans";

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      0a              | resource_spans: an integer that ends too early, at byte 1
      ff              | an integer that ends too early, at byte 0
      0a05            | resource_spans: 5 bytes announced, 0 left, at byte 1
      0a0512          | resource_spans: 5 bytes announced, 1 left, at byte 1
      0affffffff0f    | resource_spans: 4294967295 bytes announced, 0 left, at byte 1
      0affffffffffffffffffff01 | resource_spans: an integer of more than 10 bytes, at byte 1
      00              | a field of number 0, at byte 0
      0a0100          | resource_spans: a field of number 0, at byte 2
      0e              | field 1: wire type 6, which does not exist, at byte 0
      0f              | field 1: wire type 7, which does not exist, at byte 0
      0c              | field 1: the end of a group that did not begin, at byte 0
      0b              | field 1: a group that does not end, at byte 0
      0b14            | field 1: the end of a group that did not begin, at byte 0
      f93e00          | field 1007: 8 bytes expected, 1 left, at byte 0
      fd3e00          | field 1007: 4 bytes expected, 1 left, at byte 0
      0a021203        | resource_spans.scope_spans: 3 bytes announced, 0 left, at byte 3
      0a031a01ff      | resource_spans.schema_url: not UTF-8, at byte 3
      0a041a02c080    | resource_spans.schema_url: not UTF-8, at byte 3
      0a051a03eda080  | resource_spans.schema_url: not UTF-8, at byte 3
      """)
  void protobuf(String payload, String message) {
    assertRefused(Encoding.PROTOBUF, HexFormat.of().parseHex(payload), message);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      ''                | : a span without a trace_id, at byte 6
      1208b7ad6b7169203331 | : a span without a trace_id, at byte 16
      0a00              | : a span without a trace_id, at byte 8
      0a0f0af7651916cd43dd8448eb211c8031 | .trace_id: 15 bytes long, expected 16, at byte 7
      0a1000000000000000000000000000000000 | : a span without a trace_id, at byte 24
      0a100af7651916cd43dd8448eb211c80319c | : a span without a span_id, at byte 24
      0a100af7651916cd43dd8448eb211c80319c1207b7ad6b71692033 | .span_id: 7 bytes long, expected 8, at byte 25
      2201ff            | .parent_span_id: 1 bytes long, expected 8, at byte 7
      2a01ff            | .name: not UTF-8, at byte 7
      8501000000        | .flags: 4 bytes expected, 3 left, at byte 8
      4100000000000000  | .end_time_unix_nano: 8 bytes expected, 7 left, at byte 7
      4a060a014112010a  | .attributes.value.string_value: an integer that ends too early, at byte 14
      4a0612040a0241    | .attributes: 6 bytes announced, 5 left, at byte 7
      5a0310ff          | .events: 3 bytes announced, 2 left, at byte 7
      5a031201ff        | .events.name: not UTF-8, at byte 9
      6a030a01ff        | .links.trace_id: 1 bytes long, expected 16, at byte 9
      7a0318ff          | .status: 3 bytes announced, 2 left, at byte 7
      """)
  void aSpanInProtobuf(String span, String message) {
    byte[] content = HexFormat.of().parseHex(span);
    int length = content.length;
    byte[] head = {0x0a, (byte) (length + 4), 0x12, (byte) (length + 2), 0x12, (byte) length};
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    payload.writeBytes(head);
    payload.writeBytes(content);

    assertRefused(Encoding.PROTOBUF, payload.toByteArray(), SPAN + message);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      ``            | expected an object, at byte 0
      []            | expected an object, at byte 0
      "text"        | expected an object, at byte 0
      {             | Unexpected end-of-input: expected close marker for Object, at byte 1
      {"x":1        | Unexpected end-of-input: expected close marker for Object, at byte 6
      {}{}          | more than one request, at byte 2
      {"resourceSpans":{}}   | resource_spans: expected an array, at byte 17
      {"resourceSpans":[1]}  | resource_spans: expected an object, at byte 18
      {"resourceSpans":[null]} | resource_spans: expected an object, at byte 18
      {"resourceSpans":[{"schemaUrl":1}]} | resource_spans.schema_url: expected a string, at byte 31
      {"resourceSpans":[],"resource_spans":[]} | resource_spans: the field is given twice, at byte 37
      """)
  void json(String payload, String message) {
    assertRefused(Encoding.JSON, payload.getBytes(UTF_8), message);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      "traceId":"0af7"           | .trace_id: 4 hexadecimal digits long, expected 32, at byte 54
      "spanId":"b7ad6b716920333g" | .span_id: not hexadecimal, at byte 53
      "spanId":"b7ad6b716920333١" | .span_id: not hexadecimal, at byte 53
      "traceId":7                | .trace_id: expected a string, at byte 54
      "kind":"server"            | .kind: not a number, at byte 51
      "kind":[]                  | .kind: expected an integer, at byte 51
      "kind":4294967296          | .kind: an integer out of range, at byte 51
      "startTimeUnixNano":-1     | .start_time_unix_nano: an integer out of range, at byte 64
      "startTimeUnixNano":18446744073709551616 | .start_time_unix_nano: an integer out of range, at byte 64
      "startTimeUnixNano":1e999999999 | .start_time_unix_nano: an integer out of range, at byte 64
      "startTimeUnixNano":1e-999999999 | .start_time_unix_nano: not an integer, at byte 64
      "startTimeUnixNano":1e99999999999 | .start_time_unix_nano: a number out of range, at byte 64
      "startTimeUnixNano":1.5    | .start_time_unix_nano: not an integer, at byte 64
      "startTimeUnixNano":""     | .start_time_unix_nano: not a number, at byte 64
      "startTimeUnixNano":" 1"   | .start_time_unix_nano: not a number, at byte 64
      "flags":4294967296         | .flags: an integer out of range, at byte 52
      "name":"a","name":"a"      | .name: the field is given twice, at byte 62
      "attributes":[{"value":{"intValue":9223372036854775808}}] | .attributes.value.int_value: an integer out of range, at byte 79
      "attributes":[{"value":{"intValue":"x"}}] | .attributes.value.int_value: not a number, at byte 79
      "attributes":[{"value":{"doubleValue":"x"}}] | .attributes.value.double_value: not a number, at byte 82
      "attributes":[{"value":{"doubleValue":1e999}}] | .attributes.value.double_value: a number out of range, at byte 82
      "attributes":[{"value":{"boolValue":1}}] | .attributes.value.bool_value: expected true or false, at byte 80
      "attributes":[{"value":{"bytesValue":"*"}}] | .attributes.value.bytes_value: not Base64, at byte 81
      "attributes":[{"value":{"intValue":1,"boolValue":true}}] | .attributes.value.bool_value: a second value, at byte 93
      "attributes":[{"value":{"arrayValue":{"values":[null]}}}] | .attributes.value.array_value.values: expected an object, at byte 92
      """)
  void aSpanInJson(String span, String message) {
    String payload = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{%s}]}]}]}";
    assertRefused(Encoding.JSON, payload.formatted(span).getBytes(UTF_8), SPAN + message);
  }

  @Test
  void jsonThatIsNotUtf8() {
    assertRefused(
        Encoding.JSON,
        new byte[] {0, 't', 0, 0},
        "Illegal character ((CTRL-CHAR, code 0)): only regular white space (\\r, \\n, \\t) is allowed"
            + " between tokens, at byte 1");
    assertRefused(
        Encoding.JSON,
        "{\"a\":\"\u00ff\"}".getBytes(ISO_8859_1),
        "Invalid UTF-8 start byte 0xff, at byte 7");
  }

  @ParameterizedTest
  @CsvSource({"PROTOBUF, 275", "JSON, 1367"})
  void valuesWithinValues(Encoding encoding, int offset) {
    assertRefused(
        encoding,
        nested(encoding, 48),
        SPAN + ".attributes.value.array_value.values.array_value.values.array_value…"
            + ": more than 100 messages within each other, at byte "
            + offset);
    assertThat(Payloads.decode(encoding, nested(encoding, 47))).hasSize(1);
  }

  @Test
  void groupsWithinGroups() {
    byte[] payload = new byte[200];
    Arrays.fill(payload, (byte) 0x0b);

    assertRefused(
        Encoding.PROTOBUF, payload, "field 1: more than 100 messages within each other, at byte 0");
  }

  private static byte[] nested(Encoding encoding, int levels) {
    AnyValue.Builder value = AnyValue.newBuilder().setBoolValue(true);
    for (int i = 0; i < levels; i++) {
      value = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(value));
    }
    Span span = Payloads.span().addAttributes(Payloads.attribute("bomb", value)).build();
    return Payloads.of(encoding, Payloads.request(span));
  }

  private static void assertRefused(Encoding encoding, byte[] payload, String message) {
    assertThatThrownBy(() -> TracesDecoder.decode(encoding, payload))
        .isInstanceOf(MalformedPayloadException.class)
        .hasMessage(message);
  }
}
