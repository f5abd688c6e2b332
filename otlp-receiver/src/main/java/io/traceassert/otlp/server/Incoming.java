package io.traceassert.otlp.server;

import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_ENCODING;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderNames.USER_AGENT;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request on its way in. Of one event loop. */
final class Incoming {

  private static final int FIRST_BODY = 8 * 1024;
  private static final int LARGEST_FIRST_BODY = 1024 * 1024;

  private final String sender;
  private final HttpRequest head;
  private final Dialect dialect;
  private final boolean http2;
  private final Limits limits;
  private @Nullable Target target;
  private byte[] body = {};
  private int length;

  Incoming(String sender, HttpRequest head, boolean http2, Limits limits) {
    this.sender = sender;
    this.head = head;
    this.http2 = http2;
    this.limits = limits;
    this.dialect = Dialect.of(head.headers().get(CONTENT_TYPE));
  }

  /** Checks what the head says, before the body is read. */
  void check() throws Refusal {
    target = Target.of(head, dialect, http2);
    long announced = HttpUtil.getContentLength(head, 0L);
    if (announced > limit()) {
      throw tooLarge(Sizes.bytes(announced));
    }
    compression();
  }

  void add(ByteBuf part) throws Refusal {
    int more = part.readableBytes();
    if (more > limit() - length) {
      throw tooLarge("more than " + Sizes.bytes(limit()));
    }
    if (length + more > body.length) {
      body = Arrays.copyOf(body, capacity(length + more));
    }
    part.readBytes(body, length, more);
    length += more;
  }

  /** Returns what the exporter meant to send, without what the way here put around it. */
  byte[] payload() throws Refusal {
    if (dialect == Dialect.GRPC) {
      return grpcPayload();
    }
    return isCompressed()
        ? Gunzip.inflate(body, 0, length, limits.payloadBytes())
        : Arrays.copyOf(body, length);
  }

  Dialect dialect() {
    return dialect;
  }

  HttpHeaders headers() {
    return head.headers();
  }

  boolean isForTraces() {
    return target != null && target.traces();
  }

  boolean keepsAlive() {
    return HttpUtil.isKeepAlive(head);
  }

  boolean expectsContinue() {
    return HttpUtil.is100ContinueExpected(head);
  }

  String compression() throws Refusal {
    String name =
        headers().get(dialect == Dialect.GRPC ? "grpc-encoding" : CONTENT_ENCODING, "identity");
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "identity", "none", "" -> "none";
      case "gzip", "x-gzip" -> "gzip";
      default ->
        throw new Refusal(
            Status.UNSUPPORTED, "compression " + Texts.shortened(name) + "; gzip is read here");
    };
  }

  /** For example {@code 127.0.0.1 (OTel-OTLP-Exporter-Java/1.57.0): POST /v1/traces}. */
  String describe() {
    String agent = headers().get(USER_AGENT);
    return sender
        + (agent == null ? "" : " (" + Texts.shortened(agent) + ")")
        + ": "
        + Target.describe(head, dialect);
  }

  /** For example {@code 1 KiB of 5 KiB had come}. */
  String progress() {
    long announced = HttpUtil.getContentLength(head, -1L);
    return Sizes.bytes(length)
        + (announced < 0 ? "" : " of " + Sizes.bytes(announced))
        + " had come";
  }

  private byte[] grpcPayload() throws Refusal {
    int framed = length - Dialect.GRPC_PREFIX;
    if (framed < 0) {
      throw malformed("no message of gRPC in " + Sizes.bytes(length));
    }
    long announced = Integer.toUnsignedLong(ByteBuffer.wrap(body).getInt(1));
    if (announced != framed) {
      throw malformed("gRPC announced a message of "
          + Sizes.bytes(announced)
          + ", and "
          + Sizes.bytes(framed)
          + " came");
    }
    return switch (body[0]) {
      case 0 -> Arrays.copyOfRange(body, Dialect.GRPC_PREFIX, length);
      case 1 -> {
        if (!isCompressed()) {
          throw malformed("a compressed message, and grpc-encoding does not say how");
        }
        yield Gunzip.inflate(body, Dialect.GRPC_PREFIX, framed, limits.payloadBytes());
      }
      default -> throw malformed("not a message of gRPC: its first byte is " + (body[0] & 0xff));
    };
  }

  private static Refusal malformed(String message) {
    return new Refusal(Status.BAD_REQUEST, message);
  }

  private boolean isCompressed() throws Refusal {
    return compression().equals("gzip");
  }

  private int limit() throws Refusal {
    int limit = isCompressed() ? limits.compressedBytes() : limits.payloadBytes();
    return dialect == Dialect.GRPC ? Math.addExact(limit, Dialect.GRPC_PREFIX) : limit;
  }

  private Refusal tooLarge(String size) throws Refusal {
    int limit = isCompressed() ? limits.compressedBytes() : limits.payloadBytes();
    String what = isCompressed() ? "compressed payload of " : "payload of ";
    return new Refusal(
        Status.TOO_LARGE, what + size + ", more than the limit of " + Sizes.bytes(limit));
  }

  private int capacity(int needed) {
    long announced = HttpUtil.getContentLength(head, (long) FIRST_BODY);
    long first = Math.max(FIRST_BODY, Math.min(announced, LARGEST_FIRST_BODY));
    return (int)
        Math.min(Integer.MAX_VALUE - 8, Math.max(needed, Math.max(first, body.length * 2L)));
  }
}
