package io.traceassert.examples.ramen;

import java.io.IOException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;

/** A real HTTP server in the place of the payment provider. It says yes to one charge. */
final class PaymentProvider implements AutoCloseable {

  private final MockWebServer server = new MockWebServer();

  PaymentProvider() throws IOException {
    server.enqueue(new MockResponse.Builder().code(200).build());
    server.start();
  }

  HttpUrl url() {
    return server.url("/charges");
  }

  int charges() {
    return server.getRequestCount();
  }

  RecordedRequest takeCharge() throws InterruptedException {
    return server.takeRequest();
  }

  @Override
  public void close() {
    server.close();
  }
}
