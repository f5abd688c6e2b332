package io.traceassert;

import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.failure;
import static io.traceassert.Fails.nothing;
import static io.traceassert.FakeRecording.traces;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static io.traceassert.TraceAssertions.assertThatSpans;
import static io.traceassert.pattern.SpanPattern.named;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpansAssertTest {

  private static final SpanData CHECKOUT = root("checkout", 1);
  private static final SpanData LATE = post(2, 4, 200);
  private static final SpanData EARLY = post(3, 2, 500);
  private static final SpanData STRAY = span("POST", 4).trace("9").during(9, 10).build();
  private static final Trace TRACE = Trace.of(List.of(CHECKOUT, LATE, EARLY));

  private static SpanData post(int id, int start, int code) {
    return span("POST", id)
        .parent(1)
        .kind(SpanKind.CLIENT)
        .during(start, start + 1)
        .attributes(Attributes.builder().put("code", code).build())
        .build();
  }

  @Test
  void selectsInTreeOrder() {
    assertThat(TRACE).spans("POST").isEqualTo(List.of(EARLY, LATE));
    assertThat(TRACE).spans(SpanPattern.named("POST")).hasSize(2);
    assertThat(traces(STRAY, LATE, CHECKOUT)).spans("POST").isEqualTo(List.of(LATE, STRAY));
    assertThat(traces(STRAY, LATE)).spans(SpanPattern.named("POST")).hasSize(2);
    assertThat(traces(STRAY, LATE)).span("POST  [CLIENT]").hasAttribute("code", 200);
    assertThat(traces(STRAY, LATE))
        .span(SpanPattern.named("POST").kind(SpanKind.INTERNAL))
        .isRoot();
  }

  @Test
  void hasSize() {
    SpansAssert assertion = assertThat(TRACE).spans("POST");
    assertThat(assertion.hasSize(2)).isSameAs(assertion);
    assertThat(TRACE).spans("GET").hasSize(0);
    TraceAssertionError error = assertFails(() -> assertion.hasSize(1), """
        expected 1 span "POST" in trace 4bf92f35, but there are 2

        trace 4bf92f35: 3 spans, 5.0 ms
          checkout                      1.0 ms
          ├─ POST   [CLIENT]  code=500  1.0 ms  # 1 of 2
          └─ POST   [CLIENT]  code=200  1.0 ms  # 2 of 2
        """);
    assertThat(error.getExpected().getValue()).isEqualTo(1);
    assertThat(error.getActual().getValue()).isEqualTo(2);
  }

  @Test
  void hasSizeFailsWithWhatComesNearestWhenThereAreTooFew() {
    assertFails(() -> assertThat(TRACE).spans("POST  code=200").hasSize(2), """
        expected 2 spans `POST  code=200` in trace 4bf92f35, but there is 1
        nearest: "POST" [CLIENT]: code: expected 200, but was 500
        nearest: "checkout": name: expected "POST", but was "checkout"; code: expected 200, but it is absent

        trace 4bf92f35: 3 spans, 5.0 ms
          checkout                      1.0 ms
          ├─ POST   [CLIENT]  code=500  1.0 ms  # code: expected 200, but was 500
          └─ POST   [CLIENT]  code=200  1.0 ms  # 1 of 1
        """);
    assertFails(() -> assertThat(TRACE).spans("PSOT").hasSize(2), """
        expected 2 spans "PSOT" in trace 4bf92f35, but there are none
        nearest: "POST", "checkout"

        trace 4bf92f35: 3 spans, 5.0 ms
          checkout            1.0 ms
          ├─ POST   [CLIENT]  1.0 ms
          └─ POST   [CLIENT]  1.0 ms
        """);
  }

  @Test
  void hasSizeBetween() {
    SpansAssert assertion = assertThat(TRACE).spans("POST");
    assertThat(assertion.hasSizeBetween(2, 3)).isSameAs(assertion);
    assertThat(assertion.hasSizeBetween(0, 2)).isSameAs(assertion);
    TraceAssertionError error = assertFails(() -> assertion.hasSizeBetween(3, 4), """
        expected 3 to 4 spans "POST" in trace 4bf92f35, but there are 2

        trace 4bf92f35: 3 spans, 5.0 ms
          checkout            1.0 ms
          ├─ POST   [CLIENT]  1.0 ms  # 1 of 2
          └─ POST   [CLIENT]  1.0 ms  # 2 of 2
        """);
    assertThat(error.getExpected().getStringRepresentation()).isEqualTo("3 to 4");
  }

  @Test
  void hasSizeAtLeast() {
    SpansAssert assertion = assertThat(TRACE).spans("POST");
    assertThat(assertion.hasSizeAtLeast(2)).isSameAs(assertion);
    assertFails(() -> assertion.hasSizeAtLeast(3), """
        expected at least 3 spans "POST" in trace 4bf92f35, but there are 2

        trace 4bf92f35: 3 spans, 5.0 ms
          checkout            1.0 ms
          ├─ POST   [CLIENT]  1.0 ms  # 1 of 2
          └─ POST   [CLIENT]  1.0 ms  # 2 of 2
        """);
  }

  @Test
  void hasSizeAtMost() {
    SpansAssert assertion = assertThat(TRACE).spans("POST");
    assertThat(assertion.hasSizeAtMost(2)).isSameAs(assertion);
    assertThat(TRACE).spans("GET").hasSizeAtMost(0);
    assertFails(() -> assertion.hasSizeAtMost(1), """
        expected at most 1 span "POST" in trace 4bf92f35, but there are 2

        trace 4bf92f35: 3 spans, 5.0 ms
          checkout                      1.0 ms
          ├─ POST   [CLIENT]  code=500  1.0 ms  # 1 of 2
          └─ POST   [CLIENT]  code=200  1.0 ms  # 2 of 2
        """);
  }

  @Test
  void isEmpty() {
    SpansAssert assertion = assertThat(TRACE).spans("GET");
    assertThat(assertion.isEmpty()).isSameAs(assertion);
    assertFails(
        () -> assertThat(traces(CHECKOUT, LATE, EARLY, STRAY)).spans("...S...").isEmpty(), """
        expected no span `...S...` in the 2 traces, but there are 3
        there: "POST" [CLIENT] (2 spans), "POST"

        trace 4bf92f35: 3 spans, 5.0 ms
          checkout                      1.0 ms
          ├─ POST   [CLIENT]  code=500  1.0 ms  # 1 of 3
          └─ POST   [CLIENT]  code=200  1.0 ms  # 2 of 3

        trace 99999999: 1 span, 1.0 ms
          POST  1.0 ms  # 3 of 3
        """);
  }

  @Test
  void isNotEmpty() {
    SpansAssert assertion = assertThat(TRACE).spans("POST");
    assertThat(assertion.isNotEmpty()).isSameAs(assertion);
    assertFails(() -> assertThat(TRACE).spans("GET").isNotEmpty(), """
        expected at least 1 span "GET" in trace 4bf92f35, but there are none
        nearest: "POST", "checkout"

        trace 4bf92f35: 3 spans, 5.0 ms
          checkout            1.0 ms
          ├─ POST   [CLIENT]  1.0 ms
          └─ POST   [CLIENT]  1.0 ms
        """);
  }

  @Test
  void allMatch() {
    SpansAssert assertion = assertThat(TRACE).spans("POST");
    assertThat(assertion.allMatch("...  [CLIENT]  code=*")).isSameAs(assertion);
    assertThat(assertion.allMatch(SpanPattern.named("POST").childOf("checkout")))
        .isSameAs(assertion);
    assertFails(() -> assertion.allMatch("...  code=200"), """
        expected every span "POST" in trace 4bf92f35 to match `...  code=200`, but 1 of 2 does not
        "POST" [CLIENT]: code: expected 200, but was 500

        trace 4bf92f35: 3 spans, 5.0 ms
          checkout                      1.0 ms
          ├─ POST   [CLIENT]  code=500  1.0 ms  # code: expected 200, but was 500
          └─ POST   [CLIENT]  code=200  1.0 ms
        """);
    assertFails(() -> assertThat(traces(LATE, STRAY)).spans("...").allMatch("GET"), """
        expected every span `...` in the 2 traces to match "GET", but 2 of 2 do not
        "POST" [CLIENT]: name: expected "GET", but was "POST"
        "POST": name: expected "GET", but was "POST"

        trace 4bf92f35: 1 span, 1.0 ms
          POST  [CLIENT]  1.0 ms  # name: expected "GET", but was "POST"; orphan: its parent 00000000 was not captured

        trace 99999999: 1 span, 1.0 ms
          POST  1.0 ms  # name: expected "GET", but was "POST"
        """);
  }

  @Test
  void allMatchSaysOnceWhatManyMiss() {
    Trace trace = Trace.of(IntStream.rangeClosed(1, 64)
        .mapToObj(i -> root(i % 8 == 0 ? "step" : "step " + i % 8, i))
        .toList());
    assertThat(failure(() -> assertThat(trace).spans("step...").allMatch("...  [CLIENT]")))
        .hasMessageStartingWith("""
            expected every span `step...` in trace 4bf92f35 to match `...  [CLIENT]`, but 64 of 64 do not
            "step": kind: expected [CLIENT], but was [INTERNAL] (8 spans)
            "step 1": kind: expected [CLIENT], but was [INTERNAL] (8 spans)
            "step 2": kind: expected [CLIENT], but was [INTERNAL] (8 spans)
            "step 3": kind: expected [CLIENT], but was [INTERNAL] (8 spans)
            "step 4": kind: expected [CLIENT], but was [INTERNAL] (8 spans)
            and 3 more

            trace 4bf92f35: 64 spans, 1.0 ms
            """)
        .hasMessageContaining("and 25 more");
  }

  @Test
  void allSatisfy() {
    SpansAssert assertion = assertThat(TRACE).spans("POST");
    assertThat(assertion.allSatisfy(span -> assertThat(span).hasKind(SpanKind.CLIENT)))
        .isSameAs(assertion);
    assertFails(
        () -> assertion.allSatisfy(span -> assertThat(span).hasAttribute("code", 200)), """
        expected every span "POST" in trace 4bf92f35 to meet the requirements, but 1 of 2 does not
        "POST" [CLIENT]: span "POST" [CLIENT]: attribute code: expected 200, but was 500

        trace 4bf92f35: 3 spans, 5.0 ms
          checkout            1.0 ms
          ├─ POST   [CLIENT]  1.0 ms  # the requirements are not met
          └─ POST   [CLIENT]  1.0 ms
        """);
    assertFails(
        () -> assertion.allSatisfy(span -> {
          throw new AssertionError("not\nthis");
        }),
        """
        expected every span "POST" in trace 4bf92f35 to meet the requirements, but 2 of 2 do not
        "POST" [CLIENT]: not
          this (2 spans)

        trace 4bf92f35: 3 spans, 5.0 ms
          checkout            1.0 ms
          ├─ POST   [CLIENT]  1.0 ms  # the requirements are not met
          └─ POST   [CLIENT]  1.0 ms  # the requirements are not met
        """);
    assertThat(failure(() -> assertThat(TRACE).spans("PSOT").allSatisfy(span -> {})))
        .hasMessageStartingWith(
            "no span \"PSOT\" in trace 4bf92f35, so nothing can be said of all of them\n");
    assertThatNullPointerException()
        .isThrownBy(() -> assertion.allSatisfy(nothing()))
        .withMessage("requirements");
  }

  @Test
  void anyMatch() {
    SpansAssert assertion = assertThat(TRACE).spans("POST");
    assertThat(assertion.anyMatch("...  code=500")).isSameAs(assertion);
    assertThat(assertion.anyMatch(SpanPattern.named("POST"))).isSameAs(assertion);
    assertFails(() -> assertion.anyMatch("...  [SERVER]  code=500"), """
        expected a span "POST" in trace 4bf92f35 to match `...  [SERVER]  code=500`, but none of 2 does
        nearest: "POST" [CLIENT]: kind: expected [SERVER], but was [CLIENT]
        nearest: "POST" [CLIENT]: kind: expected [SERVER], but was [CLIENT]; code: expected 500, but was 200

        trace 4bf92f35: 3 spans, 5.0 ms
          checkout                      1.0 ms
          ├─ POST   [CLIENT]  code=500  1.0 ms  # kind: expected [SERVER], but was [CLIENT]
          └─ POST   [CLIENT]  code=200  1.0 ms
        """);
  }

  @Test
  void noneMatch() {
    SpansAssert assertion = assertThat(TRACE).spans("POST");
    assertThat(assertion.noneMatch("...  ERROR")).isSameAs(assertion);
    assertThat(assertion.noneMatch(SpanPattern.named("GET"))).isSameAs(assertion);
    assertFails(() -> assertion.noneMatch("...  code=500"), """
        expected no span "POST" in trace 4bf92f35 to match `...  code=500`, but 1 of 2 does
        matching: "POST" [CLIENT]

        trace 4bf92f35: 3 spans, 5.0 ms
          checkout                      1.0 ms
          ├─ POST   [CLIENT]  code=500  1.0 ms  # matches `...  code=500`
          └─ POST   [CLIENT]  code=200  1.0 ms
        """);
    assertThat(failure(() -> assertion.noneMatch("POST")))
        .hasMessageContaining("but 2 of 2 do\nmatching: \"POST\" [CLIENT] (2 spans)\n");
  }

  @Test
  void firstAndLastAreTheFirstAndTheLastToStart() {
    assertThat(TRACE).spans("...").first().hasName("checkout");
    assertThat(TRACE).spans("POST").first().hasAttribute("code", 500);
    assertThat(TRACE).spans("POST").last().hasAttribute("code", 200);
    assertThat(traces(STRAY, CHECKOUT, LATE)).spans("POST").last().isEqualTo(STRAY);
    SpanData deep = span("POST", 6).parent(5).during(3, 4).build();
    Trace deeper = Trace.of(
        List.of(CHECKOUT, EARLY, LATE, span("pay", 5).parent(1).during(1, 9).build(), deep));
    assertThat(deeper).spans("POST").isEqualTo(List.of(deep, EARLY, LATE));
    assertThat(deeper).spans("POST").first().isEqualTo(EARLY);
    assertFails(() -> assertThat(TRACE).spans("POST").first().hasName("GET"), """
        span "POST" [CLIENT]: name: expected "GET", but was "POST"

        trace 4bf92f35: 3 spans, 5.0 ms
          checkout            1.0 ms
          ├─ POST   [CLIENT]  1.0 ms  # name: expected "GET"
          └─ POST   [CLIENT]  1.0 ms
        """);
  }

  @Test
  void ofEqualStartsTreeOrderDecides() {
    Trace trace = Trace.of(List.of(root("b", 1), span("a", 2).parent(1).build()));
    assertThat(trace).spans("...").first().hasName("b");
    assertThat(trace).spans("...").last().hasName("a");
  }

  @Test
  void matchingNarrows() {
    SpansAssert posts = assertThat(TRACE).spans("POST");
    posts.matching("...  code=500").hasSize(1).first().isEqualTo(EARLY);
    posts.matching(SpanPattern.named("POST").childOf("checkout")).hasSize(2);
    posts.matching("...  [SERVER]").isEmpty();
    assertFails(() -> posts.matching("...  code=404").isNotEmpty(), """
        expected at least 1 span "POST" in trace 4bf92f35 matching `...  code=404`, but there are none
        nearest: "POST" [CLIENT]: code: expected 404, but was 500
        nearest: "POST" [CLIENT]: code: expected 404, but was 200

        trace 4bf92f35: 3 spans, 5.0 ms
          checkout                      1.0 ms
          ├─ POST   [CLIENT]  code=500  1.0 ms  # code: expected 404, but was 500
          └─ POST   [CLIENT]  code=200  1.0 ms  # code: expected 404, but was 200
        """);
  }

  @Test
  void nothingHoldsOfAnEmptySelection() {
    SpansAssert none = assertThat(TRACE).spans("POTS");
    String nearest = """

        nearest: "POST", "checkout"

        trace 4bf92f35: 3 spans, 5.0 ms
          checkout            1.0 ms
          ├─ POST   [CLIENT]  1.0 ms
          └─ POST   [CLIENT]  1.0 ms
        """;
    String noSpan = "no span \"POTS\" in trace 4bf92f35, so ";
    String ofAll = noSpan + "nothing can be said of all of them" + nearest;
    assertFails(() -> none.allMatch("..."), ofAll);
    assertFails(() -> none.noneMatch("...  ERROR"), ofAll);
    assertFails(() -> none.anyMatch("GET"), noSpan + "none can match \"GET\"" + nearest);
    assertFails(() -> none.first().isNotNull(), noSpan + "there is no first one" + nearest);
    assertFails(() -> none.last().isNotNull(), noSpan + "there is no last one" + nearest);
    assertFails(
        () -> none.matching("GET").isEmpty(),
        noSpan + "there is nothing to match \"GET\"" + nearest);
  }

  @Test
  void nothingHoldsOfAnEmptyCapture() {
    String message = """
        no spans captured: the fake has nothing

          SDK      fake
          started  0 spans

        Give the fake some spans.
        """;
    assertFails(() -> assertThat(traces()).spans("POST").isEmpty(), message);
    assertFails(() -> assertThat(traces()).spans("POST").hasSize(0), message);
    assertFails(() -> assertThat(traces()).spans("POST").hasSizeAtMost(1), message);
    assertFails(() -> assertThat(traces()).span("POST").isNotNull(), message);
    assertFails(
        () -> assertThat(Trace.of(List.of())).spans("POST").isEmpty(),
        "no spans captured: the trace is empty");
  }

  @Test
  void spanOfACaptureFailsOnNoneAndOnSeveral() {
    assertFails(() -> assertThat(traces(CHECKOUT, STRAY)).span("PSOT").isNotNull(), """
        no span "PSOT" in the 2 traces
        nearest: "POST", "checkout"

        trace 4bf92f35: 1 span, 1.0 ms
          checkout  1.0 ms

        trace 99999999: 1 span, 1.0 ms
          POST  1.0 ms
        """);
    assertFails(() -> assertThat(traces(CHECKOUT, LATE, STRAY)).span("POST").isNotNull(), """
        2 spans "POST" in the 2 traces, expected exactly one

        trace 4bf92f35: 2 spans, 5.0 ms
          checkout                      1.0 ms
          └─ POST   [CLIENT]  code=200  1.0 ms  # candidate 1

        trace 99999999: 1 span, 1.0 ms
          POST  1.0 ms  # candidate 2
        """);
  }

  @Test
  void ofManyTracesThoseWithAMarkAreDrawn() {
    SpanData[] roots = IntStream.range(1, 8)
        .mapToObj(i ->
            span(i == 7 ? "guilty" : "step", i).trace("" + i).during(i, i + 1).build())
        .toArray(SpanData[]::new);
    assertThat(failure(() -> assertThat(traces(roots)).spans("guilty").hasSize(2)))
        .hasMessageStartingWith("""
            expected 2 spans "guilty" in the 7 traces, but there is 1

            trace 77777777: 1 span, 1.0 ms
              guilty  1.0 ms  # 1 of 1

            trace 11111111: 1 span, 1.0 ms
              step  1.0 ms
            """)
        .hasMessageEndingWith("and 2 more traces");
  }

  @Test
  void eventuallySelectsAgain() throws Exception {
    FakeRecording recording = new FakeRecording().with(CHECKOUT);
    CapturedTraces patient = recording.traces();
    SpansAssert early = assertThat(patient).eventually(Duration.ofMinutes(1)).spans("POST");
    CompletableFuture<SpansAssert> assertion = CompletableFuture.supplyAsync(() ->
        early.hasSize(2).allMatch("...  [CLIENT]").matching("...  code=500").hasSize(1));
    recording.listening.await();
    recording.with(CHECKOUT, LATE);
    recording.with(CHECKOUT, LATE, EARLY);
    assertion.join().isEqualTo(List.of(EARLY));
    early.last().isEqualTo(LATE);
    assertThat(failure(() -> assertThat(patient)
            .eventually(Duration.ZERO)
            .spans("POST")
            .as("posts")
            .hasSize(3)))
        .hasMessageStartingWith(
            "[posts] not within 0 s: expected 3 spans \"POST\" in trace 4bf92f35");
  }

  @Test
  void theStackTraceBeginsWithTheLineOfTheUser() {
    assertThat(failure(() -> assertThat(TRACE).spans("POST").isEmpty())
            .getStackTrace()[0]
            .getClassName())
        .isEqualTo(SpansAssertTest.class.getName());
  }

  @Test
  void nullFailsInAssertJsWords() {
    Trace noTrace = null;
    CapturedTraces noTraces = null;
    String words = "Expecting actual not to be null";
    assertThatThrownBy(() -> assertThat(noTrace).spans("a").isEmpty()).hasMessageContaining(words);
    assertThatThrownBy(() -> assertThat(noTraces).spans("a").isEmpty()).hasMessageContaining(words);
    assertThatThrownBy(() -> assertThat(noTraces).span("a").isNotNull())
        .hasMessageContaining(words);
  }

  @Test
  void refusesBadNumbers() {
    SpansAssert assertion = assertThat(TRACE).spans("POST");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertion.hasSize(-1))
        .withMessage("size must not be negative, but is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertion.hasSizeAtMost(-1))
        .withMessage("max must not be negative, but is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertion.hasSizeAtLeast(0))
        .withMessage("min must be 1 or more, but is 0: there are always 0 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertion.hasSizeBetween(-1, 2))
        .withMessage("min must not be negative, but is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertion.hasSizeBetween(3, 2))
        .withMessage("min must not be greater than max, but 3 is greater than 2");
  }

  @Test
  void refusesBadPatterns() {
    SpansAssert assertion = assertThat(TRACE).spans("POST");
    assertThatNullPointerException()
        .isThrownBy(() -> assertion.allMatch(Fails.<String>nothing()))
        .withMessage("pattern");
    assertThatNullPointerException()
        .isThrownBy(() -> assertion.anyMatch(Fails.<SpanPattern>nothing()))
        .withMessage("pattern");
    assertThatNullPointerException()
        .isThrownBy(() -> assertion.noneMatch(Fails.<SpanPattern>nothing()))
        .withMessage("pattern");
    assertThatNullPointerException()
        .isThrownBy(() -> assertion.matching(Fails.<SpanPattern>nothing()).isEmpty())
        .withMessage("pattern");
    assertThatNullPointerException()
        .isThrownBy(() -> assertThat(TRACE).spans(Fails.<SpanPattern>nothing()).isEmpty())
        .withMessage("pattern");
    assertThatNullPointerException()
        .isThrownBy(
            () -> assertThat(traces(STRAY)).spans(Fails.<String>nothing()).isEmpty())
        .withMessage("pattern");
    assertThatNullPointerException()
        .isThrownBy(
            () -> assertThat(traces(STRAY)).span(Fails.<SpanPattern>nothing()).isNotNull())
        .withMessage("pattern");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertThat(TRACE).spans(" ").isEmpty())
        .withMessageContaining("expected the name of a span; the line is empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertion.allMatch(" "))
        .withMessageContaining("expected the name of a span; the line is empty");
  }

  private static CapturedTracesAssert orphaned() {
    return assertThatSpans(List.of(
        span("checkout", 1).build(),
        span("POST", 2).parent(9).build(),
        span("POST", 3).parent(1).build()));
  }

  @Test
  void anOrphanMayBeWhatShouldNotBe() {
    assertFails(() -> orphaned().doesNotHaveSpan(named("POST").childOf("charge card")), """
        expected no span `POST  (child of charge card)` in trace 4bf92f35, but cannot decide for 1 span
        "POST": parent: expected "charge card", but its parent 00000000 was not captured

        trace 4bf92f35: 3 spans, 1.0 ms
          POST      1.0 ms  # cannot decide; orphan: its parent 00000000 was not captured
          checkout  1.0 ms
          └─ POST   1.0 ms
        """);
  }

  @Test
  void anOrphanMayBeOneTooMany() {
    assertFails(() -> orphaned().spans(named("POST").notChildOf("charge card")).hasSize(1), """
        expected 1 span `POST  (not child of charge card)` in trace 4bf92f35, but cannot decide for 1 span
        "POST": not child of "charge card": cannot decide: its parent 00000000 was not captured

        trace 4bf92f35: 3 spans, 1.0 ms
          POST      1.0 ms  # cannot decide; orphan: its parent 00000000 was not captured
          checkout  1.0 ms
          └─ POST   1.0 ms
        """);
  }

  @Test
  void anOrphanMayMatchWhatNoneShould() {
    assertFails(
        () -> orphaned().spans("POST").noneMatch(SpanPattern.of("...").childOf("charge card")),
        """
            expected no span "POST" in trace 4bf92f35 to match `...  (child of charge card)`, but cannot decide for 1 span
            "POST": parent: expected "charge card", but its parent 00000000 was not captured

            trace 4bf92f35: 3 spans, 1.0 ms
              POST      1.0 ms  # cannot decide; orphan: its parent 00000000 was not captured
              checkout  1.0 ms
              └─ POST   1.0 ms
            """);
  }

  @Test
  void anOrphanDoesNotMatterWhereTheNumberHoldsAnyway() {
    orphaned().spans(named("POST").childOf("checkout")).hasSizeBetween(1, 2);
    orphaned().doesNotHaveSpan(named("GET").childOf("checkout"));
    orphaned().spans(named("POST").childOf("checkout")).isNotEmpty();
  }

  @Test
  void anOrphanOfAnotherKindIsSurelyNot() {
    orphaned().doesNotHaveSpan(named("POST").kind(SpanKind.CLIENT).childOf("charge card"));
    assertFailsToDecide(named("POST").kind(SpanKind.INTERNAL).childOf("charge card"));
  }

  private static void assertFailsToDecide(SpanPattern pattern) {
    assertThat(failure(() -> orphaned().doesNotHaveSpan(pattern)))
        .hasMessageContaining("but cannot decide for 1 span");
  }

  private static TestSpan onHost(String name, int id, String host) {
    return span(name, id).resource(Attributes.builder().put("host.name", host).build());
  }

  @Test
  void firstAndLastOfTwoHostsCannotBeDecided() {
    Trace trace = Trace.of(List.of(
        onHost("order", 1, "web").during(0, 10).build(),
        onHost("pack", 2, "db").parent(1).during(2, 4).build(),
        onHost("ship", 3, "web").parent(1).during(3, 5).build()));
    SpansAssert spans = assertThat(trace).spans("~pack|ship");
    assertFails(() -> spans.first().isNotNull(), """
        cannot decide which of the 2 spans `~pack|ship` in trace 4bf92f35 started first: "pack" and "ship" were timed by two clocks: host.name "db" and "web"

        trace 4bf92f35: 3 spans, 10.0 ms by several clocks
          order    10.0 ms
          ├─ pack   2.0 ms  # host.name "db"
          └─ ship   2.0 ms  # host.name "web"

        The clocks of two hosts are never quite the same. If you know how far they may be apart, say so: withClockTolerance(Duration).
        """);
    assertThat(failure(() -> spans.last().isNotNull()))
        .hasMessageStartingWith(
            "cannot decide which of the 2 spans `~pack|ship` in trace 4bf92f35 started last: \"ship\" and \"pack\" were");
    spans.withClockTolerance(Duration.ZERO).first().hasName("pack");
    spans.withClockTolerance(Duration.ZERO).last().hasName("ship");
  }

  @Test
  void whatIsBelowASpanStartedAfterItWhateverTheClocksSay() {
    Trace trace = Trace.of(List.of(
        onHost("order", 1, "web").during(5, 15).build(),
        onHost("pack", 2, "web").parent(1).during(6, 9).build(),
        onHost("POST", 3, "db").parent(2).during(1, 3).build(),
        onHost("ship", 4, "web").parent(1).during(10, 12).build()));
    SpansAssert spans = assertThat(trace).spans("...");
    spans.first().hasName("order");
    assertThat(trace).spans("~order|pack").last().hasName("pack");
    assertThat(trace).spans("~pack|POST").last().hasName("POST");
    assertThat(trace).spans("~pack|POST").first().hasName("pack");
    failure(() -> assertThat(trace).spans("~POST|ship").last().isNotNull());
  }

  @Test
  void aDroppedAttributeMayBeWhatShouldBeThere() {
    SpanData limited = span("POST", 1).attributesBeyondTheLimit(2).build();

    assertThat(failure(() -> assertThatSpans(List.of(limited)).doesNotHaveSpan("POST  !order.id")))
        .hasMessageStartingWith("""
            expected no span `POST  !order.id` in trace 4bf92f35, but cannot decide for 1 span
            "POST": order.id: cannot decide: the span limits of the SDK dropped attributes
            """);
  }
}
