package io.traceassert.propagation;

import static io.traceassert.propagation.Severity.ADVICE;
import static io.traceassert.propagation.Severity.ERROR;
import static io.traceassert.propagation.Severity.FATAL;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rules that headers are read by. Those of {@code traceparent} and {@code tracestate} come from
 * the W3C recommendation and have its numbers; of B3, Jaeger, X-Ray and Datadog there is one rule
 * for each field.
 */
public enum PropagationRule {
  /** A second {@code traceparent}. */
  TRACEPARENT_ONCE(FATAL, "3.2 Traceparent Header", "there must be one traceparent"),
  /** More or fewer fields than the version has. */
  TRACEPARENT_FIELDS(
      FATAL,
      "3.2.2.2 version-format",
      "version 00 has exactly the fields version-traceid-parentid-flags, a higher one at least these"),
  /** A version of another length. */
  TRACEPARENT_VERSION_LENGTH(FATAL, "3.2.2.1 version", "it must be 2 characters"),
  /** A version that is no hexadecimal number. */
  TRACEPARENT_VERSION_CHARACTERS(FATAL, "3.2.2.1 version", "it must be hexadecimal"),
  /** Capital letters in the version. */
  TRACEPARENT_VERSION_UPPER_CASE(FATAL, "3.2.2.1 version", "it must be lower case"),
  /** The version that never will be. */
  TRACEPARENT_VERSION_FF(FATAL, "3.2.2.1 version", "ff is forbidden"),
  /** Something other than a dash behind the flags of a higher version. */
  TRACEPARENT_FUTURE_VERSION(
      FATAL,
      "3.2.4 Versioning of traceparent",
      "the 2 flag characters of a higher version must be the end, or be followed by a dash"),
  /** A trace id of another length. */
  TRACE_ID_LENGTH(FATAL, "3.2.2.3 trace-id", "it must be 32 characters"),
  /** A trace id that is no hexadecimal number. */
  TRACE_ID_CHARACTERS(FATAL, "3.2.2.3 trace-id", "it must be hexadecimal"),
  /** Capital letters in the trace id. */
  TRACE_ID_UPPER_CASE(FATAL, "3.2.2.3 trace-id", "it must be lower case"),
  /** A trace id of zeros. */
  TRACE_ID_ZERO(FATAL, "3.2.2.3 trace-id", "all zeros is invalid"),
  /** A parent id of another length. */
  PARENT_ID_LENGTH(FATAL, "3.2.2.4 parent-id", "it must be 16 characters"),
  /** A parent id that is no hexadecimal number. */
  PARENT_ID_CHARACTERS(FATAL, "3.2.2.4 parent-id", "it must be hexadecimal"),
  /** Capital letters in the parent id. */
  PARENT_ID_UPPER_CASE(FATAL, "3.2.2.4 parent-id", "it must be lower case"),
  /** A parent id of zeros. */
  PARENT_ID_ZERO(FATAL, "3.2.2.4 parent-id", "all zeros is invalid"),
  /** Flags of another length. */
  TRACE_FLAGS_LENGTH(FATAL, "3.2.2.5 trace-flags", "they must be 2 characters"),
  /** Flags that are no hexadecimal number. */
  TRACE_FLAGS_CHARACTERS(FATAL, "3.2.2.5 trace-flags", "they must be hexadecimal"),
  /** Capital letters in the flags. */
  TRACE_FLAGS_UPPER_CASE(FATAL, "3.2.2.5 trace-flags", "they must be lower case"),
  /** Flags that are not defined. */
  TRACE_FLAGS_RESERVED(
      ERROR,
      "3.2.2.5.2 Other Flags",
      "3.2.2.5.3 Other Flags",
      "flags that are not defined must be zero"),

  /** A {@code tracestate} alone. */
  TRACESTATE_ALONE(
      ERROR,
      "4.2 No traceparent Received",
      "4.1.1 No traceparent Received",
      "it is discarded without a traceparent"),
  /** A member that is not {@code key=value}. */
  TRACESTATE_MEMBER(
      ERROR, "3.3.1.3 list-members", "3.3.2.2 list-members", "a member must be key=value"),
  /** A key with other characters, or too long. */
  TRACESTATE_KEY(
      ERROR,
      "3.3.1.3.1 Key",
      "3.3.2.2.1 Key",
      "a key must have 1 to 256 of the characters a-z 0-9 _ - * / @, and begin with a letter or digit"),
  /** A value with other characters, empty or too long. */
  TRACESTATE_VALUE(
      ERROR,
      "3.3.1.3.2 Value",
      "3.3.2.2.2 Value",
      "a value must have 1 to 256 printable ASCII characters, none of them , or ="),
  /** A key that is there twice. */
  TRACESTATE_DUPLICATE_KEY(
      ERROR,
      "3.3.1.4 Combined Header Value",
      "3.3.3 Combined Header Value",
      "a key may be there once"),
  /** Too many members. */
  TRACESTATE_MEMBERS(
      ERROR,
      "3.3.1.1 tracestate Header Field Values",
      "3.3.2 tracestate Header Field Values",
      "there may be 32 members"),
  /** More than everybody must pass on. */
  TRACESTATE_LENGTH(
      ADVICE,
      "3.3.1.5 tracestate Limits",
      "3.3.3.1 tracestate Limits",
      "only 512 characters are sure to be passed on"),
  /** A header without members. */
  TRACESTATE_EMPTY(
      ADVICE,
      "3.3.1.1 tracestate Header Field Values",
      "3.3.2 tracestate Header Field Values",
      "an empty one should not be sent"),

  /** A member that is not {@code key=value}. */
  BAGGAGE_MEMBER(ERROR, Source.BAGGAGE, "baggage-string", "a member must be key=value"),
  /** A key that is no token. */
  BAGGAGE_KEY(
      ERROR, Source.BAGGAGE, "key", "a key must be a token: letters, digits and !#$%&'*+-.^_`|~"),
  /** A value with characters that must be percent-encoded. */
  BAGGAGE_VALUE(
      ERROR,
      Source.BAGGAGE,
      "value",
      "spaces, quotes, commas, semicolons, backslashes and what is not ASCII must be percent-encoded"),
  /** A percent sign that encodes nothing. */
  BAGGAGE_PERCENT(
      ERROR,
      Source.BAGGAGE,
      "value",
      "a percent sign must be encoded, as %25, or begin an encoding"),
  /** Metadata that is neither a key nor {@code key=value}. */
  BAGGAGE_PROPERTY(ERROR, Source.BAGGAGE, "property", "a property must be a key, or key=value"),
  /** A key that is there twice. */
  BAGGAGE_DUPLICATE_KEY(ADVICE, Source.BAGGAGE, "baggage-string", "a key should be there once"),
  /** More members than everybody must pass on. */
  BAGGAGE_MEMBERS(ADVICE, Source.BAGGAGE, "Limits", "only 64 members are sure to be passed on"),
  /** More bytes than everybody must pass on. */
  BAGGAGE_LENGTH(ADVICE, Source.BAGGAGE, "Limits", "only 8192 bytes are sure to be passed on"),

  /** More or fewer fields. */
  B3_FIELDS(
      FATAL,
      Source.B3,
      "Single Header",
      "it must be traceid-spanid, traceid-spanid-sampling, traceid-spanid-sampling-parent, or one of 0, 1, d"),
  /** A trace id in another spelling, or none. */
  B3_TRACE_ID(
      FATAL,
      Source.B3,
      "TraceId",
      "it must be 32 or 16 lower-case hexadecimal digits, not all zero"),
  /** A span id in another spelling, or none. */
  B3_SPAN_ID(
      FATAL, Source.B3, "SpanId", "it must be 16 lower-case hexadecimal digits, not all zero"),
  /** The id of the parent's span in another spelling. */
  B3_PARENT_SPAN_ID(
      ERROR, Source.B3, "ParentSpanId", "it must be 16 lower-case hexadecimal digits, or absent"),
  /** A decision in another spelling. */
  B3_SAMPLING(
      ERROR, Source.B3, "Sampling State", "it must be 1 or 0, in one header also d, or be absent"),

  /** More or fewer fields. */
  JAEGER_FIELDS(
      FATAL, Source.JAEGER, "Trace/Span Identity", "it must be traceid:spanid:parentid:flags"),
  /** A trace id in another spelling. */
  JAEGER_TRACE_ID(
      FATAL,
      Source.JAEGER,
      "Trace/Span Identity",
      "it must be 1 to 32 hexadecimal digits, not all zero"),
  /** A span id in another spelling. */
  JAEGER_SPAN_ID(
      FATAL,
      Source.JAEGER,
      "Trace/Span Identity",
      "it must be 1 to 16 hexadecimal digits, not all zero"),
  /** Flags in another spelling. */
  JAEGER_FLAGS(
      FATAL, Source.JAEGER, "Trace/Span Identity", "they must be 1 or 2 hexadecimal digits"),

  /** A field that is not {@code key=value}. */
  XRAY_FIELDS(FATAL, Source.XRAY, "Tracing header", "each field must be key=value"),
  /** A trace id in another spelling, or none beside a parent. */
  XRAY_ROOT(
      FATAL,
      Source.XRAY,
      "Tracing header",
      "Root must be 1-, 8 hexadecimal digits, - and 24 hexadecimal digits, not all zero"),
  /** A span id in another spelling. */
  XRAY_PARENT(
      FATAL, Source.XRAY, "Tracing header", "Parent must be 16 hexadecimal digits, not all zero"),
  /** A decision in another spelling. */
  XRAY_SAMPLED(ERROR, Source.XRAY, "Tracing header", "Sampled must be 1, 0 or ?"),

  /** A trace id in another spelling, or none. */
  DATADOG_TRACE_ID(
      FATAL,
      Source.DATADOG,
      "x-datadog-trace-id",
      "it must be a decimal number of 64 bits, and not 0"),
  /** A span id in another spelling. */
  DATADOG_PARENT_ID(
      FATAL, Source.DATADOG, "x-datadog-parent-id", "it must be a decimal number of 64 bits"),
  /** A decision in another spelling. */
  DATADOG_SAMPLING_PRIORITY(
      ERROR,
      Source.DATADOG,
      "x-datadog-sampling-priority",
      "it must be a whole number, which is above 0 for a trace that is kept"),
  /** The upper half of the trace id in another spelling. */
  DATADOG_TID(ERROR, Source.DATADOG, "x-datadog-tags", "_dd.p.tid must be 16 hexadecimal digits");

  private final Severity severity;
  private final @Nullable Source source;
  private final String levelOne;
  private final String levelTwo;
  private final String right;

  PropagationRule(Severity severity, String section, String right) {
    this(severity, section, section, right);
  }

  PropagationRule(Severity severity, String levelOne, String levelTwo, String right) {
    this(severity, null, levelOne, levelTwo, right);
  }

  PropagationRule(Severity severity, Source source, String section, String right) {
    this(severity, source, section, section, right);
  }

  PropagationRule(
      Severity severity, @Nullable Source source, String levelOne, String levelTwo, String right) {
    this.severity = severity;
    this.source = source;
    this.levelOne = levelOne;
    this.levelTwo = levelTwo;
    this.right = right;
  }

  /**
   * Names it in a sentence.
   *
   * @return {@code traceparent-version-ff}
   */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns what comes of breaking it.
   *
   * @return how bad it is
   */
  public Severity severity() {
    return severity;
  }

  /**
   * Returns where it is written.
   *
   * @param level of the W3C recommendation; other specifications do not depend on it
   * @return the specification, and its section
   */
  public String section(TraceContextLevel level) {
    return source == null
        ? level.title() + ", " + (level == TraceContextLevel.LEVEL_1 ? levelOne : levelTwo)
        : source.title + ", " + levelTwo;
  }

  /**
   * Returns what it asks for.
   *
   * @return the end of a sentence
   */
  public String right() {
    return right;
  }

  Violation violated(TraceContextLevel level, String found) {
    return new Violation(this, section(level), found, right);
  }

  /** Of a rule that does not depend on the level. */
  Violation violated(String found) {
    return violated(TraceContextLevel.LEVEL_2, found);
  }

  /** The specifications beside Trace Context. */
  private enum Source {
    BAGGAGE("W3C Baggage"),
    B3("B3 Propagation"),
    JAEGER("Jaeger client libraries"),
    XRAY("AWS X-Ray concepts"),
    DATADOG("Datadog trace context propagation");

    private final String title;

    Source(String title) {
      this.title = title;
    }
  }
}
