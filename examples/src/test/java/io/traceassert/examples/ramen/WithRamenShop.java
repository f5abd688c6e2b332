package io.traceassert.examples.ramen;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.traceassert.examples.PaymentProvider;
import io.traceassert.junit.Service;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Opens the shop before each test: four services that share the capture of the test. */
abstract class WithRamenShop {

  PaymentProvider payments;
  RamenShop shop;

  @BeforeEach
  void open(
      @Service("order-service") OpenTelemetry order,
      @Service("ingredient-service") OpenTelemetry ingredient,
      @Service("noodle-service") OpenTelemetry noodle,
      @Service("delivery-service") OpenTelemetry delivery)
      throws IOException {
    payments = new PaymentProvider();
    shop = new RamenShop(
        new Telemetry(order, ingredient, noodle, delivery), payments.url(), handover());
  }

  /** How work is handed to the courier desk: with the trace context, as it should be. */
  UnaryOperator<ExecutorService> handover() {
    return Context::taskWrapping;
  }

  @AfterEach
  void close() {
    shop.close();
    payments.close();
  }
}
