package io.traceassert.benchmarks;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes spans of a web service as its instrumentation would; the same every time. */
final class WebSpans {

  static final int SPANS_PER_TRACE = 8;

  private static final long EPOCH = 1_700_000_000_000_000_000L;
  private static final List<String> ROUTES =
      List.of("/orders/{id}", "/orders", "/carts/{id}/items", "/users/{id}", "/health");
  private static final List<InstrumentationScopeInfo> SCOPES = List.of(
      InstrumentationScopeInfo.builder("io.opentelemetry.tomcat-10.0")
          .setVersion("2.23.0-alpha")
          .build(),
      InstrumentationScopeInfo.builder("io.opentelemetry.http-url-connection")
          .setVersion("2.23.0-alpha")
          .build());
  private static final Resource RESOURCE = Resource.create(Attributes.builder()
      .put("service.name", "order-service")
      .put("service.version", "1.42.0")
      .put("service.instance.id", "7b4c1ed5-1f9b-4a53-9a4e-5a1f6d4e6c8a")
      .put("host.name", "ip-10-0-3-17.internal")
      .put("process.pid", 4711)
      .put(AttributeKey.stringArrayKey("process.command_args"), List.of("java", "-jar", "app.jar"))
      .put("telemetry.sdk.language", "java")
      .put("telemetry.sdk.name", "opentelemetry")
      .put("telemetry.sdk.version", "1.57.0")
      .build());

  private final Random random;
  private String traceId = "";
  private String rootId = "";

  private WebSpans(long seed) {
    random = new Random(seed);
  }

  static List<SpanData> batch(int size) {
    return batch(size, 42);
  }

  /** Another seed gives other ids. */
  static List<SpanData> batch(int size, long seed) {
    WebSpans spans = new WebSpans(seed);
    return IntStream.range(0, size).mapToObj(spans::span).toList();
  }

  private SpanData span(int number) {
    boolean isRoot = number % SPANS_PER_TRACE == 0;
    String id = SpanId.fromLong(random.nextLong() | 1);
    if (isRoot) {
      traceId = TraceId.fromLongs(random.nextLong(), random.nextLong() | 1);
      rootId = id;
    }
    String route = ROUTES.get(random.nextInt(ROUTES.size()));
    long start = EPOCH + number * 1_000_000L;
    Attributes attributes = attributes(route, number);
    return TestSpanData.builder()
        .setSpanContext(context(id))
        .setParentSpanContext(isRoot ? SpanContext.getInvalid() : context(rootId))
        .setName("GET " + route)
        .setKind(isRoot ? SpanKind.SERVER : SpanKind.CLIENT)
        .setResource(RESOURCE)
        .setInstrumentationScopeInfo(SCOPES.get(isRoot ? 0 : 1))
        .setAttributes(attributes)
        .setTotalAttributeCount(attributes.size())
        .setEvents(number % 16 == 3 ? List.of(exception(start)) : List.of())
        .setTotalRecordedEvents(number % 16 == 3 ? 1 : 0)
        .setStartEpochNanos(start)
        .setEndEpochNanos(start + 1_000 + random.nextInt(1_000_000))
        .setHasEnded(true)
        .setStatus(number % 16 == 3 ? StatusData.error() : StatusData.unset())
        .build();
  }

  private SpanContext context(String id) {
    return SpanContext.create(traceId, id, TraceFlags.getSampled(), TraceState.getDefault());
  }

  private Attributes attributes(String route, int number) {
    return Attributes.builder()
        .put("http.request.method", "GET")
        .put("http.response.status_code", number % 16 == 3 ? 500 : 200)
        .put("http.route", route)
        .put("url.path", route.replace("{id}", Integer.toString(random.nextInt(100_000))))
        .put("url.scheme", "https")
        .put("server.address", "orders.example.com")
        .put("server.port", 443)
        .put("client.address", "10.0.3." + random.nextInt(256))
        .put("network.protocol.version", "1.1")
        .put("user_agent.original", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101")
        .build();
  }

  private static EventData exception(long time) {
    return EventData.create(
        time,
        "exception",
        Attributes.builder()
            .put("exception.type", "java.lang.IllegalStateException")
            .put("exception.message", "out of stock")
            .put(
                "exception.stacktrace", "\tat com.example.Orders.take(Orders.java:42)\n".repeat(30))
            .build());
  }
}
