package io.traceassert.junit;

/**
 * Tells where the traces of a failed test are reported. It is attached as suppressed to a failure
 * that is not of TraceAssert, so that it is printed below it.
 */
final class CapturedTracesReport extends Exception {

  private static final long serialVersionUID = 1;

  CapturedTracesReport(String message) {
    super(message, null, false, false);
  }
}
