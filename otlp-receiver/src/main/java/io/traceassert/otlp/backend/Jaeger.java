package io.traceassert.otlp.backend;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.otlp.wire.MalformedPayloadException;
import io.traceassert.otlp.wire.TracesDecoder;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Jaeger's <a
 * href="https://github.com/jaegertracing/jaeger-idl/blob/main/proto/api_v3/query_service.proto">api/v3</a>,
 * which answers in OTLP. Traces are asked for as they were sent ({@code raw_traces}): without that
 * Jaeger changes times and attributes. Parameters have the names that all versions know.
 */
public final class Jaeger implements Backend {

  @Override
  public String product() {
    return "Jaeger";
  }

  @Override
  public String advice() {
    return "Is it running, and is this the address of its query service (port 16686 unless configured), with its base path? It has to be Jaeger 2, or a Jaeger 1 with api/v3.";
  }

  @Override
  public String loses() {
    return "";
  }

  @Override
  public String tracePath(String traceId) {
    return "/api/v3/traces/" + traceId + "?raw_traces=true";
  }

  @Override
  public String searchPath(Criteria criteria) {
    Query query = new Query("/api/v3/traces")
        .add("query.service_name", criteria.service())
        .add("query.operation_name", criteria.operation())
        .add("query.start_time_min", criteria.from())
        .add("query.start_time_max", criteria.until())
        .add("query.duration_min", criteria.least(), least -> least.toNanos() + "ns")
        .add("query.duration_max", criteria.most(), most -> most.toNanos() + "ns")
        .add("query.num_traces", criteria.limit())
        .add("query.raw_traces", true);
    return criteria.attributes().isEmpty()
        ? query.toString()
        // Jaeger before 2.19 ignores it.
        : query.add("query.attributes", attributes(criteria)).toString();
  }

  private static String attributes(Criteria criteria) {
    return criteria.attributes().entrySet().stream()
        .map(attribute -> Json.quoted(attribute.getKey()) + ":"
            + Json.quoted(attribute.getValue().toString()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Override
  public String servicesPath() {
    return "/api/v3/services";
  }

  @Override
  public String operationsPath(String service) {
    return new Query("/api/v3/operations").add("service", service).toString();
  }

  @Override
  public boolean saysAbsent(String body) {
    return body.startsWith("{") && body.contains("\"httpCode\":404");
  }

  @Override
  public List<SpanData> read(byte[] json) throws IOException {
    try {
      return TracesDecoder.decodeJaegerJson(json);
    } catch (MalformedPayloadException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
