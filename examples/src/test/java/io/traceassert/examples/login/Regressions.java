package io.traceassert.examples.login;

import static io.traceassert.TraceAssertions.assertThat;

import io.traceassert.CapturedTraces;
import io.traceassert.examples.FailsOnPurpose;
import io.traceassert.junit.TraceExtension;
import io.traceassert.memory.TraceCapture;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One expectation, and five mistakes in the code that a colleague may make. */
@FailsOnPurpose
class Regressions extends WithLogin {

  @RegisterExtension
  static final TraceExtension TRACES =
      TraceExtension.capturing(TraceCapture.builder().useDeterministicIds());

  private static final String LOGIN = """
      POST /login           [SERVER]  @login-service  (in order)
      ├─ authenticate user
      ├─ validate token
      └─ load profile
         ├─ SELECT users    [CLIENT]
         └─ SELECT roles    [CLIENT]
      """;

  @Test
  void theTokenIsNotValidated(CapturedTraces traces) throws Exception {
    login(resources -> new LoginService(resources) {
      @Override
      void validateToken(LoginRequest request) {}
    });

    assertThat(traces).hasSingleTrace().hasShape(LOGIN);
  }

  @Test
  void eachRoleIsAQuery(CapturedTraces traces) throws Exception {
    login(resources -> new LoginService(resources) {
      @Override
      List<String> rolesOf(String user) {
        Sql sql = resources.sql();
        return sql.select("roles", "SELECT id FROM roles WHERE login = ?", user).stream()
            .map(id ->
                sql.select("roles", "SELECT title FROM roles WHERE id = ?", id).get(0))
            .toList();
      }
    });

    assertThat(traces).hasSingleTrace().hasShape(LOGIN);
  }

  @Test
  void theTokenIsValidatedFirst(CapturedTraces traces) throws Exception {
    login(resources -> new LoginService(resources) {
      @Override
      void login(LoginRequest request) {
        validateToken(request);
        authenticate(request);
        openSession(request);
      }
    });

    assertThat(traces).hasSingleTrace().hasShape(LOGIN);
  }

  @Test
  void everybodyGetsEveryRole(CapturedTraces traces) throws Exception {
    login(resources -> new LoginService(resources) {
      @Override
      List<String> rolesOf(String user) {
        return resources.sql().select("roles", "SELECT title FROM roles");
      }
    });

    assertThat(traces).hasSingleTrace().containsShape("""
        load profile
        ├─ SELECT users  [CLIENT]  db.query.text="SELECT name FROM users WHERE login = ?"
        └─ SELECT roles  [CLIENT]  db.query.text="SELECT title FROM roles WHERE login = ?"
        """);
  }

  @Test
  void theLoaderLosesTheContext(CapturedTraces traces) throws Exception {
    login(resources -> new LoginService(resources) {
      @Override
      Future<Profile> onLoader(Callable<Profile> work) {
        return resources.loader().submit(work);
      }
    });

    assertThat(traces).containsTrace(LOGIN);
  }

  private void login(Function<Resources, LoginService> service) throws Exception {
    assertThat(startedWith(service).login("ada", LoginApplication.PASSWORD)).isEqualTo(201);
  }
}
