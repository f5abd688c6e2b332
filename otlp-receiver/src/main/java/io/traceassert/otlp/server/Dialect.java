package io.traceassert.otlp.server;

import static io.netty.handler.codec.http.HttpHeaderNames.ACCEPT_ENCODING;
import static io.netty.handler.codec.http.HttpHeaderNames.ALLOW;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderNames.RETRY_AFTER;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a sender speaks, and so is answered: the content type of its request. */
enum Dialect {
  GRPC("application/grpc") {
    @Override
    FullHttpResponse response(Reply reply) {
      return reply.status() == Status.OK ? grpcMessage(reply) : grpcStatus(reply);
    }
  },
  PROTOBUF("application/x-protobuf") {
    @Override
    byte[] body(Reply reply) {
      return reply.status() == Status.OK ? Messages.response(reply) : Messages.status(reply);
    }
  },
  JSON("application/json") {
    @Override
    byte[] body(Reply reply) {
      return reply.status() == Status.OK
          ? Messages.jsonResponse(reply)
          : Messages.jsonStatus(reply);
    }
  },
  /** That of somebody who does not speak OTLP. */
  PLAIN("text/plain; charset=utf-8");

  static final int GRPC_PREFIX = 5;

  private final String contentType;

  Dialect(String contentType) {
    this.contentType = contentType;
  }

  static Dialect of(@Nullable String contentType) {
    String type =
        contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "application/grpc", "application/grpc+proto" -> GRPC;
      case "application/x-protobuf", "application/protobuf" -> PROTOBUF;
      case "application/json" -> JSON;
      default -> PLAIN;
    };
  }

  FullHttpResponse response(Reply reply) {
    FullHttpResponse response =
        response(reply.status().http(), Unpooled.wrappedBuffer(body(reply)));
    HttpHeaders headers = response.headers();
    if (reply.retryAfter() != null) {
      headers.set(RETRY_AFTER, wholeSeconds(reply.retryAfter()));
    }
    if (reply.status() == Status.METHOD_NOT_ALLOWED) {
      headers.set(ALLOW, "POST");
    } else if (reply.status() == Status.UNSUPPORTED) {
      headers.set(ACCEPT_ENCODING, "gzip");
    }
    return response;
  }

  byte[] body(Reply reply) {
    return (reply.message() + "\n").getBytes(UTF_8);
  }

  FullHttpResponse response(int status, ByteBuf body) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), body);
    response.headers().set(CONTENT_TYPE, contentType);
    return response;
  }

  private static FullHttpResponse grpcMessage(Reply reply) {
    byte[] message = Messages.response(reply);
    ByteBuf framed = Unpooled.buffer(GRPC_PREFIX + message.length);
    framed.writeByte(0).writeInt(message.length).writeBytes(message);
    FullHttpResponse response = GRPC.response(200, framed);
    response.trailingHeaders().set("grpc-status", "0");
    return response;
  }

  private static FullHttpResponse grpcStatus(Reply reply) {
    FullHttpResponse response = GRPC.response(200, Unpooled.EMPTY_BUFFER);
    HttpHeaders headers = response.headers();
    headers.set("grpc-status", reply.status().grpc());
    if (!reply.message().isEmpty()) {
      headers.set("grpc-message", percentEncoded(reply.message()));
    }
    if (reply.retryAfter() != null || reply.status() == Status.BAD_REQUEST) {
      headers.set(
          "grpc-status-details-bin", Base64.getEncoder().encodeToString(Messages.status(reply)));
    }
    if (reply.status() == Status.UNSUPPORTED) {
      headers.set("grpc-accept-encoding", "identity,gzip");
    }
    return response;
  }

  private static String percentEncoded(String message) {
    StringBuilder out = new StringBuilder();
    for (byte octet : message.getBytes(UTF_8)) {
      if (octet >= ' ' && octet <= '~' && octet != '%') {
        out.append((char) octet);
      } else {
        out.append(String.format("%%%02X", octet));
      }
    }
    return out.toString();
  }

  private static long wholeSeconds(Duration duration) {
    return duration.toNanosPart() == 0 ? duration.toSeconds() : duration.toSeconds() + 1;
  }
}
