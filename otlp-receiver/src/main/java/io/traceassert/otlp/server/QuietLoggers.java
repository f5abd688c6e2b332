package io.traceassert.otlp.server;

import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the server's library logs out of a user's logs: what it warns of is at FINE in
 * {@code java.util.logging}, the rest is nowhere.
 */
final class QuietLoggers extends InternalLoggerFactory {

  static final QuietLoggers INSTANCE = new QuietLoggers();

  private static final Set<String> WARNINGS =
      Set.of("warn", "error", "isWarnEnabled", "isErrorEnabled");

  private QuietLoggers() {}

  @Override
  protected InternalLogger newInstance(String name) {
    Logger logger = Logger.getLogger(name);
    return (InternalLogger) Proxy.newProxyInstance(
        InternalLogger.class.getClassLoader(),
        new Class<?>[] {InternalLogger.class},
        (proxy, method, arguments) -> log(logger, method, arguments));
  }

  private static @Nullable Object log(Logger logger, Method method, Object @Nullable [] arguments) {
    boolean wanted = WARNINGS.contains(method.getName()) && logger.isLoggable(Level.FINE);
    Class<?> returned = method.getReturnType();
    if (returned == boolean.class) {
      return wanted;
    }
    if (wanted) {
      logger.fine(Arrays.deepToString(arguments));
    }
    return returned == String.class ? logger.getName() : null;
  }
}
