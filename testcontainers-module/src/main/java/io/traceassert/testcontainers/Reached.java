package io.traceassert.testcontainers;

import java.net.URI;
import java.util.List;
import org.testcontainers.containers.GenericContainer;

/** How a port of a container is reached. */
final class Reached {

  private Reached() {}

  static URI fromHere(GenericContainer<?> container, int port) {
    return fromHere(container, "http", port);
  }

  static URI fromHere(GenericContainer<?> container, String scheme, int port) {
    return uri(scheme, container.getHost(), container.getMappedPort(port));
  }

  static URI fromItsNetwork(GenericContainer<?> container, int port) {
    return fromItsNetwork(container, "http", port);
  }

  /** The last alias is the one that the user gave, if there is one. */
  static URI fromItsNetwork(GenericContainer<?> container, String scheme, int port) {
    if (container.getNetwork() == null) {
      throw new IllegalStateException(
          "the container is on no network that other containers can be on: withNetwork(Network.newNetwork()) puts it on one");
    }
    List<String> aliases = container.getNetworkAliases();
    return uri(scheme, aliases.get(aliases.size() - 1), port);
  }

  private static URI uri(String scheme, String host, int port) {
    return URI.create("%s://%s:%d".formatted(scheme, host, port));
  }
}
