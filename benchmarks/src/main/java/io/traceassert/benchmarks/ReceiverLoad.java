package io.traceassert.benchmarks;

import io.traceassert.capture.Capture;
import io.traceassert.otlp.OtlpReceiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** The same load on our receiver and on the collector's, whose pipeline does nothing. */
final class ReceiverLoad {

  private static final int SPANS = 1_000_000;
  private static final int WARM_UP_SPANS = SPANS / 5;

  private static final String NO_OP = """
      receivers:
        otlp:
          protocols:
            http:
              endpoint: 127.0.0.1:%d
      exporters:
        nop:
      service:
        telemetry:
          metrics:
            level: none
        pipelines:
          traces:
            receivers: [otlp]
            exporters: [nop]
      """;

  private ReceiverLoad() {}

  /** Returns a round's figures: the milliseconds of each. */
  static Rounds rounds(Setting setting) {
    receiver(WARM_UP_SPANS);
    collector(WARM_UP_SPANS);
    Rounds rounds = new Rounds();
    for (int round = 1; round <= setting.rounds; round++) {
      System.err.printf("ReceiverLoad: round %d of %d%n", round, setting.rounds);
      rounds.add("receiver", receiver(SPANS) / 1e6);
      rounds.add("collector", collector(SPANS) / 1e6);
    }
    return rounds;
  }

  /** Sends to our receiver; none may be lost. */
  private static long receiver(int spans) {
    try (OtlpReceiver receiver = OtlpReceiver.builder().setMaxSpans(spans).start()) {
      long nanos = new Load(receiver.endpoint()).send(spans);
      Capture capture = receiver.traces().capture();
      if (capture.spans().size() != spans || !capture.losses().isEmpty()) {
        throw new IllegalStateException("%d of %d spans were captured; losses: %s"
            .formatted(capture.spans().size(), spans, capture.losses()));
      }
      return nanos;
    }
  }

  /** It is on the machine's own network: its receiver is on the same loopback interface. */
  private static long collector(int spans) {
    int port = freePort();
    try (GenericContainer<?> collector = Containers.plainCollector(NO_OP.formatted(port))
        .withNetworkMode("host")
        .waitingFor(Wait.forLogMessage(".*Everything is ready.*\\n", 1))) {
      collector.start();
      return new Load(URI.create("http://127.0.0.1:" + port)).send(spans);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
