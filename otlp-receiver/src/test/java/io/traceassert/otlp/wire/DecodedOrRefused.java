package io.traceassert.otlp.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/** What holds of any payload: it is decoded, or refused with a reason of one line. */
final class DecodedOrRefused {

  private DecodedOrRefused() {}

  static void protobuf(byte[] payload) {
    String refusal = read(() -> TracesDecoder.decode(Encoding.PROTOBUF, payload));
    // Of ids, protobuf knows nothing. It reads fields that we skip, so that it may refuse more.
    if (!refusal.isEmpty() && !refusal.contains("_id") && isAcceptedByProtobuf(payload)) {
      throw new AssertionError("protobuf accepts it: " + refusal);
    }
  }

  static void json(byte[] payload) {
    read(() -> TracesDecoder.decode(Encoding.JSON, payload));
    read(() -> TracesDecoder.decodeJaegerJson(payload));
  }

  /** Returns why a payload is refused, or an empty text. */
  private static String read(Decoding decoding) {
    try {
      for (SpanData span : decoding.decode()) {
        if (!span.getSpanContext().isValid() || span.toString().isEmpty()) {
          throw new AssertionError("not a span: " + span);
        }
      }
      return "";
    } catch (MalformedPayloadException e) {
      String refusal = String.valueOf(e.getMessage());
      if (refusal.isBlank() || refusal.length() > 1_000 || refusal.indexOf('\n') >= 0) {
        throw new AssertionError("not a line: " + refusal);
      }
      return refusal;
    }
  }

  private static boolean isAcceptedByProtobuf(byte[] payload) {
    try {
      return ExportTraceServiceRequest.parseFrom(payload).isInitialized();
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }

  /** Reads a payload. */
  private interface Decoding {
    List<SpanData> decode() throws MalformedPayloadException;
  }
}
