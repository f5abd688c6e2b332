package io.traceassert.testcontainers;

import static io.traceassert.TraceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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

      String traceId = span.getSpanContext().getTraceId();
      assertThat(jaeger.traces().trace(traceId)).hasSingleTrace().hasRoot("GET /menu");
      assertThat(jaeger
              .traces()
              .search()
              .service("shop")
              .operation("GET /menu")
              .startedAfter(Service.START.minusSeconds(1))
              .traces())
          .hasSingleTrace()
          .hasTraceId(traceId);
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

      assertThat(
              post(
                  zipkin.endpoint(),
                  "[{\"traceId\": \"1234567890abcdef\", \"id\": \"1\", \"name\": \"get /menu\", \"timestamp\": 1}]"))
          .isEqualTo(202);
      assertThat(zipkin.traces().trace("1234567890abcdef")).hasSingleTrace().hasRoot("get /menu");
      assertThatThrownBy(zipkin::networkEndpoint)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "the container is on no network that other containers can be on: withNetwork(Network.newNetwork()) puts it on one");
    }
  }

  private int post(URI uri, String json) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json))
        .build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }
}
