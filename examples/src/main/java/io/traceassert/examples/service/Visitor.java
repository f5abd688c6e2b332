package io.traceassert.examples.service;

import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Somebody outside, who sends requests without a trace context. */
public final class Visitor implements AutoCloseable {

  private final OkHttpClient http = new OkHttpClient();

  /**
   * Sends a request and waits for the answer.
   *
   * @param url where to
   * @param body plain text
   * @return the HTTP status of the answer
   * @throws IOException if there is no answer
   */
  public int post(HttpUrl url, String body) throws IOException {
    Request request =
        new Request.Builder().url(url).post(RequestBody.create(body, null)).build();
    try (Response response = http.newCall(request).execute()) {
      return response.code();
    }
  }

  @Override
  public void close() {
    http.connectionPool().evictAll();
  }
}
