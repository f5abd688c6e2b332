package io.traceassert.examples.login;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.OpenTelemetry;
import io.traceassert.junit.Service;
import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Starts the two services, which share the capture of the test. */
abstract class WithLogin {

  private @Nullable Telemetry telemetry;
  private @Nullable LoginApplication application;

  @BeforeEach
  void prepare(
      @Service("login-service") OpenTelemetry login,
      @Service("payment-service") OpenTelemetry payment) {
    telemetry = new Telemetry(login, payment);
  }

  LoginApplication startedWith(Function<Resources, LoginService> service)
      throws IOException, SQLException {
    application = new LoginApplication(requireNonNull(telemetry), service);
    return application;
  }

  @AfterEach
  void close() {
    if (application != null) {
      application.close();
    }
  }
}
