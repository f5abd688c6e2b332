package io.traceassert.junit;

import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.traceassert.CapturedTraces;
import io.traceassert.memory.TraceCapture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class LifecycleTest {

  @TempDir
  Path artifacts;

  private void passes(int tests, Class<?>... classes) {
    EngineExecutionResults results = Run.of(artifacts, classes);
    assertThat(Run.failures(results)).isEmpty();
    results.testEvents().assertStatistics(stats -> stats.succeeded(tests));
    assertThat(artifacts).isEmptyDirectory();
  }

  private static void span(OpenTelemetry openTelemetry, String name) {
    openTelemetry.getTracer("test").spanBuilder(name).startSpan().end();
  }

  static boolean constructorsHaveTheScopeOfTheTest() {
    try {
      Class.forName("org.junit.jupiter.api.extension.TestInstantiationAwareExtension");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  @Test
  @EnabledIf("constructorsHaveTheScopeOfTheTest")
  void aConstructorGetsTheCaptureOfItsTest() {
    passes(2, ConstructorCase.class);
  }

  @Test
  @DisabledIf("constructorsHaveTheScopeOfTheTest")
  void anOlderJUnitGetsAClearErrorForAConstructor() {
    assertThat(Run.failures(Run.of(artifacts, ConstructorCase.class)))
        .hasSize(2)
        .allSatisfy(failure -> assertThat(failure)
            .isInstanceOf(ParameterResolutionException.class)
            .hasMessage(
                "CapturedTraces in the constructor of io.traceassert.junit.LifecycleTest$ConstructorCase needs JUnit 5.12 or"
                    + " later, which constructs the instance in the scope of its test; with an older JUnit let the test method or"
                    + " @BeforeEach have the parameter"));
  }

  @CaptureTraces
  static class ConstructorCase {

    private final CapturedTraces traces;

    ConstructorCase(CapturedTraces traces, OpenTelemetry openTelemetry) {
      this.traces = traces;
      span(openTelemetry, "constructor");
    }

    @RepeatedTest(2)
    void test(CapturedTraces same) {
      assertThat(same).isSameAs(traces);
      assertThat(traces).hasSingleTrace().hasRoot("constructor");
    }
  }

  @Test
  void anInstancePerClassHasTheScopeOfTheClass() {
    passes(2, PerClassCase.class);
  }

  @CaptureTraces
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class PerClassCase {

    private final OpenTelemetry ofClass;
    private final CapturedTraces tracesOfClass;

    PerClassCase(OpenTelemetry ofClass, CapturedTraces tracesOfClass) {
      this.ofClass = ofClass;
      this.tracesOfClass = tracesOfClass;
      span(ofClass, "constructor");
    }

    @BeforeAll
    void beforeAll(CapturedTraces traces) {
      assertThat(traces).isSameAs(tracesOfClass);
      assertThat(traces).hasSingleTrace().hasRoot("constructor");
    }

    @RepeatedTest(2)
    void test(CapturedTraces traces) {
      assertThat(traces).hasNoSpans();
      span(ofClass, "test");
      assertThat(traces).hasSingleTrace().hasRoot("test");
      assertThat(tracesOfClass).hasSingleTrace().hasRoot("constructor");
    }
  }

  @Test
  void aLateSpanStaysWithTheTestThatBeganItsTrace() {
    passes(2, LateCase.class);
  }

  @CaptureTraces(openSpans = Policy.IGNORE)
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class LateCase {

    private static Tracer tracer = OpenTelemetry.noop().getTracer("none");
    private static Span late = Span.getInvalid();

    @BeforeAll
    static void beforeAll(Tracer ofClass) {
      tracer = ofClass;
    }

    @Test
    @Order(1)
    void first() {
      late = tracer.spanBuilder("late").startSpan();
    }

    @Test
    @Order(2)
    void second(CapturedTraces traces) {
      late.end();
      assertThat(traces).hasNoSpans();
    }
  }

  @Test
  void eachDynamicTestBeginsWithAnEmptyCapture() {
    passes(3, DynamicCase.class);
  }

  @CaptureTraces
  static class DynamicCase {

    @TestFactory
    Stream<DynamicTest> tests(CapturedTraces traces, OpenTelemetry openTelemetry) {
      span(openTelemetry, "factory");
      return Stream.of("a", "b", "c")
          .map(name -> dynamicTest(name, () -> {
            span(openTelemetry, name);
            assertThat(traces).hasSingleTrace().hasRoot(name);
          }));
    }
  }

  @Test
  void optionsAndSourcesCanBeGiven() {
    passes(3, OptionsCase.class, SourceCase.class, MethodCase.class);
  }

  static class OptionsCase {

    @RegisterExtension
    static final TraceExtension EXTENSION =
        TraceExtension.capturing(TraceCapture.builder().setSampler(Sampler.alwaysOff()));

    @Test
    void test(CapturedTraces traces, OpenTelemetry openTelemetry) {
      span(openTelemetry, "dropped");
      assertThat(traces).hasNoSpans();
    }
  }

  static class SourceCase {

    private static final TraceCapture APPLICATION = TraceCapture.create();

    @RegisterExtension
    static final TraceExtension EXTENSION = TraceExtension.capturing(APPLICATION);

    @Test
    void test(CapturedTraces traces, OpenTelemetry openTelemetry) {
      span(APPLICATION.openTelemetry("application"), "application");
      span(openTelemetry, "test");
      assertThat(traces).hasTraceCount(2);
    }
  }

  static class MethodCase {

    @Test
    @ExtendWith(TraceExtension.class)
    void test(CapturedTraces traces, OpenTelemetry openTelemetry) {
      span(openTelemetry, "method");
      assertThat(traces).hasSingleTrace().hasRoot("method");
    }
  }

  @Test
  void testsInParallelNeverSeeEachOther() {
    Map<String, String> parallel = Map.of(
        "junit.jupiter.execution.parallel.enabled", "true",
        "junit.jupiter.execution.parallel.mode.default", "concurrent",
        "junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
        "junit.jupiter.execution.parallel.config.strategy", "fixed",
        "junit.jupiter.execution.parallel.config.fixed.parallelism", "8");
    EngineExecutionResults results =
        Run.of(artifacts, parallel, ParallelCase.class, OtherParallelCase.class);
    assertThat(Run.failures(results)).isEmpty();
    results.testEvents().assertStatistics(stats -> stats.succeeded(200));
  }

  @CaptureTraces
  static class ParallelCase {

    @RepeatedTest(100)
    void test(CapturedTraces traces, OpenTelemetry openTelemetry) {
      span(openTelemetry, "mine");
      assertThat(traces).hasSingleTrace().hasRoot("mine");
    }
  }

  static class OtherParallelCase extends ParallelCase {}

  @Test
  void concurrentUseOfTheSdkOfTheClassIsToldApartByContext() {
    Map<String, String> parallel = Map.of(
        "junit.jupiter.execution.parallel.enabled", "true",
        "junit.jupiter.execution.parallel.mode.default", "concurrent",
        "junit.jupiter.execution.parallel.config.strategy", "fixed",
        "junit.jupiter.execution.parallel.config.fixed.parallelism", "2");
    EngineExecutionResults results = Run.of(artifacts, parallel, SharedCase.class);
    assertThat(Run.failures(results)).isEmpty();
    results.testEvents().assertStatistics(stats -> stats.succeeded(2));
  }

  @CaptureTraces
  static class SharedCase {

    private static final CyclicBarrier BOTH = new CyclicBarrier(2);
    private static OpenTelemetry ofClass = OpenTelemetry.noop();

    @BeforeAll
    static void beforeAll(OpenTelemetry openTelemetry) {
      ofClass = openTelemetry;
    }

    @RepeatedTest(2)
    void test(CapturedTraces traces) throws Exception {
      BOTH.await();
      span(ofClass, "mine");
      BOTH.await();
      assertThat(traces).hasTraceCount(1);
    }
  }

  @Test
  void aTimeoutOfZeroDoesNotWait() {
    passes(1, ImpatientCase.class);
  }

  static class ImpatientCase {

    @RegisterExtension
    static final TraceExtension EXTENSION =
        TraceExtension.capturing(TraceCapture.builder().setSettleTimeout(Duration.ZERO));

    @Test
    void test(CapturedTraces traces, Tracer tracer) {
      Span open = tracer.spanBuilder("open").startSpan();
      assertThatThrownBy(() -> assertThat(traces).hasNoSpans())
          .hasMessageStartingWith("1 span is still open after 0 s");
      open.end();
    }
  }
}
