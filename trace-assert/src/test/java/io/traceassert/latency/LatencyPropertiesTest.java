package io.traceassert.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.TestSpan;
import io.traceassert.text.Durations;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Holds of any set of spans: overlapping, too late, of several roots and of several hosts. */
class LatencyPropertiesTest {

  private static final AttributeKey<String> HOST = AttributeKey.stringKey("host.name");

  @Property
  void segmentsAddUpToTheDurationExactly(@ForAll("anySpans") List<SpanData> spans) {
    Trace trace = Trace.of(spans);
    for (SpanData top : trace.spans()) {
      CriticalPath path = CriticalPath.of(trace, top);
      Duration duration = atLeastZero(Durations.of(top));

      assertThat(path.duration()).isEqualTo(duration);
      assertThat(sum(path.segments().stream().map(Segment::duration).toList())).isEqualTo(duration);
      assertThat(sum(path.shares().stream().map(CriticalPath.Share::time).toList()))
          .isEqualTo(duration);
      long reached = top.getStartEpochNanos();
      for (Segment segment : path.segments()) {
        assertThat(segment.startEpochNanos()).isEqualTo(reached);
        assertThat(segment.duration()).isPositive();
        reached = segment.endEpochNanos();
      }
    }
  }

  @Property
  void segmentsAreWithinTheirSpans(@ForAll("spansOfOneHost") List<SpanData> spans) {
    Trace trace = Trace.of(spans);
    for (SpanData top : trace.spans()) {
      for (Segment segment : CriticalPath.of(trace, top).segments()) {
        SpanData span = segment.span();
        assertThat(span == top || trace.descendantsOf(top).contains(span)).isTrue();
        assertThat(segment.startEpochNanos()).isGreaterThanOrEqualTo(span.getStartEpochNanos());
        assertThat(segment.endEpochNanos()).isLessThanOrEqualTo(span.getEndEpochNanos());
      }
    }
  }

  @Property
  void pathIsThatOfTheDefinition(@ForAll("spansOfOneHost") List<SpanData> spans) {
    Trace trace = Trace.of(spans);
    for (SpanData top : trace.spans()) {
      List<Segment> expected = new ArrayList<>();
      long start = top.getStartEpochNanos();
      define(trace, top, start, Math.max(start, top.getEndEpochNanos()), expected);
      assertThat(CriticalPath.of(trace, top).segments()).isEqualTo(expected);
    }
  }

  /** The definition, word for word, and slow. */
  private static void define(
      Trace trace, SpanData span, long start, long end, List<Segment> segments) {
    List<SpanData> left = new ArrayList<>(trace.childrenOf(span));
    left.removeIf(child ->
        (span.getKind() == SpanKind.PRODUCER && child.getKind() == SpanKind.CONSUMER)
            || (child.getEndEpochNanos()
                    > Math.max(span.getStartEpochNanos(), span.getEndEpochNanos())
                        + duration(span) / 100
                && !(span.getKind() == SpanKind.CLIENT && child.getKind() == SpanKind.SERVER)));
    long tolerance = (end - start) / 100;
    long cursor = end;
    while (true) {
      long now = cursor;
      SpanData last = left.stream()
          .filter(child -> Math.min(child.getEndEpochNanos(), end) <= now + tolerance)
          .filter(child ->
              Math.max(child.getStartEpochNanos(), start) < Math.min(child.getEndEpochNanos(), now))
          .max(Comparator.comparingLong((SpanData child) -> Math.min(child.getEndEpochNanos(), end))
              .thenComparing(left::indexOf, Comparator.reverseOrder()))
          .orElse(null);
      long until = last == null ? start : Math.min(last.getEndEpochNanos(), cursor);
      if (until < cursor) {
        segments.add(0, new Segment(span, until, cursor));
      }
      if (last == null) {
        return;
      }
      cursor = Math.max(last.getStartEpochNanos(), start);
      define(trace, last, cursor, until, segments);
      left.remove(last);
    }
  }

  private static long duration(SpanData span) {
    return Math.max(0, span.getEndEpochNanos() - span.getStartEpochNanos());
  }

  @Property
  void selfTimeIsWhenNoChildRan(@ForAll("spansOfOneHost") List<SpanData> spans) {
    Trace trace = Trace.of(spans);
    SelfTimes times = SelfTimes.of(trace);
    for (SpanData span : trace.spans()) {
      List<SpanData> children = trace.childrenOf(span);
      long alone = LongStream.range(span.getStartEpochNanos(), span.getEndEpochNanos())
          .filter(nano -> children.stream()
              .noneMatch(
                  child -> child.getStartEpochNanos() <= nano && nano < child.getEndEpochNanos()))
          .count();
      assertThat(times.of(span)).isEqualTo(Duration.ofNanos(alone));
    }
  }

  @Property
  void selfTimeIsAPartOfTheDuration(@ForAll("anySpans") List<SpanData> spans) {
    Trace trace = Trace.of(spans);
    SelfTimes times = SelfTimes.of(trace);
    for (SpanData span : trace.spans()) {
      assertThat(times.of(span)).isBetween(Duration.ZERO, atLeastZero(Durations.of(span)));
    }
  }

  @Property
  void timesOfAnotherHostMayBeShiftedAtWill(
      @ForAll("spansOfTwoHosts") List<TestSpan> spans,
      @ForAll @LongRange(min = -1_000, max = 1_000) long skew) {
    List<SpanData> built = spans.stream().map(TestSpan::build).toList();
    List<SpanData> skewed = spans.stream().map(span -> shifted(span, skew)).toList();
    Trace one = Trace.of(built);
    Trace other = Trace.of(skewed);
    SelfTimes times = SelfTimes.of(one);
    SelfTimes timesOfOther = SelfTimes.of(other);
    for (int i = 0; i < built.size(); i++) {
      assertThat(timesOfOther.of(skewed.get(i))).isEqualTo(times.of(built.get(i)));
      assertThat(CriticalPath.of(other, skewed.get(i)).duration())
          .isEqualTo(CriticalPath.of(one, built.get(i)).duration());
    }
  }

  private static SpanData shifted(TestSpan span, long skew) {
    SpanData built = span.build();
    return "b".equals(built.getResource().getAttribute(HOST))
        ? span.duringNanos(built.getStartEpochNanos() + skew, built.getEndEpochNanos() + skew)
            .build()
        : built;
  }

  @Property
  void whenNothingOverlapsThePathHasAllSelfTimes(@ForAll("widths") List<Integer> widths) {
    Trace trace = Trace.of(nested(widths));
    SelfTimes times = SelfTimes.of(trace);
    CriticalPath path = CriticalPath.of(trace);
    for (CriticalPath.Share share : path.shares()) {
      assertThat(share.time()).isEqualTo(times.of(share.span()));
    }
    assertThat(path.outside()).isEmpty();
    assertThat(path.aligned()).isEmpty();
  }

  /** A root whose children follow each other, each with a child in its middle. */
  private static List<SpanData> nested(List<Integer> widths) {
    List<SpanData> spans = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < widths.size(); i++) {
      int width = widths.get(i);
      spans.add(span("step", 2L * i + 2, 1, now, now + 3L * width).build());
      spans.add(
          span("inner", 2L * i + 3, 2L * i + 2, now + width, now + 2L * width).build());
      now += 3L * width + i % 3;
    }
    spans.add(span("root", 1, 0, -1, now).build());
    return spans;
  }

  private static TestSpan span(String name, long id, long parent, long start, long end) {
    return TestSpan.span(name, id).parent(parent).duringNanos(start, end);
  }

  private static Duration sum(List<Duration> durations) {
    return durations.stream().reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration atLeastZero(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  @Provide
  Arbitrary<List<Integer>> widths() {
    return Arbitraries.integers().between(0, 20).list().ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<SpanData>> anySpans() {
    Arbitrary<Long> times = Arbitraries.oneOf(
        Arbitraries.longs().between(0, 300),
        Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE, -1L, 1L << 62));
    return Arbitraries.oneOf(
        built(spans(times, Arbitraries.just(""))),
        built(spans(Arbitraries.longs().between(0, 300), Arbitraries.of("", "a", "b"))));
  }

  @Provide
  Arbitrary<List<SpanData>> spansOfOneHost() {
    return built(spans(Arbitraries.longs().between(0, 300), Arbitraries.just("")));
  }

  @Provide
  Arbitrary<List<TestSpan>> spansOfTwoHosts() {
    return spans(Arbitraries.longs().between(0, 300), Arbitraries.of("a", "b"));
  }

  private static Arbitrary<List<SpanData>> built(Arbitrary<List<TestSpan>> spans) {
    return spans.map(all -> all.stream().map(TestSpan::build).toList());
  }

  /** Each has an earlier one as its parent, or none, so that ids and parents are known. */
  private static Arbitrary<List<TestSpan>> spans(Arbitrary<Long> times, Arbitrary<String> hosts) {
    Arbitrary<SpanKind> kinds = Arbitraries.of(SpanKind.values());
    Arbitrary<Integer> parents = Arbitraries.integers().between(0, 12);
    return Combinators.combine(times, times, parents, hosts, kinds)
        .as((start, end, parent, host, kind) -> new Drawn(start, end, parent, host, kind))
        .list()
        .ofMaxSize(12)
        .map(all -> {
          List<TestSpan> spans = new ArrayList<>();
          for (Drawn drawn : all) {
            spans.add(drawn.span(spans.size() + 1));
          }
          return spans;
        });
  }

  private record Drawn(long start, long end, int parent, String host, SpanKind kind) {

    TestSpan span(int id) {
      TestSpan span = LatencyPropertiesTest.span("span " + id, id, parent % id, start, end);
      return span.kind(kind)
          .resource(host.isEmpty() ? Attributes.empty() : Attributes.of(HOST, host));
    }
  }
}
