package io.traceassert.junit.w3c;

/** What the requests of the rules are made of. */
final class Ids {

  static final String TRACE = "7c1f5e0a93d24b68a1e07d3c5b92f846";
  static final String PARENT = "c3d5a1b79e2f4068";

  /** Valid, and sampled. */
  static final String VALID = traceparent("01");

  static final String RAMEN = "ramen=t61rcWkgMzE";
  static final String UDON = "udon=00f067aa0ba902b7";

  private Ids() {}

  static String traceparent(String flags) {
    return "00-" + TRACE + "-" + PARENT + "-" + flags;
  }
}
