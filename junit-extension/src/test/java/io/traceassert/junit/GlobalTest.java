package io.traceassert.junit;

import static io.traceassert.TraceAssertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.traceassert.CapturedTraces;
import io.traceassert.memory.TraceCapture;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** One {@code GlobalOpenTelemetry} for a run. */
class GlobalTest {

  @TempDir
  Path artifacts;

  @AfterEach
  void nothingIsLeftSet() {
    assertThat(GlobalOpenTelemetry.isSet()).isFalse();
  }

  private void passes(int tests, Class<?>... classes) {
    EngineExecutionResults results = Run.of(artifacts, classes);
    assertThat(Run.failures(results)).isEmpty();
    results.testEvents().assertStatistics(stats -> stats.succeeded(tests));
  }

  private static void span(String name) {
    GlobalOpenTelemetry.getTracer("test").spanBuilder(name).startSpan().end();
  }

  @Test
  void aTracerOfAStaticInitialiserIsCapturedInEachClass() {
    passes(2, FirstCase.class, SecondCase.class);
    passes(1, SecondCase.class); // in another run, which is another launch in the same JVM
  }

  @CaptureTraces(global = true)
  static class FirstCase {

    private static final Object APPLICATION = StaticApplication.open();

    @Test
    void test(CapturedTraces traces) {
      assertThat(APPLICATION).isNotNull();
      StaticApplication.work("first");
      assertThat(traces).hasSingleTrace().hasRoot("first").span("first").isRoot();
    }
  }

  static class SecondCase {

    @RegisterExtension
    static final TraceExtension TRACES = new TraceExtension().global();

    @Test
    void test(CapturedTraces traces) {
      StaticApplication.work("second");
      assertThat(traces).hasSingleTrace().hasRoot("second");
    }
  }

  @Test
  void whatIsOfTheClassAndWhatIsOfATest() {
    passes(2, LifeCycleCase.class);
  }

  @CaptureTraces(global = true)
  static class LifeCycleCase {

    private static CapturedTraces ofClass = CapturedTraces.of(List.of());

    LifeCycleCase() {
      span("constructor");
    }

    @BeforeAll
    static void beforeAll(CapturedTraces traces) {
      ofClass = traces;
      span("before all");
    }

    @BeforeEach
    void beforeEach() {
      span("before each");
    }

    @Test
    void test(CapturedTraces traces, OpenTelemetry own) {
      own.getTracer("test").spanBuilder("of the test's own SDK").startSpan().end();
      span("test");
      assertThat(traces).spans("before each").hasSize(1);
      assertThat(traces).spans("test").hasSize(1);
      assertThat(traces).spans("of the test's own SDK").hasSize(1);
      assertThat(traces).doesNotHaveSpan("before all");
    }

    @Nested
    class Inner {

      @Test
      void test(CapturedTraces traces) {
        span("inner");
        assertThat(traces).spans("before each").hasSize(1);
        assertThat(traces).spans("inner").hasSize(1);
        assertThat(traces).doesNotHaveSpan("test");
      }
    }

    @AfterAll
    static void afterAll() {
      span("after all");
      assertThat(ofClass).spans("before all").hasSize(1);
      assertThat(ofClass).spans("after all").hasSize(1);
      assertThat(ofClass).doesNotHaveSpan("test");
    }
  }

  @Test
  void anInstancePerClassFindsItSet() {
    passes(1, PerClassCase.class);
  }

  @CaptureTraces(global = true)
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class PerClassCase {

    private final boolean setBefore = GlobalOpenTelemetry.isSet();

    @Test
    void test() {
      assertThat(setBefore).isTrue();
    }
  }

  @Test
  void aMethodCanAskForIt() {
    passes(2, MethodCase.class);
  }

  static class MethodCase {

    @Test
    @CaptureTraces(global = true)
    void global(CapturedTraces traces) {
      span("a");
      assertThat(traces).hasSingleTrace().hasRoot("a");
    }

    @Test
    @CaptureTraces
    void own(CapturedTraces traces) {
      span("b");
      assertThat(traces).hasNoSpans();
    }
  }

  @Test
  void eachDynamicTestHasItsOwnSpans() {
    passes(2, DynamicCase.class);
  }

  @CaptureTraces(global = true)
  static class DynamicCase {

    @TestFactory
    Stream<DynamicTest> tests(CapturedTraces traces) {
      span("factory");
      return Stream.of("a", "b")
          .map(name -> dynamicTest(name, () -> {
            span(name);
            assertThat(traces).hasSingleTrace().hasRoot(name);
          }));
    }
  }

  @Test
  void joinsTheSdkOfTheApplicationAndLeavesItSet() {
    try (TraceCapture application = TraceCapture.create()) {
      GlobalOpenTelemetry.set(application.openTelemetry("application"));
      passes(1, JoinedCase.class);
      assertThat(GlobalOpenTelemetry.isSet()).isTrue();
    } finally {
      GlobalOpenTelemetry.resetForTest();
    }
  }

  @CaptureTraces(global = true)
  static class JoinedCase {

    @Test
    void test(CapturedTraces traces) {
      span("a");
      assertThat(traces).hasSingleTrace().span("a").hasService("application");
    }
  }

  @Test
  void saysHowAnotherSdkCanBeJoined() {
    SpanProcessor exporting = SimpleSpanProcessor.create(InMemorySpanExporter.create());
    try (OpenTelemetrySdk other = OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder().addSpanProcessor(exporting).build())
        .build()) {
      GlobalOpenTelemetry.set(other);
      assertThat(Run.failures(Run.of(artifacts, JoinedCase.class)))
          .singleElement()
          .satisfies(failure -> assertThat(failure)
              .isInstanceOf(IllegalStateException.class)
              .hasMessageStartingWith("GlobalOpenTelemetry was set already at GlobalTest.java:"));
    } finally {
      GlobalOpenTelemetry.resetForTest();
    }
  }

  @Test
  void saysWhatIsWiredWhenNothingWasCaptured() {
    assertThat(Run.failures(Run.of(artifacts, SilentCase.class)))
        .singleElement()
        .satisfies(failure -> assertThat(
                String.valueOf(failure.getMessage()).replaceAll("(?s)\n\nreport: .*", ""))
            .isEqualTo("""
                no spans captured: no span was started with GlobalOpenTelemetry

                  SDK          GlobalOpenTelemetry, set for the tests: unknown_service:java
                  sampler      ParentBased{root:AlwaysOnSampler,remoteParentSampled:AlwaysOn…
                  started      0 spans
                  sampled out  0 spans

                Does the code under test take its tracer from GlobalOpenTelemetry? An SDK of its own is not captured
                unless TraceCapture.spanProcessor() is added to it."""));
  }

  @CaptureTraces(global = true)
  static class SilentCase {

    @Test
    void test(CapturedTraces traces) {
      assertThat(traces).hasSingleTrace().hasRoot("a");
    }
  }
}
