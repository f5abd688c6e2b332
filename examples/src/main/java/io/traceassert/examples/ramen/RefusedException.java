package io.traceassert.examples.ramen;

/** A service says no. The HTTP status travels back through the services that asked. */
class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;

  RefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
