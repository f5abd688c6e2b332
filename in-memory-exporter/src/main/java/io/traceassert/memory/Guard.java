package io.traceassert.memory;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a span processor or an exporter of the user's: what it throws is noted, and neither
 * the application nor the capture meets it. A dynamic proxy, so that it implements whatever else
 * the object does, in any version of the SDK.
 */
final class Guard implements InvocationHandler {

  private final Object guarded;
  private final Faults faults;

  private Guard(Object guarded, Faults faults) {
    this.guarded = guarded;
    this.faults = faults;
  }

  static <T> T around(T guarded, Class<T> type, Faults faults) {
    Set<Class<?>> interfaces = new LinkedHashSet<>();
    interfaces.add(type);
    collect(guarded.getClass(), interfaces);
    Object proxy = Proxy.newProxyInstance(
        guarded.getClass().getClassLoader(),
        interfaces.toArray(new Class<?>[0]),
        new Guard(guarded, faults));
    return type.cast(proxy);
  }

  private static void collect(@Nullable Class<?> type, Set<Class<?>> interfaces) {
    if (type == null) {
      return;
    }
    for (Class<?> implemented : type.getInterfaces()) {
      if (Modifier.isPublic(implemented.getModifiers())) {
        interfaces.add(implemented);
      }
    }
    collect(type.getSuperclass(), interfaces);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      Object result = method.invoke(guarded, arguments);
      if (result instanceof CompletableResultCode code) {
        code.whenComplete(() -> noteUnsuccessful(code, method));
      }
      return result;
    } catch (InvocationTargetException e) {
      if (method.getDeclaringClass() == Object.class
          || e.getCause() instanceof VirtualMachineError) {
        throw e.getCause();
      }
      faults.add("%s threw %s in %s"
          .formatted(guarded.getClass().getName(), e.getCause(), method.getName()));
      return nothing(method.getReturnType());
    }
  }

  private void noteUnsuccessful(CompletableResultCode code, Method method) {
    if (!code.isSuccess()) {
      Throwable cause = code.getFailureThrowable();
      faults.add("%s did not succeed in %s%s"
          .formatted(
              guarded.getClass().getName(), method.getName(), cause == null ? "" : ": " + cause));
    }
  }

  private static @Nullable Object nothing(Class<?> type) {
    if (type == CompletableResultCode.class) {
      return CompletableResultCode.ofFailure();
    }
    return type == boolean.class ? Boolean.FALSE : null;
  }
}
