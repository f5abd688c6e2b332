package io.traceassert.otlp;

import static io.traceassert.Fails.failure;
import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.traceassert.TestSpan;
import io.traceassert.capture.Recording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The receiver with the exporters of the SDK. */
@Timeout(60)
class OtlpReceiverTest {

  private static final Duration WINDOW = Duration.ofMillis(1);

  private final OtlpReceiver receiver = OtlpReceiver.builder()
      .setQuietWindow(WINDOW)
      .setSettleTimeout(Duration.ofSeconds(20))
      .setMaxSpans(10)
      .start();

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void capturesWhatExportersOfBothProtocolsSend() {
    try (SdkTracerProvider order = service("order-service", grpc());
        SdkTracerProvider payment = service("payment-service", http())) {
      Span span =
          tracer(order).spanBuilder("POST /orders").setSpanKind(SpanKind.SERVER).startSpan();
      tracer(payment)
          .spanBuilder("charge card")
          .setParent(Context.root().with(span))
          .setAttribute("payment.provider", "stripe")
          .startSpan()
          .end();
      span.end();
    }

    assertThat(receiver.traces()).hasSingleTrace().hasShape("""
            POST /orders    [SERVER]  @order-service
            └─ charge card            @payment-service  payment.provider=stripe
            """);
  }

  @Test
  void anAssertionWaitsForWhatIsStillToCome() throws Exception {
    Thread late = new Thread(() -> {
      try (SdkTracerProvider order = service("order-service", grpc())) {
        tracer(order).spanBuilder("POST /orders").startSpan().end();
      }
    });
    late.start();
    assertThat(receiver.traces()).hasSingleTrace().hasRoot("POST /orders");
    late.join();
  }

  @Test
  void saysWhatIsWiredWhenNothingCame() {
    try (OtlpReceiver lonely = OtlpReceiver.builder()
        .setQuietWindow(WINDOW)
        .setSettleTimeout(Duration.ofMillis(2))
        .start()) {
      String message = String.valueOf(
          failure(() -> assertThat(lonely.traces()).hasSingleTrace()).getMessage());
      assertThat(message.replace(String.valueOf(lonely.endpoint().getPort()), "4318"))
          .isEqualTo("""
              not within 2 ms: no spans captured: no request reached the OTLP receiver at http://localhost:4318

                listens at  http://localhost:4318, gRPC and HTTP
                received    0 requests
                refused     0 requests

              Does the service export there (OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318, OTEL_TRACES_EXPORTER=otlp), and soon (OTEL_BSP_SCHEDULE_DELAY=100)?
              A container reaches it only when it listens on an address of Docker's bridge: OtlpReceiver.builder().setAddress(…).""");
    }
  }

  @Test
  void sendersAreToldApartByTheirLabel() {
    Recording out = receiver.labelled("out").record();
    try (SdkTracerProvider labelled = service(
            "order-service",
            OtlpHttpSpanExporter.builder()
                .setEndpoint(receiver.endpoint() + "/v1/traces")
                .addHeader(OtlpReceiver.LABEL_HEADER, "out")
                .build());
        SdkTracerProvider plain = service("order-service", grpc())) {
      tracer(labelled).spanBuilder("out").startSpan().end();
      tracer(plain).spanBuilder("plain").startSpan().end();
    }
    assertThat(out.capture().spans()).extracting(SpanData::getName).containsExactly("out");
    assertThat(receiver.traces().capture().spans())
        .extracting(SpanData::getName)
        .containsExactly("plain");
  }

  @Test
  void aRequestThatCannotBeReadFailsTheNextAssertion() throws Exception {
    int status = post("{\"resourceSpans\": [");
    assertThat(status).isEqualTo(400);
    assertThat(failure(() -> assertThat(receiver.traces()).hasNoSpans())).hasMessage("""
            spans were lost on the way to the test: refused a request of 127.0.0.1 (unit-test): POST /v1/traces: resource_spans: Unexpected end-of-input: expected close marker for Array, at byte 19

              services that reported  none""");
  }

  @Test
  void garbageOnThePortIsMentioned() throws Exception {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), receiver.endpoint().getPort())) {
      socket.getOutputStream().write("garbage\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      socket.getInputStream().readAllBytes();
    }
    assertThat(receiver.traces().capture().notes())
        .containsExactly(
            "closed a connection of 127.0.0.1: not HTTP: it begins with \"garbage\\x0d\\x0a\\x0d\\x0a\"");
    assertThat(receiver.traces()).hasNoSpans();
  }

  @Test
  void whatIsTooMuchIsRefusedAndFailsTheNextAssertion() {
    List<SpanData> spans =
        LongStream.rangeClosed(1, 11).mapToObj(id -> TestSpan.root("span", id)).toList();
    SpanExporter exporter = http();
    exporter.export(spans).join(10, TimeUnit.SECONDS);
    exporter.shutdown();
    String message =
        String.valueOf(failure(() -> assertThat(receiver.traces()).hasNoSpans()).getMessage());
    assertThat(message.replaceFirst("Java/[0-9.]+", "Java/1.2.3")).isEqualTo("""
            spans were lost on the way to the test: refused a request of 127.0.0.1 (OTel-OTLP-Exporter-Java/1.2.3): POST /v1/traces: the receiver holds as many spans as it may; none was kept

              services that reported  none""");
  }

  @Test
  void answersAsItIsTold() {
    receiver.answerNext(1, Answer.badRequest("no"));
    export("lost");
    export("kept");
    assertThat(receiver.traces()).hasSingleTrace().hasRoot("kept");
    assertThat(receiver.requests())
        .extracting(ReceivedRequest::status, ReceivedRequest::keptSpanCount)
        .containsExactly(tuple("INVALID_ARGUMENT", 0), tuple("OK", 1));
  }

  @Test
  void aPortInUseIsAnErrorThatNamesIt() {
    int port = receiver.endpoint().getPort();
    OtlpReceiverBuilder another = OtlpReceiver.builder().setPort(port);
    assertThatThrownBy(another::start)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(String.valueOf(port));
  }

  @Test
  void whatWasCapturedStaysReadableAfterClose() {
    try (SdkTracerProvider order = service("order-service", grpc())) {
      tracer(order).spanBuilder("POST /orders").startSpan().end();
    }
    receiver.close();
    receiver.close();
    assertThat(receiver.traces()).hasSingleTrace();
    assertThat(receiver).hasToString("OtlpReceiver{" + receiver.endpoint() + "}");
  }

  @Test
  void refusesBadOptions() {
    OtlpReceiverBuilder builder = OtlpReceiver.builder();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.setPort(65536))
        .withMessage("port must be between 0 and 65535, but is 65536");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.setPort(-1))
        .withMessage("port must be between 0 and 65535, but is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.setMaxSpans(0))
        .withMessage("maxSpans must be positive, but is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.setQuietWindow(Duration.ofMillis(-1)))
        .withMessage("quietWindow must not be negative, but is -1 ms");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.setSettleTimeout(Duration.ofMillis(-1)))
        .withMessage("settleTimeout must not be negative, but is -1 ms");
  }

  /** Returns when the span has been answered. */
  private void export(String name) {
    try (SdkTracerProvider order = service("order-service", grpc())) {
      tracer(order).spanBuilder(name).startSpan().end();
    }
  }

  private int post(String json) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(receiver.endpoint() + "/v1/traces"))
        .header("Content-Type", "application/json")
        .header("User-Agent", "unit-test")
        .POST(HttpRequest.BodyPublishers.ofString(json))
        .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  private SpanExporter grpc() {
    return OtlpGrpcSpanExporter.builder()
        .setEndpoint(receiver.endpoint().toString())
        .build();
  }

  private SpanExporter http() {
    return OtlpHttpSpanExporter.builder()
        .setEndpoint(receiver.endpoint() + "/v1/traces")
        .setRetryPolicy(null)
        .build();
  }

  private static SdkTracerProvider service(String name, SpanExporter exporter) {
    return SdkTracerProvider.builder()
        .setResource(
            Resource.builder().put(AttributeKey.stringKey("service.name"), name).build())
        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
        .build();
  }

  private static Tracer tracer(SdkTracerProvider provider) {
    return provider.get("test");
  }
}
