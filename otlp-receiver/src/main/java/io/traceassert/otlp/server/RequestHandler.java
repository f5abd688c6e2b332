package io.traceassert.otlp.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests and writes their answers: those of a connection of HTTP/1.1, one after the other,
 * or the one of a stream of HTTP/2.
 */
// What fails closes the channel, and that is seen.
@SuppressWarnings("FutureReturnValueIgnored")
final class RequestHandler extends SimpleChannelInboundHandler<HttpObject> {

  /** How long a sender may go on after it was told that it will not be listened to. */
  private static final long LINGER_MILLIS = 1_000;

  private final ExportService service;
  private final Limits limits;
  private final boolean http2;
  private final Deadline deadline;
  private @Nullable Incoming incoming;
  private @Nullable Refusal refusal;
  private boolean finished;

  RequestHandler(ExportService service, Limits limits, boolean http2) {
    this.service = service;
    this.limits = limits;
    this.http2 = http2;
    this.deadline = new Deadline(limits.requestTime());
  }

  /** Starts the time of a request, unless it is running. */
  void bytesCame(ChannelHandlerContext ctx) {
    if (!finished) {
      deadline.start(ctx, () -> late(ctx));
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
    if (finished) {
      return;
    }
    if (part.decoderResult().isFailure()) {
      refuse(ctx, broken(part.decoderResult()));
      return;
    }
    if (part instanceof HttpRequest head) {
      begin(ctx, head);
    }
    if (incoming != null && part instanceof HttpContent content) {
      go(ctx, incoming, content);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      inputEnded(ctx);
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    deadline.stop();
    if (incoming != null) {
      service.refuse(
          incoming,
          new Refusal(
              Status.BAD_REQUEST,
              (http2 ? "cancelled" : "connection closed") + " before it was complete: "
                  + incoming.progress()));
      incoming = null;
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (incoming != null && !(cause instanceof IOException)) {
      refuse(
          ctx,
          new Refusal(Status.BAD_REQUEST, Texts.shortened(String.valueOf(cause.getMessage()))));
    } else {
      ctx.close();
    }
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest head) {
    bytesCame(ctx);
    Incoming begun = new Incoming(Senders.of(ctx.channel()), head, http2, limits);
    incoming = begun;
    refusal = null;
    try {
      begun.check();
    } catch (Refusal refused) {
      refusal = refused;
      if (begun.expectsContinue() || refused.status() == Status.TOO_LARGE) {
        refuse(ctx, refused);
      }
      return;
    }
    if (begun.expectsContinue()) {
      ctx.writeAndFlush(new DefaultFullHttpResponse(
          HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }
  }

  /** Reads on; what is refused for its head is read to its end, and thrown away. */
  private void go(ChannelHandlerContext ctx, Incoming request, HttpContent content) {
    try {
      request.add(content.content());
    } catch (Refusal tooLarge) {
      refuse(ctx, tooLarge);
      return;
    }
    if (content instanceof LastHttpContent) {
      deadline.stop();
      incoming = null;
      Reply reply = refusal == null ? service.answer(request) : service.refuse(request, refusal);
      answer(ctx, request.dialect(), reply, !http2 && !request.keepsAlive());
    }
  }

  private void late(ChannelHandlerContext ctx) {
    String reason = "not complete after " + Sizes.time(limits.requestTime());
    refuse(
        ctx,
        new Refusal(
            Status.TOO_SLOW, incoming == null ? reason : reason + ": " + incoming.progress()));
  }

  private void inputEnded(ChannelHandlerContext ctx) {
    if (incoming != null) {
      refuse(
          ctx,
          new Refusal(
              Status.BAD_REQUEST, "sending ended before it was complete: " + incoming.progress()));
    } else {
      ctx.close();
    }
  }

  /** Turns down what is not complete, and listens no more. */
  private void refuse(ChannelHandlerContext ctx, Refusal refused) {
    Incoming request = incoming;
    incoming = null;
    deadline.stop();
    if (request == null) {
      service.fault("refused a request of " + Senders.of(ctx.channel()) + ": " + refused.reason());
      answer(ctx, Dialect.PLAIN, refused.reply(), true);
    } else {
      answer(ctx, request.dialect(), service.refuse(request, refused), true);
    }
    finished = true;
  }

  private void answer(ChannelHandlerContext ctx, Dialect dialect, Reply reply, boolean last) {
    if (reply.delay().isZero()) {
      write(ctx, dialect, reply, last);
      return;
    }
    pause(ctx);
    ctx.executor()
        .schedule(
            () -> write(ctx, dialect, reply, last), reply.delay().toNanos(), TimeUnit.NANOSECONDS);
  }

  private void write(ChannelHandlerContext ctx, Dialect dialect, Reply reply, boolean last) {
    if (reply.dropped()) {
      connection(ctx.channel()).close();
      return;
    }
    FullHttpResponse response = dialect.response(reply);
    if (http2) {
      writeToStream(ctx, response, last);
      return;
    }
    HttpUtil.setContentLength(response, response.content().readableBytes());
    if (last) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    ChannelFuture written = ctx.writeAndFlush(response);
    if (written.isDone()) {
      goOn(ctx, written, last);
    } else {
      pause(ctx);
      written.addListener((ChannelFutureListener) done -> goOn(ctx, done, last));
    }
  }

  /** Keeps the next request of the connection waiting. */
  private void pause(ChannelHandlerContext ctx) {
    if (!http2) {
      ctx.channel().config().setAutoRead(false);
    }
  }

  private void goOn(ChannelHandlerContext ctx, ChannelFuture written, boolean last) {
    if (last) {
      hangUp(ctx, written);
    }
    ctx.channel().config().setAutoRead(true);
  }

  private static void writeToStream(
      ChannelHandlerContext ctx, FullHttpResponse response, boolean early) {
    ChannelFuture written = ctx.writeAndFlush(response);
    if (early) {
      written.addListener((ChannelFutureListener)
          done -> ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR)));
    }
  }

  /**
   * Lets the sender read the answer first: unread bytes would make the system reset the connection.
   */
  private void hangUp(ChannelHandlerContext ctx, ChannelFuture written) {
    finished = true;
    if (!written.isSuccess() || !(ctx.channel() instanceof DuplexChannel channel)) {
      ctx.close();
      return;
    }
    channel.shutdownOutput();
    ctx.executor().schedule(() -> ctx.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static Channel connection(Channel channel) {
    return channel.parent() instanceof SocketChannel parent ? parent : channel;
  }

  private static Refusal broken(DecoderResult result) {
    Throwable cause = result.cause();
    String message = Texts.shortened(String.valueOf(cause.getMessage()));
    if (cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException) {
      return new Refusal(Status.HEADERS_TOO_LARGE, "headers too large: " + message);
    }
    return new Refusal(Status.BAD_REQUEST, "not HTTP: " + message);
  }
}
