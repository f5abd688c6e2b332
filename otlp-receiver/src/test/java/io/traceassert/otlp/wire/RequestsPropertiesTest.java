package io.traceassert.otlp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Holds of any request that protobuf's own classes write. */
class RequestsPropertiesTest {

  @Property(tries = 300)
  void whatIsWrittenIsRead(@ForAll long seed) {
    ExportTraceServiceRequest request = new Requests(seed).request();

    Iterator<SpanData> read =
        Payloads.decode(Encoding.PROTOBUF, request.toByteArray()).iterator();

    for (ResourceSpans resourceSpans : request.getResourceSpansList()) {
      for (ScopeSpans scopeSpans : resourceSpans.getScopeSpansList()) {
        for (Span span : scopeSpans.getSpansList()) {
          assertSame(read.next(), span);
        }
      }
    }
    assertThat(read).isExhausted();
  }

  @Property(tries = 300)
  void jsonIsReadAsProtobufIs(@ForAll long seed) {
    ExportTraceServiceRequest request = new Requests(seed).request();

    assertThat(Payloads.decode(Encoding.JSON, Payloads.of(Encoding.JSON, request)))
        .isEqualTo(Payloads.decode(Encoding.PROTOBUF, request.toByteArray()));
  }

  @Property(tries = 300)
  void unknownFieldsChangeNothing(@ForAll long seed) {
    List<SpanData> plain =
        Payloads.decode(Encoding.PROTOBUF, new Requests(seed).request().toByteArray());

    assertThat(Payloads.decode(
            Encoding.PROTOBUF, new Requests(seed).withUnknownFields().request().toByteArray()))
        .isEqualTo(plain);
  }

  private static void assertSame(SpanData read, Span written) {
    assertThat(read.getTraceId()).isEqualTo(hex(written.getTraceId()));
    assertThat(read.getSpanId()).isEqualTo(hex(written.getSpanId()));
    assertThat(read.getName()).isEqualTo(written.getName());
    if (written.getKind() != Span.SpanKind.SPAN_KIND_UNSPECIFIED) {
      assertThat("SPAN_KIND_" + read.getKind()).isEqualTo(written.getKind().name());
    }
    assertThat(read.getStartEpochNanos()).isEqualTo(written.getStartTimeUnixNano());
    assertThat(read.getEndEpochNanos()).isEqualTo(written.getEndTimeUnixNano());
    assertThat("STATUS_CODE_" + read.getStatus().getStatusCode())
        .isEqualTo(written.getStatus().getCode().name());
    assertThat(read.getStatus().getDescription()).isEqualTo(written.getStatus().getMessage());
    assertThat(read.getEvents())
        .extracting(EventData::getName)
        .isEqualTo(written.getEventsList().stream().map(Span.Event::getName).toList());
    assertThat(read.getLinks())
        .extracting(LinkData::getSpanContext)
        .extracting(context -> context.getSpanId())
        .isEqualTo(
            written.getLinksList().stream().map(link -> hex(link.getSpanId())).toList());
    assertThat(read.getAttributes().asMap().keySet())
        .extracting(key -> key.getKey())
        .containsExactlyInAnyOrderElementsOf(written.getAttributesList().stream()
            .map(KeyValue::getKey)
            .filter(key -> !key.isEmpty())
            .distinct()
            .toList());
    assertThat(read.getTotalAttributeCount() - read.getAttributes().size())
        .isEqualTo(written.getDroppedAttributesCount());
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  /** Requests of any shape, from a seed. */
  private static final class Requests {

    private final Random random;
    private final Random unknown = new Random(1);
    private boolean withUnknownFields;

    Requests(long seed) {
      random = new Random(seed);
    }

    Requests withUnknownFields() {
      withUnknownFields = true;
      return this;
    }

    ExportTraceServiceRequest request() {
      ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
      times(3, () -> request.addResourceSpans(resourceSpans()));
      return request.setUnknownFields(unknownFields()).build();
    }

    private ResourceSpans.Builder resourceSpans() {
      ResourceSpans.Builder spans = ResourceSpans.newBuilder().setSchemaUrl(text());
      Resource.Builder resource = Resource.newBuilder().setUnknownFields(unknownFields());
      times(4, () -> resource.addAttributes(attribute()));
      times(3, () -> spans.addScopeSpans(scopeSpans()));
      return spans.setResource(resource).setUnknownFields(unknownFields());
    }

    private ScopeSpans.Builder scopeSpans() {
      InstrumentationScope.Builder scope = InstrumentationScope.newBuilder()
          .setName(text())
          .setVersion(text())
          .setUnknownFields(unknownFields());
      times(2, () -> scope.addAttributes(attribute()));
      ScopeSpans.Builder spans = ScopeSpans.newBuilder().setScope(scope).setSchemaUrl(text());
      times(4, () -> spans.addSpans(span()));
      return spans.setUnknownFields(unknownFields());
    }

    private Span.Builder span() {
      Span.Builder span = Span.newBuilder()
          .setTraceId(id(16))
          .setSpanId(id(8))
          .setName(text())
          .setKindValue(random.nextInt(6))
          .setFlags(random.nextInt())
          .setTraceState("a=" + random.nextInt(10))
          .setStartTimeUnixNano(random.nextLong())
          .setEndTimeUnixNano(random.nextLong())
          .setDroppedAttributesCount(random.nextInt(1_000))
          .setDroppedEventsCount(random.nextInt(1_000))
          .setDroppedLinksCount(random.nextInt(1_000));
      if (random.nextBoolean()) {
        span.setParentSpanId(id(8));
      }
      if (random.nextBoolean()) {
        span.setStatus(Status.newBuilder()
            .setCodeValue(random.nextInt(3))
            .setMessage(text())
            .setUnknownFields(unknownFields()));
      }
      times(5, () -> span.addAttributes(attribute()));
      times(3, () -> span.addEvents(event()));
      times(3, () -> span.addLinks(link()));
      return span.setUnknownFields(unknownFields());
    }

    private Span.Event.Builder event() {
      Span.Event.Builder event = Span.Event.newBuilder()
          .setName(text())
          .setTimeUnixNano(random.nextLong())
          .setDroppedAttributesCount(random.nextInt(10));
      times(3, () -> event.addAttributes(attribute()));
      return event.setUnknownFields(unknownFields());
    }

    private Span.Link.Builder link() {
      Span.Link.Builder link = Span.Link.newBuilder()
          .setTraceId(id(16))
          .setSpanId(id(8))
          .setFlags(random.nextInt())
          .setDroppedAttributesCount(random.nextInt(10));
      times(3, () -> link.addAttributes(attribute()));
      return link.setUnknownFields(unknownFields());
    }

    private KeyValue attribute() {
      return KeyValue.newBuilder()
          .setKey(text())
          .setValue(value(3))
          .setUnknownFields(unknownFields())
          .build();
    }

    private AnyValue.Builder value(int depth) {
      AnyValue.Builder value = AnyValue.newBuilder().setUnknownFields(unknownFields());
      switch (random.nextInt(depth == 0 ? 6 : 8)) {
        case 0 -> value.setStringValue(text());
        case 1 -> value.setBoolValue(random.nextBoolean());
        case 2 -> value.setIntValue(random.nextLong());
        case 3 -> value.setDoubleValue(number());
        case 4 -> value.setBytesValue(id(random.nextInt(20)));
        case 5 -> value.clearValue();
        case 6 -> {
          ArrayValue.Builder array = ArrayValue.newBuilder();
          times(3, () -> array.addValues(value(depth - 1)));
          value.setArrayValue(array);
        }
        default -> {
          KeyValueList.Builder map = KeyValueList.newBuilder();
          times(
              3,
              () -> map.addValues(KeyValue.newBuilder().setKey(text()).setValue(value(depth - 1))));
          value.setKvlistValue(map);
        }
      }
      return value;
    }

    private double number() {
      return switch (random.nextInt(4)) {
        case 0 -> Double.NaN;
        case 1 -> Double.NEGATIVE_INFINITY;
        case 2 -> random.nextInt(100);
        default -> random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300);
      };
    }

    private String text() {
      int length = random.nextInt(random.nextInt(8) == 0 ? 200 : 12);
      return random
          .ints(length, 0, 0x20000)
          .map(point -> random.nextInt(4) > 0 ? point % 128 : point)
          .filter(point -> point < 0xD800 || point > 0xDFFF)
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();
    }

    private ByteString id(int length) {
      byte[] id = new byte[length];
      random.nextBytes(id);
      return ByteString.copyFrom(id);
    }

    private void times(int most, Runnable action) {
      IntStream.range(0, random.nextInt(most + 1)).forEach(i -> action.run());
    }

    /** Fields of numbers that OTLP does not have, of every wire type, groups in groups included. */
    private UnknownFieldSet unknownFields() {
      if (!withUnknownFields || unknown.nextInt(3) == 0) {
        return UnknownFieldSet.getDefaultInstance();
      }
      return fields(2).build();
    }

    private UnknownFieldSet.Builder fields(int depth) {
      UnknownFieldSet.Field.Builder field = UnknownFieldSet.Field.newBuilder()
          .addVarint(unknown.nextLong())
          .addFixed32(unknown.nextInt())
          .addFixed64(unknown.nextLong())
          .addLengthDelimited(ByteString.copyFrom(new byte[unknown.nextInt(300)]));
      if (depth > 0) {
        field.addGroup(fields(depth - 1).build());
      }
      return UnknownFieldSet.newBuilder().addField(100 + unknown.nextInt(1_000_000), field.build());
    }
  }
}
