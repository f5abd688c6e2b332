package io.traceassert.otlp.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;

/** The messages that an answer carries, in both encodings. */
final class Messages {

  private static final String TYPE = "type.googleapis.com/google.rpc.";

  private Messages() {}

  /** An {@code ExportTraceServiceResponse}; that of other signals is the same when it is empty. */
  static byte[] response(Reply reply) {
    Proto response = new Proto();
    if (reply.isPartial()) {
      response.message(1, new Proto().number(1, reply.rejected()).text(2, reply.message()));
    }
    return response.toBytes();
  }

  static byte[] jsonResponse(Reply reply) {
    if (!reply.isPartial()) {
      return "{}".getBytes(UTF_8);
    }
    String rejected =
        reply.rejected() == 0 ? "" : "\"rejectedSpans\":\"" + reply.rejected() + "\",";
    return ("{\"partialSuccess\":{" + rejected + "\"errorMessage\":" + quoted(reply.message())
            + "}}")
        .getBytes(UTF_8);
  }

  /** A {@code google.rpc.Status}, with details when the specification has some for the case. */
  static byte[] status(Reply reply) {
    Proto status = new Proto().number(1, reply.status().grpc()).text(2, reply.message());
    if (reply.status() == Status.BAD_REQUEST) {
      Proto violation = new Proto().text(2, reply.message());
      status.message(3, any("BadRequest", new Proto().message(1, violation)));
    }
    if (reply.retryAfter() != null) {
      status.message(3, any("RetryInfo", new Proto().message(1, duration(reply.retryAfter()))));
    }
    return status.toBytes();
  }

  static byte[] jsonStatus(Reply reply) {
    String message = quoted(reply.message());
    String details = reply.status() == Status.BAD_REQUEST
        ? ",\"details\":[{\"@type\":\"" + TYPE
            + "BadRequest\",\"fieldViolations\":[{\"description\":" + message + "}]}]"
        : "";
    return ("{\"code\":" + reply.status().grpc() + ",\"message\":" + message + details + "}")
        .getBytes(UTF_8);
  }

  private static Proto any(String type, Proto value) {
    return new Proto().text(1, TYPE + type).message(2, value);
  }

  private static Proto duration(Duration duration) {
    return new Proto().number(1, duration.toSeconds()).number(2, duration.toNanosPart());
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
