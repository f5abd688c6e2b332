package io.traceassert.otlp.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A server of HTTP on the loopback that gives prepared answers in turn, and the last for ever. */
public final class FakeBackend implements AutoCloseable {

  private final HttpServer server;
  private final Deque<Reply> replies = new ArrayDeque<>();
  private final List<String> paths = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  public FakeBackend() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  public URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** Hides the port, which is another one each time. */
  public String withoutPort(@Nullable String text) {
    return Objects.toString(text).replace(":" + server.getAddress().getPort(), ":1234");
  }

  public FakeBackend then(int status, String body) {
    synchronized (replies) {
      replies.add(new Reply(status, body, ""));
    }
    return this;
  }

  public FakeBackend thenRedirect(String location) {
    synchronized (replies) {
      replies.add(new Reply(302, "", location));
    }
    return this;
  }

  /** Answers with what a real server did. */
  public FakeBackend thenRecorded(String name) {
    return then(200, recorded(name));
  }

  public static String recorded(String name) {
    try (InputStream in = FakeBackend.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was asked, in turn. */
  public List<String> paths() {
    return paths;
  }

  public List<String> authorizations() {
    return authorizations;
  }

  private void answer(HttpExchange exchange) throws IOException {
    paths.add(exchange.getRequestURI().toString());
    authorizations.add(
        Objects.toString(exchange.getRequestHeaders().getFirst("Authorization"), ""));
    Reply reply;
    synchronized (replies) {
      reply = replies.size() > 1 ? replies.removeFirst() : replies.getFirst();
    }
    if (!reply.location.isEmpty()) {
      exchange.getResponseHeaders().add("Location", reply.location);
    }
    byte[] body = reply.body.getBytes(UTF_8);
    exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private record Reply(int status, String body, String location) {}
}
