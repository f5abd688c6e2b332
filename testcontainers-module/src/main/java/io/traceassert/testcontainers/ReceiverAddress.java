package io.traceassert.testcontainers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * How containers reach the test: at the address of Docker's bridge if that is one of this machine;
 * else Docker runs in a virtual machine, which hands on what is sent to
 * {@code host.docker.internal} to the loopback interface.
 *
 * @param bind where the test listens
 * @param host the name or address of the test in a container
 */
record ReceiverAddress(InetAddress bind, String host) {

  static final String HOST = "host.docker.internal";

  static ReceiverAddress find(DockerClient docker) {
    return bridge(docker)
        .filter(ReceiverAddress::isOfThisMachine)
        .map(address -> new ReceiverAddress(address, address.getHostAddress()))
        .orElseGet(() -> new ReceiverAddress(InetAddress.getLoopbackAddress(), HOST));
  }

  private static Optional<InetAddress> bridge(DockerClient docker) {
    try {
      return docker
          .inspectNetworkCmd()
          .withNetworkId("bridge")
          .exec()
          .getIpam()
          .getConfig()
          .stream()
          .map(Network.Ipam.Config::getGateway)
          .filter(Objects::nonNull)
          .findFirst()
          .flatMap(ReceiverAddress::parse);
    } catch (DockerException | NullPointerException e) { // no such network, or without addresses
      return Optional.empty();
    }
  }

  private static Optional<InetAddress> parse(String address) {
    try {
      return Optional.of(InetAddress.getByName(address));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean isOfThisMachine(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException e) {
      return false;
    }
  }

  URI endpoint(int port) {
    return URI.create("http://" + host + ":" + port);
  }
}
