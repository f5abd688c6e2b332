package io.traceassert.otlp.server;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A server that speaks OTLP over gRPC and over HTTP, protobuf and JSON, all on one port. Safe for
 * use by many threads.
 */
public final class OtlpServer implements AutoCloseable {

  private static final byte[] LOOPBACK_OF_IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  private final Script script;
  private final ExchangeLog log;
  private final Listener listener;

  private OtlpServer(Script script, ExchangeLog log, Listener listener) {
    this.script = script;
    this.log = log;
    this.listener = listener;
  }

  /**
   * Starts a server.
   *
   * @param address to listen on; with that of IPv4's loopback goes that of IPv6, where there is one
   * @param port to listen on, 0 for any that is free
   * @param limits what it takes at most
   * @param exports where it leaves what it receives
   * @return a running server, to be closed
   * @throws UncheckedIOException if it cannot listen there, for example because the port is in use
   */
  public static OtlpServer start(InetAddress address, int port, Limits limits, Exports exports) {
    requireNonNull(address, "address");
    requireNonNull(limits, "limits");
    requireNonNull(exports, "exports");
    Script script = new Script();
    ExchangeLog log = new ExchangeLog();
    Listener listener = new Listener(new ExportService(exports, script, log), limits);
    try {
      int bound = listener.listen(new InetSocketAddress(address, port));
      if (address instanceof Inet4Address && address.isLoopbackAddress()) {
        listener.alsoListen(
            new InetSocketAddress(InetAddress.getByAddress(LOOPBACK_OF_IPV6), bound));
      }
      return new OtlpServer(script, log, listener);
    } catch (IOException failed) {
      listener.close();
      throw new UncheckedIOException(failed);
    }
  }

  /** Returns the port it listens on. */
  public int port() {
    return listener.port();
  }

  /**
   * Answers the next requests for traces that can be read, in the order in which they arrive, as
   * wanted; after those of earlier calls.
   *
   * @param requests how many
   * @param reply what each is answered with
   * @throws IllegalArgumentException if the number is not positive
   */
  public void answerNext(int requests, Reply reply) {
    requireNonNull(reply, "reply");
    if (requests <= 0) {
      throw new IllegalArgumentException("requests is " + requests + "; it must be positive");
    }
    script.add(requests, reply);
  }

  /** Returns the last 10,000 requests for traces and their answers, in order. */
  public List<Exchange> exchanges() {
    return log.all();
  }

  /** Stops, and closes what is open. Returns when all its threads have ended. */
  @Override
  public void close() {
    listener.close();
  }
}
