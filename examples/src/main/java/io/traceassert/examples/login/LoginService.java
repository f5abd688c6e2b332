package io.traceassert.examples.login;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.traceassert.examples.service.RefusedException;
import io.traceassert.examples.service.Work;
import io.traceassert.examples.service.Workers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

/**
 * Opens sessions. Not final: the tests that fail on purpose change one step each, as a careless
 * colleague would.
 */
class LoginService {

  private static final int UNAUTHORIZED = 401;

  private final Tracer tracer;
  private final Resources resources;
  private final Map<String, Profile> sessions = new ConcurrentHashMap<>();

  LoginService(Resources resources) {
    tracer = resources.telemetry().getTracer("login");
    this.resources = resources;
  }

  void login(LoginRequest request) {
    authenticate(request);
    validateToken(request);
    openSession(request);
  }

  void authenticate(LoginRequest request) {
    Span span = tracer
        .spanBuilder("authenticate user")
        .setAttribute("auth.method", "password")
        .startSpan();
    Work.within(span, () -> {
      String known = resources.passwords().getOrDefault(request.user(), "");
      if (!resources.signature().isOf(request.password(), known)) {
        throw new RefusedException(UNAUTHORIZED, "unknown user or wrong password");
      }
    });
  }

  void validateToken(LoginRequest request) {
    Span span = tracer.spanBuilder("validate token").startSpan();
    Work.within(span, () -> {
      if (!resources.signature().isOf(request.user(), request.token())) {
        throw new RefusedException(UNAUTHORIZED, "the token is of somebody else");
      }
    });
  }

  void openSession(LoginRequest request) {
    String user = request.user();
    sessions.put(user, Workers.resultOf(onLoader(() -> loadProfile(user))));
  }

  /** Profiles are loaded by a thread of their own, to which the trace context has to go along. */
  Future<Profile> onLoader(Callable<Profile> work) {
    return resources.loader().submit(Context.current().wrap(work));
  }

  private Profile loadProfile(String user) {
    Span span = tracer.spanBuilder("load profile").startSpan();
    return Work.resultWithin(span, () -> new Profile(nameOf(user), rolesOf(user)));
  }

  private String nameOf(String user) {
    return resources
        .sql()
        .select("users", "SELECT name FROM users WHERE login = ?", user)
        .get(0);
  }

  List<String> rolesOf(String user) {
    return resources.sql().select("roles", "SELECT title FROM roles WHERE login = ?", user);
  }

  Optional<Profile> session(String user) {
    return Optional.ofNullable(sessions.get(user));
  }
}
