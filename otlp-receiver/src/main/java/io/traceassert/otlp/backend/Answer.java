package io.traceassert.otlp.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.traceassert.text.Notation;
import io.traceassert.text.Secrets;
import java.net.http.HttpResponse;

/** What came back. */
final class Answer {

  private final int status;
  private final String location;
  private final byte[] body;

  private Answer(int status, String location, byte[] body) {
    this.status = status;
    this.location = location;
    this.body = body;
  }

  static Answer of(HttpResponse<byte[]> response) {
    String location = response.headers().firstValue("location").orElse("");
    return new Answer(response.statusCode(), location.replaceFirst("[?#].*", ""), response.body());
  }

  int status() {
    return status;
  }

  byte[] body() {
    return body;
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

  /** Says where a redirect leads to, without its query, which may hold secrets. */
  String redirect() {
    return location.isEmpty() ? "" : ", a redirect to " + location;
  }
}
