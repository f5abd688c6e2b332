package io.traceassert.benchmarks;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.latency.TraceTimes;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Computes the critical path and all self times of one trace, beside one pass over its spans. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TimesOfTrace {

  /** The number of spans. */
  @Param({"100000", "1000000"})
  int size;

  /** The number of hosts whose clocks timed them, level by level. */
  @Param({"1", "2"})
  int hosts;

  private Trace trace = Trace.of(List.of());

  /** Makes the trace. */
  @Setup
  public void make() {
    trace = Trace.of(new NestedSpans(hosts).make(size));
  }

  /** Ours. */
  @Benchmark
  public long pathAndSelfTimes() {
    TraceTimes times = TraceTimes.of(trace);
    return times.criticalPath(trace.root()).segments().size()
        + times.selfTimes().of(trace.root()).toNanos();
  }

  /** The limit: what it takes to look at each span once. */
  @Benchmark
  public long sumOfDurations() {
    long sum = 0;
    for (SpanData span : trace.spans()) {
      sum += span.getEndEpochNanos() - span.getStartEpochNanos() + trace.depthOf(span);
    }
    return sum;
  }
}
