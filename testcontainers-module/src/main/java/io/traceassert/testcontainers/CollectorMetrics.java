package io.traceassert.testcontainers;

import io.traceassert.testcontainers.configuration.Rewiring;
import io.traceassert.text.Words;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the collector has counted itself, since its pipelines were started.
 *
 * @param text in the format of Prometheus
 * @see <a href="https://opentelemetry.io/docs/collector/internal-telemetry/">Internal telemetry</a>
 */
record CollectorMetrics(String text) {

  private static final Pattern SAMPLE =
      Pattern.compile("(?m)^otelcol_(\\w+?_spans)(?:_+\\w+)?\\{([^}]*)} ([0-9.eE+]+)");

  private static final int TIMEOUT_MS = 2_000;
  private static final String OURS = "exporter=\"" + Rewiring.EXPORTER_TYPE;
  private static final String COPY = OURS + "in\"";

  /**
   * Reads them.
   *
   * @throws IOException if they cannot be had
   */
  static CollectorMetrics at(URI endpoint) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) endpoint.resolve("/metrics").toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MS);
    connection.setReadTimeout(TIMEOUT_MS);
    try (InputStream body = connection.getInputStream()) {
      return new CollectorMetrics(new String(body.readAllBytes(), StandardCharsets.UTF_8));
    } finally {
      connection.disconnect();
    }
  }

  /** Says where spans were lost between the collector and the test, one line each. */
  List<String> disagreements() {
    List<String> found = new ArrayList<>();
    long failed = sum("exporter_send_failed_spans", labels -> labels.contains(OURS));
    if (failed > 0) {
      found.add("by its own metrics, the collector could not send %s to the test"
          .formatted(Words.count((int) failed, "span")));
    }
    long accepted = sum("receiver_accepted_spans", labels -> true);
    long copied = sum("exporter_sent_spans", labels -> labels.contains(COPY));
    if (accepted > copied) {
      found.add("by its own metrics, the collector accepted %s and the test got a copy of %d"
          .formatted(Words.count((int) accepted, "span"), copied));
    }
    return found;
  }

  /** Counts the spans that it did not take, of which it told their sender. */
  int refused() {
    return (int) sum("receiver_refused_spans", labels -> true);
  }

  private long sum(String metric, Predicate<String> labels) {
    long sum = 0;
    Matcher sample = SAMPLE.matcher(text);
    while (sample.find()) {
      if (sample.group(1).equals(metric) && labels.test(sample.group(2))) {
        sum += (long) Double.parseDouble(sample.group(3));
      }
    }
    return sum;
  }
}
