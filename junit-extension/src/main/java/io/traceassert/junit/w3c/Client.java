package io.traceassert.junit.w3c;

import io.traceassert.text.Durations;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends one request and waits for what comes of it. It writes HTTP/1.1 by itself, because the JDK's
 * client strips the white space around a value, and because an agent in the JVM of the tests would
 * add a trace context of its own.
 */
final class Client {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final Settings settings;
  private final CallbackServer server;

  Client(Settings settings, CallbackServer server) {
    this.settings = settings;
    this.server = server;
  }

  /** Sends a trace context; the name is that of the rule, and shows in the address to call. */
  Exchange send(String name, List<Header> context) {
    try (CallbackServer.Mailbox mailbox = server.open(name)) {
      Request request = Request.of(settings, mailbox.url(), context);
      Answer answer = answer(request);
      if (mailbox.received().isEmpty() && answer.accepts()) {
        await(mailbox);
      }
      return new Exchange(request, answer, mailbox.received());
    }
  }

  private static void await(CallbackServer.Mailbox mailbox) {
    try {
      mailbox.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the service was to call back", e);
    }
  }

  private Answer answer(Request request) {
    try (Socket socket = connect(request.uri())) {
      socket.getOutputStream().write(request.bytes());
      socket.getOutputStream().flush();
      return Answer.of(HttpMessage.readAnswer(new BufferedInputStream(socket.getInputStream())));
    } catch (SocketTimeoutException e) {
      return Answer.none("nothing came within " + Durations.exact(settings.timeout()));
    } catch (UnknownHostException e) {
      return Answer.none("unknown host " + request.uri().getHost());
    } catch (IOException e) {
      return Answer.none(String.valueOf(e.getMessage()));
    }
  }

  private Socket connect(URI uri) throws IOException {
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? HTTPS : HTTP;
    Socket socket = new Socket();
    try {
      socket.setSoTimeout(settings.timeoutMillis());
      socket.connect(new InetSocketAddress(uri.getHost(), port), settings.timeoutMillis());
      return secure ? secured(socket, uri.getHost(), port) : socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static Socket secured(Socket plain, String host, int port) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    return socket;
  }
}
