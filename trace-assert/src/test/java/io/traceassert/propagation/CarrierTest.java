package io.traceassert.propagation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.traceassert.Fails;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Headers of everything that has some, each from the real library. */
class CarrierTest {

  private static final List<String> TWO = List.of("a=1", "b=2");

  private static void hasBoth(Carrier carrier) {
    assertThat(carrier.values("TraceState")).isEqualTo(TWO);
    assertThat(carrier.values("traceparent")).containsExactly("00-1-2-01");
    assertThat(carrier.has("TRACEPARENT")).isTrue();
    assertThat(carrier.has("b3")).isFalse();
    assertThat(carrier.values("b3")).isEmpty();
  }

  @Test
  void mapOfTextsListsAndArrays() {
    hasBoth(Carrier.of(Map.of("traceparent", "00-1-2-01", "tracestate", TWO)));
    hasBoth(Carrier.of(Map.of("Traceparent", List.of("00-1-2-01"), "Tracestate", TWO.toArray())));
    hasBoth(Carrier.of(Map.of("traceparent", CharBuffer.wrap(" \t00-1-2-01 "), "tracestate", TWO)));
    Map<@Nullable String, @Nullable Object> withNulls = new HashMap<>();
    withNulls.put(null, "HTTP/1.1 200 OK");
    withNulls.put("traceparent", null);
    withNulls.put("b3", Arrays.asList("0", null));
    assertThat(Carrier.of(withNulls).names()).containsExactly("b3");
    assertThat(Carrier.of(withNulls).values("b3")).containsExactly("0");
  }

  @Test
  void javaNetHttp() {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost/"))
        .header("traceparent", "00-1-2-01")
        .header("tracestate", "a=1")
        .header("tracestate", "b=2")
        .build();
    hasBoth(Carrier.of(request));
    hasBoth(Carrier.of(request.headers()));
    hasBoth(Carrier.of(HttpHeaders.of(
        Map.of("traceparent", List.of("00-1-2-01"), "tracestate", TWO), (name, value) -> true)));
  }

  @Test
  void httpServerOfTheJdkAndAResponse() throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    CompletableFuture<Carrier> received = new CompletableFuture<>();
    server.createContext("/", exchange -> {
      received.complete(Carrier.of(exchange.getRequestHeaders()));
      exchange.getResponseHeaders().put("tracestate", TWO);
      exchange.getResponseHeaders().add("traceparent", "00-1-2-01");
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
    });
    server.start();
    try {
      HttpRequest request = HttpRequest.newBuilder(
              URI.create("http://localhost:" + server.getAddress().getPort() + "/"))
          .header("traceparent", "00-1-2-01")
          .header("tracestate", "a=1")
          .header("tracestate", "b=2")
          .build();
      HttpResponse<String> response =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
      hasBoth(received.join());
      hasBoth(Carrier.of(response));
    } finally {
      server.stop(0);
    }
  }

  private static Request okHttpRequest(okhttp3.HttpUrl url) {
    return new Request.Builder()
        .url(url)
        .headers(Headers.of("traceparent", "00-1-2-01", "tracestate", "a=1", "Tracestate", "b=2"))
        .build();
  }

  @Test
  void okHttpAndMockWebServer() throws IOException, InterruptedException {
    try (MockWebServer server = new MockWebServer()) {
      server.enqueue(new MockResponse(
          200,
          Headers.of("traceparent", "00-1-2-01", "tracestate", "a=1", "tracestate", "b=2"),
          ""));
      server.start();
      Request request = okHttpRequest(server.url("/"));
      hasBoth(Carrier.of(request));
      hasBoth(Carrier.of(request.headers()));
      try (Response response = new OkHttpClient().newCall(request).execute()) {
        hasBoth(Carrier.of(response));
      }
      hasBoth(Carrier.of(server.takeRequest()));
    }
  }

  @Test
  void mockWebServerOfTheOldPackage() throws IOException, InterruptedException {
    try (okhttp3.mockwebserver.MockWebServer server = new okhttp3.mockwebserver.MockWebServer()) {
      server.enqueue(new okhttp3.mockwebserver.MockResponse());
      server.start();
      new OkHttpClient().newCall(okHttpRequest(server.url("/"))).execute().close();
      hasBoth(Carrier.of(server.takeRequest()));
    }
  }

  /** As libraries do that are not known here. */
  public static final class Message {
    public Map<String, Object> getHeaders() {
      return Map.of("traceparent", "00-1-2-01", "tracestate", TWO);
    }
  }

  @Test
  void anyObjectWithHeaders() {
    hasBoth(Carrier.of(new Message()));
  }

  private static TextMapGetter<Map<String, List<String>>> getter(boolean listsKeys) {
    return new TextMapGetter<>() {
      @Override
      public Iterable<String> keys(Map<String, List<String>> carrier) {
        return listsKeys ? carrier.keySet() : List.of();
      }

      @Override
      public @Nullable String get(@Nullable Map<String, List<String>> carrier, String key) {
        Iterator<String> all = getAll(carrier, key);
        return all.hasNext() ? all.next() : null;
      }

      @Override
      public Iterator<String> getAll(@Nullable Map<String, List<String>> carrier, String key) {
        return carrier == null
            ? Collections.emptyIterator()
            : carrier.getOrDefault(key, List.of()).iterator();
      }
    };
  }

  @Test
  void anythingWithAGetter() {
    Map<String, List<String>> source =
        Map.of("traceparent", List.of("00-1-2-01"), "tracestate", TWO, "uberctx-a", List.of("1"));
    hasBoth(Carrier.of(source, getter(true)));
    hasBoth(Carrier.of(source, getter(false)));
    assertThat(Carrier.of(source, getter(true)).has("uberctx-a")).isTrue();
  }

  @Test
  void whatHasNoHeadersIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Carrier.of(new Object()))
        .withMessage("""
        no headers can be read of a java.lang.Object. Give a Map of texts or of lists of them, headers, a request \
        or a response of java.net.http or OkHttp, a RecordedRequest of MockWebServer, an object with headers() or \
        getHeaders() that returns one of these, or anything with a TextMapGetter""");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Carrier.of(Map.of("b3", 1)))
        .withMessage(
            "the value of header b3 must be a text, or several, but it is a java.lang.Integer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Carrier.of(Map.of(1, "b3")))
        .withMessage("the names of headers must be texts, but there is a java.lang.Integer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Carrier.of(new Broken()))
        .withMessage("io.traceassert.propagation.CarrierTest$Broken.headers() failed")
        .withRootCauseInstanceOf(NullPointerException.class);
  }

  /** Its headers cannot be had. */
  public static final class Broken {
    private @Nullable Map<String, String> closed;

    public Map<String, String> headers() {
      return Objects.requireNonNull(closed, "closed");
    }
  }

  @Test
  void argumentsAreChecked() {
    Carrier carrier = Carrier.of(Map.of());
    assertThatNullPointerException()
        .isThrownBy(() -> Carrier.of(Fails.<Object>nothing()))
        .withMessage("source");
    assertThatNullPointerException()
        .isThrownBy(() -> Carrier.of(Map.of(), Fails.nothing()))
        .withMessage("getter");
    assertThatNullPointerException()
        .isThrownBy(() -> carrier.values(Fails.nothing()))
        .withMessage("name");
    assertThatNullPointerException()
        .isThrownBy(() -> carrier.has(Fails.nothing()))
        .withMessage("name");
    assertThat(Carrier.of(carrier)).isSameAs(carrier);
  }

  @Test
  void onlyTheNamesOfWhatPropagatesArePrinted() {
    assertThat(Carrier.of(Map.of(
            "Authorization", "Bearer 12345678", "b3", "0", "uberctx-user", "1", "Cookie", "a=b")))
        .hasToString("4 headers, among them b3, uberctx-user");
    assertThat(Carrier.of(Map.of("Cookie", "a=b"))).hasToString("1 header");
  }
}
