package io.traceassert.benchmarks;

import static io.traceassert.TraceAssertions.assertThat;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.traceassert.CapturedTraces;
import io.traceassert.benchmarks.Rounds.Spread;
import io.traceassert.capture.Recording;
import io.traceassert.testcontainers.CollectorContainer;
import io.traceassert.trace.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** What a test waits for when its spans pass a collector; all in milliseconds. */
final class CollectorTimes {

  /** How long the service under test holds what has ended. */
  static final Duration BATCH_DELAY = Duration.ofMillis(100);

  private static final String AT_ONCE = configuration("", "[]");
  private static final String SAMPLING = configuration("""
      processors:
        tail_sampling:
          decision_wait: 30s
          policies: [{name: all, type: always_sample}]
      """, "[tail_sampling]");

  private static final double MILLISECOND = 1e6;
  private static final int HELD_SPANS = 10_000;

  private CollectorTimes() {}

  private static String configuration(String processors, String used) {
    return """
        receivers:
          otlp:
            protocols:
              grpc:
                endpoint: 0.0.0.0:4317
              http:
                endpoint: 0.0.0.0:4318
        %sexporters:
          debug:
        service:
          pipelines:
            traces:
              receivers: [otlp]
              processors: %s
              exporters: [debug]
        """.formatted(processors, used);
  }

  /** Start to ready, of "ours" and of a "plain" one without anything of ours, in turns. */
  static Rounds ready(int times) {
    ready(Containers.collector(SAMPLING));
    ready(plain());
    Rounds rounds = new Rounds();
    for (int i = 0; i < times; i++) {
      rounds.add("ours", ready(Containers.collector(SAMPLING)));
      rounds.add("plain", ready(plain()));
    }
    return rounds;
  }

  private static GenericContainer<?> plain() {
    return Containers.plainCollector(SAMPLING)
        .withExposedPorts(4317, 4318)
        .waitingFor(Wait.forLogMessage(".*Everything is ready.*\\n", 1));
  }

  private static double ready(GenericContainer<?> container) {
    try (container) {
      return milliseconds(container::start);
    }
  }

  /** The end of a span in a container to the return of the assertion; the clocks are one. */
  static Spread arrival(boolean sampled, int times) {
    try (Network network = Network.newNetwork();
        CollectorContainer collector = Containers.collector(sampled ? SAMPLING : AT_ONCE)
            .withNetwork(network)
            .withNetworkAliases("collector");
        GenericContainer<?> inventory = inventory(network)) {
      collector.start();
      inventory.start();
      URI stock = URI.create(
          "http://%s:%d/stock/ramen".formatted(inventory.getHost(), inventory.getMappedPort(8080)));
      repeat(times / 10, () -> arrival(collector, stock));
      return repeat(times, () -> arrival(collector, stock));
    }
  }

  private static GenericContainer<?> inventory(Network network) {
    return new GenericContainer<>(Containers.image("inventory"))
        .withNetwork(network)
        .withExposedPorts(8080)
        .withEnv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317")
        .withEnv("OTEL_BSP_SCHEDULE_DELAY", Long.toString(BATCH_DELAY.toMillis()))
        .waitingFor(Wait.forLogMessage("inventory ready on .*\\n", 1));
  }

  private static double arrival(CollectorContainer collector, URI stock) {
    try (Recording recording = collector.record()) {
      get(stock);
      CapturedTraces traces = CapturedTraces.of(List.of(recording), Duration.ofSeconds(5));
      Trace trace = assertThat(traces).hasSingleTrace().hasShape("""
              GET /stock/{item}  [SERVER]  @inventory
                look up stock
              """).actual();
      Instant returned = Instant.now();
      long ended =
          trace.spans().stream().mapToLong(SpanData::getEndEpochNanos).max().orElseThrow();
      return (Duration.between(Instant.EPOCH, returned).toNanos() - ended) / MILLISECOND;
    }
  }

  private static void get(URI uri) {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A drain of a collector that holds nothing, and nobody is connected to. */
  static Spread idleDrain(int times) {
    try (CollectorContainer collector = Containers.collector(SAMPLING)) {
      collector.start();
      return repeat(times, () -> drain(collector));
    }
  }

  static Spread drainAfterHttp(int times) {
    return drain(
        times,
        collector -> OtlpHttpSpanExporter.builder()
            .setEndpoint(collector.httpEndpoint() + "/v1/traces")
            .build());
  }

  static Spread drainAfterGrpc(int times) {
    return drain(
        times,
        collector -> OtlpGrpcSpanExporter.builder()
            .setEndpoint(collector.endpoint().toString())
            .build());
  }

  private static Spread drain(int times, Function<CollectorContainer, SpanExporter> sender) {
    try (CollectorContainer collector = Containers.collector(SAMPLING)) {
      collector.start();
      try (SpanExporter exporter = sender.apply(collector)) {
        PrimitiveIterator.OfLong seeds = LongStream.iterate(0, seed -> seed + 1).iterator();
        drain(collector, exporter, seeds.nextLong());
        return repeat(times, () -> drain(collector, exporter, seeds.nextLong()));
      }
    }
  }

  private static double drain(CollectorContainer collector, SpanExporter exporter, long seed) {
    List<SpanData> spans = WebSpans.batch(HELD_SPANS, seed);
    try (Recording recording = collector.record()) {
      for (int i = 0; i < spans.size(); i += 500) {
        if (!exporter
            .export(spans.subList(i, i + 500))
            .join(10, TimeUnit.SECONDS)
            .isSuccess()) {
          throw new IllegalStateException("the collector did not take the spans");
        }
      }
      double drained = drain(collector);
      assertThat(CapturedTraces.of(List.of(recording), Duration.ZERO))
          .hasTraceCount(HELD_SPANS / WebSpans.SPANS_PER_TRACE);
      return drained;
    }
  }

  private static double drain(CollectorContainer collector) {
    return milliseconds(collector::drain);
  }

  private static double milliseconds(Runnable measured) {
    long before = System.nanoTime();
    measured.run();
    return (System.nanoTime() - before) / MILLISECOND;
  }

  private static Spread repeat(int times, Supplier<Double> measurement) {
    return Spread.of(Stream.generate(measurement).limit(times).toList());
  }
}
