package io.traceassert.examples.checkout;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.OpenTelemetry;
import io.traceassert.examples.PaymentProvider;
import io.traceassert.junit.Service;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Starts the six services, which share the capture of the test, and a payment provider. */
abstract class WithWebShop {

  static final String ADA = "session-of-ada";

  static final String CHECKOUT = """
      POST /carts/{cart}/checkout         [SERVER]  @gateway  http.response.status_code=201  (in order)
      ├─ POST                             [CLIENT]
      │  └─ POST /sessions                [SERVER]  @auth
      │     └─ verify session             user.id=ada
      └─ POST                             [CLIENT]
         └─ POST /orders                  [SERVER]  @order  (in order)
            ├─ POST                       [CLIENT]
            │  └─ POST /reservations      [SERVER]  @inventory
            │     └─ reserve item         x2
            ├─ POST                       [CLIENT]
            │  └─ POST /payments          [SERVER]  @payment
            │     └─ charge card          payment.provider=stripe
            │        └─ POST              [CLIENT]  http.response.status_code=200
            └─ notify customer            cart.id=*
               └─ POST                    [CLIENT]
                  └─ POST /notifications  [SERVER]  @notification
                     └─ publish mails     [PRODUCER]  messaging.destination.name=mails
      """;

  PaymentProvider provider;
  private @Nullable Telemetry telemetry;
  private @Nullable WebShop shop;

  @BeforeEach
  void prepare(
      @Service("gateway") OpenTelemetry gateway,
      @Service("auth") OpenTelemetry auth,
      @Service("order") OpenTelemetry order,
      @Service("inventory") OpenTelemetry inventory,
      @Service("payment") OpenTelemetry payment,
      @Service("notification") OpenTelemetry notification)
      throws IOException {
    telemetry = new Telemetry(gateway, auth, order, inventory, payment, notification);
    provider = new PaymentProvider();
  }

  WebShop opened(Services services) throws IOException {
    shop = new WebShop(requireNonNull(telemetry), services, provider.url());
    return shop;
  }

  @AfterEach
  void close() {
    if (shop != null) {
      shop.close();
    }
    provider.close();
  }
}
