package io.traceassert.otlp.server;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A server on the loopback, and what it took. */
final class TestServer implements Exports, AutoCloseable {

  final OtlpServer server;
  volatile boolean full;
  private final List<SpanData> spans = new ArrayList<>();
  private final List<@Nullable String> labels = new ArrayList<>();
  private final List<String> losses = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> faults = new LinkedBlockingQueue<>();

  TestServer() {
    this(Limits.DEFAULT);
  }

  TestServer(Limits limits) {
    server = OtlpServer.start(InetAddress.getLoopbackAddress(), 0, limits, this);
  }

  @Override
  public synchronized boolean take(List<SpanData> more, Function<String, @Nullable String> header) {
    if (full) {
      return false;
    }
    labels.add(header.apply("x-traceassert"));
    return spans.addAll(more);
  }

  @Override
  public void loss(String line) {
    losses.add(line);
    faults.add(line);
  }

  @Override
  public void fault(String line) {
    faults.add(line);
  }

  String url() {
    return "http://localhost:" + server.port();
  }

  synchronized List<String> spanNames() {
    return spans.stream().map(SpanData::getName).toList();
  }

  synchronized List<@Nullable String> labels() {
    return new ArrayList<>(labels);
  }

  /** Returns what was refused with spans in it. */
  List<String> losses() {
    return List.copyOf(losses);
  }

  /** Returns the next loss or other fault, which must come soon. */
  String fault() throws InterruptedException {
    String line = faults.poll(20, SECONDS);
    if (line == null) {
      throw new AssertionError("no fault was reported");
    }
    return line;
  }

  /** Returns the losses and other faults that nobody has asked for yet. */
  List<String> otherFaults() {
    List<String> lines = new ArrayList<>();
    faults.drainTo(lines);
    return lines;
  }

  @Override
  public void close() {
    server.close();
  }
}
