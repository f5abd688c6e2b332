package io.traceassert.otlp.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.flow.FlowControlHandler;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells by the first bytes of a connection what is spoken, and makes the connection understand it.
 */
// What fails closes the channel, and that is seen.
@SuppressWarnings("FutureReturnValueIgnored")
final class Protocols extends ByteToMessageDecoder {

  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
  private static final int TLS_HANDSHAKE = 0x16;
  private static final int CHUNK = 64 * 1024;

  private final ExportService service;
  private final Limits limits;
  private final Deadline deadline;

  Protocols(ExportService service, Limits limits) {
    this.service = service;
    this.limits = limits;
    this.deadline = new Deadline(limits.requestTime());
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (!in.isReadable()) {
      return;
    }
    deadline.start(ctx, () -> late(ctx));
    int first = in.getUnsignedByte(in.readerIndex());
    if (first == TLS_HANDSHAKE) {
      refuse(
          ctx,
          in,
          "the sender speaks TLS; use http:// in its endpoint, or its option \"insecure\"");
    } else if (first < 'A' || first > 'Z') {
      refuse(ctx, in, "not HTTP: " + shown(in));
    } else if (!startsLikePreface(in)) {
      become(ctx, this::http1);
    } else if (in.readableBytes() >= PREFACE.length) {
      become(ctx, this::http2);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    deadline.stop();
    super.channelInactive(ctx);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (event instanceof ChannelInputShutdownEvent) {
      ctx.close();
    } else {
      super.userEventTriggered(ctx, event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  private void become(ChannelHandlerContext ctx, Consumer<ChannelPipeline> protocol) {
    deadline.stop();
    protocol.accept(ctx.pipeline());
    ctx.pipeline().remove(this);
  }

  private void http1(ChannelPipeline pipeline) {
    HttpDecoderConfig config = new HttpDecoderConfig()
        .setMaxInitialLineLength(limits.headerBytes())
        .setMaxHeaderSize(limits.headerBytes())
        .setMaxChunkSize(CHUNK);
    RequestHandler handler = new RequestHandler(service, limits, false);
    pipeline.addLast(
        new FirstBytes(handler), new HttpServerCodec(config), new FlowControlHandler(), handler);
  }

  private void http2(ChannelPipeline pipeline) {
    Http2FrameCodec codec = Http2FrameCodecBuilder.forServer()
        .initialSettings(Http2Settings.defaultSettings()
            .maxConcurrentStreams(limits.streams())
            .maxHeaderListSize(limits.headerBytes()))
        .build();
    pipeline.addLast(
        new Http2Time(service, limits),
        codec,
        new Http2MultiplexHandler(new Streams(service, limits)),
        new Http2Faults(service));
  }

  private void late(ChannelHandlerContext ctx) {
    refuse(ctx, Unpooled.EMPTY_BUFFER, "no request after " + Sizes.time(limits.requestTime()));
  }

  private void refuse(ChannelHandlerContext ctx, ByteBuf in, String reason) {
    in.skipBytes(in.readableBytes());
    deadline.stop();
    service.fault("closed a connection of " + Senders.of(ctx.channel()) + ": " + reason);
    ctx.channel().config().setAutoRead(false);
    ctx.close();
  }

  private static boolean startsLikePreface(ByteBuf in) {
    int length = Math.min(in.readableBytes(), PREFACE.length);
    for (int i = 0; i < length; i++) {
      if (in.getByte(in.readerIndex() + i) != PREFACE[i]) {
        return false;
      }
    }
    return true;
  }

  private static String shown(ByteBuf in) {
    int length = Math.min(in.readableBytes(), 16);
    StringBuilder text = new StringBuilder("it begins with \"");
    for (int i = 0; i < length; i++) {
      int octet = in.getUnsignedByte(in.readerIndex() + i);
      text.append(
          octet >= ' ' && octet <= '~'
              ? String.valueOf((char) octet)
              : String.format("\\x%02x", octet));
    }
    return text.append('"').toString();
  }

  /** Tells when the first byte of a request comes, before there is a request. */
  private static final class FirstBytes extends ChannelInboundHandlerAdapter {

    private final RequestHandler handler;

    private FirstBytes(RequestHandler handler) {
      this.handler = handler;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
      handler.bytesCame(ctx.pipeline().context(handler));
      ctx.fireChannelRead(bytes);
    }
  }

  /** Makes each stream read one request. */
  private static final class Streams extends ChannelInitializer<Channel> {

    private final ExportService service;
    private final Limits limits;

    private Streams(ExportService service, Limits limits) {
      this.service = service;
      this.limits = limits;
    }

    @Override
    protected void initChannel(Channel stream) {
      stream
          .pipeline()
          .addLast(
              new Http2StreamFrameToHttpObjectCodec(true),
              new RequestHandler(service, limits, true));
    }
  }
}
