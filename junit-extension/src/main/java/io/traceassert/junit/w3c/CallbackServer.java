package io.traceassert.junit.w3c;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where the service calls back to. It speaks HTTP/1.1 by itself, because the JDK's server changes
 * the spelling of names and loses the order of headers, and both are looked at here.
 */
final class CallbackServer implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final String EVERY_ADDRESS = "0.0.0.0";
  private static final byte[] OK =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
          .getBytes(US_ASCII);
  private static final byte[] NOT_FOUND =
      "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(US_ASCII);

  private final ServerSocket socket;
  private final Settings settings;
  private final Map<String, Mailbox> mailboxes = new ConcurrentHashMap<>();
  private final Map<String, Integer> opened = new ConcurrentHashMap<>();

  private CallbackServer(ServerSocket socket, Settings settings) {
    this.socket = socket;
    this.settings = settings;
  }

  /** Listens on the loopback, or on every address when the service knows this host by a name. */
  static CallbackServer start(Settings settings) throws IOException {
    String address = settings.callbackHost().isEmpty() ? LOOPBACK : EVERY_ADDRESS;
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, settings.callbackPort()));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    CallbackServer server = new CallbackServer(socket, settings);
    inBackground(server::accept);
    return server;
  }

  private static void inBackground(Runnable work) {
    Thread thread = new Thread(work, "traceassert-w3c-callback");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        inBackground(() -> answer(connection));
      } catch (IOException closed) { // by close(), which ends the loop
      }
    }
  }

  private void answer(Socket connection) {
    try (connection) {
      connection.setSoTimeout(settings.timeoutMillis());
      OutputStream out = connection.getOutputStream();
      out.write(receive(connection, out) ? OK : NOT_FOUND);
      out.flush();
    } catch (IOException goneOrNotHttp) { // no request, so no callback: the test says so
    }
  }

  private boolean receive(Socket connection, OutputStream out) throws IOException {
    HttpMessage request =
        HttpMessage.readRequest(new BufferedInputStream(connection.getInputStream()), out);
    String[] parts = request.startLine().split(" ", 3);
    @Nullable Mailbox mailbox = parts.length == 3 ? mailboxes.get(parts[1]) : null;
    if (mailbox != null) {
      mailbox.add(request);
    }
    return mailbox != null;
  }

  /** Opens an address for one request. */
  Mailbox open(String name) {
    int times = opened.merge(name, 1, Integer::sum);
    String path = "/" + name + (times == 1 ? "" : "-" + times);
    Mailbox mailbox = new Mailbox(path);
    mailboxes.put(path, mailbox);
    return mailbox;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What comes to one address while it is open. */
  final class Mailbox implements AutoCloseable {

    private final String path;
    private final CountDownLatch first = new CountDownLatch(1);
    private final List<HttpMessage> received = new ArrayList<>(); // guarded by itself

    private Mailbox(String path) {
      this.path = path;
    }

    String url() {
      String host = settings.callbackHost().orElse(LOOPBACK);
      return "http://" + host + ":" + socket.getLocalPort() + path;
    }

    private void add(HttpMessage request) {
      synchronized (received) {
        received.add(request);
      }
      first.countDown();
    }

    /** Waits until something has come, at most as long as a request may take. */
    void await() throws InterruptedException {
      boolean unused = first.await(settings.timeoutMillis(), TimeUnit.MILLISECONDS);
    }

    List<HttpMessage> received() {
      synchronized (received) {
        return List.copyOf(received);
      }
    }

    @Override
    public void close() {
      mailboxes.remove(path);
    }
  }
}
