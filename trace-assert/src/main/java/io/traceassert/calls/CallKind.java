package io.traceassert.calls;

/** Which semantic conventions a call follows. */
public enum CallKind {
  /** A call of which no attribute tells more: a span of kind CLIENT or PRODUCER made by hand. */
  OTHER("call", 0),
  /** An HTTP request. */
  HTTP("HTTP call", 1),
  /** A remote procedure call. */
  RPC("RPC call", 2),
  /** A message that is sent; what receives it is no call. */
  MESSAGING("message", 3),
  /** A statement or command that a database executes. */
  DATABASE("database call", 3);

  private final String noun;
  private final int layer;

  CallKind(String noun, int layer) {
    this.noun = noun;
    this.layer = layer;
  }

  /**
   * Names one such call.
   *
   * @return the noun in the singular
   */
  public String noun() {
    return noun;
  }

  /** Tells whether a call of this kind below one of the other is how that one travels. */
  boolean carries(CallKind other) {
    return other != OTHER && layer < other.layer;
  }
}
