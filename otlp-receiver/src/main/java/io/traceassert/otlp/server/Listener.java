package io.traceassert.otlp.server;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.PreferHeapByteBufAllocator;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.Future;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Accepts connections. Owns the threads of a server. */
final class Listener {

  private static final int MOST_THREADS = 4;
  private static final long CLOSE_SECONDS = 10;

  /** Nothing outside the heap, so that nothing can leak. */
  private static final ByteBufAllocator HEAP =
      new PreferHeapByteBufAllocator(new UnpooledByteBufAllocator(false, true));

  private final ExportService service;
  private final Limits limits;
  private final List<EventLoop> loops;
  private final AtomicInteger next = new AtomicInteger();
  private final List<Channel> servers = new CopyOnWriteArrayList<>();
  private final Set<Channel> open = ConcurrentHashMap.newKeySet();
  private volatile int port;

  Listener(ExportService service, Limits limits) {
    this.service = service;
    this.limits = limits;
    InternalLoggerFactory.setDefaultFactory(QuietLoggers.INSTANCE);
    int threads = Math.min(MOST_THREADS, Math.max(2, Runtime.getRuntime().availableProcessors()));
    loops = IntStream.rangeClosed(1, threads).mapToObj(Listener::loop).toList();
  }

  /** Returns the port that it listens on then. */
  int listen(InetSocketAddress address) throws IOException {
    NioServerSocketChannel channel = new NioServerSocketChannel();
    channel.config().setAllocator(HEAP);
    channel.pipeline().addLast(new Acceptor());
    loops.get(0).register(channel).syncUninterruptibly();
    Throwable failure = channel.bind(address).awaitUninterruptibly().cause();
    if (failure != null) {
      channel.close().awaitUninterruptibly();
      throw cannotListen(address, failure);
    }
    servers.add(channel);
    port = channel.localAddress().getPort();
    return port;
  }

  /** Does nothing where that address is not to be had. */
  void alsoListen(InetSocketAddress address) {
    try {
      listen(address);
    } catch (IOException absent) {
      // Senders that go there are refused by the system, and try the other address.
    }
  }

  int port() {
    return port;
  }

  /** Closes what accepts connections first: what is open after that is all there is. */
  void close() {
    List<Channel> accepting = List.copyOf(servers);
    servers.removeAll(accepting);
    await(accepting.stream().map(Channel::close).toList());
    await(open.stream().map(Channel::close).toList());
    await(loops.stream()
        .map(loop -> loop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS))
        .toList());
  }

  private void await(List<? extends Future<?>> futures) {
    if (loops.stream().noneMatch(EventLoop::inEventLoop)) {
      futures.forEach(Future::awaitUninterruptibly);
    }
  }

  private static EventLoop loop(int number) {
    return new SingleThreadIoEventLoop(
        null,
        task -> {
          Thread thread = new FastThreadLocalThread(task, "trace-assert-otlp-receiver-" + number);
          thread.setDaemon(true);
          return thread;
        },
        NioIoHandler.newFactory());
  }

  private static IOException cannotListen(InetSocketAddress address, Throwable failure) {
    String where = address.getAddress().getHostAddress() + ":" + address.getPort();
    if (failure instanceof BindException && address.getPort() != 0) {
      return new IOException(
          "cannot listen on "
              + where
              + ": "
              + failure.getMessage()
              + "; stop what listens there (a collector, or a receiver that was not closed), or take"
              + " port 0 for any free port",
          failure);
    }
    return new IOException("cannot listen on " + where + ": " + failure.getMessage(), failure);
  }

  private void add(Channel connection) {
    if (open.size() >= limits.connections()) {
      service.fault("closed a connection of "
          + Senders.of(connection)
          + ": "
          + limits.connections()
          + " connections are open, which is the limit");
      connection.unsafe().closeForcibly();
      return;
    }
    int number = next.getAndIncrement();
    connection.config().setAllocator(HEAP).setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    connection.config().setOption(ChannelOption.TCP_NODELAY, true);
    connection.pipeline().addLast(new Protocols(service, limits));
    open.add(connection);
    connection.closeFuture().addListener(closed -> open.remove(connection));
    loops
        .get(number % loops.size())
        .register(connection)
        .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  private final class Acceptor extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
      add((Channel) accepted);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      service.fault("could not accept a connection: " + cause);
    }
  }
}
