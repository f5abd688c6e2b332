package io.traceassert.benchmarks;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.trace.Trace;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Builds one trace and asks each of its spans for its parent, children and depth. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LargeTrace {

  /** The number of spans. */
  @Param({"100000", "1000000"})
  int size;

  /** Whether the spans arrive in any order, or in the order of their starts. */
  @Param({"false", "true"})
  boolean shuffled;

  private List<SpanData> spans = List.of();

  /** Makes the spans. */
  @Setup
  public void make() {
    spans = new TestSpans().tree(size);
    if (shuffled) {
      Collections.shuffle(spans, new Random(1));
    }
  }

  /** Builds and walks. */
  @Benchmark
  public long buildAndWalk() {
    Trace trace = Trace.of(spans);
    long sum = 0;
    for (SpanData span : trace.spans()) {
      sum += trace.depthOf(span) + trace.childrenOf(span).size();
      sum += trace.parentOf(span).isPresent() ? 1 : 0;
    }
    return sum;
  }
}
