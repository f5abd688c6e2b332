package io.traceassert.junit.w3c;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;

/** What is sent to the service: byte for byte, so that white space and empty values get there. */
record Request(String method, URI uri, List<Header> headers, String body) {

  static Request of(Settings settings, String callback, List<Header> context) {
    List<Header> headers = new ArrayList<>(settings.headers());
    return settings
        .queryParameter()
        .map(parameter -> {
          headers.addAll(context);
          return new Request("GET", with(settings.service(), parameter, callback), headers, "");
        })
        .orElseGet(() -> {
          headers.add(new Header("Content-Type", "application/json"));
          headers.addAll(context);
          String body = "[{\"url\": \"%s\", \"arguments\": []}]".formatted(callback);
          return new Request("POST", settings.service(), headers, body);
        });
  }

  private static URI with(URI service, String parameter, String value) {
    String query = URLEncoder.encode(parameter, UTF_8) + "=" + URLEncoder.encode(value, UTF_8);
    String before = service.getRawQuery() == null ? "?" : "?" + service.getRawQuery() + "&";
    return service.resolve(path(service) + before + query);
  }

  private static String path(URI uri) {
    String path = uri.getRawPath();
    return path == null || path.isEmpty() ? "/" : path;
  }

  byte[] bytes() {
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    StringBuilder head = new StringBuilder()
        .append("%s %s%s HTTP/1.1\r\n".formatted(method, path(uri), query))
        .append("Host: %s\r\nAccept: */*\r\nConnection: close\r\n".formatted(host()));
    headers.forEach(
        header -> head.append(header.name()).append(": ").append(header.value()).append("\r\n"));
    if (!body.isEmpty()) {
      head.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    return head.append("\r\n").append(body).toString().getBytes(ISO_8859_1);
  }

  private String host() {
    return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }

  /** What a failure prints: the first line, the headers, the body. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(method + " " + uri));
    headers.forEach(header -> lines.add("  " + header.text()));
    if (!body.isEmpty()) {
      lines.add("  " + body);
    }
    return lines;
  }
}
