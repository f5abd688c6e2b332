package io.traceassert.otlp.backend;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Zipkin's <a href="https://zipkin.io/zipkin-api/">API v2</a>. */
public final class Zipkin implements Backend {

  /** What joins conditions; nothing can be searched for in which it occurs. */
  private static final String AND = " and ";

  @Override
  public String product() {
    return "Zipkin";
  }

  @Override
  public String advice() {
    return "Is it running, and is this the address of its server (port 9411 unless configured), with its base path? It has to be Zipkin 2 or 3.";
  }

  @Override
  public String loses() {
    return "keeps names of spans and services in lower case, attributes as texts, times in microseconds, and no links, trace state, schema URLs or attributes of scopes";
  }

  @Override
  public String tracePath(String traceId) {
    return "/api/v2/trace/" + traceId;
  }

  @Override
  public String searchPath(Criteria criteria) {
    long until = criteria.until().toEpochMilli();
    Duration least = criteria.least();
    if (least == null && criteria.most() != null) {
      least = Duration.ZERO; // Zipkin takes no upper bound without a lower one.
    }
    return new Query("/api/v2/traces")
        .add("serviceName", criteria.service())
        .add("spanName", criteria.operation())
        .add("annotationQuery", annotationQuery(criteria))
        .add("minDuration", least, min -> Math.max(1, Criteria.micros(min)))
        .add("maxDuration", criteria.most(), max -> Math.max(1, Criteria.micros(max)))
        .add("endTs", until)
        .add("lookback", Math.max(1, until - criteria.from().toEpochMilli()))
        .add("limit", criteria.limit())
        .toString();
  }

  private static @Nullable String annotationQuery(Criteria criteria) {
    List<String> conditions = criteria.attributes().entrySet().stream()
        .map(attribute -> attribute.getKey() + "=" + attribute.getValue())
        .filter(condition -> !condition.contains(AND))
        .toList();
    return conditions.isEmpty() ? null : String.join(AND, conditions);
  }

  @Override
  public String servicesPath() {
    return "/api/v2/services";
  }

  @Override
  public String operationsPath(String service) {
    return new Query("/api/v2/spans").add("serviceName", service).toString();
  }

  @Override
  public boolean saysAbsent(String body) {
    return body.matches("[0-9a-f]+ not found\\s*");
  }

  /** Reads a list of spans, or a list of such lists. */
  @Override
  public List<SpanData> read(byte[] json) throws IOException {
    List<SpanData> spans = new ArrayList<>();
    addTo(spans, Json.read(json));
    return spans;
  }

  private static void addTo(List<SpanData> spans, Object value) throws IOException {
    if (value instanceof List<?> list) {
      for (Object element : list) {
        addTo(spans, element);
      }
    } else {
      spans.add(ZipkinSpan.toSpanData(new Node(value)));
    }
  }
}
