package io.traceassert.otlp.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The SDK's own exporters, and what they make of answers. */
class ExportersTest {

  private static final String HTTP_SENDER =
      "io.opentelemetry.exporter.internal.http.HttpSenderProvider";
  private static final String SENDERS = "io.opentelemetry.exporter.sender.";

  private static final RetryPolicy RETRY = RetryPolicy.builder()
      .setMaxAttempts(3)
      .setInitialBackoff(Duration.ofMillis(1))
      .setMaxBackoff(Duration.ofMillis(2))
      // Without it, this exporter gives up when a connection is dropped.
      .setRetryExceptionPredicate(exception -> true)
      .build();

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void spansArrive(Kind kind) {
    assertThat(export(kind, "one", "two")).isTrue();

    assertThat(server.spanNames()).containsExactly("one", "two");
    assertThat(server.labels()).containsExactly("otlp/backend");
    assertThat(server.server.exchanges()).singleElement().satisfies(exchange -> {
      assertThat(exchange.protocol()).isEqualTo(kind.protocol);
      assertThat(exchange.compression()).isEqualTo(kind.compression);
      assertThat(exchange.spans()).isEqualTo(2);
      assertThat(exchange.kept()).isEqualTo(2);
      assertThat(exchange.reply()).isEqualTo(Reply.TAKEN);
      assertThat(exchange.headers())
          .containsEntry("x-traceassert", "otlp/backend")
          .hasEntrySatisfying(
              "user-agent", agent -> assertThat(agent).startsWith("OTel-OTLP-Exporter-Java/"));
    });
    assertThat(server.otherFaults()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void sendAgainWhatIsUnavailable(Kind kind) {
    server.server.answerNext(2, Reply.of(Status.UNAVAILABLE, "not now"));

    assertThat(export(kind, "one")).isTrue();

    assertThat(statuses()).containsExactly(Status.UNAVAILABLE, Status.UNAVAILABLE, Status.OK);
    assertThat(server.spanNames()).containsExactly("one");
    assertThat(server.otherFaults()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void sendAgainWhenTheConnectionWasDropped(Kind kind) {
    server.server.answerNext(1, new Reply(Status.UNAVAILABLE, "", 0, null, Duration.ZERO, true));

    assertThat(export(kind, "one")).isTrue();

    assertThat(server.spanNames()).containsExactly("one");
    assertThat(server.server.exchanges()).hasSize(2);
    assertThat(server.otherFaults()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void doNotSendAgainWhatIsBad(Kind kind) {
    server.server.answerNext(1, Reply.of(Status.BAD_REQUEST, "bad"));

    assertThat(export(kind, "one")).isFalse();

    assertThat(statuses()).containsExactly(Status.BAD_REQUEST);
    assertThat(server.spanNames()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void doNotSendAgainWhatWasTakenInPart(Kind kind) {
    server.server.answerNext(1, new Reply(Status.OK, "too old", 1, null, Duration.ZERO, false));

    assertThat(export(kind, "one", "two", "three")).isTrue();

    assertThat(server.spanNames()).containsExactly("one", "two");
    assertThat(server.server.exchanges()).singleElement().satisfies(exchange -> {
      assertThat(exchange.spans()).isEqualTo(3);
      assertThat(exchange.kept()).isEqualTo(2);
    });
  }

  @ParameterizedTest
  @EnumSource
  void waitForAnAnswerThatIsLate(Kind kind) {
    Reply late = new Reply(Status.OK, "", 0, null, Duration.ofMillis(50), false);
    server.server.answerNext(1, late);

    assertThat(export(kind, "one")).isTrue();

    assertThat(server.spanNames()).containsExactly("one");
  }

  private List<Status> statuses() {
    return server.server.exchanges().stream()
        .map(exchange -> exchange.reply().status())
        .toList();
  }

  private boolean export(Kind kind, String... names) {
    assumeThat(kind.isThere()).as("%s is on the class path", kind.httpSender).isTrue();
    System.setProperty(HTTP_SENDER, SENDERS + kind.httpSender);
    try (SpanExporter exporter = kind.exporter(server.url())) {
      return exporter.export(spans(names)).join(30, SECONDS).isSuccess();
    } finally {
      System.clearProperty(HTTP_SENDER);
    }
  }

  private static List<SpanData> spans(String... names) {
    InMemorySpanExporter memory = InMemorySpanExporter.create();
    try (SdkTracerProvider provider = SdkTracerProvider.builder()
        .addSpanProcessor(SimpleSpanProcessor.create(memory))
        .build()) {
      for (String name : names) {
        provider.get("test").spanBuilder(name).startSpan().end();
      }
      return memory.getFinishedSpanItems();
    }
  }

  /** How spans are sent. */
  enum Kind {
    GRPC("grpc", "none", "okhttp.internal.OkHttpHttpSenderProvider"),
    GRPC_GZIP("grpc", "gzip", "okhttp.internal.OkHttpHttpSenderProvider"),
    HTTP("http/protobuf", "none", "okhttp.internal.OkHttpHttpSenderProvider"),
    HTTP_GZIP("http/protobuf", "gzip", "okhttp.internal.OkHttpHttpSenderProvider"),
    HTTP_JDK("http/protobuf", "none", "jdk.internal.JdkHttpSenderProvider"),
    HTTP_JDK_GZIP("http/protobuf", "gzip", "jdk.internal.JdkHttpSenderProvider");

    private final String protocol;
    private final String compression;
    private final String httpSender;

    Kind(String protocol, String compression, String httpSender) {
      this.protocol = protocol;
      this.compression = compression;
      this.httpSender = httpSender;
    }

    /** The JDK's sender cannot be had in each version of OpenTelemetry that the tests run with. */
    private boolean isThere() {
      String resource = "/" + (SENDERS + httpSender).replace('.', '/') + ".class";
      return !httpSender.startsWith("jdk.") || ExportersTest.class.getResource(resource) != null;
    }

    private SpanExporter exporter(String url) {
      Map<String, String> headers = Map.of("x-traceassert", "otlp/backend");
      return protocol.equals("grpc")
          ? OtlpGrpcSpanExporter.builder()
              .setEndpoint(url)
              .setCompression(compression)
              .setHeaders(() -> headers)
              .setRetryPolicy(RETRY)
              .build()
          : OtlpHttpSpanExporter.builder()
              .setEndpoint(url + "/v1/traces")
              .setCompression(compression)
              .setHeaders(() -> headers)
              .setRetryPolicy(RETRY)
              .build();
    }
  }
}
