package io.traceassert.junit;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs what a test class brings along under the context of the test, or of the class, to which it
 * belongs. On the thread that runs it, and for as long as it runs: JUnit may choose another thread
 * for each.
 */
abstract class UnderContext implements InvocationInterceptor {

  /** Finds what the code that JUnit is about to call belongs to. */
  abstract Optional<TestScope> scopeOf(ExtensionContext context);

  @Override
  public final <T> T interceptTestClassConstructor(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Constructor<T>> invoked,
      ExtensionContext context)
      throws Throwable {
    return proceed(invocation, context);
  }

  @Override
  public final void interceptBeforeAllMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> invoked,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation, context);
  }

  @Override
  public final void interceptBeforeEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> invoked,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation, context);
  }

  @Override
  public final void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> invoked,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation, context);
  }

  @Override
  public final void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> invoked,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation, context);
  }

  @Override
  public final <T> T interceptTestFactoryMethod(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Method> invoked,
      ExtensionContext context)
      throws Throwable {
    return proceed(invocation, context);
  }

  @Override
  public final void interceptAfterEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> invoked,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation, context);
  }

  @Override
  public final void interceptAfterAllMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> invoked,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation, context);
  }

  @SuppressWarnings("try") // closing the scope is all that it is for
  final <T extends @Nullable Object> T proceed(Invocation<T> invocation, ExtensionContext context)
      throws Throwable {
    Optional<TestScope> scope = scopeOf(context);
    if (scope.isEmpty()) {
      return invocation.proceed();
    }
    try (Scope current = scope.get().context(Context.current()).makeCurrent()) {
      return invocation.proceed();
    }
  }
}
