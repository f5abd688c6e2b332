package io.traceassert.otlp.server;

import io.netty.handler.codec.http.HttpHeaders;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.traceassert.otlp.wire.Encoding;
import io.traceassert.otlp.wire.MalformedPayloadException;
import io.traceassert.otlp.wire.TracesDecoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Decides what each request is answered with; the same for all connections. */
final class ExportService {

  private static final String ADDED_BY_NETTY = "x-http2-";

  private final Exports exports;
  private final Script script;
  private final ExchangeLog log;

  ExportService(Exports exports, Script script, ExchangeLog log) {
    this.exports = exports;
    this.script = script;
    this.log = log;
  }

  /** Takes a complete request. */
  Reply answer(Incoming request) {
    try {
      byte[] payload = request.payload();
      return request.isForTraces() ? export(request, payload) : Reply.TAKEN;
    } catch (Refusal refusal) {
      return refuse(request, refusal);
    } catch (RuntimeException broken) {
      return refuse(
          request, new Refusal(Status.INTERNAL, Texts.shortened("failed inside: " + broken)));
    }
  }

  /** Turns a request down, complete or not. */
  Reply refuse(Incoming request, Refusal refusal) {
    String line = refused(request, refusal.reason());
    if (request.isForTraces()) {
      exports.loss(line);
      log(request, 0, 0, refusal.reply());
    } else {
      fault(line);
    }
    return refusal.reply();
  }

  private static String refused(Incoming request, String reason) {
    return "refused a request of " + request.describe() + ": " + reason;
  }

  void fault(String line) {
    exports.fault(line);
  }

  private Reply export(Incoming request, byte[] payload) throws Refusal {
    List<SpanData> spans = decode(request, payload);
    Reply reply = script.next().to(spans.size());
    List<SpanData> accepted = spans.subList(0, reply.accepted(spans.size()));
    boolean full =
        !accepted.isEmpty() && !exports.take(List.copyOf(accepted), request.headers()::get);
    if (full) {
      return full(request, spans.size());
    }
    log(request, spans.size(), accepted.size(), reply);
    return reply;
  }

  private Reply full(Incoming request, int spans) {
    Reply reply = Reply.of(
        Status.TOO_MANY_REQUESTS, "the receiver holds as many spans as it may; none was kept");
    exports.loss(refused(request, reply.message()));
    log(request, spans, 0, reply);
    return reply;
  }

  private static List<SpanData> decode(Incoming request, byte[] payload) throws Refusal {
    try {
      Encoding encoding = request.dialect() == Dialect.JSON ? Encoding.JSON : Encoding.PROTOBUF;
      return TracesDecoder.decode(encoding, payload);
    } catch (MalformedPayloadException malformed) {
      throw new Refusal(Status.BAD_REQUEST, String.valueOf(malformed.getMessage()));
    }
  }

  private void log(Incoming request, int spans, int kept, Reply reply) {
    String protocol = switch (request.dialect()) {
      case GRPC -> "grpc";
      case JSON -> "http/json";
      case PROTOBUF, PLAIN -> "http/protobuf";
    };
    log.add(new Exchange(
        protocol, compression(request), headers(request.headers()), spans, kept, reply));
  }

  private static String compression(Incoming request) {
    try {
      return request.compression();
    } catch (Refusal unknown) {
      return "unknown";
    }
  }

  private static Map<String, String> headers(HttpHeaders headers) {
    Map<String, String> all = new TreeMap<>();
    for (Map.Entry<String, String> header : headers) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (!name.startsWith(ADDED_BY_NETTY)) {
        all.merge(name, header.getValue(), (a, b) -> a + ", " + b);
      }
    }
    return all;
  }
}
