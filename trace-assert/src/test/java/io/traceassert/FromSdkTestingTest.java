package io.traceassert;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.attributeEntry;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.equalTo;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.satisfies;
import static io.traceassert.ShopSpans.AMOUNT;
import static io.traceassert.ShopSpans.ATTEMPT;
import static io.traceassert.ShopSpans.HOST;
import static io.traceassert.ShopSpans.PROVIDER;
import static io.traceassert.ShopSpans.RESOURCE;
import static io.traceassert.ShopSpans.SCHEMA;
import static io.traceassert.ShopSpans.SERVICE;
import static io.traceassert.ShopSpans.START;
import static io.traceassert.ShopSpans.TRACE_ID;
import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.TraceAssertions.assertThatSpans;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationLibraryInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.testing.assertj.AttributesAssert;
import io.opentelemetry.sdk.testing.assertj.EventDataAssert;
import io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions;
import io.opentelemetry.sdk.testing.assertj.SpanDataAssert;
import io.opentelemetry.sdk.testing.assertj.TracesAssert;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Each row of the tables in docs/FROM-SDK-TESTING.md, on real spans; see
 * {@link FromSdkTestingPageTest}.
 */
class FromSdkTestingTest {

  private static final AttributeKey<String> NOTE = stringKey("note");

  private final List<SpanData> spansOfShop = ShopSpans.make();
  private final SpanData checkout = named("checkout");
  private final SpanData charge = named("charge card");
  private final SpanData publish = named("publish order");
  private final SpanData quiet = ShopSpans.idle();

  private final String spanId = charge.getSpanId();
  private final String parentId = checkout.getSpanId();
  private final TraceState state = TraceState.builder().put("vendor", "7").build();
  private final Attributes expected = Attributes.of(PROVIDER, "stripe", AMOUNT, 4200L);
  private final InstrumentationScopeInfo scope =
      InstrumentationScopeInfo.builder("shop.payment").setVersion("1.2").build();

  @SuppressWarnings("deprecation")
  private final InstrumentationLibraryInfo library =
      InstrumentationLibraryInfo.create("shop.payment", "1.2");

  private final Instant start = START.plusSeconds(1);
  private final Instant time = START.plusSeconds(2);
  private final Instant end = START.plusSeconds(4);
  private final EventData retry = charge.getEvents().get(0);
  private final EventData declined = charge.getEvents().get(1);
  private final LinkData link =
      LinkData.create(publish.getSpanContext(), Attributes.of(longKey("batch.index"), 0L));

  private final Counterparts<SpanDataAssert, SpanAssert> span = ofSpans(charge, quiet);
  private final Counterparts<SpanDataAssert, SpanAssert> idle = span.swapped();
  private final Counterparts<SpanDataAssert, SpanAssert> published = ofSpans(publish, charge);
  private final Counterparts<SpanDataAssert, SpanAssert> failed =
      ofSpans(named("check for fraud"), charge);
  private final Counterparts<AttributesAssert, SpanAssert> attributes = ofAttributes(charge, quiet);
  private final Counterparts<AttributesAssert, SpanAssert> none = attributes.swapped();
  private final Counterparts<AttributesAssert, SpanAssert> lists = ofAttributes(publish, quiet);
  private final Counterparts<EventDataAssert, EventAssert> event = new Counterparts<>(
      () -> assertThat(retry),
      () -> ours(charge).event("retry"),
      () -> assertThat(declined),
      () -> ours(charge).event("declined"));
  private final Counterparts<List<SpanData>, List<SpanData>> spans = new Counterparts<>(
      () -> spansOfShop, () -> spansOfShop, () -> List.of(quiet), () -> List.of(quiet));
  private final Counterparts<SpanData, SpanData> data =
      new Counterparts<>(() -> charge, () -> charge, () -> quiet, () -> quiet);
  private final Counterparts<TracesAssert, CapturedTracesAssert> traces = new Counterparts<>(
      () -> TracesAssert.assertThat(spansOfShop),
      () -> assertThatSpans(spansOfShop),
      () -> TracesAssert.assertThat(List.of(quiet)),
      () -> assertThatSpans(List.of(quiet)));
  private final Counterparts<TracesAssert, CapturedTracesAssert> nothing = new Counterparts<>(
      () -> TracesAssert.assertThat(List.<SpanData>of()),
      () -> assertThatSpans(List.of()),
      () -> TracesAssert.assertThat(spansOfShop),
      () -> assertThatSpans(spansOfShop));
  private final Counterparts<io.opentelemetry.sdk.testing.assertj.TraceAssert, TraceAssert> trace =
      new Counterparts<>(
          () -> TracesAssert.assertThat(spansOfShop).element(1),
          () -> assertThatSpans(spansOfShop).traceWithRoot("checkout"),
          () -> TracesAssert.assertThat(List.of(quiet)).first(),
          () -> assertThatSpans(List.of(quiet)).hasSingleTrace());

  private SpanData named(String name) {
    return spansOfShop.stream()
        .filter(some -> some.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private SpanAssert ours(SpanData some) {
    return spansOfShop.contains(some)
        ? assertThatSpans(spansOfShop).span(some.getName())
        : TraceAssertions.assertThat(some);
  }

  private Counterparts<SpanDataAssert, SpanAssert> ofSpans(SpanData one, SpanData other) {
    return new Counterparts<>(
        () -> OpenTelemetryAssertions.assertThat(one),
        () -> ours(one),
        () -> OpenTelemetryAssertions.assertThat(other),
        () -> ours(other));
  }

  private Counterparts<AttributesAssert, SpanAssert> ofAttributes(SpanData one, SpanData other) {
    return new Counterparts<>(
        () -> assertThat(one.getAttributes()),
        () -> ours(one),
        () -> assertThat(other.getAttributes()),
        () -> ours(other));
  }

  @Test
  void oneTest() {
    List<SpanData> spans = spansOfShop;
    TracesAssert.assertThat(spans)
        .hasTracesSatisfyingExactly(
            trace -> trace.hasSpansSatisfyingExactly(
                span -> span.hasName("publish order").hasNoParent()),
            trace -> trace.hasSpansSatisfyingExactly(
                span -> span.hasName("checkout").hasKind(SpanKind.SERVER),
                span -> span.hasName("charge card")
                    .hasParent(trace.getSpan(0))
                    .hasAttributesSatisfying(equalTo(PROVIDER, "stripe")),
                span -> span.hasName("check for fraud").hasParent(trace.getSpan(0))));

    assertThatSpans(spans).hasShapes("publish order", """
        checkout            [SERVER]
        ├─ charge card      payment.provider=stripe
        └─ check for fraud
        """);
  }

  @Test
  void identity() {
    span.same(span -> span.hasTraceId(TRACE_ID), span -> span.hasTraceId(TRACE_ID));
    span.same(span -> span.hasSpanId(spanId), span -> span.hasSpanId(spanId));
    span.same(span -> span.isSampled(), span -> span.isSampled());
    idle.same(span -> span.isNotSampled(), span -> span.isNotSampled());
    span.same(span -> span.hasTraceState(state), span -> span.hasTraceState(state));
    span.same(span -> span.hasParentSpanId(parentId), span -> span.hasParentSpanId(parentId));
    span.same(span -> span.hasParent(checkout), span -> span.hasParent("checkout"));
    published.same(span -> span.hasNoParent(), span -> span.isRoot());
    span.same(span -> span.hasName("charge card"), span -> span.hasName("charge card"));
    span.same(span -> span.hasKind(SpanKind.CLIENT), span -> span.hasKind(SpanKind.CLIENT));
  }

  @Test
  @SuppressWarnings("deprecation")
  void origin() {
    span.same(
        span -> span.hasResource(RESOURCE),
        span ->
            span.resource().hasSchemaUrl(SCHEMA).hasAttributesExactly(RESOURCE.getAttributes()));
    span.same(
        span -> span.hasResourceSatisfying(resource -> resource.hasAttribute(SERVICE, "shop")),
        span -> span.hasService("shop"));
    span.same(
        span -> span.hasInstrumentationScopeInfo(scope),
        span -> span.instrumentationScope().hasName("shop.payment").hasVersion("1.2"));
    span.same(
        span -> span.hasInstrumentationLibraryInfo(library),
        span -> span.instrumentationScope().hasName("shop.payment").hasVersion("1.2"));
  }

  @Test
  @SuppressWarnings("PreferJavaTimeOverload")
  void times() {
    span.same(span -> span.startsAt(start), span -> span.startsAt(start));
    span.same(
        span -> span.startsAt(1_767_225_601, TimeUnit.SECONDS),
        span -> span.startsAt(Instant.ofEpochSecond(1_767_225_601)));
    span.same(span -> span.endsAt(end), span -> span.endsAt(end));
    span.same(span -> span.hasEnded(), span -> span.hasEnded());
    idle.same(span -> span.hasNotEnded(), span -> span.hasNotEnded());
  }

  @Test
  void attributes() {
    span.same(
        span -> span.hasAttribute(PROVIDER, "stripe"),
        span -> span.hasAttribute(PROVIDER, "stripe"));
    span.same(
        span -> span.hasAttribute(satisfies(PROVIDER, value -> value.startsWith("str"))),
        span -> span.hasAttributeMatching(PROVIDER, "str.*"));
    span.same(span -> span.hasAttributes(expected), span -> span.hasAttributesExactly(expected));
    span.same(
        span -> span.hasAttributesSatisfying(
            equalTo(PROVIDER, "stripe"), satisfies(AMOUNT, amount -> amount.isPositive())),
        span -> span.hasAttribute(PROVIDER, "stripe")
            .hasAttributeSatisfying(AMOUNT, amount -> assertThat(amount).isPositive()));
    span.same(
        span -> span.hasAttributesSatisfying(all -> assertThat(all.size()).isEqualTo(2)),
        span -> span.satisfies(data -> assertThat(data.getAttributes().size()).isEqualTo(2)));
    span.same(
        span -> span.hasAttributesSatisfyingExactly(
            equalTo(PROVIDER, "stripe"), satisfies(AMOUNT, amount -> amount.isBetween(1L, 5000L))),
        span -> span.hasAttributeCount(2)
            .hasAttribute(PROVIDER, "stripe")
            .hasAttributeBetween(AMOUNT, 1L, 5000L));
    span.same(span -> span.hasTotalAttributeCount(2), span -> span.hasAttributeCount(2));
  }

  @Test
  void eventsOfASpan() {
    failed.same(
        span -> span.hasException(new IllegalStateException("too late")),
        span -> span.hasException(IllegalStateException.class, "too late"));
    span.same(
        span -> span.hasEvents(retry, declined),
        span -> span.events().containsExactlyInAnyOrder("retry", "declined"));
    span.same(
        span -> span.hasEventsSatisfying(
            events -> assertThat(events).anyMatch(event -> event.getName().equals("retry"))),
        span -> span.hasEvent("retry"));
    span.same(
        span -> span.hasEventsSatisfyingExactly(
            event -> event.hasName("retry"), event -> event.hasName("declined")),
        span -> span.events().containsExactly("retry", "declined"));
    span.same(span -> span.hasTotalRecordedEvents(2), span -> span.events().hasSize(2));
    published.same(span -> span.hasTotalRecordedEvents(3), span -> span.hasDroppedEvents(1));
  }

  @Test
  void links() {
    span.same(span -> span.hasLinks(link), span -> span.hasLinksToExactly("publish order"));
    span.same(
        span -> span.hasLinksSatisfying(links -> assertThat(links).anyMatch(link::equals)),
        span -> span.link("publish order").hasAttribute("batch.index", 0));
    span.same(span -> span.hasTotalRecordedLinks(1), span -> span.hasLinkCount(1));
  }

  @Test
  void status() {
    span.same(
        span -> span.hasStatus(StatusData.create(StatusCode.ERROR, "card declined")),
        span -> span.hasStatus(StatusCode.ERROR, "card declined"));
    span.same(
        span -> span.hasStatusSatisfying(status -> status.isError()),
        span -> span.hasStatus(StatusCode.ERROR));
  }

  @Test
  void attributesAlone() {
    attributes.same(
        attributes -> attributes.containsEntry("payment.amount", 4200),
        span -> span.hasAttribute("payment.amount", 4200));
    lists.same(
        attributes -> attributes.containsEntry("tags", "a", "b"),
        span -> span.hasAttribute("tags", List.of("a", "b")));
    lists.same(
        attributes -> attributes.containsEntryWithStringValuesOf("tags", List.of("a", "b")),
        span -> span.hasAttribute("tags", List.of("a", "b")));
    lists.same(
        attributes -> attributes.containsEntryWithBooleanValuesOf("flags", List.of(true, false)),
        span -> span.hasAttribute("flags", List.of(true, false)));
    lists.same(
        attributes -> attributes.containsEntryWithLongValuesOf("sizes", List.of(1L, 2L)),
        span -> span.hasAttribute("sizes", List.of(1, 2)));
    lists.same(
        attributes -> attributes.containsEntryWithDoubleValuesOf("weights", List.of(0.5, 1.5)),
        span -> span.hasAttribute("weights", List.of(0.5, 1.5)));
    attributes.same(
        attributes ->
            attributes.hasEntrySatisfying(AMOUNT, amount -> assertThat(amount).isPositive()),
        span -> span.hasAttributeSatisfying(AMOUNT, amount -> assertThat(amount).isPositive()));
    attributes.same(
        attributes -> attributes.containsOnly(
            attributeEntry("payment.provider", "stripe"), attributeEntry("payment.amount", 4200)),
        span -> span.hasAttributesExactly(Attributes.of(PROVIDER, "stripe", AMOUNT, 4200L)));
    attributes.same(
        attributes -> attributes.containsKey("payment.provider"),
        span -> span.hasAttribute("payment.provider"));
    none.same(
        attributes -> attributes.doesNotContainKey("payment.provider"),
        span -> span.doesNotHaveAttribute("payment.provider"));
    none.same(attributes -> attributes.isEmpty(), span -> span.hasNoAttributes());
    attributes.same(attributes -> attributes.hasSize(2), span -> span.hasAttributeCount(2));
  }

  @Test
  void oneEvent() {
    event.same(event -> event.hasName("retry"), event -> event.hasName("retry"));
    event.same(event -> event.hasTimestamp(time), event -> event.isAt(time));
    event.same(
        event -> event.hasAttributes(Attributes.of(ATTEMPT, 2L)),
        event -> event.hasAttributesExactly(Attributes.of(ATTEMPT, 2L)));
    event.same(
        event -> event.hasAttributesSatisfying(equalTo(ATTEMPT, 2)),
        event -> event.hasAttribute(ATTEMPT, 2L));
    event.same(
        event -> event.hasAttributesSatisfyingExactly(
            satisfies(ATTEMPT, attempt -> attempt.isLessThan(3))),
        event -> event.hasAttributeCount(1).hasAttributeBetween(ATTEMPT, 1L, 2L));
  }

  @Test
  void statusAlone() {
    published.same(
        span -> span.hasStatusSatisfying(status -> status.isOk()),
        span -> span.hasStatus(StatusCode.OK));
    span.same(
        span -> span.hasStatusSatisfying(status -> status.isError()),
        span -> span.hasStatus(StatusCode.ERROR));
    idle.same(
        span -> span.hasStatusSatisfying(status -> status.hasCode(StatusCode.UNSET)),
        span -> span.hasStatus(StatusCode.UNSET));
    span.same(
        span -> span.hasStatusSatisfying(status -> status.hasDescription("card declined")),
        span -> span.hasStatus(StatusCode.ERROR, "card declined"));
    span.same(
        span -> span.hasStatusSatisfying(status -> status.hasDescriptionMatching("card .*")),
        span -> span.hasStatusDescriptionMatching("card .*"));
  }

  @Test
  void resource() {
    span.same(
        span -> span.hasResourceSatisfying(resource -> resource.hasSchemaUrl(SCHEMA)),
        span -> span.resource().hasSchemaUrl(SCHEMA));
    span.same(
        span -> span.hasResourceSatisfying(resource -> resource.hasAttribute(SERVICE, "shop")),
        span -> span.resource().hasAttribute(SERVICE, "shop"));
    span.same(
        span -> span.hasResourceSatisfying(
            resource -> resource.hasAttributes(RESOURCE.getAttributes())),
        span -> span.resource().hasAttributesExactly(RESOURCE.getAttributes()));
    span.same(
        span -> span.hasResourceSatisfying(resource ->
            resource.hasAttributesSatisfying(satisfies(SERVICE, name -> name.endsWith("op")))),
        span -> span.resource().hasAttributeMatching(SERVICE, ".*op"));
    span.same(
        span -> span.hasResourceSatisfying(resource ->
            resource.hasAttributesSatisfyingExactly(equalTo(SERVICE, "shop"), equalTo(HOST, "a"))),
        span -> span.resource()
            .hasAttributeCount(2)
            .hasAttribute(SERVICE, "shop")
            .hasAttribute(HOST, "a"));
  }

  @Test
  void oneTrace() {
    trace.same(trace -> trace.hasTraceId(TRACE_ID), trace -> trace.hasTraceId(TRACE_ID));
    trace.same(
        trace -> trace.hasSpansSatisfyingExactly(
            span -> span.hasName("checkout"),
            span -> span.hasName("charge card").hasKind(SpanKind.CLIENT),
            span -> span.hasName("check for fraud")),
        trace -> trace
            .spans("...")
            .startInOrder("checkout", "charge card  [CLIENT]", "check for fraud"));
    trace.same(
        trace -> trace.hasSpansSatisfyingExactlyInAnyOrder(
            span -> span.hasName("charge card"),
            span -> span.hasName("check for fraud"),
            span -> span.hasName("checkout")),
        trace -> trace.hasSpanNamesExactlyInAnyOrder("charge card", "check for fraud", "checkout"));
    trace.same(
        trace -> trace.hasSpansSatisfyingExactly(
            span -> span.hasName("checkout"),
            span -> span.hasParent(trace.getSpan(0)),
            span -> span.hasParent(trace.getSpan(0))),
        trace -> trace.span("checkout").hasChildren("charge card", "check for fraud"));
  }

  @Test
  void allTraces() {
    spans.same(
        spans -> TracesAssert.assertThat(spans).hasSize(2),
        spans -> assertThatSpans(spans).hasTraceCount(2));
    traces.same(
        traces -> traces.hasTracesSatisfyingExactly(
            trace -> trace.hasSpansSatisfyingExactly(span -> span.hasName("publish order")),
            trace -> trace.hasSpansSatisfyingExactly(
                span -> span.hasName("checkout"),
                span -> span.hasName("charge card"),
                span -> span.hasName("check for fraud"))),
        traces -> traces.hasShapes("publish order", "checkout\n  charge card\n  check for fraud"));
  }

  @Test
  void entries() {
    data.same(
        spanData -> OpenTelemetryAssertions.assertThat(spanData).hasName("charge card"),
        spanData -> TraceAssertions.assertThat(spanData).hasName("charge card"));
    span.same(
        span -> span.hasAttributes(
            attributeEntry("payment.provider", "stripe"), attributeEntry("payment.amount", 4200)),
        span -> span.hasAttributesExactly(Attributes.of(PROVIDER, "stripe", AMOUNT, 4200L)));
    span.same(
        span -> span.hasAttributesSatisfying(equalTo(AMOUNT, 4200)),
        span -> span.hasAttribute("payment.amount", 4200));
    span.same(
        span ->
            span.hasAttributesSatisfying(satisfies(AMOUNT, amount -> amount.isBetween(1L, 5000L))),
        span -> span.hasAttributeBetween(AMOUNT, 1L, 5000L));
  }

  @Test
  void oursRefuseWhatTheirsLetPass() {
    span.stricter(
        span -> span.hasAttributesSatisfying(satisfies(NOTE, note -> {})),
        span -> span.hasAttributeSatisfying(NOTE, note -> {}));
    published.stricter(
        span -> span.hasTotalRecordedEvents(3), span -> span.events().hasSize(2));
    nothing.stricter(
        traces -> traces.allSatisfy(trace -> assertThat(trace).hasSize(7)),
        traces -> traces.spans("...").allMatch("...  [CLIENT]"));
  }
}
