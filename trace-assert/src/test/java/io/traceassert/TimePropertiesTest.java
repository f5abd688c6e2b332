package io.traceassert;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.traceassert.trace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Compares what is said of times with what follows from looking at each moment. Times are multiples
 * of 4 ns, so that a clock can be set by less, and there are moments between.
 */
class TimePropertiesTest {

  private static final long UNIT = 4;
  private static final long LAST = 8 * UNIT;

  /** A span, and of which of two hosts. */
  record Time(long start, long end, int host) {

    /** At each moment, from the start to the end or at the start. */
    boolean isOpenAt(long moment) {
      return start < end ? start < moment && moment < end : moment == start;
    }

    /** Every moment at which it was open was before every moment at which the other was. */
    boolean isBefore(Time other) {
      return moments()
          .filter(this::isOpenAt)
          .allMatch(one -> moments().filter(other::isOpenAt).allMatch(two -> one < two));
    }

    boolean overlaps(Time other) {
      return moments().anyMatch(moment -> isOpenAt(moment) && other.isOpenAt(moment));
    }

    /** A span that ended before it started took no time. */
    long lastly() {
      return Math.max(start, end);
    }

    Time set(long by) {
      return new Time(start + by, end + by, host);
    }
  }

  private static LongStream moments() {
    return LongStream.rangeClosed(-LAST, 2 * LAST);
  }

  @Property(tries = 300)
  void twoSpans(
      @ForAll("times") Time a, @ForAll("times") Time b, @ForAll @IntRange(max = 3) int units) {
    List<Time> times = List.of(a, b);
    Duration tolerance = Duration.ofNanos(units * UNIT);
    SpanAssert span = assertThat(trace(times)).withClockTolerance(tolerance).span("0");
    assertThat(holds(() -> span.happensBefore("1"))).isEqualTo(any(a, b, units, Time::isBefore));
    assertThat(holds(() -> span.overlaps("1"))).isEqualTo(any(a, b, units, Time::overlaps));
    assertThat(holds(() -> span.doesNotOverlap("1")))
        .isEqualTo(any(a, b, units, (one, other) -> !one.overlaps(other)));
    assertThat(holds(() -> span.startsBefore("1")))
        .isEqualTo(any(a, b, units, (one, other) -> one.start < other.start));
    assertThat(holds(() -> span.endsBefore("1")))
        .isEqualTo(any(a, b, units, (one, other) -> one.lastly() < other.lastly()));
  }

  @Property(tries = 300)
  void aParentAndItsChild(
      @ForAll("times") Time parent,
      @ForAll("times") Time child,
      @ForAll @IntRange(max = 3) int units) {
    SpanAssert span = assertThat(trace(List.of(parent, child)))
        .withClockTolerance(Duration.ofNanos(units * UNIT))
        .span("1");
    assertThat(holds(() -> span.isWithinParent()))
        .isEqualTo(any(
            child,
            parent,
            units,
            (one, other) -> other.start <= one.start && one.lastly() <= other.lastly()));
  }

  @Property(tries = 300)
  void severalSpansOfOneClock(
      @ForAll @Size(min = 2, max = 5) List<@From("timesOfOneHost") Time> times) {
    TraceAssert trace = assertThat(trace(times));
    SpansAssert spans = trace.spans("...");
    String[] names = IntStream.range(0, times.size()).mapToObj(i -> "" + i).toArray(String[]::new);

    boolean concurrent =
        moments().anyMatch(moment -> times.stream().allMatch(time -> time.isOpenAt(moment)));
    assertThat(holds(() -> trace.runConcurrently(names))).isEqualTo(concurrent);
    assertThat(holds(spans::runConcurrently)).isEqualTo(concurrent);
    assertThat(holds(() -> trace.runSequentially(names)))
        .isEqualTo(neighbours(times, Time::isBefore));
    assertThat(holds(spans::doNotOverlap))
        .isEqualTo(pairs(times, (one, other) -> !one.overlaps(other)));
    assertThat(holds(() -> spans.startInOrder(names)))
        .isEqualTo(neighbours(times, (one, other) -> one.start <= other.start));
  }

  @Property(tries = 300)
  void severalSpansOfTwoClocks(
      @ForAll @Size(min = 2, max = 4) List<@From("times") Time> times,
      @ForAll @IntRange(max = 3) int units) {
    TraceAssert trace = assertThat(trace(times)).withClockTolerance(Duration.ofNanos(units * UNIT));
    String[] names = IntStream.range(0, times.size()).mapToObj(i -> "" + i).toArray(String[]::new);
    assertThat(holds(() -> trace.runConcurrently(names)))
        .isEqualTo(pairs(times, (one, other) -> any(one, other, units, Time::overlaps)));
    assertThat(holds(() -> trace.runSequentially(names)))
        .isEqualTo(neighbours(times, (one, other) -> any(one, other, units, Time::isBefore)));
  }

  /** Tries how the clocks of two hosts may be apart. */
  private static boolean any(Time one, Time other, int units, BiPredicate<Time, Time> relation) {
    long most = one.host == other.host ? 0 : units * UNIT;
    return LongStream.rangeClosed(-most / 2, most / 2)
        .anyMatch(half -> relation.test(one, other.set(2 * half)));
  }

  private static boolean neighbours(List<Time> times, BiPredicate<Time, Time> relation) {
    return IntStream.range(1, times.size())
        .allMatch(i -> relation.test(times.get(i - 1), times.get(i)));
  }

  private static boolean pairs(List<Time> times, BiPredicate<Time, Time> relation) {
    return IntStream.range(0, times.size())
        .allMatch(
            i -> IntStream.range(0, i).allMatch(j -> relation.test(times.get(j), times.get(i))));
  }

  private static boolean holds(Runnable assertion) {
    try {
      assertion.run();
      return true;
    } catch (TraceAssertionError e) {
      return false;
    }
  }

  private static Trace trace(List<Time> times) {
    return Trace.of(IntStream.range(0, times.size())
        .mapToObj(i -> TestSpan.span("" + i, i + 1)
            .parent(i == 0 ? 0 : 1)
            .duringNanos(times.get(i).start, times.get(i).end)
            .resource(Attributes.builder()
                .put("host.name", "host " + times.get(i).host)
                .build())
            .build())
        .toList());
  }

  @Provide
  Arbitrary<Time> times() {
    Arbitrary<Long> times = Arbitraries.longs().between(0, LAST / UNIT).map(time -> time * UNIT);
    return Combinators.combine(times, times, Arbitraries.integers().between(1, 2))
        .as(Time::new);
  }

  @Provide
  Arbitrary<Time> timesOfOneHost() {
    return times().map(time -> new Time(time.start, time.end, 1));
  }
}
