package io.traceassert.otlp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered over HTTP. */
class HttpTest {

  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";

  private final TestServer server = new TestServer(Limits.DEFAULT.withPayloadBytes(1024 * 1024));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    server.close();
  }

  /** Version 2 makes this client ask for an upgrade, which is not given and not needed. */
  @ParameterizedTest
  @EnumSource
  void bothEncodingsAreTaken(HttpClient.Version version) throws Exception {
    HttpResponse<byte[]> protobuf =
        send(request("/v1/traces", PROTOBUF, Bodies.protobuf("one")).version(version));
    HttpResponse<byte[]> json =
        send(request("/v1/traces", JSON, Bodies.JSON.getBytes(UTF_8)).version(version));

    assertThat(protobuf.statusCode()).isEqualTo(200);
    assertThat(protobuf.headers().firstValue("content-type")).contains(PROTOBUF);
    assertThat(protobuf.body()).isEmpty();
    assertThat(json.statusCode()).isEqualTo(200);
    assertThat(json.headers().firstValue("content-type")).contains(JSON);
    assertThat(json.body()).asString().isEqualTo("{}");
    assertThat(server.spanNames()).containsExactly("one", "json");
    assertThat(server.server.exchanges())
        .extracting(Exchange::protocol)
        .containsExactly("http/protobuf", "http/json");
    assertThat(server.otherFaults()).isEmpty();
  }

  @Test
  void gzipAndChunksAreRead() throws Exception {
    byte[] body = Bodies.gzip(Bodies.protobuf("one"));
    HttpRequest.Builder request = request("/v1/traces", PROTOBUF, body)
        .header("Content-Encoding", "gzip")
        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

    assertThat(send(request).statusCode()).isEqualTo(200);
    assertThat(server.spanNames()).containsExactly("one");
  }

  @Test
  void manyRequestsAtOnceAreAllAnswered() {
    List<CompletableFuture<HttpResponse<byte[]>>> responses = IntStream.range(0, 500)
        .mapToObj(i -> client.sendAsync(
            request("/v1/traces", PROTOBUF, Bodies.protobuf("span " + i)).build(),
            BodyHandlers.ofByteArray()))
        .toList();

    assertThat(responses)
        .allSatisfy(response -> assertThat(response.join().statusCode()).isEqualTo(200));
    assertThat(server.spanNames()).hasSize(500).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/metrics", "/v1/logs", "/v1development/profiles"})
  void otherSignalsAreAnsweredAndIgnored(String path) throws Exception {
    HttpResponse<byte[]> response = send(request(path, JSON, "{\"x\":[]}".getBytes(UTF_8)));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).asString().isEqualTo("{}");
    assertThat(server.server.exchanges()).isEmpty();
    assertThat(server.otherFaults()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          POST | /v1/trace  | application/json | 404 | no such path; traces are sent to /v1/traces
          POST | /          | application/json | 404 | no such path; traces are sent to /v1/traces
          GET  | /v1/traces | application/json | 405 | method GET; OTLP is sent by POST
          POST | /v1/traces | text/xml         | 415 | content type text/xml; OTLP is sent as application/x-protobuf or application/json
          POST | /v1/traces | application/grpc | 404 | no such gRPC method; traces are sent to opentelemetry.proto.collector.trace.v1.TraceService/Export
          POST | /opentelemetry.proto.collector.trace.v1.TraceService/Export | application/json | 404 | the path is that of gRPC and the content type is not application/grpc; by HTTP, traces are sent to /v1/traces
          """)
  void whatIsSentElsewhereIsToldWhere(
      String method, String path, String contentType, int status, String reason) throws Exception {
    HttpResponse<byte[]> response = send(request(path, contentType, new byte[0])
        .method(method, BodyPublishers.ofByteArray(new byte[] {1})));

    if (!contentType.equals("application/grpc")) {
      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(response.body()).asString().contains(reason);
    }
    assertThat(server.fault()).startsWith("refused a request of 127.0.0.1 (Java-http-client/");
  }

  @Test
  void aRefusalIsAStatusInTheEncodingOfTheRequest() throws Exception {
    server.server.answerNext(2, Reply.of(Status.UNAVAILABLE, "a \"test\""));

    HttpResponse<byte[]> protobuf = send(request("/v1/traces", PROTOBUF, Bodies.protobuf("one")));
    HttpResponse<byte[]> json = send(request("/v1/traces", JSON, Bodies.JSON.getBytes(UTF_8)));

    assertThat(protobuf.statusCode()).isEqualTo(503);
    assertThat(UnknownFieldSet.parseFrom(protobuf.body()).toString())
        .isEqualTo("1: 14\n2: \"a \\\"test\\\"\"\n");
    assertThat(json.statusCode()).isEqualTo(503);
    assertThat(json.body()).asString().isEqualTo("{\"code\":14,\"message\":\"a \\\"test\\\"\"}");
  }

  @Test
  void aPayloadThatCannotBeReadIsRefusedForGood() throws Exception {
    HttpResponse<byte[]> response =
        send(request("/v1/traces", JSON, "{\"resourceSpans\":".getBytes(UTF_8)));

    assertThat(response.statusCode()).isEqualTo(400);
    String fault = server.fault();
    String prefix = "): POST /v1/traces: ";
    assertThat(fault)
        .startsWith("refused a request of 127.0.0.1 (Java-http-client/")
        .contains(prefix);
    String reason = fault.substring(fault.indexOf(prefix) + prefix.length());
    assertThat(response.body())
        .asString()
        .startsWith("{\"code\":3,\"message\":\"")
        .contains("\"@type\":\"type.googleapis.com/google.rpc.BadRequest\"")
        .contains(reason.replace("\"", "\\\""));
  }

  @Test
  void theTimeToWaitIsAHeaderInWholeSeconds() throws Exception {
    server.server.answerNext(
        1,
        new Reply(
            Status.TOO_MANY_REQUESTS, "x", 0, Duration.ofMillis(1_001), Duration.ZERO, false));

    HttpResponse<byte[]> response = send(request("/v1/traces", PROTOBUF, Bodies.protobuf("one")));

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("retry-after")).contains("2");
  }

  @Test
  void partialSuccessSaysHowManyAndWhy() throws Exception {
    server.server.answerNext(1, new Reply(Status.OK, "too old", 1, null, Duration.ZERO, false));
    server.server.answerNext(1, new Reply(Status.OK, "soon", 0, null, Duration.ZERO, false));

    assertThat(send(request("/v1/traces", JSON, Bodies.JSON.getBytes(UTF_8))).body())
        .asString()
        .isEqualTo("{\"partialSuccess\":{\"rejectedSpans\":\"1\",\"errorMessage\":\"too old\"}}");
    assertThat(send(request("/v1/traces", JSON, Bodies.JSON.getBytes(UTF_8))).body())
        .asString()
        .isEqualTo("{\"partialSuccess\":{\"errorMessage\":\"soon\"}}");
  }

  @Test
  void aPayloadThatIsTooLargeIsRefusedBeforeItIsSent() throws Exception {
    try (RawClient raw = new RawClient(server)) {
      raw.send(post("Content-Length: 73400320\r\nExpect: 100-continue\r\nUser-Agent: raw\r\n"));

      assertThat(raw.readToEnd()).startsWith("HTTP/1.1 413 Request Entity Too Large\r\n");
    }
    assertThat(server.fault())
        .isEqualTo(
            "refused a request of 127.0.0.1 (raw): POST /v1/traces: payload of 70 MiB, more than the"
                + " limit of 1 MiB");
  }

  @Test
  void aBombIsCutOff() throws Exception {
    byte[] bomb = Bodies.gzip(new byte[200 * 1024 * 1024]);

    HttpResponse<byte[]> response =
        send(request("/v1/traces", PROTOBUF, bomb).header("Content-Encoding", "gzip"));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(server.fault())
        .endsWith("payload of more than 1 MiB after decompression, which is the limit");
  }

  @Test
  void aCompressionThatNobodyReadsIsRefused() throws Exception {
    HttpResponse<byte[]> response =
        send(request("/v1/traces", PROTOBUF, new byte[] {1}).header("Content-Encoding", "zstd"));

    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(response.headers().firstValue("accept-encoding")).contains("gzip");
    assertThat(server.fault()).endsWith(": compression zstd; gzip is read here");
  }

  @Test
  void gzipThatEndsEarlyIsRefused() throws Exception {
    byte[] whole = Bodies.gzip(Bodies.protobuf("one"));
    byte[] half = Arrays.copyOf(whole, whole.length / 2);

    HttpResponse<byte[]> response =
        send(request("/v1/traces", PROTOBUF, half).header("Content-Encoding", "gzip"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(server.fault())
        .endsWith(": payload is not complete gzip: Unexpected end of ZLIB input stream");
  }

  @Test
  void aSenderMayAskWhetherToSend() throws Exception {
    byte[] body = Bodies.protobuf("one");
    try (RawClient raw = new RawClient(server)) {
      raw.send(post("Content-Length: " + body.length + "\r\nExpect: 100-continue\r\n"));
      assertThat(raw.readAnswer()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");

      raw.send(body);
      assertThat(raw.readAnswer())
          .isEqualTo(
              "HTTP/1.1 200 OK\r\ncontent-type: application/x-protobuf\r\ncontent-length: 0\r\n\r\n");
    }
    assertThat(server.spanNames()).containsExactly("one");
  }

  /** Also when the first of them is answered late. */
  @Test
  void requestsInARowAreAnsweredInTheirOrder() throws Exception {
    server.server.answerNext(
        1, new Reply(Status.UNAVAILABLE, "", 0, null, Duration.ofMillis(50), false));
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      String body = new String(Bodies.protobuf("span " + i), ISO_8859_1);
      requests.append(post("Content-Length: " + body.length() + "\r\n")).append(body);
    }
    try (RawClient raw = new RawClient(server)) {
      raw.send(requests.toString());
      assertThat(raw.readAnswer()).startsWith("HTTP/1.1 503 ");
      for (int i = 1; i < 1_000; i++) {
        assertThat(raw.readAnswer()).startsWith("HTTP/1.1 200 OK");
      }
    }
    assertThat(server.spanNames())
        .containsExactlyElementsOf(
            IntStream.range(1, 1_000).mapToObj(i -> "span " + i).toList());
  }

  @Test
  void aSenderThatWantsToCloseIsClosed() throws Exception {
    byte[] body = Bodies.protobuf("one");
    try (RawClient raw = new RawClient(server)) {
      raw.send(post("Connection: close\r\nContent-Length: " + body.length + "\r\n"))
          .send(body);

      assertThat(raw.readToEnd()).isEqualTo("""
              HTTP/1.1 200 OK\r
              content-type: application/x-protobuf\r
              content-length: 0\r
              connection: close\r
              \r
              """);
    }
    assertThat(server.otherFaults()).isEmpty();
  }

  static String post(String headers) {
    return "POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-protobuf\r\n"
        + headers
        + "\r\n";
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder request(String path, String contentType, byte[] body) {
    return HttpRequest.newBuilder(URI.create(server.url() + path))
        .timeout(Duration.ofSeconds(20))
        .header("Content-Type", contentType)
        .POST(BodyPublishers.ofByteArray(body));
  }
}
