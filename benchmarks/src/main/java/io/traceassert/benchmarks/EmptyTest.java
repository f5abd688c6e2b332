package io.traceassert.benchmarks;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.traceassert.junit.CaptureTraces;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Runs a class of tests that do nothing, with one extension or another. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EmptyTest {

  private static final int TESTS = 500;

  private final Launcher launcher = LauncherFactory.create();

  /** With ours. */
  @Benchmark
  @OperationsPerInvocation(TESTS)
  public long captureTraces() {
    return run(WithCaptureTraces.class);
  }

  /** With sdk-testing's. */
  @Benchmark
  @OperationsPerInvocation(TESTS)
  public long openTelemetryExtension() {
    return run(WithOpenTelemetryExtension.class);
  }

  /** With none: the cost of JUnit itself. */
  @Benchmark
  @OperationsPerInvocation(TESTS)
  public long noExtension() {
    return run(WithNothing.class);
  }

  private long run(Class<?> tests) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    launcher.execute(
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build(), listener);
    long succeeded = listener.getSummary().getTestsSucceededCount();
    if (succeeded != TESTS) {
      throw new IllegalStateException(succeeded + " tests succeeded, expected " + TESTS);
    }
    return succeeded;
  }

  @CaptureTraces
  static class WithCaptureTraces {

    @RepeatedTest(TESTS)
    void empty() {}
  }

  static class WithOpenTelemetryExtension {

    @RegisterExtension
    static final OpenTelemetryExtension EXTENSION = OpenTelemetryExtension.create();

    @RepeatedTest(TESTS)
    void empty() {}
  }

  static class WithNothing {

    @RepeatedTest(TESTS)
    void empty() {}
  }
}
