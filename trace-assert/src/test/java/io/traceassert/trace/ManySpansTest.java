package io.traceassert.trace;

import static io.traceassert.TestSpan.child;
import static io.traceassert.TestSpan.root;
import static io.traceassert.TestSpan.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Many spans are sorted and found in other ways than a few. */
class ManySpansTest {

  @Test
  void areSortedInWhateverOrderTheyArrive() {
    List<SpanData> sorted = new ArrayList<>();
    for (int i = 0; i < 200; i++) { // up to three begin at the same time
      int start = i / 3;
      sorted.add(span("step " + i % 3, 1_000 - i).during(start, start + 1).build());
    }
    assertThat(Trace.of(sorted).spans()).containsExactlyElementsOf(sorted);
    List<SpanData> arrived = new ArrayList<>(sorted);
    Collections.swap(arrived, 198, 199);
    assertThat(Trace.of(arrived).spans()).containsExactlyElementsOf(sorted);
    for (int seed = 0; seed < 10; seed++) {
      Collections.shuffle(arrived, new Random(seed));
      assertThat(Trace.of(arrived).spans()).containsExactlyElementsOf(sorted);
    }
  }

  @Test
  void areSortedWhenTheirTimesAreAbsurd() {
    assertThatTheseAreSorted(-(1L << 61), 1L << 61);
    assertThatTheseAreSorted(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static void assertThatTheseAreSorted(long first, long last) {
    List<SpanData> sorted = new ArrayList<>();
    sorted.add(span("first", 1).duringNanos(first, first).build());
    for (int i = 2; i < 100; i++) {
      sorted.add(span("between", i).duringNanos(i, i).build());
    }
    sorted.add(span("last", 100).duringNanos(last, last).build());
    List<SpanData> arrived = new ArrayList<>(sorted);
    Collections.reverse(arrived);
    assertThat(Trace.of(arrived).spans()).containsExactlyElementsOf(sorted);
  }

  @Test
  void areFoundByTheirIds() {
    Random random = new Random(1);
    long[] ids = random.longs(1_000).toArray();
    List<SpanData> spans = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      spans.add(
          span("span", ids[i]).parent(i == 0 ? 0 : ids[i / 2]).during(i, i + 1).build());
    }
    List<SpanData> orphans = random
        .longs(1_000)
        .mapToObj(id -> span("orphan", id).parent(~id).during(2_000, 2_001).build())
        .toList();
    List<SpanData> all = new ArrayList<>(spans);
    all.addAll(orphans);

    Trace trace = Trace.of(all);

    assertThat(trace.roots()).containsExactly(spans.get(0));
    assertThat(trace.orphans()).containsExactlyInAnyOrderElementsOf(orphans);
    assertThat(trace.duplicates()).isEmpty();
    for (int i = 1; i < ids.length; i++) {
      assertThat(trace.parentOf(spans.get(i))).containsSame(spans.get(i / 2));
    }
  }

  @Test
  void ofOneIdAreAllKept() {
    List<SpanData> spans = new ArrayList<>(List.of(root("root", 1)));
    List<SpanData> clients = new ArrayList<>();
    List<SpanData> below = new ArrayList<>();
    List<SpanData> duplicates = new ArrayList<>();
    for (int i = 2; i < 300; i++) {
      clients.add(span("client", i).parent(1).during(i, i + 9).build());
      below.add(span("below", i + 1_000).parent(i).during(i + 3, i + 4).build());
      duplicates.add(span("server", i).parent(1).during(i + 1, i + 2).build());
      duplicates.add(span("once more", i).parent(1).during(i + 2, i + 3).build());
    }
    spans.addAll(duplicates);
    spans.addAll(below);
    spans.addAll(clients);
    duplicates.addAll(clients);

    Trace trace = Trace.of(spans);

    assertThat(trace.duplicates()).containsExactlyInAnyOrderElementsOf(duplicates);
    for (int i = 0; i < clients.size(); i++) {
      assertThat(trace.parentOf(below.get(i))).containsSame(clients.get(i));
      assertThat(trace.childrenOf(clients.get(i))).containsExactly(below.get(i));
      assertThat(trace.childrenOf(duplicates.get(2 * i))).isEmpty();
    }
  }

  @Test
  void ofWhichOneArrivedTwiceAnswerTheSameWhateverWasAskedBefore() {
    SpanData twice = child("twice", 2, 1);
    SpanData below = child("below", 3, 2);
    List<SpanData> spans = new ArrayList<>(List.of(root("root", 1), twice, twice, below));
    for (int i = 0; i < 20; i++) {
      spans.add(child("unrelated", 10 + i, 1));
    }
    Trace trace = Trace.of(spans);
    assertThat(trace.parentOf(below)).containsSame(twice);
    assertThat(trace.childrenOf(twice)).containsExactly(below);
  }
}
