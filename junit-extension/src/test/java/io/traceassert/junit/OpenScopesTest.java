package io.traceassert.junit;

import static io.traceassert.TraceAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.time.TestClock;
import io.traceassert.CapturedTraces;
import io.traceassert.TraceAssertionError;
import io.traceassert.memory.TraceCapture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Scopes that were never closed, and those that only look like it. */
@ResourceLock("the logger")
@SuppressWarnings({"MustBeClosedChecker", "try"}) // the fault
class OpenScopesTest {

  private static final Logger LOGGER = Logger.getLogger(TraceExtension.class.getName());

  @TempDir
  Path artifacts;

  @BeforeEach
  void beQuiet() {
    LOGGER.setUseParentHandlers(false);
  }

  @AfterEach
  void beLoud() {
    LOGGER.setUseParentHandlers(true);
  }

  private List<Throwable> failures(Class<?> type) {
    return Run.failures(results(Map.of(), type));
  }

  /** Runs tests on a thread of their own, where they may leave what they want. */
  private EngineExecutionResults results(Map<String, String> parameters, Class<?> type) {
    AtomicReference<@Nullable EngineExecutionResults> results = new AtomicReference<>();
    run("tests", () -> results.set(Run.of(artifacts, parameters, type)));
    return requireNonNull(results.get());
  }

  private void assertFails(Class<?> type, String message) {
    assertThat(failures(type))
        .singleElement()
        .isInstanceOf(TraceAssertionError.class)
        .extracting(failure -> stable(String.valueOf(failure.getMessage())))
        .isEqualTo(message.stripTrailing());
  }

  private static String stable(String message) {
    return message.replaceAll("java:\\d+", "java:1").replaceAll("(?m)^report: .*", "report: …");
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElseThrow();
  }

  private static TraceExtension failing() {
    return TraceExtension.capturing(TraceCapture.builder()
            .useDeterministicIds()
            .setClock(TestClock.create())
            .setSettleTimeout(Duration.ofMillis(20)))
        .openScopes(Policy.FAIL);
  }

  private static void run(String thread, Runnable work) {
    Thread worker = new Thread(work, thread);
    worker.start();
    try {
      worker.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static void makeCurrentAndEnd(Span span) {
    span.makeCurrent();
    span.end();
  }

  static class LeavingCase {

    @RegisterExtension
    static final TraceExtension EXTENSION = failing();

    @Test
    void leaves(Tracer tracer) {
      Span order = tracer.spanBuilder("order").startSpan();
      try (Scope scope = order.makeCurrent()) {
        Runnable cook = () -> makeCurrentAndEnd(tracer.spanBuilder("cook").startSpan());
        run("kitchen", Context.current().wrap(cook));
      } finally {
        order.end();
      }
    }
  }

  @Test
  void aScopeThatIsNeverClosedTurnsATestRed() {
    assertFails(LeavingCase.class, """
        1 scope was never closed: "cook"
        "cook" was made current at OpenScopesTest.java:1 on thread "kitchen"

        trace 6e789e6a: 2 spans, 0.0 ms
          order    0.0 ms
          └─ cook  0.0 ms  # its scope was never closed

        Close each scope, on the thread that opened it: try (Scope scope = span.makeCurrent()) { … }. Whatever that thread does next, also for another request, is done in its context.

        report: …
        """);
  }

  static class TwoCase {

    @RegisterExtension
    static final TraceExtension EXTENSION = failing();

    @Test
    void leavesTwo(Tracer tracer) {
      Baggage.builder().put("table", "4").build().makeCurrent();
      makeCurrentAndEnd(tracer.spanBuilder("order").startSpan());
    }
  }

  @Test
  void eachIsNamedAlsoWithoutASpan() {
    assertFails(TwoCase.class, """
        2 scopes were never closed: a context without a span, "order"
        a context without a span was made current at OpenScopesTest.java:1 on thread "tests"
        "order" was made current at OpenScopesTest.java:1 on thread "tests"

        trace 6e789e6a: 1 span, 0.0 ms
          order  0.0 ms  # its scope was never closed

        Close each scope, on the thread that opened it: try (Scope scope = span.makeCurrent()) { … }. Whatever that thread does next, also for another request, is done in its context.

        report: …
        """);
  }

  static class OtherThreadCase {

    @RegisterExtension
    static final TraceExtension EXTENSION = failing();

    @Test
    void closesElsewhere(Tracer tracer) {
      Span order = tracer.spanBuilder("order").startSpan();
      Scope scope = order.makeCurrent();
      run("waiter", scope::close);
      order.end();
    }
  }

  @Test
  void onAnotherThreadAScopeCannotBeClosed() {
    assertFails(OtherThreadCase.class, """
        1 scope was never closed: "order"
        "order" was made current at OpenScopesTest.java:1 on thread "tests", and closed on thread "waiter", which has no effect

        trace 6e789e6a: 1 span, 0.0 ms
          order  0.0 ms  # its scope was never closed

        Close each scope, on the thread that opened it: try (Scope scope = span.makeCurrent()) { … }. Whatever that thread does next, also for another request, is done in its context.

        report: …
        """);
  }

  static class WithoutContextCase {

    @RegisterExtension
    static final TraceExtension EXTENSION = failing();

    @Test
    void loses(Tracer tracer) {
      run("kitchen", () -> makeCurrentAndEnd(tracer.spanBuilder("cook").startSpan()));
    }
  }

  @Test
  void aCapturedSpanSaysWhoseItsScopeIs() {
    assertFails(WithoutContextCase.class, """
        1 scope was never closed: "cook"
        "cook" was made current at OpenScopesTest.java:1 on thread "kitchen"

        trace 6e789e6a: 1 span, 0.0 ms
          cook  0.0 ms  # its scope was never closed

        Close each scope, on the thread that opened it: try (Scope scope = span.makeCurrent()) { … }. Whatever that thread does next, also for another request, is done in its context.

        report: …
        """);
  }

  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class NextCase {

    @RegisterExtension
    static final TraceExtension EXTENSION = failing();

    @Test
    @Order(1)
    void leaves(Tracer tracer) {
      makeCurrentAndEnd(tracer.spanBuilder("order").startSpan());
    }

    @Test
    @Order(2)
    void comesNext(Tracer tracer, CapturedTraces traces) {
      assertThat(Span.current().getSpanContext().isValid()).isFalse();
      tracer.spanBuilder("order").startSpan().end();
      assertThat(traces).isContinuous();
    }
  }

  @Test
  void theNextTestOnTheThreadBeginsWithoutIt() {
    assertThat(failures(NextCase.class)).hasSize(1);
  }

  @CaptureTraces(openScopes = Policy.FAIL)
  static class InnocentCase {

    private Scope aroundTheTest;

    @BeforeEach
    void open() {
      aroundTheTest = Baggage.builder().put("table", "4").build().makeCurrent();
    }

    @AfterEach
    void close() {
      aroundTheTest.close();
    }

    @Test
    void closes(Tracer tracer) {
      Span span = tracer.spanBuilder("order").startSpan();
      try (Scope scope = span.makeCurrent()) {
        span.addEvent("served");
      } finally {
        span.end();
      }
    }

    /** The scope is closed after the span has ended, and perhaps after the test has. */
    @RepeatedTest(20)
    void handsOn(Tracer tracer) {
      CountDownLatch ended = new CountDownLatch(1);
      Runnable cook = () -> {
        tracer.spanBuilder("cook").startSpan().end();
        ended.countDown();
      };
      new Thread(Context.current().wrap(cook)).start();
      assertThat(await(ended)).isTrue();
    }

    @Test
    void opensWhatIsNobodys() {
      run("elsewhere", () -> Baggage.empty().toBuilder().put("a", "b").build().makeCurrent());
      run(
          "elsewhere",
          () -> makeCurrentAndEnd(
              OpenTelemetry.noop().getTracer("other").spanBuilder("other").startSpan()));
    }

    private static boolean await(CountDownLatch latch) {
      try {
        return latch.await(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void whatIsClosedInTimeIsNotReported() {
    assertThat(failures(InnocentCase.class)).isEmpty();
  }

  static class BeforeAllCase {

    @RegisterExtension
    static final TraceExtension EXTENSION = failing();

    @BeforeAll
    static void leaves(Tracer tracer) {
      makeCurrentAndEnd(tracer.spanBuilder("open shop").startSpan());
    }

    @Test
    void passes() {}
  }

  @Test
  void aScopeOfTheClassIsNotThatOfATest() {
    assertThat(failures(BeforeAllCase.class))
        .singleElement()
        .extracting(OpenScopesTest::firstLine)
        .isEqualTo("1 scope was never closed: \"open shop\"");
  }

  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class FailedCase {

    @RegisterExtension
    static final TraceExtension EXTENSION = failing();

    @Test
    @Order(1)
    void fails(Tracer tracer) {
      makeCurrentAndEnd(tracer.spanBuilder("order").startSpan());
      throw new IllegalStateException("out of noodles");
    }

    @Test
    @Order(2)
    void comesNext() {
      assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }
  }

  @Test
  void aTestThatFailedHasSaidEnough() {
    assertThat(failures(FailedCase.class))
        .singleElement()
        .isInstanceOf(IllegalStateException.class)
        .extracting(Throwable::getSuppressed)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.array(Throwable[].class))
        .noneMatch(TraceAssertionError.class::isInstance);
  }

  static class ParallelCase {

    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    @RegisterExtension
    static final TraceExtension EXTENSION = failing();

    @RepeatedTest(2)
    void leaves(Tracer tracer, RepetitionInfo repetition) throws Exception {
      BOTH.await(1, TimeUnit.MINUTES);
      String name = "order " + repetition.getCurrentRepetition();
      run("kitchen", () -> makeCurrentAndEnd(tracer.spanBuilder(name).startSpan()));
      makeCurrentAndEnd(tracer.spanBuilder(name).startSpan());
      BOTH.await(1, TimeUnit.MINUTES);
    }
  }

  @Test
  void testsInParallelAnswerForTheirOwn() {
    Map<String, String> two = Map.of(
        "junit.jupiter.execution.parallel.enabled", "true",
        "junit.jupiter.execution.parallel.mode.default", "concurrent",
        "junit.jupiter.execution.parallel.config.strategy", "fixed",
        "junit.jupiter.execution.parallel.config.fixed.parallelism", "2");
    assertThat(Run.failures(results(two, ParallelCase.class)))
        .extracting(OpenScopesTest::firstLine)
        .containsExactlyInAnyOrder(
            "2 scopes were never closed: \"order 1\", \"order 1\"",
            "2 scopes were never closed: \"order 2\", \"order 2\"");
  }

  @CaptureTraces
  static class SilentCase {

    @Test
    void leaves(Tracer tracer) {
      makeCurrentAndEnd(tracer.spanBuilder("order").startSpan());
    }
  }

  @Test
  void nobodyLooksUnlessAsked() {
    results(Map.of(), SilentCase.class)
        .testEvents()
        .assertStatistics(stats -> stats.succeeded(1).reportingEntryPublished(0));
  }

  @Test
  void aWarningIsPublished() {
    results(Map.of("traceassert.openScopes", "warn"), SilentCase.class)
        .testEvents()
        .assertStatistics(stats -> stats.succeeded(1).reportingEntryPublished(1));
    assertThat(artifacts.resolve(SilentCase.class.getName()).resolve("leaves.txt"))
        .content()
        .contains("1 scope was never closed: \"order\"\n\"order\" was made current at Open");
  }

  @Test
  void aParameterThatIsNoPolicyIsRefused() {
    assertThat(Run.failures(results(Map.of("traceassert.openScopes", "loud"), SilentCase.class)))
        .singleElement()
        .isInstanceOf(ExtensionConfigurationException.class)
        .extracting(Throwable::getMessage)
        .isEqualTo(
            "configuration parameter traceassert.openScopes must be FAIL, WARN or IGNORE, but is \"loud\"");
  }

  @Test
  @SuppressWarnings("NullAway") // as a caller without null checks
  void nullIsRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> new TraceExtension().openScopes(null))
        .withMessage("policy");
  }
}
