package io.traceassert.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a parameter of type {@code OpenTelemetry}, {@code OpenTelemetrySdk} or {@code Tracer}: the one
 * of the service with this name. The services of a test share its capture, each with its own
 * {@code service.name}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Service {

  /**
   * The name of the service, not blank. One executable has at most one parameter of a type for each
   * service.
   *
   * @return becomes {@code service.name} of the resource
   */
  String value();
}
