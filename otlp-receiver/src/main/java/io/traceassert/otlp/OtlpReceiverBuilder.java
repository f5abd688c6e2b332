package io.traceassert.otlp;

import static java.util.Objects.requireNonNull;

import io.traceassert.CapturedTraces;
import io.traceassert.otlp.server.Limits;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;

/** Options of an {@link OtlpReceiver}. */
public final class OtlpReceiverBuilder {

  /** How long nothing may arrive before a capture is settled: 250 ms. */
  public static final Duration DEFAULT_QUIET_WINDOW = Duration.ofMillis(250);

  /** How many spans are held at most: 500,000. */
  public static final int DEFAULT_MAX_SPANS = 500_000;

  InetAddress address = InetAddress.getLoopbackAddress();
  int port;
  Limits limits = Limits.DEFAULT;
  int maxSpans = DEFAULT_MAX_SPANS;
  QuietWindow quietWindow = QuietWindow.of(DEFAULT_QUIET_WINDOW);
  Duration settleTimeout = CapturedTraces.DEFAULT_SETTLE_TIMEOUT;

  OtlpReceiverBuilder() {}

  /**
   * Sets the address to listen on, unless it is the loopback interface. A container reaches the
   * receiver only at an address that is not loopback, for example that of Docker's bridge.
   *
   * @param address an address of this machine; 0.0.0.0 for all of them
   * @return this builder
   */
  public OtlpReceiverBuilder setAddress(InetAddress address) {
    this.address = requireNonNull(address, "address");
    return this;
  }

  /**
   * Sets the port, unless any that is free will do.
   *
   * @param port 1 to 65535, or 0 for a free one; OTLP's own are 4317 and 4318
   * @return this builder
   * @throws IllegalArgumentException if it is not a port
   */
  public OtlpReceiverBuilder setPort(int port) {
    if (port < 0 || port > 0xFFFF) {
      throw new IllegalArgumentException("port must be between 0 and 65535, but is " + port);
    }
    this.port = port;
    return this;
  }

  /**
   * Sets how long nothing may arrive before a capture is settled. It has to be longer than the time
   * between two exports of one trace, which {@code OTEL_BSP_SCHEDULE_DELAY} says: 5 s unless set.
   *
   * @param quietWindow zero or more
   * @return this builder
   * @throws IllegalArgumentException if it is negative
   */
  public OtlpReceiverBuilder setQuietWindow(Duration quietWindow) {
    return setQuietWindow(QuietWindow.of(Arguments.notNegative(quietWindow, "quietWindow")));
  }

  OtlpReceiverBuilder setQuietWindow(QuietWindow window) {
    quietWindow = window;
    return this;
  }

  /**
   * Sets how long an assertion on {@link OtlpReceiver#traces()} waits for what it expects. With an
   * extension that is what the extension says.
   *
   * @param settleTimeout zero or more
   * @return this builder
   * @throws IllegalArgumentException if it is negative
   */
  public OtlpReceiverBuilder setSettleTimeout(Duration settleTimeout) {
    this.settleTimeout = Arguments.notNegative(settleTimeout, "settleTimeout");
    return this;
  }

  /**
   * Sets how many spans are held at most. What comes then is refused with
   * {@code RESOURCE_EXHAUSTED} or 429, and assertions fail.
   *
   * @param maxSpans 1 or more
   * @return this builder
   * @throws IllegalArgumentException if it is not positive
   */
  public OtlpReceiverBuilder setMaxSpans(int maxSpans) {
    if (maxSpans < 1) {
      throw new IllegalArgumentException("maxSpans must be positive, but is " + maxSpans);
    }
    this.maxSpans = maxSpans;
    return this;
  }

  /**
   * Sets how large the payload of a request may be after decompression.
   *
   * @param bytes 1 or more; 64 MiB unless set
   * @return this builder
   * @throws IllegalArgumentException if it is not positive
   */
  public OtlpReceiverBuilder setMaxPayloadBytes(int bytes) {
    limits = limits.withPayloadBytes(bytes);
    return this;
  }

  /**
   * Sets how long a request may take from its first byte to its last.
   *
   * @param requestTimeout positive; 10 s unless set
   * @return this builder
   * @throws IllegalArgumentException if it is not positive
   */
  public OtlpReceiverBuilder setRequestTimeout(Duration requestTimeout) {
    limits = limits.withRequestTime(requestTimeout);
    return this;
  }

  /**
   * Begins to listen.
   *
   * @return a running receiver, to be closed
   * @throws UncheckedIOException if it cannot listen there, for example because the port is in use
   */
  public OtlpReceiver start() {
    return new OtlpReceiver(this);
  }

  URI uri(int boundPort) {
    return URI.create("http://%s:%d".formatted(host(), boundPort));
  }

  private String host() {
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return "localhost";
    }
    return address instanceof Inet6Address
        ? "[" + address.getHostAddress() + "]"
        : address.getHostAddress();
  }
}
