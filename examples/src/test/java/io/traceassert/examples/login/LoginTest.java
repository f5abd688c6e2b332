package io.traceassert.examples.login;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.traceassert.TraceAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.traceassert.CapturedTraces;
import io.traceassert.junit.CaptureTraces;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@CaptureTraces
class LoginTest extends WithLogin {

  private LoginApplication application;

  @BeforeEach
  void start() throws Exception {
    application = startedWith(LoginService::new);
  }

  /** The way to a shape: run once, copy what is printed ... */
  @Test
  void runOnce(CapturedTraces traces) throws Exception {
    assertThat(application.login("ada", LoginApplication.PASSWORD)).isEqualTo(201);

    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    assertThat(traces).hasSingleTrace().printShapeTo(new PrintStream(printed, true, UTF_8));
    assertThat(printed.toString(UTF_8)).isEqualTo("""
        POST /login           [SERVER]  @login-service
        ├─ authenticate user
        ├─ validate token
        └─ load profile
           ├─ SELECT users    [CLIENT]
           └─ SELECT roles    [CLIENT]
        """);
  }

  /** ... and delete what does not matter: here how a profile is loaded, and by whom. */
  @Test
  void copyAndDelete(CapturedTraces traces) throws Exception {
    assertThat(application.login("ada", LoginApplication.PASSWORD)).isEqualTo(201);

    assertThat(traces).hasSingleTrace().hasShape("""
        POST /login
        ├─ authenticate user
        ├─ validate token
        └─ load profile
           └─ ...
        """);
  }

  @Test
  void noProfileIsLoadedBeforeTheUserIsKnown(CapturedTraces traces) throws Exception {
    assertThat(application.login("ada", LoginApplication.PASSWORD)).isEqualTo(201);

    assertThat(traces).hasSingleTrace().hasShape("""
        POST /login           [SERVER]  http.response.status_code=201  (in order)
        ├─ authenticate user  auth.method=password
        ├─ validate token
        └─ load profile
           └─ ...
        """);
    assertThat(application.session("ada"))
        .hasValue(new Profile("Ada Lovelace", List.of("analyst", "author", "countess")));
  }

  @Test
  void aProfileIsTwoQueries(CapturedTraces traces) throws Exception {
    assertThat(application.login("ada", LoginApplication.PASSWORD)).isEqualTo(201);

    assertThat(traces).hasSingleTrace().containsShape("""
        load profile
        ├─ SELECT users  [CLIENT]  db.system.name=h2database  db.operation.name=SELECT  db.collection.name=users
        └─ SELECT roles  [CLIENT]  db.query.text="SELECT title FROM roles WHERE login = ?"
        """);
  }

  @Test
  void whoIsNotKnownGetsNoFurther(CapturedTraces traces) throws Exception {
    assertThat(application.login("ada", "difference engine")).isEqualTo(401);

    assertThat(traces).hasSingleTrace().hasShape("""
        POST /login           [SERVER]  http.response.status_code=401
        └─ authenticate user  ERROR "unknown user or wrong password"  throws RefusedException
        """);
  }

  @Test
  void aPaymentWaitsForALockedAccountInVain(CapturedTraces traces) throws Exception {
    try (var audit = application.database().connect();
        var statement = audit.prepareStatement("SELECT cents FROM accounts FOR UPDATE")) {
      audit.setAutoCommit(false);
      statement.execute();
      assertThat(application.pay("ada")).isEqualTo(503);
      audit.rollback();
    }

    assertThat(traces)
        .hasSingleTrace()
        .hasShape("""
            POST /payments         [SERVER]  ERROR  http.response.status_code=503
            └─ charge account      ERROR  throws DatabaseBusyException
               └─ UPDATE accounts  [CLIENT]  ERROR  throws JdbcSQLTimeoutException  db.response.status_code="50200"
            """)
        .span("UPDATE accounts")
        .asSpanData()
        .hasEventsSatisfyingExactly(event -> event
            .hasName("exception")
            .hasAttributesSatisfying(
                attributes -> assertThat(attributes.get(stringKey("exception.message")))
                    .contains("Timeout trying to lock table \"ACCOUNTS\"")));
  }

  @Test
  void aLoginAndAPaymentAreTwoTraces(CapturedTraces traces) throws Exception {
    assertThat(application.login("ada", LoginApplication.PASSWORD)).isEqualTo(201);
    assertThat(application.pay("ada")).isEqualTo(201);

    assertThat(traces).hasShapes("""
            POST /payments         @payment-service
            └─ charge account      payment.amount=250
               └─ UPDATE accounts  [CLIENT]
            """, """
            POST /login            @login-service
            ├─ authenticate user
            ├─ validate token
            └─ load profile
               ├─ SELECT users     [CLIENT]
               └─ SELECT roles     [CLIENT]
            """);
  }
}
