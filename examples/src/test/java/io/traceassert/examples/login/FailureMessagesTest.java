package io.traceassert.examples.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.traceassert.examples.RedTest;
import io.traceassert.examples.Stable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a person reads when the login is broken, word for word. */
class FailureMessagesTest {

  private static final Path SOURCES = Path.of("src/main/java/io/traceassert/examples/login");

  @Test
  void aCallIsMissing() {
    assertThat(Stable.message(RedTest.messageOf(Regressions.class, "theTokenIsNotValidated")))
        .isEqualTo("""
            trace 6e789e6a does not have the expected shape: 1 missing
            missing "validate token", a child of "POST /login" [SERVER]: no other captured span is like it

              POST /login           [SERVER]  @login-service  (in order)  1.0 ms
              ├─ authenticate user                                        1.0 ms
            - ├─ validate token                                                   # missing
              └─ load profile                                             1.0 ms
                 ├─ SELECT users    [CLIENT]                              1.0 ms
                 └─ SELECT roles    [CLIENT]                              1.0 ms

            report: target/trace-assert/io.traceassert.examples.login.Regressions/theTokenIsNotValidated.txt""");
  }

  @Test
  void aCallIsRepeated() {
    assertThat(Stable.message(RedTest.messageOf(Regressions.class, "eachRoleIsAQuery")))
        .isEqualTo("""
            trace 6e789e6a does not have the expected shape: 3 unexpected
            unexpected "SELECT roles" [CLIENT], a child of "load profile": expected 1, found 4

              POST /login               [SERVER]  @login-service  (in order)  1.0 ms
              ├─ authenticate user                                            1.0 ms
              ├─ validate token                                               1.0 ms
              └─ load profile                                                 1.0 ms
                 ├─ SELECT users        [CLIENT]                              1.0 ms
            -    └─ SELECT roles        [CLIENT]
            +    └─ SELECT roles    x4  [CLIENT]                              1.0 ms  # expected 1, found 4

            report: target/trace-assert/io.traceassert.examples.login.Regressions/eachRoleIsAQuery.txt""");
  }

  @Test
  void twoStepsAreSwapped() {
    assertThat(Stable.message(RedTest.messageOf(Regressions.class, "theTokenIsValidatedFirst")))
        .isEqualTo("""
            trace 6e789e6a does not have the expected shape: 1 different
            "POST /login" [SERVER]: order: expected "authenticate user" before "validate token", but it is the other way round

            - POST /login           [SERVER]  @login-service  (in order)
            + POST /login           [SERVER]  @login-service              1.0 ms  # order: expected "authenticate user" before "validate token", but it is the other way round
              ├─ validate token                                           1.0 ms
              ├─ authenticate user                                        1.0 ms
              └─ load profile                                             1.0 ms
                 ├─ SELECT users    [CLIENT]                              1.0 ms
                 └─ SELECT roles    [CLIENT]                              1.0 ms

            report: target/trace-assert/io.traceassert.examples.login.Regressions/theTokenIsValidatedFirst.txt""");
  }

  @Test
  void anAttributeHasChanged() {
    assertThat(Stable.message(RedTest.messageOf(Regressions.class, "everybodyGetsEveryRole")))
        .isEqualTo("""
            trace 6e789e6a does not contain the expected shape: 1 different
            "SELECT roles" [CLIENT]: db.query.text: expected "SELECT title FROM roles WHERE login = ?", but was "SELECT title FROM roles"

              load profile                                                                        1.0 ms
              ├─ SELECT users  [CLIENT]  db.query.text="SELECT name FROM users WHERE login = ?"   1.0 ms
            - └─ SELECT roles  [CLIENT]  db.query.text="SELECT title FROM roles WHERE login = ?"
            + └─ SELECT roles  [CLIENT]  db.query.text="SELECT title FROM roles"                  1.0 ms  # db.query.text: expected "SELECT title FROM roles WHERE login = ?", but was "SELECT title FROM roles"

            trace 6e789e6a: 6 spans, 1.0 ms
              POST /login           [SERVER]  @login-service  1.0 ms
              ├─ authenticate user                            1.0 ms
              ├─ validate token                               1.0 ms
              └─ load profile                                 1.0 ms  # nearest to the expected shape
                 ├─ SELECT users    [CLIENT]                  1.0 ms
                 └─ SELECT roles    [CLIENT]                  1.0 ms

            report: target/trace-assert/io.traceassert.examples.login.Regressions/everybodyGetsEveryRole.txt""");
  }

  @Test
  void theContextIsLost() {
    assertThat(Stable.message(RedTest.messageOf(Regressions.class, "theLoaderLosesTheContext")))
        .isEqualTo("""
            none of 2 traces has the expected shape; the nearest is trace 6e789e6a: 3 missing
            missing "load profile", a child of "POST /login" [SERVER]: it is the root of trace 2c829abe,
            which began at LoginService.java:<line> on thread "profile-loader" while "POST /login" [SERVER] was open on thread "login-service"

              POST /login           [SERVER]  @login-service  (in order)  1.0 ms
              ├─ authenticate user                                        1.0 ms
              ├─ validate token                                           1.0 ms
            - └─ load profile                                                     # missing
            -    ├─ SELECT users    [CLIENT]
            -    └─ SELECT roles    [CLIENT]

            trace 2c829abe: 3 spans, 1.0 ms
              load profile               @login-service  1.0 ms  # began here
              ├─ SELECT users  [CLIENT]                  1.0 ms
              └─ SELECT roles  [CLIENT]                  1.0 ms

            Was the context carried to that thread? Context.taskWrapping(executor) or Context.current().wrap(task) does it.

            report: target/trace-assert/io.traceassert.examples.login.Regressions/theLoaderLosesTheContext.txt""");
  }

  @Test
  void theMissingSpanIsTracedToItsLineOfCode() throws IOException {
    String message = RedTest.messageOf(Regressions.class, "theLoaderLosesTheContext");

    MatchResult place = Pattern.compile("at (\\w+\\.java):(\\d+)")
        .matcher(message)
        .results()
        .findFirst()
        .orElseThrow();
    assertThat(Files.readAllLines(SOURCES.resolve(place.group(1))))
        .element(Integer.parseInt(place.group(2)) - 1)
        .asString()
        .contains("spanBuilder(\"load profile\").startSpan()");
  }
}
