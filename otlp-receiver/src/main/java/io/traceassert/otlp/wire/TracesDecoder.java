package io.traceassert.otlp.wire;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/** Reads export requests for traces. */
public final class TracesDecoder {

  private TracesDecoder() {}

  /**
   * Reads an {@code ExportTraceServiceRequest}.
   *
   * @param encoding how it is written
   * @param payload all of it, uncompressed
   * @return its spans, in the order of the payload
   * @throws MalformedPayloadException if it cannot be read
   */
  public static List<SpanData> decode(Encoding encoding, byte[] payload)
      throws MalformedPayloadException {
    return switch (encoding) {
      case PROTOBUF -> protobuf(payload);
      case JSON -> json(payload);
    };
  }

  private static List<SpanData> protobuf(byte[] payload) throws MalformedPayloadException {
    TracesReader traces = new TracesReader(new ProtobufReader(payload));
    traces.request();
    return traces.spans();
  }

  private static List<SpanData> json(byte[] payload) throws MalformedPayloadException {
    JsonReader in = new JsonReader(payload);
    in.nextPayload();
    TracesReader traces = new TracesReader(in);
    traces.request();
    if (in.nextPayload()) {
      throw in.malformed("more than one request");
    }
    return traces.spans();
  }

  /**
   * Reads what Jaeger answers on {@code /api/v3/traces}: requests in JSON, each as the
   * {@code result} of an object, one after the other.
   *
   * @param payload all of it, uncompressed
   * @return its spans, in the order of the payload
   * @throws MalformedPayloadException if it cannot be read
   */
  public static List<SpanData> decodeJaegerJson(byte[] payload) throws MalformedPayloadException {
    JsonReader in = new JsonReader(payload);
    TracesReader traces = new TracesReader(in);
    while (in.nextPayload()) {
      traces.jaeger();
    }
    return traces.spans();
  }
}
