package io.traceassert.otlp;

import static java.util.Objects.requireNonNull;

import io.traceassert.otlp.server.Exchange;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for traces, and what became of it.
 *
 * @param protocol how it was sent
 * @param compression {@code gzip} or {@code none}
 * @param spanCount how many spans it brought; 0 if it could not be read
 * @param keptSpanCount how many of them were kept
 * @param status what it was answered with: the name of gRPC's code, such as {@code UNAVAILABLE}, or
 *     the number of HTTP's, such as {@code 503}; {@code dropped} if the connection was closed
 *     instead
 * @param headers of the request by their names in lower case, several of a name as one
 */
public record ReceivedRequest(
    Protocol protocol,
    String compression,
    int spanCount,
    int keptSpanCount,
    String status,
    Map<String, String> headers) {

  /** Checks and copies the parts. */
  public ReceivedRequest {
    requireNonNull(protocol, "protocol");
    requireNonNull(compression, "compression");
    requireNonNull(status, "status");
    headers = Map.copyOf(headers);
  }

  static ReceivedRequest of(Exchange exchange) {
    Protocol protocol = switch (exchange.protocol()) {
      case "grpc" -> Protocol.GRPC;
      case "http/json" -> Protocol.HTTP_JSON;
      default -> Protocol.HTTP_PROTOBUF;
    };
    return new ReceivedRequest(
        protocol,
        exchange.compression(),
        exchange.spans(),
        exchange.kept(),
        status(exchange, protocol),
        exchange.headers());
  }

  /**
   * Returns a header.
   *
   * @param name in any case
   * @return its value, or null if the request had none of that name
   */
  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** Returns it on one line, without its headers, which may hold secrets. */
  @Override
  public String toString() {
    return protocol
        + ", compression "
        + compression
        + ", "
        + keptSpanCount
        + " of "
        + spanCount
        + " spans kept, answered "
        + status;
  }

  private static String status(Exchange exchange, Protocol protocol) {
    if (exchange.reply().dropped()) {
      return "dropped";
    }
    return protocol == Protocol.GRPC
        ? exchange.reply().status().grpcName()
        : String.valueOf(exchange.reply().status().http());
  }

  /** How a request is sent; the values of {@code OTEL_EXPORTER_OTLP_PROTOCOL}. */
  public enum Protocol {
    /** By gRPC: {@code grpc}. */
    GRPC,
    /** By HTTP, in protobuf: {@code http/protobuf}. */
    HTTP_PROTOBUF,
    /** By HTTP, in JSON: {@code http/json}. */
    HTTP_JSON
  }
}
