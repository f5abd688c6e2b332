package io.traceassert;

import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.failure;
import static io.traceassert.Fails.nothing;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.TraceAssertions.assertThatSpans;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceSearchTest {

  private static final Attributes ORDER_42 =
      Attributes.of(AttributeKey.stringKey("order.id"), "42");

  private static final List<SpanData> SPANS = List.of(
      span("POST /checkout", 1)
          .kind(SpanKind.SERVER)
          .service("shop")
          .during(0, 9)
          .build(),
      span("charge card", 2)
          .parent(1)
          .service("shop")
          .attributes(ORDER_42)
          .during(1, 8)
          .build(),
      span("POST /checkout", 3)
          .trace("a")
          .kind(SpanKind.SERVER)
          .service("shop")
          .during(10, 19)
          .build(),
      span("reindex", 4).trace("b").service("search").during(20, 29).build());

  private static CapturedTracesAssert traces() {
    return assertThatSpans(SPANS);
  }

  @Test
  void findsTracesBySpanAttributeServiceAndRoot() {
    traces().withSpan("charge card").hasSingleTrace().hasSpanCount(2);
    traces().withSpan(SpanPattern.named("POST /checkout")).hasTraceCount(2);
    traces().withAttribute("order.id", "42").hasSingleTrace().hasRoot("POST /checkout");
    traces().withService("search").hasSingleTrace().hasRoot("reindex");
    traces().withService("shop").hasTraceCount(2);
    traces().withRoot("POST ...  [SERVER]").hasTraceCount(2).span("charge card").hasService("shop");
    traces().withRoot(SpanPattern.named("reindex")).spans("...").hasSize(1);
    traces().withService("shop").withSpan("charge card").hasTraceCount(1);
  }

  @Test
  void hasAndDoesNotHaveSpans() {
    CapturedTracesAssert traces = traces();
    assertThat(traces.hasSpan("POST /checkout")).isSameAs(traces);
    assertThat(traces.hasSpan(SpanPattern.named("reindex"))).isSameAs(traces);
    assertThat(traces.doesNotHaveSpan("refund")).isSameAs(traces);
    TraceAssert trace = traces.withService("search").hasSingleTrace();
    assertThat(trace.doesNotHaveSpan(SpanPattern.named("charge card"))).isSameAs(trace);
  }

  @Test
  void hasSpanNamesTheNearest() {
    assertFails(() -> traces().withService("search").hasSpan("reindx"), """
        no span "reindx" in trace bbbbbbbb
        nearest: "reindex"

        trace bbbbbbbb: 1 span, 9.0 ms
          reindex  @search  9.0 ms
        """);
  }

  @Test
  void doesNotHaveSpanMarksIt() {
    assertFails(() -> traces().doesNotHaveSpan("charge card"), """
        expected no span "charge card" in the 3 traces, but there is 1

        trace 4bf92f35: 2 spans, 9.0 ms
          POST /checkout  [SERVER]  @shop  9.0 ms
          └─ charge card                   7.0 ms  # 1 of 1
        """);
  }

  @Test
  void nothingIsAbsentWhereNothingWasCaptured() {
    assertThat(failure(() -> assertThatSpans(List.of()).doesNotHaveSpan("refund")))
        .hasMessageStartingWith("no spans captured: ");
  }

  @Test
  void waitsOnRequestAndKeepsTheDescription() {
    traces().withService("shop").eventually(Duration.ZERO).hasTraceCount(2);
    assertThat(failure(() -> traces().as("shop").withService("shop").hasTraceCount(3)))
        .hasMessageStartingWith("[shop] expected 3 traces, but there are 2");
  }

  @Test
  void noTraceHasSuchASpan() {
    assertFails(() -> traces().withAttribute("order.id", 42), """
        no span with the attribute order.id=42 in the 3 traces
        nearest: "charge card": order.id: expected 42, but is present as STRING "42"
        nearest: "reindex": order.id: expected 42, but it is absent
        nearest: "POST /checkout" [SERVER]: order.id: expected 42, but it is absent

        trace 4bf92f35: 2 spans, 9.0 ms
          POST /checkout  [SERVER]  @shop                 9.0 ms  # order.id: expected 42, but it is absent
          └─ charge card                   order.id="42"  7.0 ms  # order.id: expected 42, but is present as STRING "42"

        trace aaaaaaaa: 1 span, 9.0 ms
          POST /checkout  [SERVER]  @shop  9.0 ms

        trace bbbbbbbb: 1 span, 9.0 ms
          reindex  @search  9.0 ms  # order.id: expected 42, but it is absent
        """);
  }

  @Test
  void noTraceHasSuchARoot() {
    assertFails(() -> traces().withRoot("charge card"), """
        no trace has the root "charge card"
        nearest: "reindex", "POST /checkout"

        trace 4bf92f35: 2 spans, 9.0 ms
          POST /checkout  [SERVER]  @shop  9.0 ms
          └─ charge card                   7.0 ms

        trace aaaaaaaa: 1 span, 9.0 ms
          POST /checkout  [SERVER]  @shop  9.0 ms

        trace bbbbbbbb: 1 span, 9.0 ms
          reindex  @search  9.0 ms
        """);
  }

  @Test
  void noTraceIsOfSuchAService() {
    assertFails(() -> traces().withService("serch"), """
        no span of service "serch" in the 3 traces
        nearest: "search", "shop"

        trace 4bf92f35: 2 spans, 9.0 ms
          POST /checkout  [SERVER]  @shop  9.0 ms
          └─ charge card                   7.0 ms

        trace aaaaaaaa: 1 span, 9.0 ms
          POST /checkout  [SERVER]  @shop  9.0 ms

        trace bbbbbbbb: 1 span, 9.0 ms
          reindex  @search  9.0 ms
        """);
  }

  @Test
  void noSpanSaysOfWhichServiceItIs() {
    assertFails(
        () -> assertThatSpans(List.of(TestSpan.root("import", 1))).withService("mail"), """
        no span of service "mail" in trace 4bf92f35
        no span says of which service it is

        trace 4bf92f35: 1 span, 1.0 ms
          import  1.0 ms
        """);
  }

  @Test
  void onlyTheChosenTracesAreDrawn() {
    assertFails(() -> traces().withService("search").span("charge card"), """
        no span "charge card" in trace bbbbbbbb
        nearest: "reindex"

        trace bbbbbbbb: 1 span, 9.0 ms
          reindex  @search  9.0 ms
        """);
  }

  @Test
  void nothingIsFoundWhereNothingWasCaptured() {
    assertThat(failure(() -> assertThatSpans(List.of()).withService("shop")))
        .hasMessageStartingWith("no spans captured: ");
    assertThatThrownBy(() -> assertThatSpans(nothing()).withService("shop"))
        .hasMessageContaining("Expecting actual not to be null");
  }

  @Test
  void argumentsAreChecked() {
    assertThatNullPointerException()
        .isThrownBy(() -> traces().hasSpan((String) nothing()))
        .withMessage("pattern");
    assertThatNullPointerException()
        .isThrownBy(() -> traces().doesNotHaveSpan((SpanPattern) nothing()))
        .withMessage("pattern");
    assertThatNullPointerException()
        .isThrownBy(() -> traces().withSpan((String) nothing()))
        .withMessage("pattern");
    assertThatNullPointerException()
        .isThrownBy(() -> traces().withRoot((SpanPattern) nothing()))
        .withMessage("pattern");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> traces().withService(" "))
        .withMessage("name must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> traces().withAttribute("", 1))
        .withMessage("key must not be blank");
  }
}
