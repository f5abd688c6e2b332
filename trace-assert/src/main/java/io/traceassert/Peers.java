package io.traceassert;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.text.Notation;
import io.traceassert.text.Words;
import io.traceassert.trace.Trace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which captured service a client span calls, as its attributes tell: by the name of the peer, or
 * by an address at which a service has answered another call. Names are those of the semantic
 * conventions, stable and before: <a
 * href="https://opentelemetry.io/docs/specs/semconv/registry/attributes/server/">server</a>, <a
 * href="https://opentelemetry.io/docs/specs/semconv/registry/attributes/peer/">peer</a>,
 * {@code net.peer}.
 */
final class Peers {

  private static final AttributeKey<String> PEER_SERVICE = AttributeKey.stringKey("peer.service");
  private static final List<Address> ADDRESSES = List.of(
      new Address("server.address", "server.port"), new Address("net.peer.name", "net.peer.port"));

  private final Set<String> services = new HashSet<>();
  private final Map<String, String> serviceAt = new HashMap<>();

  private Peers() {}

  static Peers of(List<Trace> traces) {
    Peers peers = new Peers();
    traces.forEach(trace -> trace.spans().forEach(span -> peers.add(span, trace)));
    return peers;
  }

  private void add(SpanData span, Trace trace) {
    if (span.getKind() == SpanKind.SERVER) {
      services.add(Words.service(span));
      trace
          .parentOf(span)
          .filter(parent -> parent.getKind() == SpanKind.CLIENT)
          .flatMap(Peers::address)
          .ifPresent(address -> serviceAt.putIfAbsent(address, Words.service(span)));
    }
  }

  /** Finds the service that a client span calls, if it was captured. */
  Optional<Peer> serviceOf(SpanData client) {
    String name = client.getAttributes().get(PEER_SERVICE);
    if (name != null && services.contains(name)) {
      return Optional.of(new Peer(name, "peer.service=" + Notation.literal(name)));
    }
    return address(client)
        .filter(serviceAt::containsKey)
        .map(address -> new Peer(serviceAt.getOrDefault(address, ""), address));
  }

  private static Optional<String> address(SpanData span) {
    return ADDRESSES.stream().flatMap(address -> address.of(span).stream()).findFirst();
  }

  /**
   * A service that is called.
   *
   * @param service its name
   * @param evidence the attributes that tell
   */
  record Peer(String service, String evidence) {}

  private record Address(AttributeKey<String> host, AttributeKey<Long> port) {

    Address(String host, String port) {
      this(AttributeKey.stringKey(host), AttributeKey.longKey(port));
    }

    Optional<String> of(SpanData span) {
      String name = span.getAttributes().get(host);
      Long number = span.getAttributes().get(port);
      return name == null || number == null
          ? Optional.empty()
          : Optional.of("%s=%s %s=%d".formatted(host, Notation.literal(name), port, number));
    }
  }
}
