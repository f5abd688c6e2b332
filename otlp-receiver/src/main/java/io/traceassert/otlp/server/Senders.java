package io.traceassert.otlp.server;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Who sends. */
final class Senders {

  private Senders() {}

  /** Returns the address of a connection's other end, or of a stream's, without its port. */
  static String of(Channel channel) {
    SocketAddress address = address(channel);
    return address instanceof InetSocketAddress internet && internet.getAddress() != null
        ? internet.getAddress().getHostAddress()
        : "an unknown sender";
  }

  private static @Nullable SocketAddress address(Channel channel) {
    SocketAddress address = channel.remoteAddress();
    return address == null && channel.parent() != null ? channel.parent().remoteAddress() : address;
  }
}
