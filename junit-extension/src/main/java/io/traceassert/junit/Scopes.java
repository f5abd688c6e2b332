package io.traceassert.junit;

import io.traceassert.capture.SpanSource;
import io.traceassert.memory.TraceCapture;
import io.traceassert.memory.TraceCaptureBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * Makes the scopes of tests and classes, and finds them again in the stores that hold and close
 * them.
 *
 * @param options of the SDK that each scope has
 * @param sources the sources that outlive the tests
 * @param policies what was said of leftovers
 * @param global whether {@code GlobalOpenTelemetry} is a source too, whatever annotations say
 */
record Scopes(
    TraceCaptureBuilder options, List<SpanSource> sources, Policies policies, boolean global) {

  static final Namespace NAMESPACE = Namespace.create(TraceExtension.class);

  private static final String CLASS = "class";
  private static final String TEST = "test";

  Scopes with(Policies others) {
    return new Scopes(options, sources, others, global);
  }

  Scopes withGlobal() {
    return new Scopes(options, sources, policies, true);
  }

  TestScope ofTest(ExtensionContext context) {
    return store(context).getOrComputeIfAbsent(TEST, key -> newTestScope(context), TestScope.class);
  }

  /**
   * Made when something is injected for the whole class, or can begin before its first test; most
   * classes have none.
   */
  TestScope ofClass(ExtensionContext context) {
    return store(context)
        .getOrComputeIfAbsent(
            CLASS,
            key -> new TestScope(options.build(), sourcesInJvm(context), policies.in(context)),
            TestScope.class);
  }

  /** Makes the scope of a class if a source would see what begins before the first test. */
  void openClass(ExtensionContext context) {
    if (!sourcesInJvm(context).isEmpty()) {
      ofClass(context);
    }
  }

  /** Finds whom something belongs to that JUnit is about to call. */
  Optional<TestScope> around(ExtensionContext context) {
    return isOfTest(context) ? Optional.of(ofTest(context)) : scopeOfClass(context);
  }

  /** Finds the scope of the test that runs, which an extension has made before. */
  static TestScope existing(ExtensionContext context) {
    return Objects.requireNonNull(
        store(context).get(TEST, TestScope.class), "no TraceExtension has begun a test here");
  }

  /** Finds the scope of a class, unless it is that of an enclosing class, which is not over yet. */
  static Optional<TestScope> madeFor(ExtensionContext context) {
    return scopeOfClass(context)
        .filter(mine -> context
            .getParent()
            .flatMap(Scopes::scopeOfClass)
            .filter(mine::equals)
            .isEmpty());
  }

  private static Optional<TestScope> scopeOfClass(ExtensionContext context) {
    return Optional.ofNullable(store(context).get(CLASS, TestScope.class));
  }

  /** A dynamic test has no method; it is inside the test that made it. */
  private static boolean isOfTest(ExtensionContext context) {
    return store(context).get(TEST) != null || context.getTestMethod().isPresent();
  }

  private TestScope newTestScope(ExtensionContext context) {
    List<SpanSource> shared = new ArrayList<>(sources);
    globalOf(context).ifPresent(shared::add);
    scopeOfClass(context).ifPresent(ofClass -> {
      shared.replaceAll(ofClass::within);
      shared.add(ofClass.within(ofClass.own()));
    });
    return new TestScope(options.build(), shared, policies.in(context));
  }

  /** The sources that see under which context a trace begins. */
  private List<SpanSource> sourcesInJvm(ExtensionContext context) {
    List<SpanSource> inJvm = new ArrayList<>(sources);
    inJvm.removeIf(source -> !(source instanceof TraceCapture));
    globalOf(context).ifPresent(inJvm::add);
    return inJvm;
  }

  private Optional<TraceCapture> globalOf(ExtensionContext context) {
    return global || Global.isWanted(context)
        ? Optional.of(Global.capture(context, NAMESPACE))
        : Optional.empty();
  }

  private static Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }
}
