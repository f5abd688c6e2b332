package io.traceassert.junit.w3c;

/** Where a rule stands: the numbers are those of Trace Context Level 2. */
enum Section {
  /** Without it there is nothing that a rule could be about. */
  NONE("", "none, but without it nothing can be tested"),
  TRACEPARENT_NAME("3.2.1", "Header Name"),
  TRACEPARENT_VALUES("3.2.2", "traceparent Header Field Values"),
  VERSION("3.2.2.1", "version"),
  VERSION_FORMAT("3.2.2.2", "version-format"),
  TRACE_ID("3.2.2.3", "trace-id"),
  PARENT_ID("3.2.2.4", "parent-id"),
  TRACE_FLAGS("3.2.2.5", "trace-flags"),
  SAMPLED_FLAG("3.2.2.5.1", "Sampled flag"),
  RANDOM_FLAG("3.2.2.5.2", "Random Trace ID Flag"),
  OTHER_FLAGS("3.2.2.5.3", "Other Flags"),
  TRACEPARENT_VERSIONING("3.2.4", "Versioning of traceparent"),
  TRACESTATE("3.3", "Tracestate Header"),
  TRACESTATE_NAME("3.3.1", "Header Name"),
  TRACESTATE_VALUES("3.3.2", "tracestate Header Field Values"),
  LIST("3.3.2.1", "list"),
  KEY("3.3.2.2.1", "Key"),
  VALUE("3.3.2.2.2", "Value"),
  LIMITS("3.3.3.1", "tracestate Limits"),
  MUTATING_TRACEPARENT("3.4", "Mutating the traceparent Field"),
  MUTATING_TRACESTATE("3.5", "Mutating the tracestate Field"),
  NOTHING_RECEIVED("4.1.1", "No traceparent Received"),
  RECEIVED("4.1.2", "A traceparent is Received");

  private final String number;
  private final String title;

  Section(String number, String title) {
    this.number = number;
    this.title = title;
  }

  String number() {
    return number;
  }

  @Override
  public String toString() {
    return this == NONE ? title : number + " " + title + ", Trace Context Level 2";
  }
}
