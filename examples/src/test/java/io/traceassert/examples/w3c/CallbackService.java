package io.traceassert.examples.w3c;

import io.opentelemetry.api.OpenTelemetry;
import io.traceassert.examples.service.HttpService;
import io.traceassert.examples.service.RemoteService;
import java.io.IOException;
import java.net.URI;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** Calls each URL in the body of a request, as W3C's own test service does. */
final class CallbackService implements AutoCloseable {

  private static final Pattern URL = Pattern.compile("\"url\": \"([^\"]+)\"");

  private final OkHttpClient http = new OkHttpClient();
  private final OpenTelemetry telemetry;
  private final HttpService service;

  CallbackService(OpenTelemetry telemetry) throws IOException {
    this.telemetry = telemetry;
    service = HttpService.start("w3c", "/callbacks", telemetry, this::callBack);
  }

  private void callBack(String body) {
    URL.matcher(body)
        .results()
        .map(url -> HttpUrl.get(url.group(1)))
        .forEach(url -> new RemoteService(http, telemetry, url).post("[]"));
  }

  URI uri() {
    return service.url().uri();
  }

  @Override
  public void close() {
    service.close();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
