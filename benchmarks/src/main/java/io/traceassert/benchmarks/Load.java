package io.traceassert.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that send spans as fast as they are taken: OTLP over HTTP in protobuf, each over one
 * connection that it keeps. What is sent was encoded before; only the ids in it are replaced.
 */
final class Load {

  static final int CLIENTS = 8;

  /** The collector answers with a partial success that says nothing. */
  private static final int EMPTY_PARTIAL_SUCCESS = 2;

  private final URI traces;
  private final AtomicInteger requests = new AtomicInteger();

  Load(URI endpoint) {
    traces = endpoint.resolve("/v1/traces");
  }

  /**
   * Sends spans, all with ids of their own.
   *
   * @return the nanoseconds until the last request was answered
   */
  long send(int spans) {
    int full = spans / Payload.SPANS;
    int rest = spans % Payload.SPANS;
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    List<CompletableFuture<Void>> clients = new ArrayList<>();
    try {
      Payload last = Payload.of(rest);
      Payload payload = Payload.of(Payload.SPANS);
      long before = System.nanoTime();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(CompletableFuture.runAsync(() -> client(payload.copy(), full), threads));
      }
      clients.forEach(CompletableFuture::join);
      if (rest > 0) {
        post(HttpClient.newHttpClient(), last.numbered(full));
      }
      return System.nanoTime() - before;
    } finally {
      threads.shutdown();
    }
  }

  private void client(Payload payload, int most) {
    HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    int request = requests.getAndIncrement();
    while (request < most) {
      post(client, payload.numbered(request));
      request = requests.getAndIncrement();
    }
  }

  private void post(HttpClient client, byte[] body) {
    HttpRequest request = HttpRequest.newBuilder(traces)
        .header("Content-Type", "application/x-protobuf")
        .POST(BodyPublishers.ofByteArray(body))
        .build();
    try {
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() != 200 || response.body().length > EMPTY_PARTIAL_SUCCESS) {
        throw new IllegalStateException(
            "%s answered %d, or not that it took all".formatted(traces, response.statusCode()));
      }
    } catch (IOException e) {
      throw new IllegalStateException(traces + " does not answer", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
