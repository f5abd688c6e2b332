package io.traceassert.trace;

import static io.traceassert.TestSpan.child;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {

  @Test
  void withoutSpansIsEmpty() {
    Trace trace = Trace.of(List.of());
    assertThat(trace.traceId()).isEqualTo(TraceId.getInvalid());
    assertThat(trace.spans()).isEmpty();
    assertThat(trace.roots()).isEmpty();
    assertThat(trace.duration()).isZero();
    assertThat(trace).hasToString("");
  }

  @Test
  void readsTheTreeInOrderOfStartNameAndId() {
    SpanData root = span("root", 1).during(0, 10).build();
    SpanData late = span("a", 2).parent(1).during(5, 6).build();
    SpanData early = span("z", 3).parent(1).during(1, 2).build();
    SpanData sameTime = span("b", 4).parent(1).during(1, 2).build();
    SpanData sameName = span("b", 5).parent(1).during(1, 2).build();
    SpanData grandchild = span("g", 6).parent(4).during(1, 2).build();
    List<SpanData> spans =
        new ArrayList<>(List.of(late, grandchild, sameName, early, root, sameTime));

    Trace trace = Trace.of(spans);

    assertThat(trace.root()).isSameAs(root);
    assertThat(trace.childrenOf(root)).containsExactly(sameTime, sameName, early, late);
    assertThat(trace.spans()).containsExactly(root, sameTime, grandchild, sameName, early, late);
    assertThat(trace.descendantsOf(sameTime)).containsExactly(grandchild);
    assertThat(trace.ancestorsOf(grandchild)).containsExactly(sameTime, root);
    assertThat(trace.parentOf(grandchild)).containsSame(sameTime);
    assertThat(trace.depthOf(grandchild)).isEqualTo(2);
    Collections.reverse(spans);
    assertThat(Trace.of(spans).spans()).isEqualTo(trace.spans());
  }

  @Test
  void tellsRootsEntrySpansAndOrphansApart() {
    SpanData root = root("root", 1);
    SpanData entry = span("entry", 2).remoteParent(90).build();
    SpanData orphan = span("orphan", 3).parent(91).build();
    SpanData remoteButCaptured = span("server", 4).remoteParent(1).build();

    Trace trace = Trace.of(List.of(root, entry, orphan, remoteButCaptured));

    assertThat(trace.roots()).containsExactly(root);
    assertThat(trace.entrySpans()).containsExactly(entry);
    assertThat(trace.orphans()).containsExactly(orphan);
    assertThat(trace.parentOf(remoteButCaptured)).containsSame(root);
    assertThat(trace.parentOf(orphan)).isEmpty();
    assertThatIllegalStateException()
        .isThrownBy(trace::root)
        .withMessage(
            "trace 4bf92f3577b34da6a3ce929d0e0e4736 has 2 roots and entry spans, not one: [entry, root]");
  }

  @Test
  void cutsACycleAtItsFirstSpan() {
    SpanData root = root("root", 1);
    SpanData a = child("a", 2, 4);
    SpanData b = child("b", 3, 2);
    SpanData c = child("c", 4, 3);
    SpanData below = child("below", 5, 3);

    Trace trace = Trace.of(List.of(c, below, b, root, a));

    assertThat(trace.cycles()).containsExactly(a);
    assertThat(trace.spans()).containsExactly(root, a, b, below, c);
    assertThat(trace.parentOf(a)).isEmpty();
    assertThat(trace.orphans()).isEmpty();
    assertThat(trace.ancestorsOf(c)).containsExactly(b, a);
  }

  @Test
  void cutsACycleAtItsFirstSpanWhateverHangsBelowIt() {
    SpanData below = span("below", 1).parent(4).during(0, 1).build();
    SpanData a = span("a", 2).parent(4).during(1, 2).build();
    SpanData b = span("b", 3).parent(2).during(2, 3).build();
    SpanData c = span("c", 4).parent(3).during(3, 4).build();

    Trace trace = Trace.of(List.of(below, a, b, c));

    assertThat(trace.cycles()).containsExactly(a);
    assertThat(trace.spans()).containsExactly(a, b, c, below);
  }

  @Test
  void aCycleIsNoBeginningWhoeverItsParentIs() {
    SpanData self = span("self", 1).remoteParent(1).build();
    Trace trace = Trace.of(List.of(self));
    assertThat(trace.cycles()).containsExactly(self);
    assertThat(trace.entrySpans()).isEmpty();
    assertThat(trace.beginnings()).isEmpty();
    assertThatIllegalStateException()
        .isThrownBy(trace::root)
        .withMessage(
            "trace 4bf92f3577b34da6a3ce929d0e0e4736 has 0 roots and entry spans, not one: []");
  }

  @Test
  void keepsASpanThatIsItsOwnParent() {
    SpanData self = child("self", 1, 1);
    Trace trace = Trace.of(List.of(self, child("below", 2, 1)));
    assertThat(trace.cycles()).containsExactly(self);
    assertThat(trace.roots()).isEmpty();
    assertThat(trace.spans()).extracting(SpanData::getName).containsExactly("self", "below");
  }

  @Test
  void keepsBothSpansOfOneId() {
    SpanData client = span("client", 2).parent(1).during(1, 5).build();
    SpanData server = span("server", 2).parent(1).during(2, 4).build();
    SpanData below = span("below", 3).parent(2).during(3, 4).build();

    Trace trace = Trace.of(List.of(below, server, client, root("root", 1)));

    assertThat(trace.duplicates()).containsExactly(client, server);
    assertThat(trace.parentOf(below)).containsSame(client);
    assertThat(trace.depthOf(server)).isEqualTo(1);
    assertThat(trace.spans()).hasSize(4);
  }

  @Test
  void measuresFromTheFirstStartToTheLastEnd() {
    Trace trace = Trace.of(
        List.of(span("a", 1).during(2, 3).build(), span("b", 2).during(1, 9).build()));
    assertThat(trace.duration()).isEqualTo(Duration.ofMillis(8));
  }

  @Test
  void survivesZeroNegativeAndOverflowingDurations() {
    assertThat(Trace.of(List.of(span("zero", 1).during(1, 1).build())).duration())
        .isZero();
    assertThat(Trace.of(List.of(span("negative", 1).during(5, 2).build())).duration())
        .isEqualTo(Duration.ofMillis(-3));
    assertThat(Trace.of(List.of(
                span("huge", 1).duringNanos(Long.MIN_VALUE, Long.MAX_VALUE).build()))
            .duration())
        .isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
  }

  @Test
  void survivesADepthOfAHundredThousand() {
    int depth = 100_000;
    SpanData[] chain = new SpanData[depth];
    for (int i = 0; i < depth; i++) {
      chain[i] = i == 0 ? root("0", 1) : child("deeper", i + 1, i);
    }
    List<SpanData> spans = Arrays.asList(chain);
    Collections.reverse(spans);

    Trace trace = Trace.of(spans);

    SpanData deepest = spans.get(0);
    assertThat(trace.depthOf(deepest)).isEqualTo(depth - 1);
    assertThat(trace.ancestorsOf(deepest)).hasSize(depth - 1);
    assertThat(trace.descendantsOf(trace.root())).hasSize(depth - 1);
    assertThat(trace.toString()).hasLineCount(40);
  }

  @Test
  void groupsByTraceId() {
    SpanData a = span("a", 1).trace("a").during(5, 6).build();
    SpanData b = span("b", 2).trace("b").during(1, 2).build();
    SpanData a2 = span("a2", 3).trace("a").during(6, 7).build();
    assertThat(Trace.groupByTraceId(List.of(a, b, a2)))
        .extracting(Trace::spans)
        .containsExactly(List.of(b), List.of(a, a2));
  }

  @Test
  void followsLinksIntoTheTracesThatWereBuiltTogetherWithIt() {
    SpanData published = span("publish", 1).trace("a").build();
    SpanData other = span("publish again", 2).trace("a").build();
    SpanData missing = span("not captured", 3).trace("a").build();
    SpanData ofNoTrace = span("not captured", 1).trace("c").build();
    SpanData sibling = span("fetch", 6).trace("b").build();
    SpanData consumed = span("consume", 5)
        .trace("b")
        .links(other, missing, sibling, ofNoTrace, published, other)
        .build();

    List<Trace> together = Trace.groupByTraceId(List.of(consumed, published, sibling, other));
    Trace trace = together.get(0);
    assertThat(trace.linkTargetsOf(consumed)).containsExactly(other, sibling, published, other);
    assertThat(trace.linkTargetsOf(consumed)).isUnmodifiable();
    assertThat(trace.linkTargetsOf(sibling)).isEmpty();

    Trace alone = Trace.of(List.of(consumed, sibling));
    assertThat(alone.linkTargetsOf(consumed)).containsExactly(sibling);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> alone.linkTargetsOf(published))
        .withMessage(
            "span \"publish\" (0000000000000001) is not of trace bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb");
  }

  @Test
  void refusesBadArguments() {
    SpanData foreign = span("foreign", 2).trace("b").build();
    SpanData own = root("own", 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trace.of(List.of(own, foreign)))
        .withMessage(
            "spans must be of one trace, but there are spans of 4bf92f3577b34da6a3ce929d0e0e4736 and of"
                + " bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb; use Trace.groupByTraceId(spans)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trace.of(List.of(own)).parentOf(foreign))
        .withMessage(
            "span \"foreign\" (0000000000000002) is not of trace 4bf92f3577b34da6a3ce929d0e0e4736");
    assertThatNullPointerException()
        .isThrownBy(() -> Trace.of(Arrays.asList(own, null)))
        .withMessage("spans must not contain null");
  }

  @Test
  void listsAreUnmodifiable() {
    Trace trace = Trace.of(List.of(root("root", 1)));
    assertThat(trace.spans()).isUnmodifiable();
    assertThat(trace.childrenOf(trace.root())).isUnmodifiable();
  }
}
