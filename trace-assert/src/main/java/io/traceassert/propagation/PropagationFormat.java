package io.traceassert.propagation;

import java.util.List;
import java.util.stream.Stream;

/** How a trace context is spelled in headers. */
public enum PropagationFormat {
  /** <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>. */
  W3C("W3C", "traceparent", "tracestate"),
  /** <a href="https://github.com/openzipkin/b3-propagation#single-header">B3 in one header</a>. */
  B3_SINGLE("B3 single", "b3"),
  /**
   * <a href="https://github.com/openzipkin/b3-propagation#multiple-headers">B3 in several
   * headers</a>.
   */
  B3_MULTI(
      "B3 multi", "X-B3-TraceId", "X-B3-SpanId", "X-B3-Sampled", "X-B3-Flags", "X-B3-ParentSpanId"),
  /**
   * <a href="https://www.jaegertracing.io/docs/1.62/client-libraries/#propagation-format">The
   * format of Jaeger's own clients</a>.
   */
  JAEGER("Jaeger", "uber-trace-id"),
  /**
   * <a
   * href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader">AWS
   * X-Ray's tracing header</a>.
   */
  XRAY("AWS X-Ray", "X-Amzn-Trace-Id"),
  /**
   * <a
   * href="https://docs.datadoghq.com/tracing/trace_collection/trace_context_propagation/">Datadog</a>.
   */
  DATADOG(
      "Datadog",
      "x-datadog-trace-id",
      "x-datadog-parent-id",
      "x-datadog-sampling-priority",
      "x-datadog-tags");

  static final String JAEGER_BAGGAGE_PREFIX = "uberctx-";

  private static final List<String> BAGGAGE = List.of("baggage", "jaeger-baggage");

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> headers;

  PropagationFormat(String title, String... headers) {
    this.title = title;
    this.headers = List.of(headers);
  }

  /**
   * Names it in a sentence.
   *
   * @return {@code B3 single}
   */
  public String title() {
    return title;
  }

  /**
   * Returns the names of its headers as its specification spells them.
   *
   * @return at least one, that of the trace id first
   */
  public List<String> headers() {
    return headers;
  }

  /** Lists every header with a fixed name that is read here. */
  static Stream<String> allHeaders() {
    return Stream.concat(
        Stream.of(values()).flatMap(format -> format.headers.stream()), BAGGAGE.stream());
  }

  /** Tells whether a header belongs to the propagation of a context or of baggage. */
  static boolean isRead(String header) {
    return isJaegerBaggage(header) || allHeaders().anyMatch(header::equalsIgnoreCase);
  }

  static boolean isJaegerBaggage(String header) {
    return header.regionMatches(true, 0, JAEGER_BAGGAGE_PREFIX, 0, JAEGER_BAGGAGE_PREFIX.length());
  }
}
