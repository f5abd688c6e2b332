package io.traceassert.otlp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values that an attribute of the API cannot have. */
class AnyValuesTest {

  private static final AnyValue.Builder EMPTY = AnyValue.newBuilder();
  private static final AnyValue.Builder BYTES =
      AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8("hello world"));

  @ParameterizedTest
  @EnumSource
  void anEmptyValueIsAnEmptyText(Encoding encoding) {
    assertIs(encoding, EMPTY, AttributeKey.stringKey("key"), "");
  }

  @ParameterizedTest
  @EnumSource
  void bytesAreBase64(Encoding encoding) {
    assertIs(encoding, BYTES, AttributeKey.stringKey("key"), "aGVsbG8gd29ybGQ=");
    assertIs(
        encoding,
        AnyValue.newBuilder().setBytesValue(ByteString.EMPTY),
        AttributeKey.stringKey("key"),
        "");
  }

  @ParameterizedTest
  @EnumSource
  void anArrayOfOneTypeIsAList(Encoding encoding) {
    assertIs(
        encoding, array(number(1), number(2)), AttributeKey.longArrayKey("key"), List.of(1L, 2L));
    assertIs(
        encoding, array(text("a"), text("")), AttributeKey.stringArrayKey("key"), List.of("a", ""));
    assertIs(
        encoding,
        array(AnyValue.newBuilder().setBoolValue(false)),
        AttributeKey.booleanArrayKey("key"),
        List.of(false));
    assertIs(
        encoding,
        array(AnyValue.newBuilder().setDoubleValue(-0.0)),
        AttributeKey.doubleArrayKey("key"),
        List.of(-0.0));
  }

  @ParameterizedTest
  @EnumSource
  void bytesAndEmptyValuesCountAsTextInAnArray(Encoding encoding) {
    assertIs(
        encoding,
        array(BYTES, text("a"), EMPTY),
        AttributeKey.stringArrayKey("key"),
        List.of("aGVsbG8gd29ybGQ=", "a", ""));
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyArrayIsAListOfTexts(Encoding encoding) {
    assertIs(encoding, array(), AttributeKey.stringArrayKey("key"), List.of());
  }

  @ParameterizedTest
  @EnumSource
  void anArrayOfDifferentTypesIsJson(Encoding encoding) {
    assertIs(
        encoding,
        array(
            number(Long.MIN_VALUE),
            AnyValue.newBuilder().setDoubleValue(Double.NEGATIVE_INFINITY),
            AnyValue.newBuilder().setDoubleValue(1e10),
            text("a \"quoted\"\n世界"),
            AnyValue.newBuilder().setBoolValue(true),
            EMPTY,
            BYTES,
            array(number(1))),
        AttributeKey.stringKey("key"),
        "[-9223372036854775808,\"-Infinity\",1.0E10,\"a \\\"quoted\\\"\\n世界\",true,null,"
            + "\"aGVsbG8gd29ybGQ=\",[1]]");
    assertIs(encoding, array(number(1), EMPTY), AttributeKey.stringKey("key"), "[1,null]");
    assertIs(encoding, array(array()), AttributeKey.stringKey("key"), "[[]]");
  }

  @ParameterizedTest
  @EnumSource
  void aMapIsJsonWithSortedKeys(Encoding encoding) {
    assertIs(
        encoding,
        map(
            Payloads.attribute("b", map(Payloads.attribute("nested", EMPTY))),
            Payloads.attribute("a", number(1)),
            Payloads.attribute("a", number(2)),
            Payloads.attribute("", AnyValue.newBuilder().setDoubleValue(Double.NaN))),
        AttributeKey.stringKey("key"),
        "{\"\":\"NaN\",\"a\":2,\"b\":{\"nested\":null}}");
    assertIs(encoding, map(), AttributeKey.stringKey("key"), "{}");
  }

  private static <T> void assertIs(
      Encoding encoding, AnyValue.Builder value, AttributeKey<T> key, T expected) {
    Span span = Payloads.span().addAttributes(Payloads.attribute("key", value)).build();

    assertThat(Payloads.only(encoding, Payloads.request(span)).getAttributes())
        .isEqualTo(Attributes.builder().put(key, expected).build());
  }

  private static AnyValue.Builder text(String text) {
    return AnyValue.newBuilder().setStringValue(text);
  }

  private static AnyValue.Builder number(long number) {
    return AnyValue.newBuilder().setIntValue(number);
  }

  private static AnyValue.Builder array(AnyValue.Builder... values) {
    ArrayValue.Builder array = ArrayValue.newBuilder();
    for (AnyValue.Builder value : values) {
      array.addValues(value);
    }
    return AnyValue.newBuilder().setArrayValue(array);
  }

  private static AnyValue.Builder map(KeyValue... entries) {
    return AnyValue.newBuilder()
        .setKvlistValue(KeyValueList.newBuilder().addAllValues(List.of(entries)));
  }
}
