package io.traceassert;

import static io.traceassert.Fails.assertFailOnNull;
import static io.traceassert.Fails.assertFails;
import static io.traceassert.Fails.failure;
import static io.traceassert.Fails.nothing;
import static io.traceassert.FakeRecording.traces;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.pattern.SpanPattern;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LinkAssertTest {

  private static final SpanData SHOP = span("shop", 1).trace("8").build();
  private static final SpanData PUBLISH =
      span("publish", 2).trace("8").parent(1).kind(SpanKind.PRODUCER).build();
  private static final SpanData REFUND =
      span("refund", 3).trace("9").during(1, 2).build();
  private static final SpanData UNLINKED =
      span("publish", 4).trace("9").parent(3).during(1, 2).build();
  private static final SpanData POLL = root("poll", 0x50);
  private static final SpanContext UNCAPTURED =
      span("lost", 0x1234567890abcdefL).trace("a").build().getSpanContext();

  private static final SpanData PROCESS = linking(
      LinkData.create(
          PUBLISH.getSpanContext(), Attributes.builder().put("batch.index", 0).build(), 3),
      LinkData.create(REFUND.getSpanContext()),
      LinkData.create(POLL.getSpanContext()));

  private static final String OTHERS = """
      trace 4bf92f35: 2 spans, 5.0 ms
        poll                    1.0 ms
        └─ process  [CONSUMER]  2.0 ms  # COMMENT
      """;

  private static SpanData linking(LinkData... links) {
    return span("process", 0x51)
        .parent(0x50)
        .kind(SpanKind.CONSUMER)
        .during(3, 5)
        .links(links)
        .build();
  }

  private static CapturedTraces captured(SpanData process) {
    return traces(SHOP, PUBLISH, REFUND, UNLINKED, POLL, process);
  }

  private static SpanAssert process() {
    return assertThat(captured(PROCESS)).span("process");
  }

  private static SpanAssert processLinkedToUncaptured() {
    return assertThat(captured(
            linking(LinkData.create(REFUND.getSpanContext()), LinkData.create(UNCAPTURED))))
        .span("process");
  }

  private static SpanAssert limited() {
    return assertThat(captured(span("process", 0x51)
            .parent(0x50)
            .kind(SpanKind.CONSUMER)
            .during(3, 5)
            .links(REFUND)
            .totalLinks(4)
            .build()))
        .span("process");
  }

  private static SpanAssert unlinked() {
    return assertThat(captured(linking())).span("process");
  }

  /** The heading and the evidence, and then the trace. */
  private static String message(String text, String comment) {
    return text + "\n" + OTHERS.replace("COMMENT", comment);
  }

  private static String limitedMessage(String lines, String comment) {
    return message(lines, comment) + """

        Raise the limit with SpanLimitsBuilder.setMaxNumberOfLinks (OTEL_SPAN_LINK_COUNT_LIMIT), or record less.
        """;
  }

  @Test
  void linksAreThoseOfTheSpan() {
    LinksAssert links = process().links();
    assertThat(links.hasSize(3)).isSameAs(links);
    assertThat(links.isNotEmpty()).isSameAs(links);
    assertThat(links.contains("poll", "publish")).isSameAs(links);
    assertThat(links.contains(SpanPattern.named("refund"))).isSameAs(links);
    assertThat(links.containsExactlyInAnyOrder("poll", "refund", "publish")).isSameAs(links);
    assertThat(links.doesNotContain("shop", "process")).isSameAs(links);
    LinksAssert none = unlinked().links();
    assertThat(none.isEmpty()).isSameAs(none);
    links.isEqualTo(PROCESS.getLinks());
    links.first().hasAttribute("batch.index", 0).span().isEqualTo(PROCESS);
    links.element(1).span().links().last().isEqualTo(PROCESS.getLinks().get(2));
    links.span().hasName("process").trace().hasSpanCount(2);
  }

  @Test
  void linksFail() {
    String three = """
        linked: "publish" [PRODUCER] of trace 88888888
        linked: "refund" of trace 99999999
        linked: "poll"
        """;
    assertFails(
        () -> process().links().hasSize(4),
        message(
            "span \"process\" [CONSUMER]: expected 4 links, but there are 3\n" + three,
            "expected 4 links"));
    assertFails(
        () -> process().links().isEmpty(),
        message(
            "span \"process\" [CONSUMER]: expected no link, but there are 3\n" + three,
            "expected no link"));
    assertFails(
        () -> unlinked().links().isNotEmpty(),
        message(
            "span \"process\" [CONSUMER]: expected at least 1 link, but it has no links\n",
            "expected at least 1 link"));
    assertFails(
        () -> process().links().element(3).isNotNull(),
        message(
            "span \"process\" [CONSUMER]: expected at least 4 links, but there are 3\n" + three,
            "expected at least 4 links"));
    assertFails(
        () -> process().links().matches(links -> false, "none"),
        message(
            "links of span \"process\" [CONSUMER]: expected to match none\n",
            "links: expected to match none"));
    assertThat(failure(() -> process().links().contains("poll", "shop")))
        .hasMessageStartingWith(
            "span \"process\" [CONSUMER]: expected a link to \"shop\", but there is none\n");
    assertThat(failure(() -> process().links().doesNotContain("shop", "poll")))
        .hasMessageStartingWith(
            "span \"process\" [CONSUMER]: expected no link to \"poll\", but there is 1\n");
    assertThat(failure(() -> process().links().containsExactlyInAnyOrder("poll")))
        .hasMessageStartingWith(
            "span \"process\" [CONSUMER]: expected links to exactly \"poll\", but it links to ");
  }

  @Test
  void linksCannotBeDecidedWhenSomeWereDropped() {
    LinksAssert links = limited().links();
    List<Consumer<LinksAssert>> checks = List.of(
        some -> some.hasSize(1),
        some -> some.containsExactlyInAnyOrder("refund"),
        some -> some.doesNotContain("poll"),
        some -> some.last().isNotNull());
    assertThat(checks)
        .allSatisfy(check -> assertThat(failure(() -> check.accept(links)))
            .hasMessageContaining(
                ", but cannot decide: the span limits of the SDK dropped 3 of 4 links\n")
            .hasMessageEndingWith("(OTEL_SPAN_LINK_COUNT_LIMIT), or record less."));
    links.contains("refund").first().isNotNull();
  }

  @Test
  void linksRefuseBadArguments() {
    LinksAssert links = process().links();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> links.hasSize(-1))
        .withMessage("size must not be negative, but is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> links.element(-1).isNotNull())
        .withMessage("index must not be negative, but is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> links.contains(" "))
        .withMessage("targets[0] must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> links.doesNotContain(new SpanPattern[0]))
        .withMessageContaining("targets must not be empty");
    assertThatNullPointerException()
        .isThrownBy(() -> links.containsExactlyInAnyOrder((SpanPattern) nothing()))
        .withMessage("targets[0]");
  }

  @Test
  void everyCheckReturnsTheSameInstance() {
    SpanAssert process = process();
    assertThat(process.hasLinkTo("publish")).isSameAs(process);
    assertThat(process.hasLinkTo(SpanPattern.named("publish").childOf("shop"))).isSameAs(process);
    assertThat(process.hasLinkTo(REFUND.getSpanContext())).isSameAs(process);
    assertThat(process.hasLinkTo("poll")).isSameAs(process);
    assertThat(process.doesNotHaveLinkTo("shop")).isSameAs(process);
    assertThat(process.doesNotHaveLinkTo(SpanPattern.named("publish").childOf("refund")))
        .isSameAs(process);
    assertThat(process.doesNotHaveLinkTo(UNCAPTURED)).isSameAs(process);
    assertThat(process.hasLinksToExactly("poll", "refund", "publish  [PRODUCER]"))
        .isSameAs(process);
    assertThat(process.hasLinksToExactly(
            SpanPattern.of("..."), SpanPattern.named("refund"), SpanPattern.named("poll")))
        .isSameAs(process);
    assertThat(process.hasLinkCount(3)).isSameAs(process);
    unlinked().hasLinkCount(0).doesNotHaveLinkTo("publish");
    processLinkedToUncaptured().hasLinkTo(UNCAPTURED).doesNotHaveLinkTo(SHOP.getSpanContext());
  }

  @Test
  void linkLeadsToTheLinkAndBackUp() {
    LinkAssert link = process().link("publish");
    assertThat(link.hasAttribute("batch.index", 0)).isSameAs(link);
    assertThat(link.hasDroppedAttributes(2)).isSameAs(link);
    link.isEqualTo(PROCESS.getLinks().get(0)).span().isEqualTo(PROCESS);
    process().link(SpanPattern.named("publish")).isEqualTo(PROCESS.getLinks().get(0));
    process().link(REFUND.getSpanContext()).isEqualTo(PROCESS.getLinks().get(1));
  }

  @Test
  void followsLinksBetweenTracesThatWereBuiltTogether() {
    Trace trace = Trace.groupByTraceId(List.of(PROCESS, PUBLISH, SHOP)).get(1);
    assertThat(trace).span("process").hasLinkTo(SpanPattern.named("publish").childOf("shop"));
    assertThat(PROCESS).hasLinkTo(REFUND.getSpanContext());
  }

  @Test
  void hasLinkToFails() {
    String message = message("""
        span "process" [CONSUMER]: expected a link to "publsh", but there is none
        linked: "publish" [PRODUCER] of trace 88888888
        linked: "refund" of trace 99999999
        linked: "poll"
        """, "expected a link to \"publsh\"");
    assertFails(() -> process().hasLinkTo("publsh"), message);
    assertFails(() -> process().link("publsh").isNotNull(), message);
  }

  @Test
  void hasLinkToFailsWithWhatTheLinkedSpansMissAndWhatIsNotLinked() {
    assertFails(
        () -> process().hasLinkTo(SpanPattern.of("publish  [INTERNAL]")),
        message("""
        span "process" [CONSUMER]: expected a link to `publish  [INTERNAL]`, but there is none
        linked: "publish" [PRODUCER] of trace 88888888: kind: expected [INTERNAL], but was [PRODUCER]
        linked: "refund" of trace 99999999: name: expected "publish", but was "refund"
        linked: "poll": name: expected "publish", but was "poll"
        not linked: "publish" of trace 99999999
        """, "expected a link to `publish  [INTERNAL]`"));
    assertFails(
        () -> unlinked().hasLinkTo(SHOP.getSpanContext()),
        message("""
        span "process" [CONSUMER]: expected a link to span 00000000 of trace 88888888, but it has no links
        not linked: "shop" of trace 88888888
        """, "expected a link to span 00000000 of trace 88888888"));
  }

  @Test
  void aLinkToASpanThatWasNotCapturedIsNamedByItsIds() {
    assertFails(
        () -> processLinkedToUncaptured().hasLinkTo("shop"),
        message("""
        span "process" [CONSUMER]: expected a link to "shop", but there is none
        linked: "refund" of trace 99999999
        linked: span 12345678 of trace aaaaaaaa (not captured)
        not linked: "shop" of trace 88888888
        """, "expected a link to \"shop\""));
    assertFails(
        () -> processLinkedToUncaptured().link(UNCAPTURED).hasAttribute("a", 1),
        message("""
        link to span 12345678 of trace aaaaaaaa from span "process" [CONSUMER] has no attribute a, expected 1
        it has no attributes
        """, "link to span 12345678 of trace aaaaaaaa: a: expected 1"));
  }

  @Test
  void linkFailsWhenThereAreSeveral() {
    assertFails(
        () -> process().link("...u...").isNotNull(),
        message("""
        span "process" [CONSUMER]: expected one link to `...u...`, but there are 2
        linked: "publish" [PRODUCER] of trace 88888888
        linked: "refund" of trace 99999999
        """, "expected one link to `...u...`"));
  }

  @Test
  void attributesOfALinkFail() {
    assertFails(
        () -> process().link("publish").hasAttribute("batch.index", 1),
        message("""
        link to "publish" [PRODUCER] of trace 88888888 from span "process" [CONSUMER]: attribute batch.index: expected 1, but was 0
        """, "link to \"publish\" [PRODUCER] of trace 88888888: batch.index: expected 1"));
  }

  @Test
  void doesNotHaveLinkToFails() {
    String message = message("""
        span "process" [CONSUMER]: expected no link to "publish", but there is 1
        linked: "publish" [PRODUCER] of trace 88888888
        """, "expected no link to \"publish\"");
    assertFails(() -> process().doesNotHaveLinkTo("publish"), message);
    assertFails(() -> process().doesNotHaveLinkTo(SpanPattern.named("publish")), message);
    assertThat(failure(() -> process().doesNotHaveLinkTo(REFUND.getSpanContext())))
        .hasMessageStartingWith("""
            span "process" [CONSUMER]: expected no link to span 00000000 of trace 99999999, but there is 1
            linked: "refund" of trace 99999999
            """);
  }

  @Test
  void doesNotHaveLinkToCannotBeDecidedWhenTheLinkedSpanWasNotCaptured() {
    assertFails(
        () -> processLinkedToUncaptured().doesNotHaveLinkTo("publish"),
        message("""
        span "process" [CONSUMER]: expected no link to "publish", but cannot decide: the linked span 12345678 of trace aaaaaaaa was not captured
        """, "expected no link to \"publish\""));
  }

  @Test
  void whatIsSaidOfAllLinksCannotBeDecidedWhenSomeWereDropped() {
    assertFails(
        () -> limited().doesNotHaveLinkTo("publish"),
        limitedMessage("""
        span "process" [CONSUMER]: expected no link to "publish", but cannot decide: the span limits of the SDK dropped 3 of 4 links
        """, "expected no link to \"publish\""));
    assertFails(() -> limited().hasLinkCount(1), limitedMessage("""
        span "process" [CONSUMER]: expected 1 link, but cannot decide: the span limits of the SDK dropped 3 of 4 links
        linked: "refund" of trace 99999999
        """, "expected 1 link"));
    assertFails(
        () -> limited().hasLinksToExactly("refund"),
        limitedMessage("""
        span "process" [CONSUMER]: expected links to exactly "refund", but cannot decide: the span limits of the SDK dropped 3 of 4 links
        """, "expected links to exactly \"refund\""));
    limited().hasLinkTo("refund");
  }

  @Test
  void whatIsMissingMayHaveBeenDropped() {
    assertFails(
        () -> limited().hasLinkTo("shop"), limitedMessage("""
        span "process" [CONSUMER]: expected a link to "shop", but there is none
        linked: "refund" of trace 99999999
        not linked: "shop" of trace 88888888
        the span limits of the SDK dropped 3 of 4 links: what is missing may be among them
        """, "expected a link to \"shop\""));
    assertThat(failure(() -> limited().hasLinkCount(2)))
        .hasMessageContaining("what is missing may be among them");
  }

  @Test
  void hasLinksToExactlyFails() {
    assertFails(
        () -> process().hasLinksToExactly("publish", "refund"),
        message("""
        span "process" [CONSUMER]: expected links to exactly "publish", "refund", but it links to "publish" [PRODUCER] of trace 88888888, "refund" of trace 99999999, "poll"
        """, "expected links to exactly \"publish\", \"refund\""));
    assertThat(failure(() -> processLinkedToUncaptured().hasLinksToExactly("refund", "publish")))
        .hasMessageStartingWith(
            "span \"process\" [CONSUMER]: expected links to exactly \"refund\", \"publish\", but it links to \"refund\" of"
                + " trace 99999999, span 12345678 of trace aaaaaaaa (not captured)\n");
    assertThat(failure(() -> unlinked().hasLinksToExactly("refund")))
        .hasMessageStartingWith(
            "span \"process\" [CONSUMER]: expected links to exactly \"refund\", but it has no links\n");
  }

  @Test
  void hasLinkCountFails() {
    TraceAssertionError error =
        assertFails(() -> process().hasLinkCount(0), message("""
        span "process" [CONSUMER]: expected no link, but there are 3
        linked: "publish" [PRODUCER] of trace 88888888
        linked: "refund" of trace 99999999
        linked: "poll"
        """, "expected no link"));
    assertThat(error.getExpected().getValue()).isEqualTo(0);
    assertThat(error.getActual().getValue()).isEqualTo(3);
    assertFails(() -> unlinked().hasLinkCount(2), message("""
        span "process" [CONSUMER]: expected 2 links, but it has no links
        """, "expected 2 links"));
  }

  @Test
  void namesOnlyTheFirstOfManyLinks() {
    LinkData[] many = new LinkData[12];
    Arrays.fill(many, LinkData.create(PUBLISH.getSpanContext()));
    assertThat(failure(
            () -> assertThat(captured(linking(many))).span("process").doesNotHaveLinkTo("publish")))
        .hasMessageContaining("""
            linked: "publish" [PRODUCER] of trace 88888888
            and 2 more

            trace""");
  }

  @Test
  void eventuallyLooksAgain() throws Exception {
    FakeRecording recording = new FakeRecording().with(POLL, linking());
    SpanAssert early =
        assertThat(recording.traces()).eventually(Duration.ofMinutes(1)).span("process");
    CompletableFuture<LinkAssert> link = CompletableFuture.supplyAsync(() -> early.link("publish"));
    recording.listening.await();
    recording.with(POLL, PROCESS, SHOP, PUBLISH);
    link.join().hasAttribute("batch.index", 0).span().isEqualTo(PROCESS);
  }

  @Test
  void nullFailsInAssertJsWords() {
    assertFailOnNull(List.of(
        span -> span.link("a").isNotNull(),
        span -> span.link(SpanPattern.named("a")).isNotNull(),
        span -> span.link(UNCAPTURED).isNotNull(),
        span -> span.hasLinkTo("a"),
        span -> span.doesNotHaveLinkTo("a"),
        span -> span.hasLinksToExactly("a"),
        span -> span.hasLinkCount(0),
        span -> span.links().isEmpty()));
  }

  @Test
  void refusesBadArguments() {
    SpanAssert process = process();
    List<Consumer<SpanAssert>> nulls = List.of(
        span -> span.link(Fails.<String>nothing()).isNotNull(),
        span -> span.link(Fails.<SpanPattern>nothing()).isNotNull(),
        span -> span.link(Fails.<SpanContext>nothing()).isNotNull(),
        span -> span.hasLinkTo(Fails.<String>nothing()),
        span -> span.hasLinkTo(Fails.<SpanPattern>nothing()),
        span -> span.hasLinkTo(Fails.<SpanContext>nothing()),
        span -> span.doesNotHaveLinkTo(Fails.<String>nothing()),
        span -> span.doesNotHaveLinkTo(Fails.<SpanPattern>nothing()),
        span -> span.doesNotHaveLinkTo(Fails.<SpanContext>nothing()));
    assertThat(nulls)
        .allSatisfy(call -> assertThatNullPointerException()
            .isThrownBy(() -> call.accept(process))
            .withMessage("target"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> process.hasLinkTo("a  [NONE]"))
        .withMessageContaining("[NONE]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> process.hasLinksToExactly(new String[0]))
        .withMessage("targets must not be empty: an assertion about nothing always holds");
    assertThatNullPointerException()
        .isThrownBy(() -> process.hasLinksToExactly(SpanPattern.of("a"), nothing()))
        .withMessage("targets[1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> process.hasLinkCount(-1))
        .withMessage("count must not be negative, but is -1");
  }
}
