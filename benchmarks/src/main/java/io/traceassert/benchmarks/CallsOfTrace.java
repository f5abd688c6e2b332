package io.traceassert.benchmarks;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.calls.Calls;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Finds the calls of one trace of 100,000 spans, beside one pass over all attributes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CallsOfTrace {

  private static final int SIZE = 100_000;

  private List<Trace> traces = List.of();

  /** Makes the trace. */
  @Setup
  public void make() {
    traces = List.of(Trace.of(new CallSpans(SIZE).make()));
  }

  /** All calls. */
  @Benchmark
  public int calls() {
    return Calls.of(traces).list().size();
  }

  /** Those that are repeated. */
  @Benchmark
  public int repeated() {
    return Calls.of(traces).repeatedMoreThan(2).size();
  }

  /** The limit: what it takes to look at each attribute once. */
  @Benchmark
  public long attributes() {
    long[] sum = new long[1];
    for (SpanData span : traces.get(0).spans()) {
      span.getAttributes().forEach((key, value) -> sum[0] += value.toString().length());
    }
    return sum[0];
  }
}
