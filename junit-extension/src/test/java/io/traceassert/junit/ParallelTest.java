package io.traceassert.junit;

import static io.traceassert.TraceAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.traceassert.CapturedTraces;
import io.traceassert.memory.TraceCapture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Two tests that run at the same time, on one {@code GlobalOpenTelemetry}. */
class ParallelTest {

  private static final Map<String, String> TWO = Map.of(
      "junit.jupiter.execution.parallel.enabled", "true",
      "junit.jupiter.execution.parallel.mode.default", "concurrent",
      "junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
      "junit.jupiter.execution.parallel.config.strategy", "fixed",
      "junit.jupiter.execution.parallel.config.fixed.parallelism", "2");

  @TempDir
  Path artifacts;

  @AfterEach
  void nothingIsLeftSet() {
    assertThat(GlobalOpenTelemetry.isSet()).isFalse();
  }

  private void bothPass(Class<?>... classes) {
    EngineExecutionResults results = Run.of(artifacts, TWO, classes);
    assertThat(Run.failures(results)).isEmpty();
    results.testEvents().assertStatistics(stats -> stats.succeeded(2));
  }

  private static Span start(String name) {
    return GlobalOpenTelemetry.getTracer("test").spanBuilder(name).startSpan();
  }

  private static void span(String name) {
    start(name).end();
  }

  /** A test that waits for the other one before and after what it does. */
  abstract static class Both {

    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    @BeforeEach
    void begin() throws Exception {
      span("before each");
      meet();
    }

    void meet() throws Exception {
      BOTH.await(1, TimeUnit.MINUTES);
    }

    @RepeatedTest(2)
    void test(CapturedTraces traces) throws Exception {
      run(traces);
      meet();
      assertThat(traces).spans("before each").hasSize(1);
      assertThat(traces).spans("mine").hasSize(1);
      assertThat(traces.capture().notes()).isEmpty();
    }

    abstract void run(CapturedTraces traces) throws Exception;
  }

  @Test
  void anExecutorThatHandsOnTheContext() {
    bothPass(TaskWrappingCase.class);
  }

  @CaptureTraces(global = true)
  static class TaskWrappingCase extends Both {

    private static final ExecutorService SHARED =
        Context.taskWrapping(Executors.newSingleThreadExecutor(ParallelTest::daemon));

    @Override
    void run(CapturedTraces traces) throws Exception {
      SHARED.submit(() -> span("mine")).get();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "shared");
    thread.setDaemon(true);
    return thread;
  }

  @Test
  void threadsOfTheTestsOwn() {
    bothPass(OwnThreadCase.class);
  }

  @CaptureTraces(global = true)
  static class OwnThreadCase extends Both {

    @Override
    void run(CapturedTraces traces) throws Exception {
      ExecutorService own = Executors.newSingleThreadExecutor(ParallelTest::daemon);
      traces.context().wrap(own).submit(() -> span("mine")).get();
      own.shutdown();
    }
  }

  @Test
  void aThreadWithATimeLimit() {
    bothPass(SeparateThreadCase.class);
  }

  @CaptureTraces(global = true)
  @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  static class SeparateThreadCase extends Both {

    @Override
    void run(CapturedTraces traces) {
      span("mine");
    }
  }

  @Test
  void anAssertionWithATimeLimitIsGivenTheContext() {
    bothPass(PreemptiveCase.class);
  }

  @CaptureTraces(global = true)
  static class PreemptiveCase extends Both {

    @Override
    void run(CapturedTraces traces) {
      assertTimeoutPreemptively(
          Duration.ofMinutes(1), Context.current().wrap(() -> span("mine"))::run);
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void virtualThreads() {
    bothPass(VirtualCase.class);
  }

  @CaptureTraces(global = true)
  static class VirtualCase extends Both {

    @Override
    void run(CapturedTraces traces) throws Exception {
      ExecutorService virtual = (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
      Context.taskWrapping(virtual).submit(() -> span("mine")).get();
      virtual.shutdown();
    }
  }

  @Test
  void classesBesideEachOther() {
    bothPass(OneCase.class, OtherCase.class);
  }

  @CaptureTraces(global = true)
  static class OneCase {

    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    @BeforeAll
    static void beforeAll() {
      span("of the class"); // perhaps while the test of the other class waits
    }

    @Test
    void test(CapturedTraces traces) throws Exception {
      BOTH.await(1, TimeUnit.MINUTES);
      span("mine");
      BOTH.await(1, TimeUnit.MINUTES);
      assertThat(traces).hasSingleTrace().hasRoot("mine");
    }
  }

  static class OtherCase extends OneCase {}

  @Test
  void anSdkOfTheApplications() {
    bothPass(ApplicationCase.class);
  }

  static class ApplicationCase extends Both {

    private static final TraceCapture APPLICATION = TraceCapture.create();

    @RegisterExtension
    static final TraceExtension TRACES = TraceExtension.capturing(APPLICATION).global();

    @Override
    void run(CapturedTraces traces) {
      APPLICATION
          .openTelemetry()
          .getTracer("test")
          .spanBuilder("mine")
          .startSpan()
          .end();
    }
  }

  @Test
  void theSdkOfATestAndTheGlobalOneAreOneTrace() {
    bothPass(MixedCase.class);
  }

  /** The server is on a thread without a context, and knows the trace by a header. */
  @CaptureTraces(global = true)
  static class MixedCase extends Both {

    private static final ExecutorService SERVER =
        Executors.newSingleThreadExecutor(ParallelTest::daemon);
    private TraceCapture own = TraceCapture.autoconfigured();

    @BeforeEach
    void takeOwn(TraceCapture capture) {
      own = capture;
    }

    @Override
    void run(CapturedTraces traces) throws Exception {
      Span client = own.openTelemetry().getTracer("test").spanBuilder("client").startSpan();
      Context arrived = Context.root()
          .with(Span.wrap(SpanContext.createFromRemoteParent(
              client.getSpanContext().getTraceId(),
              client.getSpanContext().getSpanId(),
              client.getSpanContext().getTraceFlags(),
              client.getSpanContext().getTraceState())));
      SERVER
          .submit(() -> GlobalOpenTelemetry.getTracer("test")
              .spanBuilder("mine")
              .setParent(arrived)
              .startSpan()
              .end())
          .get();
      client.end();
      assertThat(traces).span("mine").hasParent("client");
    }
  }

  @Test
  void whatLosesTheContextIsToldToBoth() {
    assertThat(Run.failures(Run.of(artifacts, TWO, LostCase.class)))
        .hasSize(2)
        .allSatisfy(failure -> assertThat(String.valueOf(failure.getMessage())
                .replaceAll("(?s)\n\nreport: .*", "")
                .replaceAll("java:\\d+", "java:1")
                .replaceAll("trace [0-9a-f]{8}", "trace 6e789e6a")
                .replaceAll("\\d[\\d.]* [mµ]?s\\b", "1.0 ms"))
            .isEqualTo("""
                no span "charge card" in trace 6e789e6a
                nearest: "order"

                trace 6e789e6a: 1 span, 1.0 ms
                  order  1.0 ms

                note: 2 spans belong to no test, since their traces began outside the context of each: "charge card" at ParallelTest.java:1 on thread "shared" x2
                note: A trace belongs to the test under whose context it begins. On threads of its own, code gets it by Context.taskWrapping(executor), Context.current().wrap(task), or traces.context()."""));
  }

  @CaptureTraces(global = true)
  static class LostCase {

    private static final CyclicBarrier BOTH = new CyclicBarrier(2);
    private static final ExecutorService SHARED =
        Executors.newSingleThreadExecutor(ParallelTest::daemon);

    @RepeatedTest(2)
    void test(CapturedTraces traces) throws Exception {
      BOTH.await(1, TimeUnit.MINUTES);
      Span order = start("order");
      SHARED.submit(() -> span("charge card")).get();
      order.end();
      BOTH.await(1, TimeUnit.MINUTES);
      assertThat(traces).hasSpan("charge card");
    }
  }
}
