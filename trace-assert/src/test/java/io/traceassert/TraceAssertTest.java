package io.traceassert;

import static io.traceassert.Fails.assertFails;
import static io.traceassert.TestSpan.child;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TraceAssertTest {

  private static final Trace TRACE = Trace.of(List.of(
      root("checkout", 1),
      child("reserve item", 2, 1),
      child("reserve item", 3, 1),
      span("charge card", 4).parent(1).during(2, 4).build(),
      child("POST", 5, 4)));

  @Test
  void hasSpanCount() {
    TraceAssert assertion = assertThat(TRACE);
    assertThat(assertion.hasSpanCount(5)).isSameAs(assertion);
    TraceAssertionError error = assertFails(() -> assertion.hasSpanCount(1), """
        expected 1 span in trace 4bf92f35, but there are 5

        trace 4bf92f35: 5 spans, 4.0 ms
          checkout         1.0 ms
          ├─ reserve item  1.0 ms
          ├─ reserve item  1.0 ms
          └─ charge card   2.0 ms
             └─ POST       1.0 ms
        """);
    assertThat(error.getExpected().getValue()).isEqualTo(1);
    assertThat(error.getActual().getValue()).isEqualTo(5);
  }

  @Test
  void hasTraceId() {
    TraceAssert assertion = assertThat(TRACE);
    assertThat(assertion.hasTraceId("4bf92f3577b34da6a3ce929d0e0e4736")).isSameAs(assertion);
    TraceAssertionError error =
        assertFails(() -> assertion.hasTraceId("0af7651916cd43dd8448eb211c80319c"), """
        expected the trace id 0af7651916cd43dd8448eb211c80319c, but it is 4bf92f3577b34da6a3ce929d0e0e4736

        trace 4bf92f35: 5 spans, 4.0 ms
          checkout         1.0 ms
          ├─ reserve item  1.0 ms
          ├─ reserve item  1.0 ms
          └─ charge card   2.0 ms
             └─ POST       1.0 ms
        """);
    assertThat(error.getExpected().getValue()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
  }

  @Test
  void hasRoot() {
    TraceAssert assertion = assertThat(TRACE);
    assertThat(assertion.hasRoot("checkout")).isSameAs(assertion);
    assertThat(Trace.of(List.of(span("entry", 1).remoteParent(9).build()))).hasRoot("entry");
  }

  @Test
  void hasRootFailsOnAnotherName() {
    Trace trace = Trace.of(List.of(root("checkout", 1), child("pay", 2, 1)));
    assertFails(() -> assertThat(trace).hasRoot("check-out"), """
        expected the root "check-out" in trace 4bf92f35, but it is "checkout"

        trace 4bf92f35: 2 spans, 1.0 ms
          checkout  1.0 ms  # root
          └─ pay    1.0 ms
        """);
  }

  @Test
  void hasRootFailsOnSeveralAndOnNone() {
    assertFails(() -> assertThat(Trace.of(List.of(root("a", 1), root("b", 2)))).hasRoot("a"), """
        expected the root "a" in trace 4bf92f35, but there are 2: "a", "b"

        trace 4bf92f35: 2 spans, 1.0 ms
          a  1.0 ms  # root
          b  1.0 ms  # root
        """);
    assertFails(() -> assertThat(Trace.of(List.of(child("pay", 2, 0xabcdef)))).hasRoot("a"), """
        expected the root "a" in trace 4bf92f35, but it has no root

        trace 4bf92f35: 1 span, 1.0 ms
          pay  1.0 ms  # orphan: its parent 00000000 was not captured
        """);
  }

  @Test
  void containsSpanNames() {
    TraceAssert assertion = assertThat(TRACE);
    assertThat(assertion.containsSpanNames("POST", "reserve item", "reserve item"))
        .isSameAs(assertion);
    assertFails(() -> assertion.containsSpanNames("reserve itm", "POST", "POST"), """
        trace 4bf92f35 has other spans than expected: missing "reserve itm", "POST"
        nearest to "reserve itm": "reserve item", "POST", "charge card"
        "POST" is there 1 time

        trace 4bf92f35: 5 spans, 4.0 ms
          checkout         1.0 ms
          ├─ reserve item  1.0 ms
          ├─ reserve item  1.0 ms
          └─ charge card   2.0 ms
             └─ POST       1.0 ms
        """);
  }

  @Test
  void hasSpanNamesExactlyInAnyOrder() {
    TraceAssert assertion = assertThat(TRACE);
    assertThat(assertion.hasSpanNamesExactlyInAnyOrder(
            "POST", "charge card", "reserve item", "checkout", "reserve item"))
        .isSameAs(assertion);
    TraceAssertionError error = assertFails(
        () -> assertion.hasSpanNamesExactlyInAnyOrder(
            "POST", "charge cart", "reserve item", "checkout"),
        """
        trace 4bf92f35 has other spans than expected: missing "charge cart"; unexpected "reserve item", "charge card"
        nearest to "charge cart": "charge card", "checkout", "reserve item"

        trace 4bf92f35: 5 spans, 4.0 ms
          checkout         1.0 ms
          ├─ reserve item  1.0 ms  # one of 2, expected 1
          ├─ reserve item  1.0 ms  # one of 2, expected 1
          └─ charge card   2.0 ms  # unexpected
             └─ POST       1.0 ms
        """);
    assertThat(error.getExpected().getValue())
        .isEqualTo("POST\ncharge cart\ncheckout\nreserve item");
    assertThat(error.getActual().getValue())
        .isEqualTo("POST\ncharge card\ncheckout\nreserve item\nreserve item");
  }

  @Test
  void spanGoesOnToTheSpan() {
    assertThat(TRACE).span("charge card").hasName("charge card");
  }

  @Test
  void spanFailsWithTheNearestNames() {
    assertFails(() -> assertThat(TRACE).span("charge crad").isNotNull(), """
        no span "charge crad" in trace 4bf92f35
        nearest: "charge card", "checkout", "reserve item"

        trace 4bf92f35: 5 spans, 4.0 ms
          checkout         1.0 ms
          ├─ reserve item  1.0 ms
          ├─ reserve item  1.0 ms
          └─ charge card   2.0 ms
             └─ POST       1.0 ms
        """);
  }

  @Test
  void spanFailsOnSeveralCandidates() {
    assertFails(() -> assertThat(TRACE).span("reserve item").isNotNull(), """
        2 spans "reserve item" in trace 4bf92f35, expected exactly one

        trace 4bf92f35: 5 spans, 4.0 ms
          checkout         1.0 ms
          ├─ reserve item  1.0 ms  # candidate 1
          ├─ reserve item  1.0 ms  # candidate 2
          └─ charge card   2.0 ms
             └─ POST       1.0 ms
        """);
  }

  @Test
  void spanReadsAPattern() {
    Trace trace = Trace.of(List.of(
        span("POST", 1)
            .kind(SpanKind.CLIENT)
            .service("order")
            .attributes(Attributes.builder().put("code", 200).build())
            .build(),
        span("POST", 2).parent(1).kind(SpanKind.SERVER).service("payment").build()));
    assertThat(trace).span("POST  [CLIENT]").hasService("order");
    assertThat(trace).span("...  code=200").hasKind(SpanKind.CLIENT);
    assertThat(trace)
        .span(SpanPattern.named("POST").kind(SpanKind.SERVER))
        .hasParent("POST  [CLIENT]  @order");
    assertThat(trace).hasRoot("~P.*  code=*");
    assertFails(() -> assertThat(trace).span("POST  [CLIENT]  @order  code=500").isNotNull(), """
        no span `POST  [CLIENT]  @order  code=500` in trace 4bf92f35
        nearest: "POST" [CLIENT]: code: expected 500, but was 200

        trace 4bf92f35: 2 spans, 1.0 ms
          POST     [CLIENT]  @order    code=200  1.0 ms  # code: expected 500, but was 200
          └─ POST  [SERVER]  @payment            1.0 ms
        """);
    assertFails(() -> assertThat(trace).span("GET ...").isNotNull(), """
        no span `GET ...` in trace 4bf92f35
        nearest: "POST" [CLIENT]: name: expected GET ..., but was "POST"
        nearest: "POST" [SERVER]: name: expected GET ..., but was "POST"

        trace 4bf92f35: 2 spans, 1.0 ms
          POST     [CLIENT]  @order    1.0 ms  # name: expected GET ..., but was "POST"
          └─ POST  [SERVER]  @payment  1.0 ms  # name: expected GET ..., but was "POST"
        """);
    assertFails(() -> assertThat(trace).hasRoot("POST  [SERVER]  code=200"), """
        expected the root `POST  [SERVER]  code=200` in trace 4bf92f35, but it is "POST" [CLIENT]
        kind: expected [SERVER], but was [CLIENT]

        trace 4bf92f35: 2 spans, 1.0 ms
          POST     [CLIENT]  @order    code=200  1.0 ms  # root
          └─ POST  [SERVER]  @payment            1.0 ms
        """);
  }

  @Test
  void spanFailsOnOtherRelatives() {
    Trace trace = Trace.of(List.of(
        root("checkout", 1),
        child("validate cart", 2, 1),
        child("charge card", 3, 1),
        span("POST", 4).parent(2).kind(SpanKind.CLIENT).build()));
    assertThat(trace).span(SpanPattern.named("POST").childOf("validate cart")).hasName("POST");
    assertFails(
        () -> assertThat(trace)
            .span(SpanPattern.named("POST").childOf("charge card"))
            .isNotNull(),
        """
        no span `POST  (child of charge card)` in trace 4bf92f35
        nearest: "POST" [CLIENT]: parent: expected "charge card", but was "validate cart"
        nearest: "checkout": name: expected "POST", but was "checkout"; parent: expected "charge card", but it is a root
        nearest: "charge card": name: expected "POST", but was "charge card"; parent: expected "charge card", but was "checkout"

        trace 4bf92f35: 4 spans, 1.0 ms
          checkout                    1.0 ms
          ├─ charge card              1.0 ms
          └─ validate cart            1.0 ms
             └─ POST        [CLIENT]  1.0 ms  # parent: expected "charge card", but was "validate cart"
        """);
  }

  @Test
  void spanDoesNotDecideWhatAMissingParentWouldDecide() {
    Trace trace = Trace.of(List.of(
        root("checkout", 1),
        span("POST", 2)
            .parent(0x1a2b3c4d00000000L)
            .kind(SpanKind.CLIENT)
            .during(1, 2)
            .build()));
    assertFails(
        () -> assertThat(trace)
            .span(SpanPattern.named("POST").notChildOf("refund"))
            .isNotNull(),
        """
        no span `POST  (not child of refund)` in trace 4bf92f35
        nearest: "POST" [CLIENT]: not child of "refund": cannot decide: its parent 1a2b3c4d was not captured
        nearest: "checkout": name: expected "POST", but was "checkout"

        trace 4bf92f35: 2 spans, 2.0 ms
          checkout            1.0 ms  # name: expected "POST", but was "checkout"
          POST      [CLIENT]  1.0 ms  # not child of "refund": cannot decide: its parent 1a2b3c4d was not captured; orphan: its parent 1a2b3c4d was not captured
        """);
  }

  @Test
  void spanShowsInWhatTheCandidatesDiffer() {
    Trace trace = Trace.of(List.of(
        span("GET", 1)
            .attributes(Attributes.builder()
                .put("same", 1)
                .put("path", "/a")
                .put("host", "a")
                .build())
            .build(),
        span("GET", 2)
            .attributes(Attributes.builder()
                .put("same", 1)
                .put("path", "/b")
                .put("host", "a")
                .build())
            .build(),
        span("GET", 3)
            .attributes(Attributes.builder().put("same", 1).put("path", "/c").build())
            .build()));
    assertFails(() -> assertThat(trace).span("GET").isNotNull(), """
        3 spans "GET" in trace 4bf92f35, expected exactly one

        trace 4bf92f35: 3 spans, 1.0 ms
          GET  path=/a  1.0 ms  # candidate 1
          GET  path=/b  1.0 ms  # candidate 2
          GET  path=/c  1.0 ms  # candidate 3
        """);
  }

  @Test
  void aLargeTraceIsFoldedAroundWhatMatters() {
    List<SpanData> spans = new ArrayList<>(List.of(root("root", 1)));
    for (int i = 2; i <= 1_000; i++) {
      spans.add(
          span("step " + i, i).parent(i < 998 ? 1 : i - 1).during(i, i + 1).build());
    }
    spans.add(span("guilty", 1_001).parent(1_000).during(1_001, 1_002).build());
    TraceAssertionError error =
        Fails.failure(() -> assertThat(Trace.of(spans)).span("guilty").hasName("innocent"));
    List<String> lines = Objects.requireNonNull(error.getMessage()).lines().toList();
    assertThat(lines).hasSize(43);
    assertThat(lines.subList(2, 5))
        .containsExactly(
            "trace 4bf92f35: 1001 spans, 1.00 s",
            "  root                   1.0 ms",
            "  ├─ step 964            1.0 ms");
    assertThat(lines.subList(36, 43))
        .containsExactly(
            "  ├─ step 996            1.0 ms",
            "  ├─ step 997            1.0 ms",
            "  │  └─ step 998         1.0 ms",
            "  │     └─ step 999      1.0 ms",
            "  │        └─ step 1000  1.0 ms",
            "  │           └─ guilty  1.0 ms  # name: expected \"innocent\"",
            "  └─ ...                         # and 962 more");
  }

  @Test
  void nullFailsInAssertJsWords() {
    Trace none = null;
    assertThatThrownBy(() -> assertThat(none).hasSpanCount(1))
        .hasMessageContaining("Expecting actual not to be null");
    assertThatThrownBy(() -> assertThat(none).hasTraceId("a"))
        .hasMessageContaining("Expecting actual not to be null");
    assertThatThrownBy(() -> assertThat(none).hasRoot("a"))
        .hasMessageContaining("Expecting actual not to be null");
    assertThatThrownBy(() -> assertThat(none).containsSpanNames("a"))
        .hasMessageContaining("Expecting actual not to be null");
    assertThatThrownBy(() -> assertThat(none).hasSpanNamesExactlyInAnyOrder("a"))
        .hasMessageContaining("Expecting actual not to be null");
    assertThatThrownBy(() -> assertThat(none).span("a").isNotNull())
        .hasMessageContaining("Expecting actual not to be null");
  }

  @Test
  void refusesBadArguments() {
    TraceAssert assertion = assertThat(TRACE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertion.hasSpanCount(0))
        .withMessage("count must be 1 or more, but is 0: a trace has spans");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertion.hasTraceId(" "))
        .withMessage("id must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertion.containsSpanNames())
        .withMessage("names must not be empty: an assertion about nothing always holds");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> assertion.hasSpanNamesExactlyInAnyOrder("a", ""))
        .withMessage("names[1] must not be blank");
    assertThatNullPointerException()
        .isThrownBy(() -> assertion.containsSpanNames(Fails.<String>nothing()))
        .withMessage("names[0]");
    assertThatNullPointerException()
        .isThrownBy(() -> assertion.span(Fails.<String>nothing()).isNotNull())
        .withMessage("pattern");
  }
}
