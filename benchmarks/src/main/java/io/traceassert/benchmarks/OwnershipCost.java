package io.traceassert.benchmarks;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.traceassert.capture.Recording;
import io.traceassert.memory.TraceCapture;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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
import org.openjdk.jmh.infra.ThreadParams;

/**
 * What it costs that a span has an owner: traces of ten spans each, on one SDK, of one test for
 * each thread under its context, or of none. A capture lives for a thousand spans of each thread.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OwnershipCost {

  private static final int TRACES = 100;
  private static final int SPANS = 10;

  /** Whether each thread is a test with a recording of its own. */
  @Param({"false", "true"})
  boolean owned;

  /** Whether the spans are read once before they are thrown away. */
  @Param({"false", "true"})
  boolean read;

  private final AtomicInteger turns = new AtomicInteger();
  private int threads;
  private volatile Tests current = new Tests(0);

  /** Opens the first capture. */
  @Setup
  public void open(BenchmarkParams params) {
    threads = params.getThreads();
    current = new Tests(owned ? threads : 0);
  }

  /** Starts and ends a thousand spans. */
  @Benchmark
  @OperationsPerInvocation(TRACES * SPANS)
  public int span(ThreadParams thread) {
    Tests tests = current;
    Context context = owned ? tests.contexts.get(thread.getThreadIndex()) : Context.root();
    for (int i = 0; i < TRACES; i++) {
      trace(tests.tracer, context);
    }
    return turns.incrementAndGet() % threads == 0 ? replace(tests) : 0;
  }

  private int replace(Tests tests) {
    current = new Tests(owned ? threads : 0);
    return read ? tests.read() : 0;
  }

  private static void trace(Tracer tracer, Context test) {
    Span root = tracer.spanBuilder("order").setParent(test).startSpan();
    Context context = test.with(root);
    for (int i = 1; i < SPANS; i++) {
      tracer.spanBuilder("step").setParent(context).startSpan().end();
    }
    root.end();
  }

  /** One SDK and the tests that share it. */
  private static final class Tests {

    private final TraceCapture capture = TraceCapture.create();
    private final Tracer tracer = capture.openTelemetry().getTracer("benchmark");
    private final List<Recording> recordings;
    private final List<Context> contexts;

    Tests(int number) {
      recordings = Stream.generate(capture::record).limit(number).toList();
      contexts = recordings.stream()
          .map(recording -> recording.context(Context.root()))
          .toList();
    }

    int read() {
      return capture.traces().capture().spans().size()
          + recordings.stream()
              .mapToInt(recording -> recording.capture().spans().size())
              .sum();
    }
  }
}
