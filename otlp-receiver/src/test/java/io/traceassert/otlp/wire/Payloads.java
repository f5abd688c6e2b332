package io.traceassert.otlp.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Payloads as others write them: the SDK's exporters, and protobuf's own classes. */
final class Payloads {

  static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
  static final String SPAN_ID = "b7ad6b7169203331";

  private static final Set<String> IDS = Set.of("traceId", "spanId", "parentSpanId");

  private Payloads() {}

  /** As the SDK's exporters write it. */
  static byte[] ofSdk(Encoding encoding, List<SpanData> spans) {
    TraceRequestMarshaler request = TraceRequestMarshaler.create(spans);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (encoding == Encoding.PROTOBUF) {
        request.writeBinaryTo(out);
      } else {
        request.writeJsonTo(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** As protobuf's own classes write it, but for ids in hexadecimal. */
  static byte[] of(Encoding encoding, ExportTraceServiceRequest request) {
    return encoding == Encoding.PROTOBUF ? request.toByteArray() : json(request).getBytes(UTF_8);
  }

  static String json(ExportTraceServiceRequest request) {
    try {
      JsonElement tree = JsonParser.parseString(JsonFormat.printer().print(request));
      withHexIds(tree);
      return tree.toString();
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void withHexIds(JsonElement element) {
    if (element instanceof JsonObject object) {
      for (String name : Set.copyOf(object.keySet())) {
        if (IDS.contains(name)) {
          byte[] id = Base64.getDecoder().decode(object.get(name).getAsString());
          object.add(name, new JsonPrimitive(HexFormat.of().formatHex(id)));
        } else {
          withHexIds(object.get(name));
        }
      }
    } else if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(Payloads::withHexIds);
    }
  }

  static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  /** A span with nothing but ids. */
  static Span.Builder span() {
    return Span.newBuilder().setTraceId(bytes(TRACE_ID)).setSpanId(bytes(SPAN_ID));
  }

  static ExportTraceServiceRequest request(Span... spans) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder()
            .setResource(Resource.getDefaultInstance())
            .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(List.of(spans))))
        .build();
  }

  static KeyValue attribute(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  /** Reads what must be one span. */
  static SpanData only(Encoding encoding, ExportTraceServiceRequest request) {
    List<SpanData> spans = decode(encoding, of(encoding, request));
    if (spans.size() != 1) {
      throw new AssertionError("expected one span: " + spans);
    }
    return spans.get(0);
  }

  /** Reads what must be readable. */
  static List<SpanData> decode(Encoding encoding, byte[] payload) {
    try {
      return TracesDecoder.decode(encoding, payload);
    } catch (MalformedPayloadException e) {
      throw new AssertionError(e);
    }
  }
}
