package io.traceassert.junit;

import io.traceassert.CapturedTraces;
import io.traceassert.LatencyBudget;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** Runs a test method as often as its budgets need. */
final class BudgetExtension implements InvocationInterceptor {

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> invoked,
      ExtensionContext context)
      throws Throwable {
    check(invocation, invoked, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> invoked,
      ExtensionContext context)
      throws Throwable {
    check(invocation, invoked, context);
  }

  private static void check(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> invoked,
      ExtensionContext context)
      throws Throwable {
    List<LatencyBudget> budgets = AnnotationSupport.findRepeatableAnnotations(
            invoked.getExecutable(), io.traceassert.junit.LatencyBudget.class)
        .stream()
        .map(annotation -> BudgetReader.read(annotation, context))
        .toList();
    CapturedTraces traces = Scopes.existing(context).traces();
    CapturedTraces.Body<Throwable> body = body(invocation, invoked);
    for (LatencyBudget budget : budgets) {
      budget.check(traces, body);
    }
  }

  /** JUnit wants its invocation to be used, and used once. */
  private static CapturedTraces.Body<Throwable> body(
      Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> invoked) {
    AtomicBoolean invokedBefore = new AtomicBoolean();
    return () -> {
      if (invokedBefore.getAndSet(true)) {
        ReflectionSupport.invokeMethod(
            invoked.getExecutable(),
            invoked.getTarget().orElse(null),
            invoked.getArguments().toArray());
      } else {
        invocation.proceed();
      }
    };
  }
}
