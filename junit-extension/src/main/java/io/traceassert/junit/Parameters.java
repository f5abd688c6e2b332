package io.traceassert.junit;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.traceassert.CapturedTraces;
import io.traceassert.memory.TraceCapture;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** Which parameters the extension gives, and what it gives them. */
final class Parameters {

  private static final Set<Class<?>> OF_A_SERVICE =
      Set.of(OpenTelemetry.class, OpenTelemetrySdk.class, Tracer.class);
  private static final Set<Class<?>> OF_THE_TEST = Set.of(CapturedTraces.class, TraceCapture.class);

  private Parameters() {}

  static boolean supports(ParameterContext context) {
    Class<?> type = context.getParameter().getType();
    if (context.isAnnotated(Service.class)) {
      checkService(context.getParameter());
      return true;
    }
    return OF_A_SERVICE.contains(type) || OF_THE_TEST.contains(type);
  }

  static Object resolve(ParameterContext context, TestScope scope) {
    Class<?> type = context.getParameter().getType();
    if (type == CapturedTraces.class) {
      return scope.traces();
    }
    if (type == TraceCapture.class) {
      return scope.own();
    }
    OpenTelemetrySdk sdk = context
        .findAnnotation(Service.class)
        .map(service -> scope.own().openTelemetry(service.value()))
        .orElseGet(() -> scope.own().openTelemetry());
    return type == Tracer.class ? sdk.getTracer(testClass(context)) : sdk;
  }

  private static String testClass(ParameterContext context) {
    return context.getDeclaringExecutable().getDeclaringClass().getName();
  }

  private static void checkService(Parameter parameter) {
    String name = parameter.getAnnotation(Service.class).value();
    if (!OF_A_SERVICE.contains(parameter.getType())) {
      throw new ParameterResolutionException(
          "@Service(\"%s\") is on a parameter of type %s, but a service has only an OpenTelemetry, OpenTelemetrySdk or Tracer: %s"
              .formatted(name, parameter.getType().getName(), parameter.getDeclaringExecutable()));
    }
    if (name.isBlank()) {
      throw new ParameterResolutionException(
          "the name of @Service must not be blank: " + parameter.getDeclaringExecutable());
    }
    if (parametersOf(name, parameter) > 1) {
      throw new ParameterResolutionException(
          "@Service(\"%s\") is on more than one parameter of type %s; give each service a name of its own: %s"
              .formatted(
                  name, parameter.getType().getSimpleName(), parameter.getDeclaringExecutable()));
    }
  }

  private static long parametersOf(String service, Parameter parameter) {
    return Arrays.stream(parameter.getDeclaringExecutable().getParameters())
        .filter(other -> other.getType() == parameter.getType())
        .map(other -> other.getAnnotation(Service.class))
        .filter(annotation -> annotation != null && annotation.value().equals(service))
        .count();
  }
}
