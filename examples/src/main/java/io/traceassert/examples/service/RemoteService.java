package io.traceassert.examples.service;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.okhttp.v3_0.OkHttpTelemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A service somewhere else, as its caller sees it. Each request is a CLIENT span of the caller. */
public final class RemoteService {

  private static final MediaType TEXT = MediaType.get("text/plain");

  private final Call.Factory calls;
  private final HttpUrl url;

  /**
   * Knows a service.
   *
   * @param http sends the requests
   * @param caller the OpenTelemetry of the service that calls
   * @param url where it takes POST requests
   */
  public RemoteService(OkHttpClient http, OpenTelemetry caller, HttpUrl url) {
    calls = OkHttpTelemetry.create(caller).newCallFactory(http);
    this.url = url;
  }

  /**
   * Sends a request and waits for the answer.
   *
   * @param body plain text
   * @throws RefusedException if the service says no
   */
  public void post(String body) {
    Request request =
        new Request.Builder().url(url).post(RequestBody.create(body, TEXT)).build();
    try (Response response = calls.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw new RefusedException(
            response.code(), url.encodedPath() + " answered " + response.code());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
