package io.traceassert.examples.login;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.traceassert.examples.service.RefusedException;
import io.traceassert.examples.service.Work;

/** Charges accounts. */
final class PaymentService {

  private static final int PAYMENT_REQUIRED = 402;
  private static final long FEE_IN_CENTS = 250;

  private final Tracer tracer;
  private final Sql sql;

  PaymentService(OpenTelemetry telemetry, Sql sql) {
    tracer = telemetry.getTracer("payment");
    this.sql = sql;
  }

  void charge(String user) {
    Span span = tracer
        .spanBuilder("charge account")
        .setAttribute("payment.amount", FEE_IN_CENTS)
        .startSpan();
    Work.within(span, () -> {
      int charged = sql.update(
          "accounts",
          "UPDATE accounts SET cents = cents - ? WHERE login = ? AND cents >= ?",
          FEE_IN_CENTS,
          user,
          FEE_IN_CENTS);
      if (charged == 0) {
        throw new RefusedException(PAYMENT_REQUIRED, "not enough money");
      }
    });
  }
}
