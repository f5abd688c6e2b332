package io.traceassert.junit.w3c;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service over real HTTP. At {@code /test} it calls back to the URL in the body, or to the one in
 * the query parameter {@code callback}.
 */
final class TestService implements AutoCloseable {

  private static final Pattern URL_IN_BODY = Pattern.compile("\"url\": \"([^\"]+)\"");
  private static final Pattern URL_IN_QUERY = Pattern.compile("(?:^|&)callback=([^&]+)");

  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;
  private final Propagation propagation;
  private final int callbacks;

  private TestService(HttpServer server, Propagation propagation, int callbacks) {
    this.server = server;
    this.propagation = propagation;
    this.callbacks = callbacks;
  }

  static TestService start(Propagation propagation) {
    return start(propagation, 1);
  }

  /** Starts one that calls back so many times for each request. */
  static TestService start(Propagation propagation, int callbacks) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      TestService service = new TestService(server, propagation, callbacks);
      server.setExecutor(service.workers);
      server.createContext("/test", service::serve);
      server.start();
      return service;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/test");
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      int status = 200;
      String answer = "called back";
      try {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        List<Header> sentOn = propagation.sendOn(received(exchange));
        for (int i = 0; i < callbacks; i++) {
          call(callback(exchange.getRequestURI(), body), sentOn);
        }
      } catch (IllegalStateException refused) {
        status = 500;
        answer = String.valueOf(refused.getMessage());
      }
      exchange.sendResponseHeaders(status, answer.length());
      exchange.getResponseBody().write(answer.getBytes(UTF_8));
    }
  }

  private static List<Header> received(HttpExchange exchange) {
    return exchange.getRequestHeaders().entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(value -> new Header(entry.getKey(), value)))
        .toList();
  }

  private static URI callback(URI requested, String body) {
    Matcher inBody = URL_IN_BODY.matcher(body);
    if (inBody.find()) {
      return URI.create(inBody.group(1));
    }
    String query = requested.getRawQuery() == null ? "" : requested.getRawQuery();
    Matcher inQuery = URL_IN_QUERY.matcher(query);
    if (!inQuery.find()) {
      throw new IllegalStateException("nothing says whom to call");
    }
    return URI.create(URLDecoder.decode(inQuery.group(1), UTF_8));
  }

  private void call(URI callback, List<Header> sentOn) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(callback)
        .version(HttpClient.Version.HTTP_1_1)
        .header("User-Agent", "test")
        .POST(HttpRequest.BodyPublishers.ofString("[]"));
    sentOn.forEach(header -> request.header(header.name(), header.value()));
    try {
      HttpResponse<Void> response =
          client.send(request.build(), HttpResponse.BodyHandlers.discarding());
      if (response.statusCode() != 200) {
        throw new IllegalStateException("the callback was answered " + response.statusCode());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
