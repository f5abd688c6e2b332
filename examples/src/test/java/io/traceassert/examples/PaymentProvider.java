package io.traceassert.examples;

import java.io.IOException;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;

/** A real HTTP server in the place of the payment provider. It says yes unless told otherwise. */
public final class PaymentProvider implements AutoCloseable {

  private final MockWebServer server = new MockWebServer();

  /**
   * Starts the server.
   *
   * @throws IOException if there is no free port
   */
  public PaymentProvider() throws IOException {
    answerWith(200);
    server.start();
  }

  /**
   * Changes what the provider says from now on.
   *
   * @param status the HTTP status of each answer
   */
  public void answerWith(int status) {
    server.setDispatcher(new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest charge) {
        return new MockResponse.Builder().code(status).build();
      }
    });
  }

  /**
   * Returns where cards are charged.
   *
   * @return a URL of this machine
   */
  public HttpUrl url() {
    return server.url("/charges");
  }

  /**
   * Returns how many charges were asked for.
   *
   * @return their number, whatever was answered
   */
  public int charges() {
    return server.getRequestCount();
  }

  /**
   * Returns the next charge that was asked for, and waits for it if there is none.
   *
   * @return the request
   * @throws InterruptedException if the waiting is interrupted
   */
  public RecordedRequest takeCharge() throws InterruptedException {
    return server.takeRequest();
  }

  @Override
  public void close() {
    server.close();
  }
}
