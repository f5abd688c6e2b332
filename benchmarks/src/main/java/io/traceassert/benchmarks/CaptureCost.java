package io.traceassert.benchmarks;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What a span costs the application: start and end of traces of ten spans each. An SDK lives for a
 * thousand spans of each thread, as in one test, and keeps all of them until then.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CaptureCost {

  private static final int TRACES = 100;
  private static final int SPANS = 10;

  /** Who keeps the spans. */
  @Param
  Recorder.Kind kind = Recorder.Kind.NOTHING;

  /** Whether the spans are read once before they are thrown away. */
  @Param({"false", "true"})
  boolean read;

  /**
   * Frames below the application's, in addition to JMH's: a JUnit test runs at a depth of 60 to 90.
   */
  @Param({"0", "50"})
  int depth;

  private final AtomicInteger turns = new AtomicInteger();
  private int threads;
  private volatile Recorder current = Recorder.Kind.NOTHING.open();

  /** Opens the first SDK. */
  @Setup
  public void open(BenchmarkParams params) {
    threads = params.getThreads();
    current = kind.open();
  }

  /** Starts and ends a thousand spans. */
  @Benchmark
  @OperationsPerInvocation(TRACES * SPANS)
  public int span() {
    Recorder recorder = current;
    atDepth(depth, recorder.tracer());
    return turns.incrementAndGet() % threads == 0 ? replace(recorder) : 0;
  }

  private int replace(Recorder recorder) {
    current = kind.open();
    int size = read ? recorder.read().size() : 0;

    return size;
  }

  private static void atDepth(int depth, Tracer tracer) {
    if (depth > 0) {
      atDepth(depth - 1, tracer);
      return;
    }
    for (int i = 0; i < TRACES; i++) {
      trace(tracer);
    }
  }

  private static void trace(Tracer tracer) {
    Span root = tracer.spanBuilder("order").setNoParent().startSpan();
    Context context = Context.root().with(root);
    for (int i = 1; i < SPANS; i++) {
      tracer.spanBuilder("step").setParent(context).startSpan().end();
    }
    root.end();
  }
}
