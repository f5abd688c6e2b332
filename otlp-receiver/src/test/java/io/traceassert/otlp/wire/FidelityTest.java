package io.traceassert.otlp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the SDK's own exporters write is read as what they were given. */
class FidelityTest {

  private static final String TRACE_ID = Payloads.TRACE_ID;
  private static final String LONG_TEXT = "long ".repeat(20_000);
  private static final TraceState STATE = TraceState.builder()
      .put("rojo", "00f067aa0ba902b7")
      .put("congo", "t61rcWkgMzE")
      .build();

  /** Compared one by one first, so that a failure names the part. */
  private static final List<Function<SpanData, ?>> PARTS = List.of(
      SpanData::getSpanContext,
      SpanData::getParentSpanContext,
      SpanData::getResource,
      SpanData::getInstrumentationScopeInfo,
      SpanData::getName,
      SpanData::getKind,
      SpanData::getStartEpochNanos,
      SpanData::getEndEpochNanos,
      SpanData::hasEnded,
      SpanData::getAttributes,
      SpanData::getTotalAttributeCount,
      SpanData::getEvents,
      SpanData::getTotalRecordedEvents,
      SpanData::getLinks,
      SpanData::getTotalRecordedLinks,
      SpanData::getStatus);

  private static final Resource SHOP = Resource.create(
      Attributes.builder()
          .put("service.name", "shop")
          .put("process.pid", Long.MAX_VALUE)
          .put(AttributeKey.stringArrayKey("process.command_args"), List.of("-x", ""))
          .build(),
      "https://opentelemetry.io/schemas/1.30.0");

  private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.builder(
          "shop.cart")
      .setVersion("1.2.3")
      .setSchemaUrl("https://opentelemetry.io/schemas/1.29.0")
      .setAttributes(Attributes.builder().put("team", "cart").build())
      .build();

  private static final Attributes EVERYTHING = Attributes.builder()
      .put("text", "a text")
      .put("text.empty", "")
      .put("text.unicode", "Grüße, 世界, 😀, \u0000\n\"\\\u2028\uFFFD")
      .put("text.long", LONG_TEXT)
      .put("\uD83D\uDE00 key", "a key outside the basic plane")
      .put("long.zero", 0L)
      .put("long.max", Long.MAX_VALUE)
      .put("long.min", Long.MIN_VALUE)
      .put("long.beyond.double", (1L << 53) + 1)
      .put("double.zero", 0.0)
      .put("double.negative.zero", -0.0)
      .put("double.nan", Double.NaN)
      .put("double.infinity", Double.POSITIVE_INFINITY)
      .put("double.negative.infinity", Double.NEGATIVE_INFINITY)
      .put("double.max", Double.MAX_VALUE)
      .put("double.min", Double.MIN_VALUE)
      .put("double.third", 1.0 / 3)
      .put("true", true)
      .put("false", false)
      .put("texts", "a", "", "世界")
      .put("longs", Long.MIN_VALUE, -1, 0, Long.MAX_VALUE)
      .put("doubles", 0.5, Double.NaN, Double.NEGATIVE_INFINITY)
      .put("booleans", true, false, true)
      .put(AttributeKey.stringArrayKey("texts.empty"), List.of())
      .build();

  @ParameterizedTest
  @EnumSource
  void everythingASpanCanSay(Encoding encoding) {
    assertSame(encoding, everything().build());
  }

  @ParameterizedTest
  @EnumSource
  void aSpanThatSaysNothing(Encoding encoding) {
    assertSame(encoding, nothing().build());
  }

  @ParameterizedTest
  @EnumSource
  void everyKind(Encoding encoding) {
    for (SpanKind kind : SpanKind.values()) {
      assertSame(encoding, everything().setKind(kind).build());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyStatus(Encoding encoding) {
    for (StatusCode code : StatusCode.values()) {
      for (String description : List.of("", "card declined: 世界")) {
        assertSame(
            encoding,
            everything().setStatus(StatusData.create(code, description)).build());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyFlagAndBothSortsOfParents(Encoding encoding) {
    for (int flags = 0; flags < 256; flags++) {
      for (boolean remote : new boolean[] {false, true}) {
        for (SpanKind kind : List.of(SpanKind.SERVER, SpanKind.CLIENT)) {
          TraceFlags bits = TraceFlags.fromByte((byte) flags);
          SpanContext parent = remote
              ? SpanContext.createFromRemoteParent(TRACE_ID, "00f067aa0ba902b7", bits, STATE)
              : SpanContext.create(TRACE_ID, "00f067aa0ba902b7", bits, STATE);
          assertSame(
              encoding,
              nothing()
                  .setKind(kind)
                  .setSpanContext(SpanContext.create(TRACE_ID, Payloads.SPAN_ID, bits, STATE))
                  .setParentSpanContext(parent)
                  .build());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void spansOfSeveralServicesAndScopes(Encoding encoding) {
    Resource other =
        Resource.create(Attributes.builder().put("service.name", "bank").build());
    InstrumentationScopeInfo plain = InstrumentationScopeInfo.create("plain");
    List<SpanData> spans = new ArrayList<>();
    for (Resource resource : List.of(SHOP, other, Resource.empty())) {
      for (InstrumentationScopeInfo scope :
          List.of(SCOPE, plain, InstrumentationScopeInfo.empty())) {
        for (int i = 0; i < 3; i++) {
          spans.add(everything()
              .setResource(resource)
              .setInstrumentationScopeInfo(scope)
              .setName("span " + spans.size())
              .build());
        }
      }
    }

    List<SpanData> read = Payloads.decode(encoding, Payloads.ofSdk(encoding, spans));

    assertThat(read).containsExactlyInAnyOrderElementsOf(spans);
    for (SpanData one : read) {
      for (SpanData other2 : read) {
        if (one.getResource().equals(other2.getResource())) {
          assertThat(one.getResource()).isSameAs(other2.getResource());
          if (one.getInstrumentationScopeInfo().equals(other2.getInstrumentationScopeInfo())) {
            assertThat(one.getInstrumentationScopeInfo())
                .isSameAs(other2.getInstrumentationScopeInfo());
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyListIsAListOfTextsWhateverItWas(Encoding encoding) {
    SpanData sent = nothing()
        .setAttributes(Attributes.builder()
            .put(AttributeKey.longArrayKey("longs"), List.of())
            .build())
        .setTotalAttributeCount(1)
        .build();

    assertThat(Payloads.decode(encoding, Payloads.ofSdk(encoding, List.of(sent))))
        .singleElement()
        .extracting(SpanData::getAttributes)
        .isEqualTo(Attributes.builder()
            .put(AttributeKey.stringArrayKey("longs"), List.of())
            .build());
  }

  private static void assertSame(Encoding encoding, SpanData sent) {
    List<SpanData> read = Payloads.decode(encoding, Payloads.ofSdk(encoding, List.of(sent)));

    assertThat(read).hasSize(1);
    SpanData span = read.get(0);
    for (Function<SpanData, ?> part : PARTS) {
      assertThat((Object) part.apply(span)).isEqualTo(part.apply(sent));
    }
    assertThat(span).isEqualTo(sent).hasSameHashCodeAs(sent);
  }

  private static TestSpanData.Builder nothing() {
    return TestSpanData.builder()
        .setSpanContext(SpanContext.create(
            TRACE_ID, Payloads.SPAN_ID, TraceFlags.getSampled(), TraceState.getDefault()))
        .setName("")
        .setKind(SpanKind.INTERNAL)
        .setStartEpochNanos(0)
        .setEndEpochNanos(1)
        .setHasEnded(true)
        .setStatus(StatusData.unset());
  }

  private static TestSpanData.Builder everything() {
    return nothing()
        .setSpanContext(
            SpanContext.create(TRACE_ID, Payloads.SPAN_ID, TraceFlags.getSampled(), STATE))
        .setParentSpanContext(SpanContext.createFromRemoteParent(
            TRACE_ID, "00f067aa0ba902b7", TraceFlags.getSampled(), STATE))
        .setName("POST /cart/{id} 世界")
        .setKind(SpanKind.SERVER)
        .setStartEpochNanos(1_700_000_000_000_000_001L)
        .setEndEpochNanos(Long.MAX_VALUE)
        .setAttributes(EVERYTHING)
        .setTotalAttributeCount(EVERYTHING.size() + 7)
        .setEvents(List.of(
            EventData.create(1_700_000_000_000_000_002L, "took the cart", EVERYTHING, 99),
            EventData.create(0, "", Attributes.empty(), 0)))
        .setTotalRecordedEvents(12)
        .setLinks(List.of(
            LinkData.create(
                SpanContext.create(
                    "1af7651916cd43dd8448eb211c80319d",
                    "17ad6b7169203331",
                    TraceFlags.fromByte((byte) 3),
                    STATE),
                EVERYTHING,
                1_000),
            LinkData.create(SpanContext.createFromRemoteParent(
                TRACE_ID, "27ad6b7169203331", TraceFlags.getDefault(), TraceState.getDefault())),
            LinkData.create(SpanContext.getInvalid())))
        .setTotalRecordedLinks(Integer.MAX_VALUE)
        .setResource(SHOP)
        .setInstrumentationScopeInfo(SCOPE)
        .setStatus(StatusData.create(StatusCode.ERROR, "card declined"));
  }
}
