package io.traceassert.testcontainers.configuration;

/**
 * Where a receiver of the collector listens.
 *
 * @param receiver its id
 * @param protocol its name in the configuration, or the type of a receiver that has one only
 * @param port the port in the container
 * @param loopback whether it is reached from within the container only
 * @param tls whether it expects TLS
 */
public record ReceiverPort(
    String receiver, String protocol, int port, boolean loopback, boolean tls) {

  /**
   * Tells whether OTLP is received here.
   *
   * @param wanted {@code grpc} or {@code http}
   * @return whether it is so
   */
  public boolean isOtlp(String wanted) {
    return (receiver.equals("otlp") || receiver.startsWith("otlp/")) && protocol.equals(wanted);
  }

  /**
   * Returns the scheme of a URI that leads here.
   *
   * @return {@code http} or {@code https}
   */
  public String scheme() {
    return tls ? "https" : "http";
  }

  /** Names the receiver, its protocol and its port. */
  @Override
  public String toString() {
    return "%s (%s, %d)".formatted(receiver, protocol, port);
  }
}
