package io.traceassert.junit;

import static java.util.Objects.requireNonNull;

import io.traceassert.budget.BudgetResult;
import io.traceassert.capture.SpanSource;
import io.traceassert.memory.TraceCapture;
import io.traceassert.memory.TraceCaptureBuilder;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Captures the traces of each test, and publishes those of a failed one.
 *
 * <p>Give a test, a life-cycle method or a constructor parameters of these types:
 *
 * <ul>
 *   <li>{@code CapturedTraces}: what the test captured;
 *   <li>{@code OpenTelemetry}, {@code OpenTelemetrySdk}, {@code Tracer}: of an SDK made for the
 *       test; with {@link Service} of one that has this service name and shares the capture;
 *   <li>{@code TraceCapture}: its {@code spanProcessor()} is for an SDK that the application makes.
 * </ul>
 *
 * <p>Each test has an SDK and a capture of its own, so tests may run in parallel. Spans of
 * {@code @BeforeEach} belong to the test; those of {@code @BeforeAll} to the class. An SDK that was
 * injected into {@code @BeforeAll}, {@code GlobalOpenTelemetry}, and an SDK of the application's
 * serve several tests: a trace that begins while one test runs belongs to that test; while several
 * run beside each other, to that under whose context it begins. Test methods and life-cycle methods
 * run under that context, and it goes with OpenTelemetry's {@code Context} to other threads; what
 * begins outside of it is kept aside and mentioned. Each dynamic test begins with an empty capture,
 * unless dynamic tests run concurrently.
 *
 * <p>A failed test writes {@code target/trace-assert/<class>/<method>.txt} ({@code build/…} with
 * Gradle; the configuration parameter {@code traceassert.artifacts} names another folder) and
 * publishes the same text as a report entry.
 *
 * <p>Errors of spans that no assertion looked at, and spans that were never ended, are reported
 * when a test has passed, in the same places and as a warning of {@code java.util.logging};
 * {@link Policy#FAIL} turns the test red. See {@link CaptureTraces#unexpectedErrors} and
 * {@link CaptureTraces#openSpans}, and on request {@link CaptureTraces#openScopes}. What a test
 * that failed leaves behind, but for scopes, is in its report, and under {@code FAIL} suppressed by
 * its failure.
 *
 * <p>JUnit 5.10 is the oldest that works; injection into constructors of classes with an instance
 * per method needs 5.12.
 */
public final class TraceExtension extends UnderContext
    implements BeforeAllCallback,
        TestInstancePreConstructCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {

  private final Scopes scopes;

  /** Made by JUnit for {@link CaptureTraces}: the default options. */
  public TraceExtension() {
    this(new Scopes(TraceCapture.builder(), List.of(), Policies.DEFAULT, false));
  }

  private TraceExtension(Scopes scopes) {
    this.scopes = scopes;
  }

  /**
   * Captures from SDKs with these options.
   *
   * <pre>{@code
   * @RegisterExtension
   * static final TraceExtension traces = TraceExtension.capturing(TraceCapture.builder().setClock(clock));
   * }</pre>
   *
   * @param options used for each test anew
   * @return an extension to be registered
   */
  public static TraceExtension capturing(TraceCaptureBuilder options) {
    requireNonNull(options, "options");
    return new TraceExtension(new Scopes(options, List.of(), Policies.DEFAULT, false));
  }

  /**
   * Captures from sources that outlive the tests, such as a {@link TraceCapture} whose span
   * processor is in the application's own SDK, and from an SDK made for each test. Traces with the
   * same id are one trace.
   *
   * @param sources at least one; each test owns the traces that begin while it runs
   * @return an extension to be registered
   * @throws IllegalArgumentException if there are no sources
   */
  public static TraceExtension capturing(SpanSource... sources) {
    if (requireNonNull(sources, "sources").length == 0) {
      throw new IllegalArgumentException(
          "sources must not be empty; new TraceExtension() needs none");
    }
    return new TraceExtension(
        new Scopes(TraceCapture.builder(), List.of(sources), Policies.DEFAULT, false));
  }

  /**
   * Says what to do when a test that passes leaves spans with errors that no assertion looked at;
   * {@link io.traceassert.CapturedTraces#unexpectedErrors} says which these are. This goes before
   * the configuration parameter {@code traceassert.unexpectedErrors}; what is said nowhere is
   * {@link Policy#WARN}.
   *
   * <pre>{@code
   * @RegisterExtension
   * static final TraceExtension traces = new TraceExtension().unexpectedErrors(Policy.FAIL);
   * }</pre>
   *
   * @param policy what to do
   * @return a new extension to be registered
   */
  public TraceExtension unexpectedErrors(Policy policy) {
    requireNonNull(policy, "policy");
    return new TraceExtension(scopes.with(scopes.policies().withUnexpectedErrors(policy)));
  }

  /**
   * Says what to do when a test that passes leaves spans that were never ended. This goes before
   * the configuration parameter {@code traceassert.openSpans}; what is said nowhere is
   * {@link Policy#WARN}.
   *
   * @param policy what to do
   * @return a new extension to be registered
   */
  public TraceExtension openSpans(Policy policy) {
    requireNonNull(policy, "policy");
    return new TraceExtension(scopes.with(scopes.policies().withOpenSpans(policy)));
  }

  /**
   * Says what to do when a test that passes leaves scopes that were never closed, as
   * {@link CaptureTraces#openScopes} does. This goes before the configuration parameter
   * {@code traceassert.openScopes}.
   *
   * @param policy what to do
   * @return a new extension to be registered
   */
  public TraceExtension openScopes(Policy policy) {
    requireNonNull(policy, "policy");
    return new TraceExtension(scopes.with(scopes.policies().withOpenScopes(policy)));
  }

  /**
   * Captures what begins with {@code GlobalOpenTelemetry} as well, as
   * {@link CaptureTraces#global()} does, but only after the static fields of the test class are
   * set.
   *
   * @return a new extension to be registered
   */
  public TraceExtension global() {
    return new TraceExtension(scopes.withGlobal());
  }

  /** Sets {@code GlobalOpenTelemetry} before the first line of the class can ask for it. */
  @Override
  public void beforeAll(ExtensionContext context) {
    scopes.openClass(context);
  }

  /** With an instance per class this comes even before. */
  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext instance, ExtensionContext context) {
    if (context.getTestMethod().isEmpty()) {
      beforeAll(context);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    scopes.ofTest(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    reportBudgets(context, scopes.ofTest(context));
    Throwable failure = context.getExecutionException().orElse(null);
    if (failure != null) {
      reported(context, scopes.ofTest(context), failure);
      return;
    }
    if (hasReports(context)) {
      Artifact.of(context).delete();
    }
    Leftovers.report(context, scopes.ofTest(context));
  }

  private static void reportBudgets(ExtensionContext context, TestScope scope) {
    List<BudgetResult> budgets = scope.traces().budgets();
    if (!budgets.isEmpty() && scope.reportBudgetsFirst()) {
      new BudgetFiles(Artifact.directory(context))
          .write(
              context.getRequiredTestClass().getSimpleName(),
              context.getRequiredTestMethod().getName(),
              Artifact.fileName(context),
              budgets);
      budgets.forEach(budget -> context.publishReportEntry(
          "trace-assert budget",
          "%s: %s is %s, expected %s"
              .formatted(budget.verdict(), budget.budget(), budget.measured(), budget.expected())));
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Throwable failure = context.getExecutionException().orElse(null);
    if (failure != null) {
      reported(context, scopes.ofClass(context), failure);
    } else {
      Scopes.madeFor(context).ifPresent(scope -> Leftovers.report(context, scope));
    }
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw reported(context, scopes.ofTest(context), failure);
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw reported(context, scopes.ofClass(context), failure);
  }

  @Override
  public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw reported(context, scopes.ofClass(context), failure);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw reported(context, scopes.ofTest(context), failure);
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw reported(context, scopes.ofTest(context), failure);
  }

  @Override
  public void interceptDynamicTest(
      Invocation<@Nullable Void> invocation,
      DynamicTestInvocationContext invoked,
      ExtensionContext context)
      throws Throwable {
    TestScope scope = scopes.ofTest(context);
    boolean alone = context.getExecutionMode() == ExecutionMode.SAME_THREAD;
    if (alone) {
      scope.enter();
    }
    try {
      proceed(invocation, context);
      if (alone) {
        Leftovers.report(context, scope);
      }
    } catch (Throwable failure) {
      throw new FailureReport(context, scope).publish(failure);
    } finally {
      if (alone) {
        scope.leave();
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return Parameters.supports(parameter);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return Parameters.resolve(parameter, scopeFor(parameter, context));
  }

  /** Asks JUnit 5.12 and later to construct the instance of a test in the scope of that test. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext context) {
    return ExtensionContextScope.TEST_METHOD;
  }

  private static Throwable reported(ExtensionContext context, TestScope scope, Throwable failure) {
    return new FailureReport(context, scope).publish(failure);
  }

  private TestScope scopeFor(ParameterContext parameter, ExtensionContext context) {
    if (context.getTestMethod().isPresent()) {
      return scopes.ofTest(context);
    }
    boolean perMethod =
        context.getTestInstanceLifecycle().orElse(Lifecycle.PER_METHOD) == Lifecycle.PER_METHOD;
    if (parameter.getDeclaringExecutable() instanceof Constructor && perMethod) {
      throw new ParameterResolutionException(
          "%s in the constructor of %s needs JUnit 5.12 or later, which constructs the instance in the scope of its test; with an"
                  .formatted(
                      parameter.getParameter().getType().getSimpleName(),
                      parameter.getDeclaringExecutable().getDeclaringClass().getName())
              + " older JUnit let the test method or @BeforeEach have the parameter");
    }
    return scopes.ofClass(context);
  }

  @Override
  Optional<TestScope> scopeOf(ExtensionContext context) {
    return scopes.around(context);
  }

  /** Looks once for each class: a test that passes should not pay for files that are not there. */
  private static boolean hasReports(ExtensionContext context) {
    Function<Class<?>, Boolean> look = type -> Artifact.existFor(context);
    return context
        .getRoot()
        .getStore(Scopes.NAMESPACE)
        .getOrComputeIfAbsent(context.getRequiredTestClass(), look, Boolean.class);
  }
}
