package io.traceassert.benchmarks;

import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.LibraryInstrumentationExtension;
import io.traceassert.memory.TraceCapture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * From a wrong expectation to its error, when all spans have ended. Once in each new JVM, so that
 * it includes what a first failure loads and compiles.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class WrongExpectation {

  /** A capture that has settled. */
  @State(Scope.Benchmark)
  public static class Ours {

    private final TraceCapture capture = TraceCapture.create();

    /** Records one trace. */
    public Ours() {
      order(capture.openTelemetry());
    }
  }

  /** The extension that OpenTelemetry's instrumentation is tested with, used outside JUnit. */
  @State(Scope.Benchmark)
  public static class Peer {

    private final InstrumentationExtension testing = LibraryInstrumentationExtension.create();

    /** Records one trace. */
    public Peer() {
      order(testing.getOpenTelemetry());
    }
  }

  /** Fails because nothing more can arrive. */
  @Benchmark
  public AssertionError traceAssert(Ours ours) {
    return catchThrowableOfType(
        AssertionError.class,
        () -> assertThat(ours.capture.traces()).hasSingleTrace().hasRoot("another"));
  }

  /** Fails because the time is over. */
  @Benchmark
  public AssertionError waitAndAssertTraces(Peer peer) {
    return catchThrowableOfType(
        AssertionError.class,
        () -> peer.testing.waitAndAssertTraces(trace -> trace.hasSpansSatisfyingExactly(
            span -> span.hasName("another"), span -> span.hasName("step"))));
  }

  private static void order(OpenTelemetry openTelemetry) {
    Tracer tracer = openTelemetry.getTracer("benchmark");
    Span root = tracer.spanBuilder("order").setNoParent().startSpan();
    tracer.spanBuilder("step").setParent(Context.root().with(root)).startSpan().end();
    root.end();
  }
}
