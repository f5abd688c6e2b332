package io.traceassert.examples.stethoscope;

import io.opentelemetry.api.OpenTelemetry;
import io.traceassert.junit.Service;
import org.junit.jupiter.api.BeforeEach;

/** The five services, which share the capture of the test. */
abstract class WithServices {

  Services services;

  @BeforeEach
  void prepare(
      @Service("web") OpenTelemetry web,
      @Service("order") OpenTelemetry order,
      @Service("stock") OpenTelemetry stock,
      @Service("tax") OpenTelemetry tax,
      @Service("payment") OpenTelemetry payment) {
    services = new Services(
        web.getTracer("web"),
        order.getTracer("order"),
        stock.getTracer("stock"),
        tax.getTracer("tax"),
        payment.getTracer("payment"));
  }
}
