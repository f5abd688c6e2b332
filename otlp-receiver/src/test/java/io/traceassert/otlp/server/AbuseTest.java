package io.traceassert.otlp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Senders that do what none should: refused, reported, and nothing else suffers. */
class AbuseTest {

  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final Duration SHORT = Duration.ofMillis(300);

  private final TestServer server =
      new TestServer(Limits.DEFAULT.withRequestTime(SHORT).withConnections(20));

  @AfterEach
  void othersAreStillServed() throws Exception {
    byte[] body = Bodies.protobuf("next");
    try (RawClient raw = new RawClient(server)) {
      raw.send(HttpTest.post("Content-Length: " + body.length + "\r\n")).send(body);
      assertThat(raw.readAnswer()).startsWith("HTTP/1.1 200 OK");
    }
    assertThat(server.spanNames()).contains("next");
    assertThat(server.otherFaults())
        .allSatisfy(line -> assertThat(line).contains("POST /: cancelled before it was complete"));
    server.close();
  }

  @Test
  void tlsIsNamed() throws Exception {
    try (RawClient raw = new RawClient(server)) {
      raw.send((byte) 0x16, (byte) 3, (byte) 1, (byte) 0, (byte) 100, (byte) 1);
      assertThat(raw.readToEnd()).isEmpty();
    }
    assertThat(server.fault())
        .isEqualTo(
            "closed a connection of 127.0.0.1: the sender speaks TLS; use http:// in its endpoint, or"
                + " its option \"insecure\"");
  }

  @Test
  void garbageIsShown() throws Exception {
    try (RawClient raw = new RawClient(server)) {
      raw.send("\u0000\u0001garbage and more of it");
      assertThat(raw.readToEnd()).isEmpty();
    }
    assertThat(server.fault())
        .isEqualTo(
            "closed a connection of 127.0.0.1: not HTTP: it begins with \"\\x00\\x01garbage and mo\"");
  }

  @Test
  void whatOnlyLooksLikeHttpIsRefused() throws Exception {
    try (RawClient raw = new RawClient(server)) {
      raw.send("HELO mail.example\r\n\r\n");
      assertThat(raw.readToEnd()).startsWith("HTTP/1.1 400 Bad Request\r\n");
    }
    assertThat(server.fault()).startsWith("refused a request of 127.0.0.1: not HTTP: ");
  }

  @Test
  void http10IsRefused() throws Exception {
    try (RawClient raw = new RawClient(server)) {
      raw.send(
          "POST /v1/traces HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
      assertThat(raw.readToEnd()).startsWith("HTTP/1.1 505 HTTP Version Not Supported\r\n");
    }
    assertThat(server.fault())
        .isEqualTo(
            "refused a request of 127.0.0.1: POST /v1/traces: HTTP/1.0 is not spoken here, but"
                + " HTTP/1.1 and HTTP/2");
  }

  @Test
  void aSlowBodyIsRefused() throws Exception {
    try (RawClient raw = new RawClient(server)) {
      raw.send(HttpTest.post("Content-Length: 5000\r\n")).send(new byte[1024]);
      assertThat(raw.readToEnd()).startsWith("HTTP/1.1 408 Request Timeout\r\n");
    }
    assertThat(server.fault())
        .isEqualTo(
            "refused a request of 127.0.0.1: POST /v1/traces: not complete after 300 ms: 1 KiB of 4.9"
                + " KiB had come");
  }

  /** The time is that of the whole request: bytes that come do not prolong it. */
  @Test
  void aByteNowAndThenIsRefused() throws Exception {
    try (RawClient raw = new RawClient(server)) {
      raw.send(HttpTest.post("Content-Length: 5000\r\n"));
      try {
        for (int i = 0; i < 5_000; i++) {
          raw.send((byte) 0);
          LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError("nobody stopped it");
      } catch (IOException closed) {
        // This is what is wanted.
      }
    }
    assertThat(server.fault())
        .matches(
            "refused a request of 127.0.0.1: POST /v1/traces: not complete after 300 ms: \\d+ bytes of"
                + " 4.9 KiB had come");
  }

  @Test
  void slowHeadersAreRefused() throws Exception {
    try (RawClient raw = new RawClient(server)) {
      raw.send("POST /v1/traces HTTP/1.1\r\nHost: x\r\n");
      assertThat(raw.readToEnd()).startsWith("HTTP/1.1 408 Request Timeout\r\n");
    }
    assertThat(server.fault())
        .isEqualTo("refused a request of 127.0.0.1: not complete after 300 ms");
  }

  @Test
  void aSlowPrefaceIsRefused() throws Exception {
    try (RawClient raw = new RawClient(server)) {
      raw.send("PRI * HT");
      assertThat(raw.readToEnd()).isEmpty();
    }
    assertThat(server.fault())
        .isEqualTo("closed a connection of 127.0.0.1: no request after 300 ms");
  }

  @Test
  void aSlowFrameIsRefused() throws Exception {
    try (RawClient raw = new RawClient(server)) {
      raw.send(PREFACE).send(frame(4, 0, 0, new byte[0])).send((byte) 0, (byte) 0);
      raw.readToEnd();
    }
    assertThat(server.fault())
        .isEqualTo(
            "closed a connection of 127.0.0.1: HTTP/2: a frame was not complete after 300 ms");
  }

  @Test
  void headersThatNeverEndAreRefused() throws Exception {
    try (RawClient raw = new RawClient(server)) {
      raw.send(PREFACE)
          .send(frame(4, 0, 0, new byte[0]))
          .send(frame(1, 0, 1, new byte[] {(byte) 0x83}));
      raw.readToEnd();
    }
    assertThat(server.fault())
        .isEqualTo(
            "closed a connection of 127.0.0.1: HTTP/2: a frame was not complete after 300 ms");
  }

  @Test
  void aConnectionThatIsOnlyOpenedIsNobodysFault() throws Exception {
    new RawClient(server).close();
  }

  @Test
  void aConnectionClosedInTheMiddleIsReported() throws Exception {
    try (RawClient raw = new RawClient(server)) {
      raw.send(HttpTest.post("User-Agent: raw\r\nContent-Length: 5000\r\n")).send(new byte[100]);
      assertThat(server.otherFaults()).isEmpty();
      raw.reset();
    }
    assertThat(server.fault())
        .matches(
            "refused a request of 127.0.0.1 \\(raw\\): POST /v1/traces: connection closed before it was"
                + " complete: \\d+ bytes of 4.9 KiB had come");
  }

  @Test
  void aSenderThatStopsInTheMiddleAndListensIsAnswered() throws Exception {
    try (RawClient raw = new RawClient(server)) {
      raw.send(HttpTest.post("Content-Length: 5000\r\n")).send(new byte[100]).endSending();
      assertThat(raw.readToEnd()).startsWith("HTTP/1.1 400 Bad Request\r\n");
    }
    assertThat(server.fault())
        .isEqualTo(
            "refused a request of 127.0.0.1: POST /v1/traces: sending ended before it was complete:"
                + " 100 bytes of 4.9 KiB had come");
  }

  @Test
  void aSenderThatStopsAfterARequestIsAnswered() throws Exception {
    byte[] body = Bodies.protobuf("half closed");
    server.server.answerNext(1, new Reply(Status.OK, "", 0, null, Duration.ofMillis(50), false));
    try (RawClient raw = new RawClient(server)) {
      raw.send(HttpTest.post("Content-Length: " + body.length + "\r\n"))
          .send(body)
          .endSending();
      assertThat(raw.readToEnd()).startsWith("HTTP/1.1 200 OK\r\n");
    }
    assertThat(server.spanNames()).contains("half closed");
  }

  @Test
  void headersThatAreTooLargeAreRefused() throws Exception {
    try (RawClient raw = new RawClient(server)) {
      raw.send("POST /v1/traces HTTP/1.1\r\nX: " + "x".repeat(40_000) + "\r\n\r\n");
      assertThat(raw.readToEnd()).startsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n");
    }
    assertThat(server.fault()).startsWith("refused a request of 127.0.0.1: headers too large: ");
  }

  @Test
  void chunksThatAreNoneAreRefused() throws Exception {
    try (RawClient raw = new RawClient(server)) {
      raw.send(HttpTest.post("Transfer-Encoding: chunked\r\n")).send("xyz\r\n\r\n");
      assertThat(raw.readToEnd()).startsWith("HTTP/1.1 400 Bad Request\r\n");
    }
    assertThat(server.fault())
        .startsWith("refused a request of 127.0.0.1: POST /v1/traces: not HTTP: ");
  }

  @Test
  void moreConnectionsThanAllowedAreClosed() throws Exception {
    List<RawClient> open = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      open.add(new RawClient(server));
    }
    assertThat(server.fault())
        .isEqualTo("closed a connection of 127.0.0.1: 20 connections are open, which is the limit");
    byte[] body = Bodies.protobuf("first");
    open.get(0).send(HttpTest.post("Content-Length: " + body.length + "\r\n")).send(body);
    assertThat(open.get(0).readAnswer()).startsWith("HTTP/1.1 200 OK");
    for (RawClient client : open) {
      client.send(HttpTest.post("Connection: close\r\nContent-Length: 0\r\n")).readToEnd();
      client.close();
    }
  }

  @Test
  void aFrameThatNobodyMaySendIsRefused() throws Exception {
    byte[] dataOfNoStream = frame(0, 0, 0, new byte[10]);
    try (RawClient raw = new RawClient(server)) {
      raw.send(PREFACE).send(frame(4, 0, 0, new byte[0])).send(dataOfNoStream);
      raw.readToEnd();
    }
    assertThat(server.fault()).startsWith("closed a connection of 127.0.0.1: HTTP/2: ");
  }

  @Test
  void aFloodOfResetsIsCutOff() throws Exception {
    ByteArrayOutputStream flood = new ByteArrayOutputStream();
    for (int stream = 1; stream < 2_001; stream += 2) {
      // POST, http, /, and the end of the headers, but not of the request.
      flood.writeBytes(frame(1, 4, stream, new byte[] {(byte) 0x83, (byte) 0x86, (byte) 0x84}));
      flood.writeBytes(frame(3, 0, stream, new byte[] {0, 0, 0, 8}));
    }
    try (RawClient raw = new RawClient(server)) {
      raw.send(PREFACE).send(frame(4, 0, 0, new byte[0])).send(flood.toByteArray());
      raw.readToEnd();
    } catch (IOException reset) {
      // Or so.
    }
    List<String> faults = new ArrayList<>();
    for (String line = server.fault(); ; line = server.fault()) {
      faults.add(line);
      if (line.startsWith("closed")) {
        break;
      }
    }
    assertThat(faults).last().asString().startsWith("closed a connection of 127.0.0.1: HTTP/2: ");
  }

  static byte[] frame(int type, int flags, int stream, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(payload.length >> 16);
    out.write(payload.length >> 8);
    out.write(payload.length);
    out.write(type);
    out.write(flags);
    out.write(stream >> 24);
    out.write(stream >> 16);
    out.write(stream >> 8);
    out.write(stream);
    out.writeBytes(payload);
    return out.toByteArray();
  }
}
