package io.traceassert.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.TestSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Holds of any set of spans: cycles, duplicates, missing parents, equal times and absurd ones
 * included.
 */
class TracePropertiesTest {

  @Property
  void everySpanIsReachedExactlyOnceFromATop(@ForAll("spans") List<SpanData> spans) {
    Trace trace = Trace.of(spans);

    List<SpanData> tops = new ArrayList<>(trace.roots());
    tops.addAll(trace.entrySpans());
    tops.addAll(trace.orphans());
    tops.addAll(trace.cycles());
    List<SpanData> reached = new ArrayList<>();
    tops.forEach(top -> collect(trace, top, reached));

    assertThat(identities(reached))
        .hasSameSizeAs(reached)
        .hasSameSizeAs(spans)
        .containsAll(identities(spans));
  }

  private static void collect(Trace trace, SpanData span, List<SpanData> reached) {
    reached.add(span);
    trace.childrenOf(span).forEach(child -> collect(trace, child, reached));
  }

  @Property
  void childrenAndParentsAgree(@ForAll("spans") List<SpanData> spans) {
    Trace trace = Trace.of(spans);
    for (SpanData span : trace.spans()) {
      for (SpanData child : trace.childrenOf(span)) {
        assertThat(trace.parentOf(child)).containsSame(span);
        assertThat(child.getParentSpanId()).isEqualTo(span.getSpanId());
        assertThat(trace.depthOf(child)).isEqualTo(trace.depthOf(span) + 1);
      }
      Optional<SpanData> parent = trace.parentOf(span);
      assertThat(trace.ancestorsOf(span))
          .hasSize(trace.depthOf(span))
          .startsWith(parent.stream().toArray(SpanData[]::new));
      parent.ifPresent(above -> assertThat(trace.descendantsOf(above)).contains(span));
    }
  }

  @Property
  void aParentComesBeforeItsChildren(@ForAll("spans") List<SpanData> spans) {
    Trace trace = Trace.of(spans);
    Set<SpanData> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (SpanData span : trace.spans()) {
      trace.parentOf(span).ifPresent(parent -> assertThat(seen).contains(parent));
      seen.add(span);
    }
  }

  @Property
  void orderDoesNotDependOnArrival(@ForAll("spans") List<SpanData> spans, @ForAll Random random) {
    List<SpanData> shuffled = new ArrayList<>(spans);
    Collections.shuffle(shuffled, random);
    Trace trace = Trace.of(spans);
    Trace other = Trace.of(shuffled);
    assertThat(other.spans()).isEqualTo(trace.spans());
    assertThat(other).hasToString(trace.toString());
    assertThat(other.orphans()).isEqualTo(trace.orphans());
    assertThat(other.cycles()).isEqualTo(trace.cycles());
  }

  @Property
  void duplicatesAreExactlyTheSpansWhoseIdIsTwice(@ForAll("spans") List<SpanData> spans) {
    Trace trace = Trace.of(spans);
    Set<String> once = new HashSet<>();
    Set<String> twice = new HashSet<>();
    spans.forEach(span -> (once.add(span.getSpanId()) ? once : twice).add(span.getSpanId()));
    assertThat(trace.duplicates())
        .containsExactlyElementsOf(trace.spans().stream()
            .filter(span -> twice.contains(span.getSpanId()))
            .toList());
  }

  private static Set<SpanData> identities(List<SpanData> spans) {
    Set<SpanData> identities = Collections.newSetFromMap(new IdentityHashMap<>());
    identities.addAll(spans);
    return identities;
  }

  @Provide
  Arbitrary<List<SpanData>> spans() {
    Arbitrary<Integer> ids = Arbitraries.integers().between(1, 12);
    Arbitrary<Integer> parents = Arbitraries.integers().between(0, 14);
    Arbitrary<Long> times = Arbitraries.oneOf(
        Arbitraries.longs().between(0, 3),
        Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE, -1L, 1L << 62));
    return Combinators.combine(
            Arbitraries.of("a", "b", "c"), ids, parents, times, times, Arbitraries.of(true, false))
        .as((name, id, parent, start, end, remote) -> {
          TestSpan span = TestSpan.span(name, id).duringNanos(start, end);
          return (remote ? span.remoteParent(parent) : span.parent(parent)).build();
        })
        .list()
        .ofMaxSize(20);
  }
}
