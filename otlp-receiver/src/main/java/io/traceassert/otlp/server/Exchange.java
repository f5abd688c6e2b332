package io.traceassert.otlp.server;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * A request for traces and its answer.
 *
 * @param protocol {@code grpc}, {@code http/protobuf} or {@code http/json}
 * @param compression {@code gzip} or {@code none}
 * @param headers of the request by their names in lower case, several of a name as one
 * @param spans how many it brought; 0 if it could not be read
 * @param kept how many of them were kept
 * @param reply what it was answered with
 */
public record Exchange(
    String protocol,
    String compression,
    Map<String, String> headers,
    int spans,
    int kept,
    Reply reply) {

  /** Checks and copies the parts. */
  public Exchange {
    requireNonNull(protocol, "protocol");
    requireNonNull(compression, "compression");
    headers = Map.copyOf(headers);
    requireNonNull(reply, "reply");
  }
}
