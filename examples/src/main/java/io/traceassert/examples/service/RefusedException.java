package io.traceassert.examples.service;

/** A service says no. The HTTP status travels back through the services that asked. */
public class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;

  /**
   * Says no.
   *
   * @param status the HTTP status of the answer
   * @param message why
   */
  public RefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  /**
   * Returns what the service answers.
   *
   * @return an HTTP status
   */
  public int status() {
    return status;
  }
}
