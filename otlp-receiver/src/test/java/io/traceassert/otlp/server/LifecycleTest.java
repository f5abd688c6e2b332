package io.traceassert.otlp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class LifecycleTest {

  @Test
  void closingClosesConnectionsAndFreesThePort() throws Exception {
    TestServer server = new TestServer();
    int port = server.server.port();
    RawClient idle = new RawClient(server).send(HttpTest.post("Content-Length: 0\r\n"));
    assertThat(idle.readAnswer()).startsWith("HTTP/1.1 200 OK"); // it has been accepted
    RawClient busy = new RawClient(server).send(HttpTest.post("Content-Length: 10\r\n"));

    server.close();
    server.close();

    assertThat(idle.readToEnd()).isEmpty();
    busy.close();
    try (ServerSocket next = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(next.getLocalPort()).isEqualTo(port);
    }
  }

  @Test
  void itsThreadsDoNotKeepTheJvmAlive() {
    try (TestServer server = new TestServer()) {
      assertThat(server.server.port()).isPositive();
      List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().startsWith("trace-assert-otlp-receiver-"))
          .toList();
      assertThat(threads).isNotEmpty().allMatch(Thread::isDaemon);
    }
  }

  @Test
  void aPortInUseIsNamedWithWhatToDo() {
    try (TestServer first = new TestServer()) {
      int port = first.server.port();
      assertThatThrownBy(
              () -> OtlpServer.start(InetAddress.getLoopbackAddress(), port, Limits.DEFAULT, first))
          .isInstanceOf(UncheckedIOException.class)
          .cause()
          .hasMessage(
              "cannot listen on 127.0.0.1:%d: Address already in use; stop what listens there (a"
                  + " collector, or a receiver that was not closed), or take port 0 for any free port",
              port);
    }
  }

  @Test
  void theLoopbackOfIpv6IsListenedToAsWell() throws Exception {
    InetAddress loopback6 = InetAddress.getAllByName("::1")[0];
    try (ServerSocket probe = new ServerSocket(0, 1, loopback6)) {
      assertThat(probe.getLocalPort()).isPositive();
    } catch (IOException noIpv6) {
      Assumptions.abort("this machine has no IPv6");
    }
    try (TestServer server = new TestServer();
        Socket socket = new Socket(loopback6, server.server.port())) {
      assertThat(socket.isConnected()).isTrue();
    }
  }

  @Test
  void limitsLetSomethingThrough() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.DEFAULT.withPayloadBytes(0))
        .withMessage("payloadBytes is 0; it must be positive");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.DEFAULT.withConnections(-1))
        .withMessage("connections is -1; it must be positive");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.DEFAULT.withRequestTime(Duration.ZERO))
        .withMessage("requestTime is PT0S; it must be positive");
  }

  @Test
  void faultsAreCounted() {
    Faults faults = new Faults();
    faults.add("one");
    faults.add("two");
    faults.add("one");
    for (int i = 0; i < 200; i++) {
      faults.add("fault " + i);
    }

    assertThat(faults.describe())
        .hasSize(101)
        .startsWith("one (2 times)", "two", "fault 0")
        .endsWith("fault 97", "and 102 others");
  }

  @Test
  void answersAreAskedForInNumbers() {
    try (TestServer server = new TestServer()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> server.server.answerNext(0, Reply.TAKEN))
          .withMessage("requests is 0; it must be positive");
    }
  }
}
