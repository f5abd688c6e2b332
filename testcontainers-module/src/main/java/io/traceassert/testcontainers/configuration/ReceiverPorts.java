package io.traceassert.testcontainers.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds where the receivers listen: at an {@code endpoint}, their own or that of a protocol. */
final class ReceiverPorts {

  private static final Pattern ADDRESS = Pattern.compile("([^/\\s]*):(\\d{1,5})");

  /** Where they listen when the file does not say. Source: the receivers' documentation. */
  private static final Map<String, String> DEFAULTS = Map.of(
      "otlp grpc", "localhost:4317",
      "otlp http", "localhost:4318",
      "jaeger grpc", "localhost:14250",
      "jaeger thrift_http", "localhost:14268",
      "zipkin", "localhost:9411");

  private ReceiverPorts() {}

  static List<ReceiverPort> of(String receiver, UserConfiguration user) {
    String type = receiver.replaceFirst("/.*", "");
    Map<String, @Nullable Object> settings = user.values("receivers", receiver);
    List<ReceiverPort> ports = new ArrayList<>();
    if (settings.get("protocols") instanceof Map<?, ?> protocols) {
      protocols.forEach((protocol, listening) -> port(
              receiver, String.valueOf(protocol), type + " " + protocol, listening)
          .ifPresent(ports::add));
    } else {
      port(receiver, type, type, settings).ifPresent(ports::add);
    }
    return ports;
  }

  private static Optional<ReceiverPort> port(
      String receiver, String protocol, String key, @Nullable Object settings) {
    Map<?, ?> listening = settings instanceof Map<?, ?> map ? map : Map.of();
    Object written = listening.get("endpoint");
    String endpoint = written == null ? DEFAULTS.getOrDefault(key, "") : String.valueOf(written);
    Matcher address = ADDRESS.matcher(endpoint);
    if (!address.matches() || "unix".equals(listening.get("transport"))) {
      return Optional.empty();
    }
    int port = Integer.parseInt(address.group(2));
    return port < 1 || port > 65_535
        ? Optional.empty()
        : Optional.of(new ReceiverPort(
            receiver,
            protocol,
            port,
            DEFAULTS.containsKey(key) && isLoopback(address.group(1)),
            listening.get("tls") != null));
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }
}
