package io.traceassert.otlp.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is made of that which a sender may leave out, or say in several ways. */
class SpanRulesTest {

  private static final ByteString PARENT = Payloads.bytes("00f067aa0ba902b7");

  @ParameterizedTest
  @CsvSource({
    "SERVER,   0x000, true",
    "CONSUMER, 0x001, true",
    "CLIENT,   0x000, false",
    "PRODUCER, 0x001, false",
    "INTERNAL, 0x001, false",
    "SERVER,   0x101, false",
    "CONSUMER, 0x100, false",
    "CLIENT,   0x301, true",
    "INTERNAL, 0x300, true",
    "INTERNAL, 0x200, false",
  })
  void theParentIsRemoteByTheFlagsOrElseByTheKind(SpanKind kind, String flags, boolean remote) {
    SpanData span = read(Payloads.span()
        .setParentSpanId(PARENT)
        .setKind(Span.SpanKind.valueOf("SPAN_KIND_" + kind))
        .setFlags(Integer.decode(flags)));

    assertThat(span.getParentSpanContext().isRemote()).isEqualTo(remote);
    assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(span.getSpanContext().isRemote()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0x000, 01", "0x100, 00", "0x001, 01", "0x302, 02", "0xfffffcff, ff"})
  void aSpanOfASenderWithoutFlagsIsSampled(String flags, String expected) {
    SpanData span = read(Payloads.span().setFlags((int) (long) Long.decode(flags)));

    assertThat(span.getSpanContext().getTraceFlags().asHex()).isEqualTo(expected);
  }

  @Test
  void theParentTakesFlagsAndTraceStateOfTheSpan() {
    SpanData span =
        read(Payloads.span().setParentSpanId(PARENT).setFlags(0x102).setTraceState("a=1,b=2"));

    SpanContext parent = span.getParentSpanContext();
    assertThat(parent.getTraceId()).isEqualTo(span.getTraceId());
    assertThat(parent.getTraceFlags()).isEqualTo(span.getSpanContext().getTraceFlags());
    assertThat(parent.getTraceState().asMap())
        .containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
  }

  @Test
  void anIdOfZerosIsNoParentAndNoLink() {
    SpanData span = read(Payloads.span()
        .setParentSpanId(Payloads.bytes("0000000000000000"))
        .addLinks(Span.Link.newBuilder()
            .setTraceId(Payloads.bytes(Payloads.TRACE_ID))
            .setSpanId(Payloads.bytes("0000000000000000"))));

    assertThat(span.getParentSpanContext()).isSameAs(SpanContext.getInvalid());
    assertThat(span.getLinks())
        .extracting(LinkData::getSpanContext)
        .singleElement()
        .matches(context -> !context.isValid());
  }

  @Test
  void aSpanWithoutAnEndHasNotEnded() {
    assertThat(read(Payloads.span()).hasEnded()).isFalse();
    assertThat(read(Payloads.span().setEndTimeUnixNano(1)).hasEnded()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0, INTERNAL", "6, INTERNAL", "-1, INTERNAL", "2, SERVER"})
  void anUnknownKindIsInternal(int number, SpanKind kind) {
    assertThat(read(Payloads.span().setKindValue(number)).getKind()).isEqualTo(kind);
  }

  @Test
  void anUnknownStatusIsUnset() {
    assertThat(
            read(Payloads.span().setStatus(Status.newBuilder().setCodeValue(9))).getStatus())
        .isEqualTo(StatusData.unset());
  }

  @Test
  void ofATraceStateWhatIsValidIsKept() {
    SpanData span = read(Payloads.span().setTraceState(" a=1 , UPPER=2,b,,a=3,c=4"));

    assertThat(span.getSpanContext().getTraceState().asMap())
        .containsExactly(Map.entry("a", "1"), Map.entry("c", "4"));
  }

  @Test
  void ofATraceStateThatIsTooLongTheFirst32MembersAreKept() {
    StringBuilder state = new StringBuilder("k0=0");
    for (int i = 1; i < 40; i++) {
      state.append(",k").append(i).append("=").append(i);
    }
    assertThat(read(Payloads.span().setTraceState(state.toString()))
            .getSpanContext()
            .getTraceState()
            .asMap())
        .hasSize(32)
        .containsKeys("k0", "k31");
  }

  @Test
  void droppedCountsBeyondAnIntAreTheGreatestInt() {
    SpanData span = read(Payloads.span().setDroppedAttributesCount(-1).setDroppedEventsCount(-2));

    assertThat(span.getTotalAttributeCount()).isEqualTo(Integer.MAX_VALUE);
    assertThat(span.getTotalRecordedEvents()).isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @EnumSource
  void resourceAndScopeMayComeInPartsAndAfterTheirSpans(Encoding encoding) {
    ResourceSpans resourceSpans = ResourceSpans.newBuilder()
        .setResource(Resource.newBuilder().addAttributes(text("service.name", "shop")))
        .setSchemaUrl("resource schema")
        .addScopeSpans(ScopeSpans.newBuilder()
            .setSchemaUrl("scope schema")
            .setScope(InstrumentationScope.newBuilder().setName("cart").setVersion("1"))
            .addSpans(Payloads.span()))
        .build();
    SpanData span = Payloads.decode(encoding, reversed(encoding, resourceSpans)).get(0);

    assertThat(span.getResource().getSchemaUrl()).isEqualTo("resource schema");
    assertThat(span.getResource().getAttributes())
        .isEqualTo(Attributes.builder().put("service.name", "shop").build());
    assertThat(span.getInstrumentationScopeInfo())
        .isEqualTo(InstrumentationScopeInfo.builder("cart")
            .setVersion("1")
            .setSchemaUrl("scope schema")
            .build());
  }

  /** Spans first; in protobuf also the resource and the scope in two parts each. */
  private static byte[] reversed(Encoding encoding, ResourceSpans all) {
    if (encoding == Encoding.JSON) {
      return """
          {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"%s","spanId":"%s"}],
          "schemaUrl":"scope schema","scope":{"name":"cart","version":"1"}}],
          "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},
          "schemaUrl":"resource schema"}]}
          """.formatted(Payloads.TRACE_ID, Payloads.SPAN_ID).getBytes(UTF_8);
    }
    ScopeSpans scopeSpans = all.getScopeSpans(0);
    UnknownFieldSet.Builder scope = UnknownFieldSet.newBuilder();
    byte[] ofScope = concat(
        scopeSpans.toBuilder().clearScope().build().toByteArray(),
        ScopeSpans.newBuilder()
            .setScope(InstrumentationScope.newBuilder().setName("other"))
            .build()
            .toByteArray(),
        ScopeSpans.newBuilder().setScope(scopeSpans.getScope()).build().toByteArray());
    scope.mergeField(2, field(ofScope));
    byte[] ofResource = concat(
        scope.build().toByteArray(),
        ResourceSpans.newBuilder()
            .setResource(Resource.getDefaultInstance())
            .build()
            .toByteArray(),
        all.toBuilder().clearScopeSpans().build().toByteArray());
    return UnknownFieldSet.newBuilder().mergeField(1, field(ofResource)).build().toByteArray();
  }

  private static UnknownFieldSet.Field field(byte[] content) {
    return UnknownFieldSet.Field.newBuilder()
        .addLengthDelimited(ByteString.copyFrom(content))
        .build();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  @Test
  void ofAScalarThatOccursTwiceTheLastCounts() {
    byte[] request = Payloads.request(Payloads.span().setName("first").build()).toByteArray();
    byte[] span = concat(
        Payloads.span().setName("first").build().toByteArray(),
        Span.newBuilder().setName("second").build().toByteArray());
    assertThat(Payloads.decode(Encoding.PROTOBUF, request).get(0).getName()).isEqualTo("first");
    byte[] scopeSpans =
        UnknownFieldSet.newBuilder().mergeField(2, field(span)).build().toByteArray();
    byte[] resourceSpans =
        UnknownFieldSet.newBuilder().mergeField(2, field(scopeSpans)).build().toByteArray();
    byte[] twice =
        UnknownFieldSet.newBuilder().mergeField(1, field(resourceSpans)).build().toByteArray();
    assertThat(Payloads.decode(Encoding.PROTOBUF, twice).get(0).getName()).isEqualTo("second");
  }

  @ParameterizedTest
  @EnumSource
  void keysThatAResourceRefusesAreEscapedAndCut(Encoding encoding) {
    ExportTraceServiceRequest request = ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder()
            .setResource(Resource.newBuilder()
                .addAttributes(text("größe\t", "a"))
                .addAttributes(text("k".repeat(300), "b"))
                .addAttributes(text("", "c")))
            .addScopeSpans(ScopeSpans.newBuilder().addSpans(Payloads.span())))
        .build();

    assertThat(Payloads.only(encoding, request).getResource().getAttributes())
        .isEqualTo(Attributes.builder()
            .put(AttributeKey.stringKey("gr\\u00f6\\u00dfe\\u0009"), "a")
            .put(AttributeKey.stringKey("k".repeat(255)), "b")
            .build());
  }

  @ParameterizedTest
  @EnumSource
  void ofAttributesOfOneNameTheLastCountsAndOneWithoutANameIsDropped(Encoding encoding) {
    SpanData span = Payloads.only(
        encoding,
        Payloads.request(Payloads.span()
            .addAttributes(text("a", "first"))
            .addAttributes(text("", "no name"))
            .addAttributes(Payloads.attribute("a", AnyValue.newBuilder().setIntValue(2)))
            .setDroppedAttributesCount(5)
            .build()));

    assertThat(span.getAttributes()).isEqualTo(Attributes.builder().put("a", 2).build());
    assertThat(span.getTotalAttributeCount()).isEqualTo(6);
  }

  @Test
  void anEmptyRequestHasNoSpans() {
    assertThat(Payloads.decode(Encoding.PROTOBUF, new byte[0])).isEmpty();
    assertThat(Payloads.decode(Encoding.JSON, "{}".getBytes(UTF_8))).isEmpty();
  }

  private static KeyValue text(String key, String value) {
    return Payloads.attribute(key, AnyValue.newBuilder().setStringValue(value));
  }

  private static SpanData read(Span.Builder span) {
    ExportTraceServiceRequest request = Payloads.request(span.build());
    List<SpanData> both =
        List.of(Payloads.only(Encoding.PROTOBUF, request), Payloads.only(Encoding.JSON, request));
    assertThat(both.get(0)).isEqualTo(both.get(1));
    return both.get(0);
  }
}
