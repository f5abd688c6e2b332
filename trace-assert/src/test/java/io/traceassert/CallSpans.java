package io.traceassert;

import static io.traceassert.TestSpan.span;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.trace.Trace;
import java.util.ArrayList;
import java.util.List;

/** Spans of a shop that calls others, as instrumentations write them. */
final class CallSpans {

  static final SpanData PAGE = span("GET /orders", 1)
      .kind(SpanKind.SERVER)
      .service("shop")
      .during(0, 100)
      .build();

  private CallSpans() {}

  /** An HTTP request by the stable conventions. */
  static TestSpan http(int id, String method, String host, String path) {
    return span(method, id)
        .parent(1)
        .kind(SpanKind.CLIENT)
        .service("shop")
        .attributes(Attributes.builder()
            .put("http.request.method", method)
            .put("url.full", "http://" + host + path)
            .put("server.address", host)
            .build())
        .during(id * 10, id * 10 + 10);
  }

  /** A statement by the conventions before. */
  static TestSpan sql(int id, String statement) {
    return span(statement.split(" ", 2)[0] + " shop", id)
        .parent(1)
        .kind(SpanKind.CLIENT)
        .service("shop")
        .attributes(Attributes.builder()
            .put("db.system", "postgresql")
            .put("db.statement", statement)
            .build())
        .during(id, id + 0.5);
  }

  static SpanData step(String name, int id) {
    return span(name, id).parent(1).service("shop").during(id, id + 1).build();
  }

  /** What answers a request. */
  static SpanData served(int id, int client, String service) {
    return span("serve", id)
        .remoteParent(client)
        .kind(SpanKind.SERVER)
        .service(service)
        .during(client * 10 + 1, client * 10 + 9)
        .build();
  }

  static Trace trace(SpanData... spans) {
    List<SpanData> all = new ArrayList<>(List.of(spans));
    all.add(PAGE);
    return Trace.of(all);
  }
}
