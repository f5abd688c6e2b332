package io.traceassert.otlp.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Closes a connection of HTTP/2 on which a frame, or the frames of one block of headers, take too
 * long: until they are complete there is no stream whose time could be taken.
 */
// What fails closes the channel, and that is seen.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2Time extends ChannelInboundHandlerAdapter {

  private static final int HEAD = 9;
  private static final int PREFACE = 24;
  private static final int HEADERS = 1;
  private static final int CONTINUATION = 9;
  private static final int END_HEADERS = 4;

  private final ExportService service;
  private final Limits limits;
  private final Deadline deadline;
  private int left = PREFACE;
  private int headLength;
  private int payloadLength;
  private int type = -1;
  private int flags;
  private boolean amidHeaders;

  Http2Time(ExportService service, Limits limits) {
    this.service = service;
    this.limits = limits;
    this.deadline = new Deadline(limits.requestTime());
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (follow((ByteBuf) message)) {
      deadline.stop();
    }
    if (left > 0 || headLength > 0 || amidHeaders) {
      deadline.start(ctx, () -> late(ctx));
    }
    ctx.fireChannelRead(message);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    deadline.stop();
    ctx.fireChannelInactive();
  }

  private void late(ChannelHandlerContext ctx) {
    service.fault("closed a connection of "
        + Senders.of(ctx.channel())
        + ": HTTP/2: a frame was not complete after "
        + Sizes.time(limits.requestTime()));
    ctx.close();
  }

  /** Says whether something became complete. */
  private boolean follow(ByteBuf bytes) {
    boolean complete = false;
    int end = bytes.writerIndex();
    for (int i = bytes.readerIndex(); i < end; ) {
      if (left > 0) {
        int step = Math.min(left, end - i);
        left -= step;
        i += step;
        complete |= left == 0 && frameEnded();
      } else {
        complete |= (head(bytes.getUnsignedByte(i++)) && left == 0) && frameEnded();
      }
    }
    return complete;
  }

  /** Takes a byte of a frame's head; says whether it was the last. */
  private boolean head(int octet) {
    switch (headLength++) {
      case 0, 1, 2 -> payloadLength = (payloadLength << 8) | octet;
      case 3 -> type = octet;
      case 4 -> flags = octet;
      default -> {
        // The number of the stream does not matter here.
      }
    }
    if (headLength < HEAD) {
      return false;
    }
    left = payloadLength;
    headLength = 0;
    payloadLength = 0;
    return true;
  }

  /** Says whether something became complete with this frame. */
  private boolean frameEnded() {
    if (type == HEADERS || type == CONTINUATION) {
      amidHeaders = (flags & END_HEADERS) == 0;
    }
    return !amidHeaders;
  }
}
