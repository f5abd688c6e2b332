package io.traceassert.examples.login;

import io.traceassert.examples.service.RefusedException;
import java.sql.SQLTimeoutException;

/** The database did not answer in time. */
final class DatabaseBusyException extends RefusedException {

  private static final long serialVersionUID = 1;
  private static final int UNAVAILABLE = 503;

  DatabaseBusyException(String statement, SQLTimeoutException cause) {
    super(UNAVAILABLE, statement + " took too long");
    initCause(cause);
  }
}
