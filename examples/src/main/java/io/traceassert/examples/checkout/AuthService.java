package io.traceassert.examples.checkout;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.traceassert.examples.service.RefusedException;
import io.traceassert.examples.service.Work;
import java.util.Map;

/** Knows who is signed in. */
final class AuthService {

  private static final Map<String, String> USERS_BY_SESSION = Map.of("session-of-ada", "ada");
  private static final int UNAUTHORIZED = 401;

  private final Tracer tracer;

  AuthService(OpenTelemetry telemetry) {
    tracer = telemetry.getTracer("checkout.auth");
  }

  void verify(String session) {
    Span span = tracer.spanBuilder("verify session").startSpan();
    Work.within(span, () -> {
      String user = USERS_BY_SESSION.get(session);
      if (user == null) {
        throw new RefusedException(UNAUTHORIZED, "nobody is signed in");
      }
      span.setAttribute("user.id", user);
    });
  }
}
