package io.traceassert.propagation;

/**
 * The levels of the W3C recommendation by which {@code traceparent} and {@code tracestate} are
 * judged.
 */
public enum TraceContextLevel {
  /** <a href="https://www.w3.org/TR/trace-context-1/">Trace Context</a> of 2021: one flag. */
  LEVEL_1,
  /**
   * <a href="https://www.w3.org/TR/trace-context-2/">Trace Context Level 2</a>, which adds the flag
   * random-trace-id and allows more keys in {@code tracestate}. OpenTelemetry follows it.
   */
  LEVEL_2;

  /**
   * Names it in a sentence.
   *
   * @return {@code W3C Trace Context level 1}
   */
  public String title() {
    return "W3C Trace Context level " + (this == LEVEL_1 ? 1 : 2);
  }
}
