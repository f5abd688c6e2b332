package io.traceassert.otlp.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.util.ReferenceCountUtil;

/** Reports why a connection of HTTP/2 was given up. */
// What fails closes the channel, and that is seen.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2Faults extends ChannelInboundHandlerAdapter {

  private final ExportService service;

  Http2Faults(ExportService service) {
    this.service = service;
  }

  /** What is about the connection, such as pings, was answered before. */
  @Override
  public void channelRead(ChannelHandlerContext ctx, Object frame) {
    ReferenceCountUtil.release(frame);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      ctx.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    Throwable inner = cause.getCause();
    Throwable broken = inner instanceof Http2Exception ? inner : cause;
    if (broken instanceof Http2Exception) {
      service.fault("closed a connection of "
          + Senders.of(ctx.channel())
          + ": HTTP/2: "
          + Texts.shortened(String.valueOf(broken.getMessage())));
    } else {
      ctx.close();
    }
  }
}
