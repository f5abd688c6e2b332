package io.traceassert.examples.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.traceassert.examples.service.HttpService;
import io.traceassert.examples.service.Visitor;
import io.traceassert.examples.service.Workers;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/**
 * The two services and their database, wired and running on the loopback.
 *
 * <pre>
 * login-service   ── users, roles
 * payment-service ── accounts
 * </pre>
 */
final class LoginApplication implements AutoCloseable {

  static final String PASSWORD = "analytical engine";

  private final Visitor visitor = new Visitor();
  private final ExecutorService loader = Workers.one("profile-loader");
  private final Signature signature = new Signature("only for tests".getBytes(UTF_8));
  private final Database database = new Database();
  private final LoginService login;
  private final HttpService logins;
  private final HttpService payments;

  /**
   * Starts the services.
   *
   * @param telemetry of each service
   * @param service makes the login service
   */
  LoginApplication(Telemetry telemetry, Function<Resources, LoginService> service)
      throws IOException, SQLException {
    login = service.apply(new Resources(
        telemetry.login(),
        new Sql(telemetry.login(), database),
        loader,
        signature,
        Map.of("ada", signature.of(PASSWORD))));
    logins = HttpService.start(
        "login-service",
        "/login",
        telemetry.login(),
        body -> login.login(LoginRequest.parse(body)));

    PaymentService payment =
        new PaymentService(telemetry.payment(), new Sql(telemetry.payment(), database));
    payments =
        HttpService.start("payment-service", "/payments", telemetry.payment(), payment::charge);
  }

  /**
   * Logs in as a browser does: over HTTP, and without a trace context.
   *
   * @return the HTTP status of the answer
   */
  int login(String user, String password) throws IOException {
    LoginRequest request = new LoginRequest(user, password, signature.of(user));
    return visitor.post(logins.url(), request.body());
  }

  /**
   * Pays, likewise.
   *
   * @return the HTTP status of the answer
   */
  int pay(String user) throws IOException {
    return visitor.post(payments.url(), user);
  }

  Optional<Profile> session(String user) {
    return login.session(user);
  }

  Database database() {
    return database;
  }

  @Override
  public void close() {
    visitor.close();
    payments.close();
    logins.close();
    loader.shutdown();
    database.close();
  }
}
