package io.traceassert.otlp.backend;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Where a backend is, and what goes with each request. Immutable.
 *
 * @param uri without a slash at its end
 * @param headers of each request; their values are never printed
 * @param timeout for one request
 */
record Connection(URI uri, Map<String, String> headers, Duration timeout) {

  /** HTTP/2 is not offered, since some servers and proxies take the offer for an error. */
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  static Connection to(URI uri) {
    String scheme = String.valueOf(requireNonNull(uri, "uri").getScheme());
    if (!scheme.matches("(?i)https?") || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "uri must be like http://localhost:16686, but is " + withoutUser(uri));
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "uri must not hold credentials; give them by withHeader(\"Authorization\", …)");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("uri must have neither a query nor a fragment");
    }
    return new Connection(
        URI.create(uri.toString().replaceFirst("/+$", "")), Map.of(), Duration.ofSeconds(5));
  }

  private static String withoutUser(URI uri) {
    return uri.toString().replaceFirst("//[^/@]*@", "//***@");
  }

  Connection withHeader(String name, String value) {
    requireNonNull(name, "name");
    requireNonNull(value, "value");
    try {
      HttpRequest.newBuilder().header(name, value);
    } catch (IllegalArgumentException e) {
      throw unsendable(name);
    }
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Connection(uri, Map.copyOf(more), timeout);
  }

  /** Without the cause, whose message has the value. */
  private static IllegalArgumentException unsendable(String name) {
    return new IllegalArgumentException("the header " + name
        + " cannot be sent: the name is not allowed, or the value has characters that are not");
  }

  Connection withTimeout(Duration longest) {
    return new Connection(uri, headers, longest);
  }

  CompletableFuture<Answer> get(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri + path))
        .timeout(timeout)
        .setHeader("Accept", "application/json");
    headers.forEach(request::setHeader);
    return CLIENT.sendAsync(request.build(), BodyHandlers.ofByteArray()).thenApply(Answer::of);
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
