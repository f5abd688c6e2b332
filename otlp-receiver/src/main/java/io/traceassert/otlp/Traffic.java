package io.traceassert.otlp;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.capture.Wiring;
import io.traceassert.capture.Wiring.Fact;
import io.traceassert.text.Words;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts what has arrived at a receiver since it was started. Guarded by its monitor. */
final class Traffic {

  private final Map<String, Integer> spansOfService = new TreeMap<>();
  private int requests;
  private int refused;

  synchronized void add(List<SpanData> spans) {
    requests++;
    spans.forEach(span -> spansOfService.merge(Words.service(span), 1, Integer::sum));
  }

  synchronized void refused() {
    refused++;
  }

  synchronized Wiring wiring(URI endpoint) {
    return new Wiring(true, cause(endpoint), advice(endpoint), facts(endpoint));
  }

  private String cause(URI endpoint) {
    if (requests == 0) {
      return refused == 0
          ? "no request reached the OTLP receiver at " + endpoint
          : "the OTLP receiver at " + endpoint + " refused all that reached it";
    }
    return "what reached the OTLP receiver at " + endpoint + " belongs to other tests";
  }

  private String advice(URI endpoint) {
    return requests == 0
        ? "Does the service export there (OTEL_EXPORTER_OTLP_ENDPOINT=%s, OTEL_TRACES_EXPORTER=otlp), and soon (OTEL_BSP_SCHEDULE_DELAY=100)?\nA container reaches it only when it listens on an address of Docker's bridge: OtlpReceiver.builder().setAddress(…)."
            .formatted(endpoint)
        : "Did the service send its spans before the test ended, and is its trace one that began in this test?";
  }

  private List<Fact> facts(URI endpoint) {
    return List.of(
        new Fact("listens at", endpoint + ", gRPC and HTTP"),
        new Fact("received", Words.count(requests, "request") + services()),
        new Fact("refused", Words.count(refused, "request")));
  }

  private String services() {
    return spansOfService.isEmpty()
        ? ""
        : spansOfService.entrySet().stream()
            .map(service -> "%s %s"
                .formatted(
                    service.getKey().isEmpty() ? "a service without a name" : service.getKey(),
                    Words.count(service.getValue(), "span")))
            .collect(Collectors.joining(", ", ": ", ""));
  }
}
