package io.traceassert.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Network;

class BackendsTest {

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void jaegerTakesOtlpAndAnswersQueries() throws Exception {
    Containers.requireDocker();
    try (Network network = Network.newNetwork();
        JaegerContainer jaeger = new JaegerContainer(
                Containers.image("jaeger", JaegerContainer.DEFAULT_IMAGE))
            .withNetwork(network)
            .withNetworkAliases("jaeger")) {
      jaeger.start();
      Span span;
      try (Service service = Service.sendingTo(jaeger.endpoint())) {
        span = service.span("GET /menu").end();
        service.flush();
      }

      String trace = "/api/v3/traces/" + span.getSpanContext().getTraceId();
      assertThat(get(jaeger.uri().resolve(trace)).body()).contains("GET /menu");
      assertThat(jaeger.networkEndpoint()).isEqualTo(URI.create("http://jaeger:4317"));
      assertThat(jaeger.networkHttpEndpoint()).isEqualTo(URI.create("http://jaeger:4318"));
      assertThat(jaeger.httpEndpoint().getPort()).isEqualTo(jaeger.getMappedPort(4318));
    }
  }

  @Test
  void zipkinTakesItsOwnFormat() throws Exception {
    Containers.requireDocker();
    try (ZipkinContainer zipkin =
        new ZipkinContainer(Containers.image("zipkin", ZipkinContainer.DEFAULT_IMAGE))) {
      zipkin.start();

      assertThat(post(zipkin.endpoint(), "[{\"traceId\": \"1234567890abcdef\", \"id\": \"1\"}]"))
          .isEqualTo(202);
      assertThat(get(zipkin.uri().resolve("/health")).statusCode()).isEqualTo(200);
      assertThatThrownBy(zipkin::networkEndpoint)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "the container is on no network that other containers can be on: withNetwork(Network.newNetwork()) puts it on one");
    }
  }

  private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private int post(URI uri, String json) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json))
        .build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }
}
