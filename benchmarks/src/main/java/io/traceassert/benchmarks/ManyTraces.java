package io.traceassert.benchmarks;

import static io.traceassert.TraceAssertions.assertThat;
import static java.util.Collections.nCopies;

import io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions;
import io.opentelemetry.sdk.testing.assertj.TracesAssert;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.trace.Trace;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Groups 100,000 spans into 10,000 traces and checks the root's name and the size of each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ManyTraces {

  private static final int TRACES = 10_000;
  private static final int SPANS = 10;

  private final List<SpanData> spans = new TestSpans().traces(TRACES, SPANS);

  /** With traces that know parents, children and depths. */
  @Benchmark
  public List<Trace> traceAssert() {
    List<Trace> traces = Trace.groupByTraceId(spans);
    for (Trace trace : traces) {
      assertThat(trace).hasRoot(TestSpans.ROOT).hasSpanCount(SPANS);
    }
    assertThat(traces).hasSize(TRACES);
    return traces;
  }

  /** With sdk-testing, whose traces are sorted lists. */
  @Benchmark
  public TracesAssert sdkTesting() {
    return TracesAssert.assertThat(spans).hasTracesSatisfyingExactly(nCopies(TRACES, trace -> {
      trace.hasSize(SPANS);
      OpenTelemetryAssertions.assertThat(trace.getSpan(0)).hasName(TestSpans.ROOT);
    }));
  }
}
