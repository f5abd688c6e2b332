package io.traceassert.otlp.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.traceassert.text.Notation;
import io.traceassert.text.Secrets;
import java.net.URI;
import java.net.http.HttpResponse;

/**
 * What came back.
 *
 * @param status of HTTP
 * @param location where a redirect leads to, without its query, which may hold secrets; or empty
 * @param body all of it
 */
record Answer(int status, String location, byte[] body) {

  static Answer of(HttpResponse<byte[]> response) {
    String location = response.headers().firstValue("location").orElse("");
    return new Answer(response.statusCode(), location.replaceFirst("[?#].*", ""), response.body());
  }

  boolean isOk() {
    return status == 200;
  }

  boolean isHtml() {
    return text().stripLeading().startsWith("<");
  }

  String text() {
    return new String(body, UTF_8);
  }

  /** Quotes the beginning of what the backend says of a mistake; empty if that is a page. */
  String quotation() {
    String text = text().strip().replaceAll("\\s+", " ");
    return text.isEmpty() || isHtml() ? "" : ": " + Notation.quoted(Secrets.shortened(text));
  }

  String redirect() {
    return location.isEmpty() ? "" : ", a redirect to " + URI.create(location);
  }
}
