package io.traceassert.testcontainers;

/**
 * Where a receiver of the collector listens.
 *
 * @param receiver its id
 * @param protocol its name in the configuration, or the type of a receiver that has one only
 * @param port the port in the container
 * @param loopback whether it is reached from within the container only
 * @param tls whether it expects TLS
 */
record ReceiverPort(String receiver, String protocol, int port, boolean loopback, boolean tls) {

  boolean isOtlp(String wanted) {
    return (receiver.equals("otlp") || receiver.startsWith("otlp/")) && protocol.equals(wanted);
  }

  String scheme() {
    return tls ? "https" : "http";
  }

  @Override
  public String toString() {
    return "%s (%s, %d)".formatted(receiver, protocol, port);
  }
}
