package io.traceassert.examples.checkout;

import io.opentelemetry.api.OpenTelemetry;
import io.traceassert.examples.service.RemoteService;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How the services are made that may be made in several ways.
 *
 * @param gateway of the auth service and the order service
 * @param order of what it works with
 * @param payment of its OpenTelemetry and the payment provider
 * @param notification of its OpenTelemetry
 */
record Services(
    BiFunction<RemoteService, RemoteService, Gateway> gateway,
    Function<Resources, OrderService> order,
    BiFunction<OpenTelemetry, RemoteService, PaymentService> payment,
    Function<OpenTelemetry, NotificationService> notification) {

  static Services ours() {
    return new Services(
        Gateway::new, OrderService::new, PaymentService::new, NotificationService::new);
  }

  Services withGateway(BiFunction<RemoteService, RemoteService, Gateway> gateway) {
    return new Services(gateway, order, payment, notification);
  }

  Services withOrder(Function<Resources, OrderService> order) {
    return new Services(gateway, order, payment, notification);
  }

  Services withPayment(BiFunction<OpenTelemetry, RemoteService, PaymentService> payment) {
    return new Services(gateway, order, payment, notification);
  }

  Services withNotification(Function<OpenTelemetry, NotificationService> notification) {
    return new Services(gateway, order, payment, notification);
  }
}
