package io.traceassert.junit;

import static io.traceassert.TraceAssertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.time.TestClock;
import io.traceassert.CapturedTraces;
import io.traceassert.TraceAssertionError;
import io.traceassert.memory.TraceCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class FailureReportTest {

  @TempDir
  Path artifacts;

  private static void span(OpenTelemetry openTelemetry, String name) {
    openTelemetry.getTracer("test").spanBuilder(name).startSpan().end();
  }

  private Throwable failureOf(Class<?> type) {
    List<Throwable> failures = Run.failures(Run.of(artifacts, type));
    assertThat(failures).hasSize(1);
    return failures.get(0);
  }

  private Path artifact(Class<?> type, String file) {
    return artifacts.resolve(type.getName()).resolve(file);
  }

  static class AssertionCase {

    @RegisterExtension
    static final TraceExtension EXTENSION = TraceExtension.capturing(
        TraceCapture.builder().useDeterministicIds().setClock(TestClock.create()));

    @Test
    void orders(CapturedTraces traces, @Service("order-service") OpenTelemetry openTelemetry) {
      span(openTelemetry, "POST /orders");
      assertThat(traces).hasSingleTrace().hasRoot("POST /order");
    }
  }

  @Test
  void anAssertionOfOursSaysWhereTheReportIs() throws IOException {
    Path file = artifact(AssertionCase.class, "orders.txt");
    Throwable failure = failureOf(AssertionCase.class);
    assertThat(failure).isInstanceOf(TraceAssertionError.class).hasMessage("""
            expected the root "POST /order" in trace 6e789e6a, but it is "POST /orders"

            trace 6e789e6a: 1 span, 0.0 ms
              POST /orders  @order-service  0.0 ms  # root

            report: %s""".formatted(file));
    assertThat(failure.getStackTrace()[0].getClassName()).isEqualTo(AssertionCase.class.getName());
    assertThat(Files.readString(file)
            .replaceAll("java:\\d+ on thread \".*\"", "java:1 on thread \"main\""))
        .isEqualTo("""
            orders(CapturedTraces, OpenTelemetry)
            io.traceassert.TraceAssertionError: expected the root "POST /order" in trace 6e789e6a, but it is "POST /orders"

            trace 6e789e6a: 1 span, 0.0 ms
              POST /orders  @order-service  0.0 ms  # root

            1 trace, 1 ended span, 0 open

            trace 6e789e6a: 1 span, 0.0 ms
              POST /orders  @order-service  0.0 ms
              "POST /orders" began at FailureReportTest.java:1 on thread "main"

            SDK          made for this capture: order-service
            sampler      ParentBased{root:AlwaysOnSampler,remoteParentSampled:AlwaysOn…
            started      1 span
            sampled out  0 spans
            """);
  }

  @Test
  void theReportIsAlsoAReportEntry() {
    EngineExecutionResults results = Run.of(artifacts, AssertionCase.class);
    assertThat(results.testEvents().reportingEntryPublished().count()).isEqualTo(1);
  }

  @CaptureTraces
  static class ApplicationCase {

    @Test
    void orders(OpenTelemetry openTelemetry) {
      span(openTelemetry, "POST /orders");
      throw new IllegalStateException("out of noodles");
    }
  }

  @Test
  void anExceptionOfTheApplicationIsReportedToo() {
    Path file = artifact(ApplicationCase.class, "orders.txt");
    Throwable failure = failureOf(ApplicationCase.class);
    assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessage("out of noodles");
    assertThat(failure.getSuppressed()).hasSize(1);
    assertThat(failure.getSuppressed()[0]).hasMessage("report: " + file).hasNoCause();
    assertThat(file).content().startsWith("""
        orders(OpenTelemetry)
        java.lang.IllegalStateException: out of noodles

        1 trace, 1 ended span, 0 open
        """);
  }

  @CaptureTraces
  static class LateCase {

    @Test
    void orders(CapturedTraces traces, Tracer tracer) {
      tracer.spanBuilder("order").startSpan().end();
      try {
        assertThat(traces).hasTraceCount(2);
      } finally { // after the assertion has looked, before the test ends
        Span invoice = tracer.spanBuilder("settle invoice").setNoParent().startSpan();
        tracer
            .spanBuilder("send mail")
            .setParent(Context.root().with(invoice))
            .startSpan()
            .end();
        invoice.end();
      }
    }
  }

  @Test
  void spansThatArriveAfterTheFailureAreNamed() {
    assertThat(failureOf(LateCase.class))
        .hasMessageContaining(
            "\nafter this failure 2 more spans arrived: \"send mail\", \"settle invoice\"; if they were meant,"
                + " assert with eventually(Duration)\nreport: ");
  }

  @CaptureTraces
  static class InterruptedCase {

    @Test
    void orders(CapturedTraces traces) {
      Thread.currentThread().interrupt();
      assertThat(traces).hasTraceCount(1);
    }

    @AfterEach
    void clear() {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void anInterruptedThreadStillReportsItsOwnFailure() {
    assertThat(failureOf(InterruptedCase.class)).hasMessageStartingWith("no spans captured: ");
  }

  @CaptureTraces
  static class SoftCase {

    @Test
    void orders(CapturedTraces traces, OpenTelemetry openTelemetry) {
      SoftAssertions softly = new SoftAssertions();
      softly.check(() -> assertThat(traces).hasTraceCount(1));
      span(openTelemetry, "late");
      softly.assertAll();
    }
  }

  @Test
  void aFailureInsideOthersIsFoundAndReportedBelowThem() {
    assertThat(failureOf(SoftCase.class).getSuppressed()[0])
        .hasMessageStartingWith(
            "after this failure 1 more span arrived: \"late\"; if it was meant, assert with"
                + " eventually(Duration)\nreport: ");
  }

  @CaptureTraces
  static class BeforeEachCase {

    @BeforeEach
    void fail(CapturedTraces traces) {
      assertThat(traces).hasTraceCount(1);
    }

    @Test
    void orders() {}
  }

  @CaptureTraces
  static class AfterEachCase {

    @AfterEach
    void fail(CapturedTraces traces) {
      assertThat(traces).hasTraceCount(1);
    }

    @Test
    void orders() {}
  }

  @CaptureTraces
  static class BeforeAllCase {

    @BeforeAll
    static void fail(CapturedTraces traces) {
      assertThat(traces).hasTraceCount(1);
    }

    @Test
    void orders() {}
  }

  @Test
  void failuresOfLifecycleMethodsAreReported() {
    assertThat(failureOf(BeforeEachCase.class))
        .hasMessageEndingWith("report: " + artifact(BeforeEachCase.class, "orders.txt"));
    assertThat(failureOf(AfterEachCase.class))
        .hasMessageEndingWith("report: " + artifact(AfterEachCase.class, "orders.txt"));
    assertThat(failureOf(BeforeAllCase.class))
        .hasMessageEndingWith("report: " + artifact(BeforeAllCase.class, "class.txt"));
  }

  @CaptureTraces
  static class SeveralCase {

    @RepeatedTest(2)
    void repeated(CapturedTraces traces) {
      assertThat(traces).hasTraceCount(1);
    }

    @TestFactory
    Stream<DynamicTest> dynamic(CapturedTraces traces) {
      return Stream.of("a", "b")
          .map(name -> dynamicTest(name, () -> assertThat(traces).hasTraceCount(1)));
    }

    @Test
    void overloaded(CapturedTraces traces) {
      assertThat(traces).hasTraceCount(1);
    }

    @Test
    void overloaded(CapturedTraces traces, Tracer tracer) {
      assertThat(traces).hasTraceCount(1);
    }
  }

  @Test
  void eachFailureHasAFileOfItsOwn() {
    assertThat(Run.failures(Run.of(artifacts, SeveralCase.class)))
        .hasSize(6)
        .allSatisfy(failure -> assertThat(failure).hasMessageContaining("report: " + artifacts));
    assertThat(artifacts.resolve(SeveralCase.class.getName()).toFile().list())
        .containsExactlyInAnyOrder(
            "repeated-1.txt",
            "repeated-2.txt",
            "dynamic-1.txt",
            "dynamic-2.txt",
            "overloaded_CapturedTraces.txt",
            "overloaded_CapturedTraces_Tracer.txt");
  }

  @CaptureTraces
  static class PassingCase {

    @Test
    void orders(OpenTelemetry openTelemetry) {
      span(openTelemetry, "order");
    }

    @Test
    void aborts(OpenTelemetry openTelemetry) {
      Assumptions.abort("not today");
    }
  }

  @Test
  void aTestThatPassesOrIsAbortedLeavesNothing() throws IOException {
    Path stale = artifact(PassingCase.class, "orders.txt");
    Files.createDirectories(stale.getParent());
    Files.writeString(stale, "of an earlier run");
    EngineExecutionResults results = Run.of(artifacts, PassingCase.class);
    assertThat(stale.getParent()).isEmptyDirectory();
    assertThat(results.allEvents().reportingEntryPublished().count()).isZero();
    results.testEvents().assertStatistics(stats -> stats.succeeded(1).aborted(1).failed(0));
  }

  @Test
  void aReportThatCannotBeWrittenIsSaid() throws IOException {
    Files.writeString(
        artifacts.resolve(ApplicationCase.class.getName()), "a file where a folder should be");
    assertThat(failureOf(ApplicationCase.class).getSuppressed()[0])
        .hasMessageStartingWith("report: could not be written: ");
  }
}
