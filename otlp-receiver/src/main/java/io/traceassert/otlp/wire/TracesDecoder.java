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
    if (payload.length == 0) {
      return List.of();
    }
    throw new MalformedPayloadException("cannot read " + encoding);
  }
}
