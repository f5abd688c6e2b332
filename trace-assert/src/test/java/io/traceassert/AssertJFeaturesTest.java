package io.traceassert;

import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.failure;
import static io.traceassert.Fails.nothing;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertFactories.CAPTURED_TRACES;
import static io.traceassert.TraceAssertFactories.SPAN_DATA;
import static io.traceassert.TraceAssertFactories.TRACE;
import static io.traceassert.TraceAssertions.as;
import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.TraceAssertions.assertThatSpans;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.Condition;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What every assertion class inherits from AssertJ names the span, too. */
class AssertJFeaturesTest {

  private static final List<SpanData> SPANS = List.of(
      span("checkout", 1).kind(SpanKind.SERVER).during(0, 9).build(),
      span("charge card", 2).parent(1).during(1, 8).build(),
      span("POST", 3).parent(2).kind(SpanKind.CLIENT).during(2, 7).build());

  private static final Condition<SpanData> FAST = new Condition<>(
      span -> span.getEndEpochNanos() - span.getStartEpochNanos() < 3_000_000, "fast");

  private static SpanAssert post() {
    return assertThatSpans(SPANS).span("POST");
  }

  @Test
  void everyCheckReturnsTheSameInstance() {
    SpanAssert post = post();

    for (SpanAssert returned : List.of(
        post.satisfies(span -> assertThat(span.getName()).isEqualTo("POST")),
        post.satisfiesAnyOf(
            span -> assertThat(span.getName()).isEqualTo("GET"),
            span -> assertThat(span.getName()).isEqualTo("POST")),
        post.matches(SpanData::hasEnded),
        post.matches(SpanData::hasEnded, "ended"),
        post.doesNotMatch(span -> !span.hasEnded()),
        post.doesNotMatch(span -> !span.hasEnded(), "open"),
        post.isNot(FAST),
        post.doesNotHave(FAST),
        post.is(Assertions.not(FAST)),
        post.has(Assertions.not(FAST)),
        post.satisfies(Assertions.not(FAST)))) {
      assertThat(returned).isSameAs(post);
    }
  }

  @Test
  void satisfiesTellsTheSpanAndEverythingThatIsNotMet() {
    assertFails(
        () -> post()
            .satisfies(
                span -> assertThat(span).hasKind(SpanKind.SERVER),
                span -> assertThat(span.getTotalAttributeCount()).isEqualTo(1)),
        """
        span "POST" [CLIENT]: the requirements are not met
        span "POST" [CLIENT]: kind: expected SERVER, but was CLIENT
        expected: 1
         but was: 0

        trace 4bf92f35: 3 spans, 9.0 ms
          checkout        [SERVER]  9.0 ms
          └─ charge card            7.0 ms
             └─ POST      [CLIENT]  5.0 ms  # the requirements are not met
        """);
  }

  @Test
  void satisfiesAnyOfTellsTheSpan() {
    assertFails(
        () -> post()
            .satisfiesAnyOf(
                span -> assertThat(span.getName()).isEqualTo("GET"),
                span -> assertThat(span.getName()).isEqualTo("PUT")),
        """
        span "POST" [CLIENT]: none of the requirements is met
        expected: "GET"
         but was: "POST"
        expected: "PUT"
         but was: "POST"

        trace 4bf92f35: 3 spans, 9.0 ms
          checkout        [SERVER]  9.0 ms
          └─ charge card            7.0 ms
             └─ POST      [CLIENT]  5.0 ms  # none of the requirements is met
        """);
  }

  @Test
  void matchesTellsTheSpan() {
    assertFails(() -> post().matches(span -> span.getName().isEmpty(), "a nameless span"), """
        span "POST" [CLIENT]: expected to match a nameless span

        trace 4bf92f35: 3 spans, 9.0 ms
          checkout        [SERVER]  9.0 ms
          └─ charge card            7.0 ms
             └─ POST      [CLIENT]  5.0 ms  # expected to match a nameless span
        """);
  }

  @Test
  void doesNotMatchTellsTheSpan() {
    assertFails(() -> post().doesNotMatch(SpanData::hasEnded), """
        span "POST" [CLIENT]: expected not to match the given predicate

        trace 4bf92f35: 3 spans, 9.0 ms
          checkout        [SERVER]  9.0 ms
          └─ charge card            7.0 ms
             └─ POST      [CLIENT]  5.0 ms  # expected not to match the given predicate
        """);
  }

  @Test
  void aConditionTellsTheSpan() {
    assertFails(() -> post().is(FAST), """
        span "POST" [CLIENT]: expected to be fast

        trace 4bf92f35: 3 spans, 9.0 ms
          checkout        [SERVER]  9.0 ms
          └─ charge card            7.0 ms
             └─ POST      [CLIENT]  5.0 ms  # expected to be fast
        """);
  }

  @Test
  void aConditionOnATraceTellsTheTrace() {
    Condition<Trace> flat = new Condition<>(trace -> trace.roots().size() == trace.size(), "flat");

    assertFails(() -> assertThatSpans(SPANS).hasSingleTrace().has(flat), """
        trace 4bf92f35: expected to have flat

        trace 4bf92f35: 3 spans, 9.0 ms
          checkout        [SERVER]  9.0 ms
          └─ charge card            7.0 ms
             └─ POST      [CLIENT]  5.0 ms
        """);
  }

  @Test
  void aConditionOnCapturedTracesDrawsThem() {
    assertFails(
        () -> assertThatSpans(SPANS).matches(traces -> traces.traces().isEmpty(), "nothing"), """
        1 captured trace: expected to match nothing

        trace 4bf92f35: 3 spans, 9.0 ms
          checkout        [SERVER]  9.0 ms
          └─ charge card            7.0 ms
             └─ POST      [CLIENT]  5.0 ms
        """);
  }

  @Test
  void aConditionOnSelectedSpansTellsTheSelection() {
    assertFails(
        () -> assertThatSpans(SPANS)
            .spans("~.*c.*")
            .satisfies(spans -> assertThat(spans.size()).isEqualTo(1)),
        """
        2 spans `~.*c.*` in trace 4bf92f35: the requirements are not met
        expected: 1
         but was: 2

        trace 4bf92f35: 3 spans, 9.0 ms
          checkout        [SERVER]  9.0 ms  # selected
          └─ charge card            7.0 ms  # selected
             └─ POST      [CLIENT]  5.0 ms
        """);
  }

  @Test
  void whatIsExtractedTellsTheSpan() {
    assertThatThrownBy(() -> post().extracting(SpanData::getName).isEqualTo("GET"))
        .hasMessageStartingWith("[span \"POST\" [CLIENT]] \nexpected: \"GET\"\n but was: \"POST\"");
    assertThatThrownBy(() -> post().extracting(SpanData::getName, as(STRING)).isEmpty())
        .hasMessageContaining("[span \"POST\" [CLIENT]]");
    assertThatThrownBy(() ->
            post().as("the call").extracting(SpanData::getName, as(STRING)).isEmpty())
        .hasMessageContaining("[the call]");
    assertThatSpans(SPANS)
        .extracting(CapturedTraces::traces, as(Assertions.LIST))
        .hasSize(1);
  }

  @Test
  void descriptionsStandInFront() {
    assertThat(failure(() -> post().as("call %d", 1).hasKind(SpanKind.SERVER)))
        .hasMessageStartingWith("[call 1] span \"POST\" [CLIENT]: kind: ");
    assertThat(failure(() -> post().describedAs("call").is(FAST)))
        .hasMessageStartingWith("[call] span \"POST\" [CLIENT]: expected to be fast");
    assertThat(failure(() -> assertThatSpans(SPANS).as("call").span("POST").is(FAST)))
        .hasMessageStartingWith("[call] span \"POST\" [CLIENT]: expected to be fast");
    assertThat(failure(() -> post().withFailMessage("no %s", "call").hasKind(SpanKind.SERVER)))
        .hasMessage("no call");
    assertThat(failure(() -> post().overridingErrorMessage("no call").is(FAST)))
        .hasMessage("no call");
  }

  @Test
  void spansAndTracesAreWrittenInAFewWords() {
    SpanData other = root("other", 9);

    assertThatThrownBy(() -> post().isEqualTo(other)).hasMessage("""

        expected: span "other" (trace 4bf92f35, span 00000000)
         but was: span "POST" [CLIENT] (trace 4bf92f35, span 00000000)""");
    assertThatThrownBy(() -> assertThatSpans(SPANS).hasSingleTrace().isNotInstanceOf(Trace.class))
        .hasMessageContaining("trace 4bf92f35 of 3 spans");
  }

  @Test
  void softAssertionsTellAllThatFails() {
    SoftAssertions softly = new SoftAssertions();
    softly.check(() -> post().hasKind(SpanKind.SERVER));
    softly.check(() -> post().hasKind(SpanKind.CLIENT));
    softly.check(() -> assertThatSpans(SPANS).span("charge card").is(FAST));

    assertThatThrownBy(softly::assertAll)
        .hasMessageContaining("Multiple Failures (2 failures)")
        .hasMessageContaining("span \"POST\" [CLIENT]: kind: expected SERVER, but was CLIENT")
        .hasMessageContaining("span \"charge card\": expected to be fast");
  }

  @Test
  void factoriesLeadFromAssertJHere() {
    CapturedTraces traces = CapturedTraces.of(SPANS);
    Object span = SPANS.get(2);

    assertThat(span).asInstanceOf(SPAN_DATA).hasKind(SpanKind.CLIENT);
    Assertions.assertThat(SPANS).last(as(SPAN_DATA)).hasName("POST");
    assertThat((Object) traces).asInstanceOf(CAPTURED_TRACES).hasSingleTrace();
    Assertions.assertThat(traces.traces()).first(as(TRACE)).hasSpanCount(3);
  }

  @Test
  void spansOfAnyExporterAreCapturedTraces() {
    assertThatSpans(Set.copyOf(SPANS)).hasSingleTrace().hasRoot("checkout").hasSpanCount(3);
    assertThatThrownBy(() -> assertThatSpans(nothing()).hasTraceCount(1))
        .hasMessageContaining("Expecting actual not to be null");
    assertThatNullPointerException()
        .isThrownBy(() -> CapturedTraces.of(nothing()))
        .withMessage("spans");
  }

  @Test
  void anEmptyCollectionIsAnEmptyCapture() {
    assertFails(() -> assertThatSpans(List.of()).spans("POST").isEmpty(), """
        no spans captured: the collection of spans is empty

        a span is exported when it has ended: was it ended, and was its exporter flushed?
        """);
  }

  @Test
  void argumentsAreChecked() {
    assertThatNullPointerException()
        .isThrownBy(() -> post().is(nothing()))
        .withMessage("condition");
    assertThatNullPointerException()
        .isThrownBy(() -> post().matches(nothing()))
        .withMessage("predicate");
    assertThatNullPointerException()
        .isThrownBy(() -> post().extracting(nothing()))
        .withMessage("extractor");
    assertThatNullPointerException()
        .isThrownBy(() -> post().extracting(SpanData::getName, nothing()))
        .withMessage("factory");
  }

  @Test
  void noSpanMeetsNoRequirements() {
    SpanAssert none = assertThat((SpanData) nothing());

    for (Consumer<SpanAssert> check : List.<Consumer<SpanAssert>>of(
        span -> span.is(FAST),
        span -> span.matches(SpanData::hasEnded),
        span -> span.satisfies(one -> {}),
        span -> span.extracting(SpanData::getName).isNotNull())) {
      assertThatThrownBy(() -> check.accept(none))
          .hasMessageContaining("Expecting actual not to be null");
    }
  }
}
