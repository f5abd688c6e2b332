package io.traceassert.junit;

import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.testing.time.TestClock;
import io.traceassert.CapturedTraces;
import io.traceassert.TraceAssertionError;
import io.traceassert.memory.TraceCapture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.platform.testkit.engine.EngineExecutionResults;

@ResourceLock("the logger")
class PoliciesTest {

  private static final Logger LOGGER = Logger.getLogger(TraceExtension.class.getName());

  @TempDir
  Path artifacts;

  private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
  private final Handler handler = new Handler() {
    @Override
    public void publish(LogRecord logged) {
      assertThat(logged.getLevel()).isEqualTo(Level.WARNING);
      warnings.add(logged.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  };

  @BeforeEach
  void listen() {
    LOGGER.addHandler(handler);
    LOGGER.setUseParentHandlers(false);
  }

  @AfterEach
  void stopListening() {
    LOGGER.removeHandler(handler);
    LOGGER.setUseParentHandlers(true);
  }

  private static void failingSpan(Tracer tracer, String name) {
    tracer.spanBuilder(name).startSpan().setStatus(StatusCode.ERROR, "declined").end();
  }

  private List<Throwable> failures(Class<?>... types) {
    return Run.failures(Run.of(artifacts, types));
  }

  private Path artifact(Class<?> type, String file) {
    return artifacts.resolve(type.getName()).resolve(file);
  }

  static class DefaultCase {

    @RegisterExtension
    static final TraceExtension EXTENSION = TraceExtension.capturing(
        TraceCapture.builder().useDeterministicIds().setClock(TestClock.create()));

    @Test
    void pays(Tracer tracer) {
      failingSpan(tracer, "pay");
    }
  }

  private static final String MESSAGE = """
      "pay" has an error that no assertion looked at
      "pay": status ERROR "declined"

      trace 6e789e6a: 1 span, 0.0 ms
        pay  ERROR "declined"  0.0 ms  # has an error

      If it was meant, say so: span(…).failsWith(…), errorsOnlyIn(…), or ERROR in the pattern or shape.

      """;

  @Test
  void byDefaultATestThatPassesWarns() {
    EngineExecutionResults results = Run.of(artifacts, DefaultCase.class);
    results.testEvents().assertStatistics(stats -> stats.succeeded(1).reportingEntryPublished(1));
    Path file = artifact(DefaultCase.class, "pays.txt");
    assertThat(warnings).containsExactly("pays(Tracer): " + MESSAGE + "report: " + file);
    assertThat(file)
        .content()
        .startsWith("pays(Tracer)\n" + MESSAGE + "1 trace, 1 ended span, 0 open\n");
  }

  static class FailCase {

    @RegisterExtension
    static final TraceExtension EXTENSION = DefaultCase.EXTENSION.unexpectedErrors(Policy.FAIL);

    @Test
    void pays(Tracer tracer) {
      failingSpan(tracer, "pay");
    }

    @Test
    void looks(Tracer tracer, CapturedTraces traces) {
      failingSpan(tracer, "pay");
      assertThat(traces).errorsOnlyIn("pay");
    }

    @Test
    void looksAfterwards(Tracer tracer) {
      failingSpan(tracer, "pay");
    }

    @AfterEach
    void look(CapturedTraces traces, TestInfo test) {
      if (test.getDisplayName().startsWith("looksAfterwards")) {
        assertThat(traces).span("pay  ERROR").isRoot();
      }
    }
  }

  @Test
  void failTurnsATestThatPassedRed() {
    List<Throwable> failures = failures(FailCase.class);
    assertThat(failures).hasSize(1);
    assertThat(failures.get(0))
        .isInstanceOf(TraceAssertionError.class)
        .hasMessage(MESSAGE + "report: " + artifact(FailCase.class, "pays.txt"));
    assertThat(warnings).isEmpty();
  }

  static class PieceCase {

    @RegisterExtension
    static final TraceExtension EXTENSION = FailCase.EXTENSION;

    @Test
    void inAPiece(Tracer tracer, CapturedTraces traces) {
      traces.during(() -> failingSpan(tracer, "pay"));
    }

    @LatencyBudget(lessThan = "1 min")
    @Test
    void inARun(Tracer tracer) {
      failingSpan(tracer, "pay");
    }

    @Test
    void looksWithin(Tracer tracer, CapturedTraces traces) {
      traces.during(() -> {
        failingSpan(tracer, "pay");
        assertThat(traces).errorsOnlyIn("pay");
      });
    }

    @Test
    void looksAfterwards(Tracer tracer, CapturedTraces traces) {
      assertThat(traces.during(() -> failingSpan(tracer, "pay"))).errorsOnlyIn("pay");
    }
  }

  @Test
  void piecesOfATestAreItsOwn() {
    List<Throwable> failures = failures(PieceCase.class);

    assertThat(failures)
        .extracting(Throwable::getMessage)
        .containsExactlyInAnyOrder(
            MESSAGE + "report: " + artifact(PieceCase.class, "inAPiece.txt"),
            MESSAGE + "report: " + artifact(PieceCase.class, "inARun.txt"));
  }

  @CaptureTraces(unexpectedErrors = Policy.FAIL)
  static class AnnotatedCase {

    @Test
    void fails(Tracer tracer) {
      failingSpan(tracer, "pay");
    }

    @Test
    @CaptureTraces(unexpectedErrors = Policy.IGNORE)
    void ignores(Tracer tracer) {
      failingSpan(tracer, "pay");
    }

    @Test
    @CaptureTraces(openSpans = Policy.IGNORE)
    void saysSomethingElse(Tracer tracer) {
      failingSpan(tracer, "pay");
    }

    @Nested
    class Inner {

      @Test
      void fails(Tracer tracer) {
        failingSpan(tracer, "pay");
      }
    }
  }

  @Test
  void theNearestAnnotationThatSaysSomethingCounts() {
    EngineExecutionResults results = Run.of(artifacts, AnnotatedCase.class);
    results.testEvents().assertStatistics(stats -> stats.succeeded(1).failed(3));
    assertThat(warnings).isEmpty();
  }

  @CaptureTraces(unexpectedErrors = Policy.IGNORE)
  static class IgnoreCase {

    @Test
    void pays(Tracer tracer) {
      failingSpan(tracer, "pay");
    }
  }

  @Test
  void theConfigurationParameterCountsWhenNothingElseIsSaid() {
    Map<String, String> fail = Map.of("traceassert.unexpectedErrors", "fail");
    assertThat(Run.failures(Run.of(artifacts, fail, DefaultCase.class))).hasSize(1);
    assertThat(Run.failures(Run.of(artifacts, fail, IgnoreCase.class))).isEmpty();
    Map<String, String> ignore =
        Map.of("traceassert.unexpectedErrors", "IGNORE", "traceassert.openSpans", "WARN");
    assertThat(Run.failures(Run.of(artifacts, ignore, FailCase.class))).hasSize(1);
    assertThat(Run.failures(Run.of(artifacts, ignore, OpenCase.class))).hasSize(2);
    assertThat(warnings).isEmpty();
  }

  @Test
  void ignoreLeavesNothing() {
    EngineExecutionResults results = Run.of(artifacts, IgnoreCase.class);
    results.testEvents().assertStatistics(stats -> stats.succeeded(1).reportingEntryPublished(0));
    assertThat(artifacts).isEmptyDirectory();
    assertThat(warnings).isEmpty();
  }

  @Test
  void aParameterThatIsNoPolicyIsRefused() {
    Map<String, String> wrong = Map.of("traceassert.openSpans", "loud");
    assertThat(Run.failures(Run.of(artifacts, wrong, DefaultCase.class)))
        .singleElement()
        .isInstanceOf(ExtensionConfigurationException.class)
        .extracting(Throwable::getMessage)
        .isEqualTo(
            "configuration parameter traceassert.openSpans must be FAIL, WARN or IGNORE, but is \"loud\"");
  }

  @Test
  @SuppressWarnings("NullAway") // as a caller without null checks
  void nullIsRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> new TraceExtension().unexpectedErrors(null))
        .withMessage("policy");
    assertThatNullPointerException()
        .isThrownBy(() -> new TraceExtension().openSpans(null))
        .withMessage("policy");
  }

  static class OpenCase {

    @RegisterExtension
    static final TraceExtension EXTENSION = TraceExtension.capturing(TraceCapture.builder()
            .useDeterministicIds()
            .setClock(TestClock.create())
            .setSettleTimeout(Duration.ZERO))
        .openSpans(Policy.FAIL);

    @Test
    void forgets(Tracer tracer) {
      tracer.spanBuilder("pay").startSpan();
    }

    @Test
    void forgetsAndFails(Tracer tracer) {
      failingSpan(tracer, "charge");
      forgets(tracer);
    }
  }

  @Test
  void openSpansTurnATestRed() {
    List<Throwable> failures = failures(OpenCase.class);
    assertThat(failures).hasSize(2);
    assertThat(String.valueOf(failures.get(0).getMessage())
            .replaceAll("java:\\d+ on thread \".*\"", "java:1"))
        .isEqualTo("""
            1 span was never ended: "pay"
            "pay" has been open for 0.0 ms, started at PoliciesTest.java:1

            trace 6e789e6a: 1 span, 0.0 ms, 1 open
              pay  # open

            End each span on every path (try … finally), or let the test wait for the code that ends it.

            report: %s""".formatted(artifact(OpenCase.class, "forgets.txt")));
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("forgetsAndFails(Tracer): \"charge\" has an error");
  }

  @CaptureTraces(openSpans = Policy.FAIL, unexpectedErrors = Policy.FAIL)
  static class SlowCase {

    @Test
    void doesNotWaitForTheSpan(Tracer tracer) {
      Span span = tracer.spanBuilder("slow").startSpan();
      new Thread(span::end).start();
    }
  }

  @Test
  void failWaitsUntilTheCaptureIsSettled() {
    assertThat(failures(SlowCase.class)).isEmpty();
  }

  @CaptureTraces(unexpectedErrors = Policy.FAIL, openSpans = Policy.FAIL)
  static class FailingCase {

    @Test
    void breaks(Tracer tracer) {
      failingSpan(tracer, "pay");
      tracer.spanBuilder("open").startSpan();
      throw new IllegalStateException("out of noodles");
    }

    @Test
    void asserts(Tracer tracer, CapturedTraces traces) {
      failingSpan(tracer, "pay");
      assertThat(traces).span("pay").hasName("charge");
    }

    @Test
    void aborts(Tracer tracer) {
      failingSpan(tracer, "pay");
      Assumptions.abort("not today");
    }
  }

  @Test
  void aTestThatFailedKeepsItsFailure() {
    EngineExecutionResults results = Run.of(artifacts, FailingCase.class);
    results.testEvents().assertStatistics(stats -> stats.failed(2).aborted(1));
    List<Throwable> failures = Run.failures(results);
    assertThat(failures)
        .anySatisfy(failure -> {
          assertThat(failure).hasMessage("out of noodles");
          assertThat(failure.getSuppressed()[0])
              .hasMessageStartingWith("\"pay\" has an error that no assertion looked at\n");
          assertThat(failure.getSuppressed()[0].getSuppressed()[0])
              .hasMessageStartingWith("1 span was never ended: \"open\"\n");
        })
        .anySatisfy(failure -> {
          assertThat(failure).hasMessageStartingWith("span \"pay\": name: expected \"charge\"");
          assertThat(failure.getSuppressed()[0]).hasMessageStartingWith("\"pay\" has an error");
        });
    assertThat(artifact(FailingCase.class, "asserts.txt")).content().contains("""

            "pay" has an error that no assertion looked at
            "pay": status ERROR "declined"
            1 trace, 1 ended span, 0 open
            """);
    assertThat(warnings).isEmpty();
  }

  @CaptureTraces(unexpectedErrors = Policy.FAIL)
  static class DynamicCase {

    @TestFactory
    Stream<DynamicTest> tests(Tracer tracer, CapturedTraces traces) {
      return Stream.of(
          dynamicTest("a", () -> failingSpan(tracer, "a")),
          dynamicTest("b", () -> {
            failingSpan(tracer, "b");
            assertThat(traces).span("b").hasStatus(StatusCode.ERROR);
          }),
          dynamicTest("c", () -> failingSpan(tracer, "c")));
    }
  }

  @Test
  void eachDynamicTestAnswersForItself() {
    assertThat(failures(DynamicCase.class))
        .extracting(
            failure -> String.valueOf(failure.getMessage()).lines().findFirst().orElse(""))
        .containsExactly(
            "\"a\" has an error that no assertion looked at",
            "\"c\" has an error that no assertion looked at");
  }

  @CaptureTraces(unexpectedErrors = Policy.FAIL)
  static class ClassCase {

    @BeforeAll
    static void start(Tracer tracer) {
      failingSpan(tracer, "start");
    }

    @Test
    void passes() {}

    @Nested
    class Inner {

      @Test
      void passes() {}
    }
  }

  @Test
  void whatBelongsToTheClassIsReportedWhenTheClassIsOver() {
    EngineExecutionResults results = Run.of(artifacts, ClassCase.class);
    results.testEvents().assertStatistics(stats -> stats.succeeded(2));
    assertThat(Run.failures(results))
        .singleElement()
        .extracting(Throwable::getMessage)
        .asString()
        .startsWith("\"start\" has an error")
        .endsWith("report: " + artifact(ClassCase.class, "class.txt"));
  }

  @CaptureTraces(unexpectedErrors = Policy.FAIL)
  static class ParallelCase {

    @RepeatedTest(100)
    void test(Tracer tracer, CapturedTraces traces, RepetitionInfo repetition) {
      failingSpan(tracer, "pay");
      if (repetition.getCurrentRepetition() % 2 == 0) {
        assertThat(traces).errorsOnlyIn("pay");
      }
    }
  }

  @Test
  void testsInParallelAnswerForThemselves() {
    Map<String, String> parallel = Map.of(
        "junit.jupiter.execution.parallel.enabled", "true",
        "junit.jupiter.execution.parallel.mode.default", "concurrent",
        "junit.jupiter.execution.parallel.config.strategy", "fixed",
        "junit.jupiter.execution.parallel.config.fixed.parallelism", "8");
    EngineExecutionResults results = Run.of(artifacts, parallel, ParallelCase.class);
    results.testEvents().assertStatistics(stats -> stats.succeeded(50).failed(50));
    assertThat(Run.failures(results))
        .allSatisfy(failure -> assertThat(failure)
            .hasMessageStartingWith("\"pay\" has an error that no assertion looked at\n"));
  }
}
