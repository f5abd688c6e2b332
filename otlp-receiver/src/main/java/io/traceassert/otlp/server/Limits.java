package io.traceassert.otlp.server;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a server takes, at most.
 *
 * @param payloadBytes bytes of one request's payload, after decompression
 * @param compressedBytes bytes of one request's payload on the wire, when it is compressed
 * @param requestTime from the first byte of a request, headers included, to its last
 * @param connections open at the same time
 * @param streams open at the same time on one connection of HTTP/2
 * @param headerBytes bytes of a request's headers
 */
public record Limits(
    int payloadBytes,
    int compressedBytes,
    Duration requestTime,
    int connections,
    int streams,
    int headerBytes) {

  private static final int MIB = 1024 * 1024;

  /**
   * The limits unless others are wanted: 64 MiB of payload, compressed or not, as the OTLP
   * specification recommends; 10 s; 1,000 connections with 100 streams each; 32 KiB of headers.
   */
  public static final Limits DEFAULT =
      new Limits(64 * MIB, 64 * MIB, Duration.ofSeconds(10), 1_000, 100, 32 * 1024);

  /** Checks that each limit lets something through. */
  public Limits {
    positive(payloadBytes, "payloadBytes");
    positive(compressedBytes, "compressedBytes");
    requireNonNull(requestTime, "requestTime");
    if (requestTime.isZero() || requestTime.isNegative()) {
      throw new IllegalArgumentException("requestTime is " + requestTime + "; it must be positive");
    }
    positive(connections, "connections");
    positive(streams, "streams");
    positive(headerBytes, "headerBytes");
  }

  /**
   * Returns these limits with another one for payloads.
   *
   * @param bytes at most, after decompression, and on the wire when compressed
   */
  public Limits withPayloadBytes(int bytes) {
    return new Limits(bytes, bytes, requestTime, connections, streams, headerBytes);
  }

  /**
   * Returns these limits with another time for a request.
   *
   * @param time from its first byte to its last
   */
  public Limits withRequestTime(Duration time) {
    return new Limits(payloadBytes, compressedBytes, time, connections, streams, headerBytes);
  }

  /**
   * Returns these limits with another number of connections.
   *
   * @param count open at the same time
   */
  public Limits withConnections(int count) {
    return new Limits(payloadBytes, compressedBytes, requestTime, count, streams, headerBytes);
  }

  private static void positive(int value, String name) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be positive");
    }
  }
}
