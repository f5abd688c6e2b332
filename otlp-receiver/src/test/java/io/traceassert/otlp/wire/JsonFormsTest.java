package io.traceassert.otlp.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which JSON may say the same. */
class JsonFormsTest {

  @ParameterizedTest
  @ValueSource(strings = {"1700000000000000001", "\"1700000000000000001\""})
  void integersAreNumbersOrStrings(String time) {
    assertThat(span("\"startTimeUnixNano\":" + time).getStartEpochNanos())
        .isEqualTo(1_700_000_000_000_000_001L);
  }

  @ParameterizedTest
  @CsvSource({"1e3, 1000", "'\"1E+3\"', 1000", "12.0, 12", "0e999999999, 0", "-0, 0"})
  void integersMayBeWrittenWithAnExponentOrAFraction(String time, long expected) {
    assertThat(span("\"startTimeUnixNano\":" + time).getStartEpochNanos()).isEqualTo(expected);
  }

  @Test
  void unsignedIntegersBeyondALongKeepTheirBits() {
    assertThat(span("\"startTimeUnixNano\":\"18446744073709551615\"").getStartEpochNanos())
        .isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "\"2\"", "2.0", "\"SPAN_KIND_SERVER\""})
  void enumsAreNumbersOrNames(String kind) {
    assertThat(span("\"kind\":" + kind).getKind()).isEqualTo(SpanKind.SERVER);
  }

  @Test
  void anUnknownNameOfAnEnumIsNotSet() {
    assertThat(span("\"kind\":\"SPAN_KIND_NEW\"").getKind()).isEqualTo(SpanKind.INTERNAL);
    assertThat(span("\"status\":{\"code\":\"STATUS_CODE_ERROR\"}").getStatus().getStatusCode())
        .isEqualTo(StatusCode.ERROR);
  }

  @Test
  void idsAreHexadecimalInAnyCase() {
    SpanData span = only("""
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"%s","spanId":"%s"}]}]}]}
        """.formatted(
            Payloads.TRACE_ID.toUpperCase(Locale.ROOT), Payloads.SPAN_ID.toUpperCase(Locale.ROOT)));

    assertThat(span.getTraceId()).isEqualTo(Payloads.TRACE_ID);
    assertThat(span.getSpanId()).isEqualTo(Payloads.SPAN_ID);
  }

  @Test
  void fieldsMayHaveTheNamesOfProtobuf() {
    SpanData span = only("""
        {"resource_spans":[{"scope_spans":[{"schema_url":"s","spans":[{"trace_id":"%s",
        "span_id":"%s","parent_span_id":"00f067aa0ba902b7","start_time_unix_nano":1,
        "end_time_unix_nano":2,"dropped_attributes_count":3,
        "attributes":[{"key":"a","value":{"int_value":4}}]}]}]}]}
        """.formatted(Payloads.TRACE_ID, Payloads.SPAN_ID));

    assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(span.getEndEpochNanos()).isEqualTo(2);
    assertThat(span.getTotalAttributeCount()).isEqualTo(4);
    assertThat(span.getInstrumentationScopeInfo().getSchemaUrl()).isEqualTo("s");
  }

  @Test
  void nullIsNotSetAndUnknownFieldsAreSkipped() {
    SpanData span = span("""
        "name":null,"attributes":null,"status":null,"kind":null,"endTimeUnixNano":null,
        "new":{"name":[1,{"x":null}]},"newer":[[]],"events":[],"name":"a"
        """);

    assertThat(span.getName()).isEqualTo("a");
    assertThat(span.getAttributes().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "-__-, +//+",
    "+//+, +//+",
    "aGVsbG8, aGVsbG8=",
    "aGVsbG8=, aGVsbG8=",
    "'', ''",
  })
  void bytesAreBase64OfEitherAlphabet(String written, String expected) {
    SpanData span = span(
        "\"attributes\":[{\"key\":\"a\",\"value\":{\"bytesValue\":\"%s\"}}]".formatted(written));

    assertThat(span.getAttributes().get(AttributeKey.stringKey("a"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1.0",
    "'\"1.5\"', 1.5",
    "-1e-3, -0.001",
    "'\"-0\"', -0.0",
    "1e-999, 0.0",
    "'\"NaN\"', NaN",
    "'\"Infinity\"', Infinity",
    "'\"-Infinity\"', -Infinity",
  })
  void doublesAreNumbersOrStrings(String written, Double expected) {
    SpanData span =
        span("\"attributes\":[{\"key\":\"a\",\"value\":{\"doubleValue\":%s}}]".formatted(written));

    assertThat(span.getAttributes().get(AttributeKey.doubleKey("a"))).isEqualTo(expected);
  }

  @Test
  void jaegerWrapsRequestsOfWhichThereMayBeSeveral() throws MalformedPayloadException {
    String request = """
        {"result":{"resourceSpans":[{"resource":{},"scopeSpans":[{"scope":{},"spans":[
        {"kind":2,"name":"foobar","spanId":"0000000000000002","status":{"code":2},
        "traceId":"00000000000000000000000000000001"}]}]}]}}
        """;

    assertThat(TracesDecoder.decodeJaegerJson((request + request).getBytes(UTF_8)))
        .hasSize(2)
        .allSatisfy(span -> assertThat(span.getName()).isEqualTo("foobar"));
    assertThat(TracesDecoder.decodeJaegerJson("{\"result\":{}}".getBytes(UTF_8)))
        .isEmpty();
    assertThat(TracesDecoder.decodeJaegerJson(new byte[0])).isEmpty();
  }

  private static SpanData span(String fields) {
    return only("""
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"%s","spanId":"%s",%s}]}]}]}
        """.formatted(Payloads.TRACE_ID, Payloads.SPAN_ID, fields));
  }

  private static SpanData only(String payload) {
    return Payloads.decode(Encoding.JSON, payload.getBytes(UTF_8)).get(0);
  }
}
