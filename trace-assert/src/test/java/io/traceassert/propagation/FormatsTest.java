package io.traceassert.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** B3, Jaeger, X-Ray and Datadog. */
class FormatsTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String LOWER = "a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  private static ContextReading only(String... headers) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      map.put(headers[i], written(headers[i + 1]));
    }
    List<ContextReading> readings = Propagation.of(Carrier.of(map)).readings();
    assertThat(readings).hasSize(1);
    return readings.get(0);
  }

  private static String written(String value) {
    return value
        .replaceAll("T(?![a-z])", TRACE)
        .replaceAll("L(?![a-z])", LOWER)
        .replaceAll("S(?![a-z])", SPAN);
  }

  private static void reads(
      ContextReading reading, PropagationFormat format, String traceId, Sampling sampling) {
    assertThat(reading.violations()).isEmpty();
    assertThat(reading.format()).isEqualTo(format);
    assertThat(reading.isContext()).isTrue();
    assertThat(idOf(reading.traceId())).isEqualTo(traceId);
    assertThat(idOf(reading.spanId())).isEqualTo(SPAN);
    assertThat(reading.sampling()).isEqualTo(sampling);
  }

  private static @Nullable String idOf(@Nullable WrittenId id) {
    return id == null ? null : id.id();
  }

  private static List<String> rules(ContextReading reading) {
    return reading.violations().stream()
        .map(violation -> violation.rule().name())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "T-S, UNDECIDED",
    "T-S-0, NOT_SAMPLED",
    "T-S-1, SAMPLED",
    "T-S-d, SAMPLED",
    "T-S-1-05e3ac9a4f6e3b90, SAMPLED"
  })
  void b3InOneHeader(String value, Sampling sampling) {
    reads(only("B3", value), PropagationFormat.B3_SINGLE, TRACE, sampling);
  }

  @ParameterizedTest
  @CsvSource({"0, NOT_SAMPLED", "1, SAMPLED", "d, SAMPLED"})
  void b3MayBeADecisionAlone(String value, Sampling sampling) {
    ContextReading reading = only("b3", value);
    assertThat(reading.violations()).isEmpty();
    assertThat(reading.isContext()).isFalse();
    assertThat(reading.isMalformed()).isFalse();
    assertThat(reading.sampling()).isEqualTo(sampling);
  }

  @Test
  void b3IdsMayHave64Bits() {
    ContextReading reading = only("b3", "L-S-1");
    reads(reading, PropagationFormat.B3_SINGLE, "0".repeat(16) + LOWER, Sampling.SAMPLED);
    assertThat(reading.traceId()).isEqualTo(new WrittenId(LOWER, 64, "0".repeat(16) + LOWER));
  }

  @ParameterizedTest
  @CsvSource({
    "'', B3_FIELDS",
    "true, B3_FIELDS",
    "T-S-1-S-1, B3_FIELDS",
    "4BF92F3577B34DA6A3CE929D0E0E4736-S, B3_TRACE_ID",
    "00000000000000000000000000000000-S, B3_TRACE_ID",
    "T0-S, B3_TRACE_ID",
    "T-0000000000000000, B3_SPAN_ID",
    "T-S0, B3_SPAN_ID",
    "T-S-true, B3_SAMPLING",
    "T-S-1--, B3_FIELDS",
    "T-S-1-x, B3_PARENT_SPAN_ID"
  })
  void b3InOneHeaderBroken(String value, String rule) {
    assertThat(rules(only("b3", value))).containsExactly(rule);
  }

  @Test
  void b3InSeveralHeaders() {
    PropagationFormat multi = PropagationFormat.B3_MULTI;
    reads(only("x-b3-traceid", "T", "X-B3-SpanId", "S"), multi, TRACE, Sampling.UNDECIDED);
    reads(
        only("X-B3-TraceId", "T", "X-B3-SpanId", "S", "X-B3-Sampled", "1"),
        multi,
        TRACE,
        Sampling.SAMPLED);
    reads(
        only("X-B3-TraceId", "T", "X-B3-SpanId", "S", "X-B3-Sampled", "0"),
        multi,
        TRACE,
        Sampling.NOT_SAMPLED);
    reads(
        only("X-B3-TraceId", "T", "X-B3-SpanId", "S", "X-B3-Flags", "1"),
        multi,
        TRACE,
        Sampling.SAMPLED);
    assertThat(only("X-B3-Sampled", "0").isContext()).isFalse();
    assertThat(only("X-B3-Sampled", "0").violations()).isEmpty();
  }

  @Test
  void b3InSeveralHeadersBroken() {
    assertThat(only("X-B3-SpanId", "S").violations())
        .map(Violation::toString)
        .containsExactly(
            "b3-trace-id: found no X-B3-TraceId, but it must be 32 or 16 lower-case hexadecimal digits, not all zero (B3 Propagation, TraceId)");
    assertThat(rules(only("X-B3-TraceId", "T"))).containsExactly("B3_SPAN_ID");
    ContextReading words = only("X-B3-TraceId", "T", "X-B3-SpanId", "S", "X-B3-Sampled", "true");
    assertThat(rules(words)).containsExactly("B3_SAMPLING");
    assertThat(words.isContext()).isTrue();
    assertThat(words.sampling()).isEqualTo(Sampling.SAMPLED);
    assertThat(rules(only("X-B3-ParentSpanId", "-"))).containsExactly("B3_PARENT_SPAN_ID");
  }

  @ParameterizedTest
  @CsvSource({
    "T:S:0:1, SAMPLED",
    "T:S:0:0, NOT_SAMPLED",
    "T:S:0:02, SAMPLED",
    "T:S:0:3, SAMPLED",
    "T:f067aa0ba902b7:S:8, NOT_SAMPLED",
    "T%3AS%3A0%3a1, SAMPLED",
    "4BF92F3577B34DA6A3CE929D0E0E4736:S:0:1, SAMPLED"
  })
  void jaeger(String value, Sampling sampling) {
    reads(only("Uber-Trace-Id", value), PropagationFormat.JAEGER, TRACE, sampling);
  }

  @Test
  void jaegerLeavesZerosOut() {
    ContextReading reading = only("uber-trace-id", "ff:S:0:1");
    reads(reading, PropagationFormat.JAEGER, "0".repeat(30) + "ff", Sampling.SAMPLED);
    assertThat(reading.traceId()).isEqualTo(new WrittenId("ff", 64, "0".repeat(30) + "ff"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', JAEGER_FIELDS",
    "T:S:1, JAEGER_FIELDS",
    "T%3AS%3A1, JAEGER_FIELDS",
    "T%3, JAEGER_FIELDS",
    "T0:S:0:1, JAEGER_TRACE_ID",
    "0:S:0:1, JAEGER_TRACE_ID",
    ":S:0:1, JAEGER_TRACE_ID",
    "T:0:0:1, JAEGER_SPAN_ID",
    "T:x:0:1, JAEGER_SPAN_ID",
    "T:S:0:, JAEGER_FLAGS",
    "T:S:0:001, JAEGER_FLAGS"
  })
  void jaegerBroken(String value, String rule) {
    assertThat(rules(only("uber-trace-id", value))).containsExactly(rule);
  }

  private static final String ROOT = "Root=1-4bf92f35-77b34da6a3ce929d0e0e4736";

  @Test
  void xray() {
    PropagationFormat xray = PropagationFormat.XRAY;
    String header = "x-amzn-trace-id";
    reads(only(header, ROOT + ";Parent=S;Sampled=1"), xray, TRACE, Sampling.SAMPLED);
    reads(
        only(header, "Self=1-5; Sampled=0; Parent=S ;" + ROOT + ";Lineage=a:1:2;"),
        xray,
        TRACE,
        Sampling.NOT_SAMPLED);
    reads(only(header, ROOT + ";Parent=S;Sampled=?"), xray, TRACE, Sampling.UNDECIDED);
    ContextReading fromALoadBalancer = only(header, ROOT);
    assertThat(fromALoadBalancer.violations()).isEmpty();
    assertThat(fromALoadBalancer.isContext()).isFalse();
    assertThat(fromALoadBalancer.traceId())
        .isEqualTo(new WrittenId("1-4bf92f35-77b34da6a3ce929d0e0e4736", 128, TRACE));
    assertThat(only(header, "Sampled=0").violations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "what, XRAY_FIELDS",
    "Parent=S, XRAY_ROOT",
    "Root=T;Parent=S, XRAY_ROOT",
    "Root=2-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=S, XRAY_ROOT",
    "Root=1-00000000-000000000000000000000000;Parent=S, XRAY_ROOT",
    "Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=x, XRAY_PARENT",
    "Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=S;Sampled=true, XRAY_SAMPLED"
  })
  void xrayBroken(String value, String rule) {
    assertThat(rules(only("X-Amzn-Trace-Id", value))).containsExactly(rule);
  }

  private static final String DECIMAL = "11803532876627986230"; // a3ce929d0e0e4736
  private static final String PARENT = "67667974448284343"; // 00f067aa0ba902b7

  private static ContextReading datadog(String priority, String tags) {
    return only(
        "x-datadog-trace-id", DECIMAL,
        "x-datadog-parent-id", PARENT,
        "x-datadog-sampling-priority", priority,
        "x-datadog-tags", tags);
  }

  @Test
  void datadog() {
    PropagationFormat datadog = PropagationFormat.DATADOG;
    String tags = "_dd.p.dm=-1,_dd.p.tid=4bf92f3577b34da6";
    reads(datadog("1", tags), datadog, TRACE, Sampling.SAMPLED);
    reads(datadog("2", tags), datadog, TRACE, Sampling.SAMPLED);
    reads(datadog("0", tags), datadog, TRACE, Sampling.NOT_SAMPLED);
    reads(datadog("-1", tags), datadog, TRACE, Sampling.NOT_SAMPLED);
    ContextReading half = only("x-datadog-trace-id", DECIMAL, "x-datadog-parent-id", PARENT);
    reads(half, datadog, "0".repeat(16) + LOWER, Sampling.UNDECIDED);
    assertThat(half.traceId()).isEqualTo(new WrittenId(DECIMAL, 64, "0".repeat(16) + LOWER));
    ContextReading withoutParent = only("x-datadog-trace-id", DECIMAL, "x-datadog-parent-id", "0");
    assertThat(withoutParent.violations()).isEmpty();
    assertThat(withoutParent.isContext()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "x-datadog-trace-id, a3ce929d0e0e4736, DATADOG_TRACE_ID",
    "x-datadog-trace-id, 0, DATADOG_TRACE_ID",
    "x-datadog-trace-id, 18446744073709551616, DATADOG_TRACE_ID",
    "x-datadog-parent-id, 1, DATADOG_TRACE_ID",
    "x-datadog-sampling-priority, keep, DATADOG_SAMPLING_PRIORITY"
  })
  void datadogBroken(String header, String value, String rule) {
    assertThat(rules(only(header, value))).containsExactly(rule);
  }

  @Test
  void datadogsTagsBroken() {
    assertThat(rules(datadog("1", "_dd.p.tid=1"))).containsExactly("DATADOG_TID");
    assertThat(rules(only("x-datadog-trace-id", "1", "x-datadog-parent-id", "S")))
        .containsExactly("DATADOG_PARENT_ID");
    assertThat(only("x-datadog-tags", "_dd.p.tid=1").violations()).isEmpty();
  }

  @Test
  void allFormatsAtOnce() {
    Propagation propagation = Propagation.of(Carrier.of(Map.of(
        "traceparent",
        "00-" + TRACE + "-" + SPAN + "-01",
        "b3",
        "0",
        "X-B3-TraceId",
        TRACE,
        "uber-trace-id",
        "",
        "X-Amzn-Trace-Id",
        ROOT + ";Parent=" + SPAN,
        "x-datadog-trace-id",
        "1")));
    assertThat(propagation.readings())
        .map(ContextReading::format)
        .containsExactly(PropagationFormat.values());
    assertThat(propagation.contexts())
        .map(ContextReading::format)
        .containsExactly(PropagationFormat.W3C, PropagationFormat.XRAY);
    assertThat(Propagation.of(Carrier.of(Map.of("Accept", "*/*"))).readings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "4bf92f3577b34da6a3ce929d0e0e4736, true, SAME",
    "4BF92F3577B34DA6A3CE929D0E0E4736, false, UPPER_CASE",
    "a3ce929d0e0e4736, true, LOWER_64_BITS",
    "a3ce929d0e0e4736, false, LOWER_64_BITS",
    "0000000000000000a3ce929d0e0e4736, true, LOWER_64_BITS",
    "11803532876627986230, false, DECIMAL",
    "100985939111033328018442752961257817910, false, DECIMAL",
    "4bf92f3577b34da6a3ce929d0e0e4737, true, DIFFERENT",
    "77b34da6a3ce929d, true, DIFFERENT",
    "0000000000000000, false, DIFFERENT",
    "what, false, DIFFERENT",
    "'', false, DIFFERENT"
  })
  void likenessOfTraceIds(String text, boolean valid, IdLikeness likeness) {
    String id = valid ? Hex.padded(text, 32) : null;
    assertThat(new WrittenId(text, text.length() * 4, id).likenessTo(TRACE)).isEqualTo(likeness);
  }

  @Test
  void likenessOfSpanIds() {
    assertThat(new WrittenId(SPAN, 64, SPAN).likenessTo(SPAN)).isEqualTo(IdLikeness.SAME);
    assertThat(new WrittenId("f067aa0ba902b7", 64, null).likenessTo(SPAN))
        .isEqualTo(IdLikeness.HEXADECIMAL);
    assertThat(new WrittenId(PARENT, 64, null).likenessTo(SPAN)).isEqualTo(IdLikeness.DECIMAL);
    assertThat(new WrittenId("1111111111111111", 64, "0f6b75ab2bc471c7")
            .likenessTo("1111111111111111"))
        .as("hexadecimal digits where Datadog has decimal ones")
        .isEqualTo(IdLikeness.HEXADECIMAL);
  }
}
